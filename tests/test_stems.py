import re
import sqlite3

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.stems import regular, stem

TEXT = """
The ponies caressed a relational controller; hopping, tanned, falling, hissing, fizzed, failing
and filing agreed with conflated, troubled, sized plans. Happy skies: conditional, valency,
hesitancy, digitizer, radically, differently, analogously, vietnamization, predication, operator,
feudalism, decisiveness, hopefulness, callousness, formality, sensitivity, sensibility. Triplicate,
formative, formalize, electricity, electrical, hopeful, goodness. Revival, allowance, inference,
airliner, gyroscopic, adjustable, defensible, irritant, replacement, adjustment, dependent,
adoption, communism, activate, angularity, homologous, effective, bowdlerize. Probate, rate, cease,
controll, roll; yes, by, cry, dying, geology, archaeology, ties, dies, feed, bleed, sing, ring.
"""


@pytest.mark.parametrize(
    ("forms", "key"),
    [
        ("run runs running ran", "run"),
        ("optimize optimizing optimised optimisation optimiser optimization", "optim"),
        ("neighbour neighbors neighbours", "neighbor"),
        ("speak speaks spoke spoken speaking", "speak"),
        ("matrix matrices matrixes", "matrix"),
        ("good better best", "good"),
    ],
)
def test_the_forms_of_a_word_have_one_key(forms, key):
    assert {stem(form) for form in forms.split()} == {key}


@pytest.mark.parametrize("word", ["", "a", "is", "c++", "gpt4", "naïve", "f1", "x" * 65, "词"])
def test_what_is_no_english_word_is_its_own_key(word):
    assert stem(word) == word


def porter(words):
    """The same by SQLite, word by word."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE d USING fts5 (w, tokenize = 'porter')")
    connection.execute("CREATE VIRTUAL TABLE v USING fts5vocab (d, instance)")
    connection.executemany("INSERT INTO d (rowid, w) VALUES (?, ?)", enumerate(words))
    found = dict(connection.execute("SELECT doc, term FROM v"))
    connection.close()
    return [found[number] for number in range(len(words))]


def test_regular_words_have_the_stems_of_sqlite():
    words = sorted(set(re.findall(r"[a-z]+", TEXT.lower())))
    assert [stem(word) for word in words] == porter([regular(word) for word in words])


@given(st.lists(st.from_regex(r"[a-z]{1,12}(ing|ed|ation|ness|ies|es|ably|e|ll)?", fullmatch=True)))
def test_any_letters_have_the_stems_of_sqlite(words):
    assert [stem(word) for word in words] == porter([regular(word) for word in words])
