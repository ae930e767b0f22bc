"""The letters of a text, and the way back."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.linking.haystack import Haystack, is_ideograph, spell
from glossary.text import fold

HARD = (
    "aZé ßİı\u0307\u0301ﬁＭ½\u00ad\u200b\u200d\ufe0f頭疼かβΣς\u05d0\u202e😀-_\n\r\t.,'’+#²µ"
    "\x00\ud800"
)
TEXTS = st.text(st.sampled_from(HARD) | st.characters(), max_size=30)


@given(TEXTS)
def test_equal_keys_have_equal_letters(words):
    assert spell(words) == spell(fold(words))


@given(TEXTS)
def test_every_letter_leads_back_to_its_place(words):
    hay = Haystack(words)
    for at, code in enumerate(hay.letters):
        if code == ord(" "):
            continue
        start, end = hay.span(at, at + 1)
        assert 0 <= start < end <= len(words)
        assert bytes((code,)).lower() in spell(words[start:end]).lower()


@given(TEXTS)
def test_letters_are_those_of_the_words(words):
    assert (
        b" " + b" ".join(Haystack(words).letters.split()) + b" "
        == spell(words).replace(b"  ", b" ")
        or not spell(words).strip()
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Fine\u2011tuning", "fine tuning"),
        ("FINE_TUNING", "fine tuning"),
        ("mixture\n    of experts", "mixture of experts"),
        ("ＭｏＥ", "moe"),
        ("naïve", "naive"),
        ("Straße", "STRASSE"),
        ("eﬃcient", "efficient"),
        ("Mo\u200bE", "moe"),
        ("İ", "i\u0307"),
    ],
)
def test_what_is_spelled_alike(one, other):
    assert spell(one) == spell(other)


def test_a_mark_belongs_to_its_letter():
    hay = Haystack("e\u0301x")
    assert hay.span(1, 2) == (0, 2)


def test_what_cannot_be_seen_is_left_outside():
    hay = Haystack("MoE\u200b rest")
    assert hay.span(1, 4) == (0, 3)


def test_an_ordinary_text_is_even():
    assert Haystack("“MoE” — naïve, β…").is_even
    assert not Haystack("Straße").is_even


def test_ideographs_are_words():
    assert is_ideograph("疼")
    assert not is_ideograph("a")
    assert len(spell("头疼").split()) == 2


@given(st.characters(categories=["L"]))
def test_letters_beyond_latin_are_letters(char):
    if unicodedata.normalize("NFKD", char)[0].isalnum():
        assert spell(char).strip()
