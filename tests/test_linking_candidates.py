"""Names in a text: the fast way and a slow, obvious one agree."""

import itertools
import time
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from glossary import Entry, Glossary
from glossary.linking import builder, candidates
from glossary.linking.haystack import is_ideograph, spell
from glossary.linking.lexicon import count_symbols
from glossary.linking.surroundings import refusal
from glossary.text import fold, see

TERMS = Glossary.from_entries(
    [
        Entry(id="moe", term="mixture of experts", abbreviations=("MoE",), gloss="g"),
        Entry(id="expert", term="expert", gloss="g"),
        Entry(id="experts-club", term="experts club", gloss="g"),
        Entry(id="c-plus-plus", term="C++", gloss="g"),
        Entry(id="c", term="C", gloss="g"),
        Entry(id="naive", term="naïve Bayes", gloss="g"),
        Entry(id="mass", term="Maß", gloss="g"),
        Entry(id="headache", term="头疼", gloss="g"),
        Entry(id="head", term="头", gloss="g"),
        Entry(id="beta", term="β-VAE", gloss="g"),
        Entry(id="pass", term="pass@k", gloss="g"),
        Entry(id="sam", term="SAM", not_in=("Uncle SAM",), gloss="g"),
    ]
)
LEXICON = builder.build(TERMS._index)
PIECES = st.sampled_from(
    ["mixture", "of", "expert", "experts", "club", "MoE", "MoEs", "moe", "C", "C++", "++", "naïve",
     "nai\u0308ve", "Bayes", "Maß", "MASS", "头", "疼", "β", "VAE", "pass", "@", "k", "Uncle",
     "SAM", " ", " ", "  ", "-", "\n", "\n  ", "\u2011", "_", ".", ", ", "'s", "’", "(", ")", "/",
     "x", "2", "\u200b", "\u0301", "\ufe0f", "İ", "ﬁ", "\u202e", "\r\n", "😀"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=12).map("".join)


def is_letter(char):
    return bool(spell(char).strip()) and not is_ideograph(char)


def has_meaning(part):
    meaning = LEXICON.meaning(part)
    return bool(meaning.senses or meaning.refused)


def is_boundary(text, at):
    """Whether a word may begin or end here: letters on both sides make it one word."""
    left = next((char for char in reversed(text[:at]) if not is_silent(char)), "")
    right = next((char for char in text[at:] if not is_silent(char)), "")
    seen = next((char for char in text[at:] if see(char)), "")
    if is_mark(seen) and spell(left).strip():
        return False
    return not (left and right and is_letter(left) and is_letter(right))


def is_mark(char):
    return bool(char) and unicodedata.category(char).startswith("M") and bool(see(char))


def is_silent(char):
    return not see(char) or is_mark(char)


def oracle(text):
    """Every place of a name, by trying every part of the text."""
    spans = []
    for start, end in itertools.combinations(range(len(text) + 1), 2):
        part = text[start:end]
        key = fold(part)
        if spell(part) not in LEXICON.names or not has_meaning(part):
            continue
        if count_symbols(key) not in LEXICON.edges.get(spell(part), {(0, 0)}):
            continue
        base = next((char for char in reversed(part) if not is_silent(char)), "")
        is_tight = fold(part[1:]) != key and fold(part[:-1]) != key
        # A mark belongs to a letter: on a space or a symbol it is not a part of a name.
        is_tight = is_tight and not is_silent(part[0])
        is_tight = is_tight and (not is_silent(part[-1]) or bool(spell(base).strip()))
        if is_tight and is_boundary(text, start) and is_boundary(text, end):
            spans.append((start, -end))
    taken, done = [], 0
    stops = [(start, end) for start, end in spans if LEXICON.meaning(text[start:-end]).is_stop]
    for start, minus_end in sorted(spans):
        is_stopped = any(
            first <= start < -end and (start, minus_end) != (first, end) for first, end in stops
        )
        senses = LEXICON.meaning(text[start:-minus_end]).senses
        if start < done or is_stopped or not senses or refusal(text, start, -minus_end):
            continue
        taken.append((start, -minus_end))
        done = -minus_end
    return taken


@given(TEXTS)
@settings(max_examples=600, deadline=None)
@example("mixture\n  of experts club")
@example("C++ C")
@example("头疼头2")
def test_the_fast_way_equals_the_slow_one(text):
    assert [one[:2] for one in candidates.find(LEXICON, text)] == oracle(text)


@given(st.text(max_size=40) | TEXTS)
@settings(deadline=None)
def test_names_never_overlap_and_stand_in_the_text(text):
    done = 0
    for start, end, meaning in candidates.find(LEXICON, text):
        assert done <= start < end <= len(text)
        assert meaning is LEXICON.meaning(text[start:end])
        assert meaning.senses
        done = end


@given(TEXTS)
@settings(deadline=None)
def test_judging_takes_what_finding_takes(text):
    found = [one[:2] for one in candidates.find(LEXICON, text)]
    judged = [one[:2] for one in candidates.judge(LEXICON, text) if not one[3]]
    assert judged == found


def names(text):
    return [text[start:end] for start, end, _ in candidates.find(LEXICON, text)]


def test_the_longest_name_is_taken():
    assert names("mixture of experts, experts club") == ["mixture of experts", "experts club"]


def test_a_refused_name_gives_way_to_a_shorter_one():
    assert names("the experts club_x") == ["experts"]


def test_uncle_sam_is_not_meant():
    assert names("Uncle SAM and SAM") == ["SAM"]
    judged = candidates.judge(LEXICON, "Uncle SAM")
    assert [one[3] for one in judged] == ["not_in", "not_in"]


@pytest.mark.parametrize(
    "piece", ["mixture of ", "MoE ", "头疼", "C++", "x", "mixture  ", "a/", "-MoE"]
)
def test_long_lines_end_in_linear_time(piece):
    def seconds(times):
        started = time.process_time()
        candidates.find(LEXICON, piece * times)
        return time.process_time() - started

    seconds(1_000)
    assert seconds(80_000) < 40 * max(seconds(8_000), 0.01)  # 10 times, and a busy machine
