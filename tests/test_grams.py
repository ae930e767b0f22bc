import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import grams, text
from glossary.compiler import compile_bytes
from glossary.index import Index


@pytest.mark.parametrize(
    ("key", "split"),
    [
        ("moe", ["^mo", "moe", "oe$"]),
        ("a", ["^a$"]),
        ("few shot", ["^fe", "few", "ews", "wsh", "sho", "hot", "ot$"]),
        ("aaaa", ["^aa", "aaa", "aa$"]),
        ("", []),
    ],
)
def test_split(key, split):
    assert grams.split(key) == split


words = st.text(alphabet="abcdeé ", min_size=1, max_size=12).filter(text.fold)


@given(st.lists(words, min_size=1, max_size=30, unique_by=text.fold), words)
def test_the_nearest_are_those_of_a_slow_and_obvious_count(terms, asked):
    records = [{"id": f"e{n}", "term": term, "gloss": "g"} for n, term in enumerate(terms)]
    index = Index.from_bytes(compile_bytes(records))
    key = text.fold(asked)
    rows = index.query("SELECT number, key FROM names")
    mine = set(grams.split(key))
    shared = {number: len(mine & set(grams.split(other))) for number, other in rows}
    most = max(shared.values())
    expected = [
        (-shared[number] / (len(mine) + len(grams.split(other))), number)
        for number, other in rows
        if shared[number]
        and shared[number] >= most * 0.4
        and len(grams.split(other)) * 2 >= len(mine)
    ]
    found = grams.nearest(index, key, limit=10)
    assert found == [number for _, number in sorted(expected)[:10]]


@pytest.mark.parametrize("key", ["", "x" * 100_000, "\0\0\0", "🦈🦈", "'\"%_"])
def test_odd_keys_are_safe(key):
    index = Index.from_bytes(compile_bytes([{"id": "a", "term": "token", "gloss": "g"}]))
    assert grams.nearest(index, key) == []
