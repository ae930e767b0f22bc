import math
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary import words
from glossary.compiler import compile_bytes
from glossary.index import Index
from glossary.stems import stem

RECORDS = [
    {
        "id": "kettle",
        "term": "kettle",
        "gloss": "vessel that heats water until it boils",
        "definition": "Vessel for [[tea]]. A [[whistle]] shrieks once steam escapes.",
        "relations": {"related": ["tea"]},
    },
    {"id": "tea", "term": "tea", "gloss": "drink brewed from dried leaves"},
    {"id": "whistle", "term": "whistle", "gloss": "small pipe with one clear tone"},
    {"id": "mug", "term": "mug", "gloss": "cup with a handle", "details": "Holds what is brewed."},
]


@pytest.fixture(scope="module")
def index():
    return Index.from_bytes(compile_bytes(RECORDS))


def found(index, query):
    ids = dict(index.query("SELECT number, id FROM entries"))
    return [ids[number] for number, _ in words.find(index, query)]


@pytest.mark.parametrize(
    ("query", "best"),
    [
        ("heating water", "kettle"),
        ("it boiled", "kettle"),
        ("brewed drinks", "tea"),
        ("shrieks when steam comes out", "kettle"),
        ("a pipe for steam", "whistle"),
    ],
)
def test_an_entry_is_found_by_its_words(index, query, best):
    assert found(index, query)[0] == best


def test_what_others_say_in_sentences_that_link_counts_for_an_entry(index):
    assert "whistle" in found(index, "shrieks")
    assert "tea" not in found(index, "shrieks")


def test_the_gloss_counts_more_than_the_details(index):
    assert found(index, "brewed handle")[0] == "mug"
    assert found(index, "brewed")[0] == "tea"


def test_a_related_entry_that_says_it_too_lifts_an_entry():
    plain = [{"id": one, "term": one, "gloss": "red round fruit"} for one in ("a", "b")]
    other = {"id": "c", "term": "c", "gloss": "red round jam", "relations": {"broader": ["b"]}}
    scores = dict(words.find(Index.from_bytes(compile_bytes([*plain, other])), "round red"))
    assert scores[2] > scores[1]


def test_words_that_no_entry_holds_make_it_less_sure(index):
    (_, sure), *_ = words.find(index, "vessel water")
    (_, less), *_ = words.find(index, "vessel water zeppelin")
    assert 0 < less < sure


@pytest.mark.parametrize("query", ["", "of the and", "?!", "zeppelin", "\0", "🦈", "\ud800", '"*'])
def test_nothing_asked_or_known_finds_nothing(index, query):
    assert words.find(index, query) == []


def test_an_empty_glossary_has_no_words():
    assert words.find(Index.from_bytes(compile_bytes([])), "vessel") == []


def test_a_long_query_reads_only_its_rarest_words(index, monkeypatch):
    monkeypatch.setattr(words, "MOST_READ", 1)
    assert found(index, "brewed heats") == ["kettle"]  # two entries hold "brewed"


def test_split():
    asked = "Which of the model's sub-networks isn't run?"
    assert list(words.split(asked)) == ["model", "sub", "networks", "run"]
    assert list(words.split("C++ and naïve F₁")) == ["c++", "naive", "f₁"]
    assert words.content_words("to be or not") == []
    assert words.content_words("token by Token") == ["token"]


texts = st.lists(st.sampled_from("red green blue apple pear jam tin".split()), max_size=6)


@settings(max_examples=60)
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=8), texts)
def test_the_order_is_that_of_a_slow_and_obvious_sum(entries, asked):
    records = [
        {"id": f"e{n}", "term": f"e{n}", "gloss": " ".join(gloss), "details": " ".join(details)}
        for n, (gloss, details) in enumerate(entries)
    ]
    index = Index.from_bytes(compile_bytes(records))
    fields = [
        {"gloss": Counter(map(stem, gloss)), "rest": Counter(map(stem, details))}
        for gloss, details in entries
    ]
    expected = {}
    wanted = list(dict.fromkeys(map(stem, asked)))
    having = {word: sum(word in f["gloss"] + f["rest"] for f in fields) for word in wanted}
    rarest = math.log(1 + len(entries) / words.COMMON)
    weights = {
        word: math.log(1 + len(entries) / (words.COMMON + count)) / rarest
        if count
        else words.UNKNOWN
        for word, count in having.items()
    }
    for number, one in enumerate(fields, 1):
        said, met = 0.0, 0
        for word in wanted:
            amount = 0.0
            for name, counts in one.items():
                usual = max(sum(f[name].total() for f in fields) / len(fields), 1)
                longer = 1 - words.LENGTH_SHARE + words.LENGTH_SHARE * counts.total() / usual
                amount += words.FIELD_WEIGHTS[name] * counts[word] / longer
            said += weights[word] * amount / (amount + words.SATURATION) * bool(amount)
            met += bool(amount)
        if met:
            surely = 1 if len(asked) == 1 else met / (met + words.FEW)
            expected[number] = surely * said / math.sqrt(sum(weights.values()))
    scores = dict(words.find(index, " ".join(asked)))
    assert set(scores) <= set(expected)
    for number, score in scores.items():
        assert score == pytest.approx(expected[number], abs=0.01)
    assert max(expected.values(), default=0) == pytest.approx(
        max(scores.values(), default=0), abs=0.01
    )
