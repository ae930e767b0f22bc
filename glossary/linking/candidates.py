"""Names in a text: leftmost-longest, by the key, by the case rule, and by what stands around.

Found in three steps: an automaton over the letters of the text gives every place where a name
may stand (`haystack`, `lexicon`); what stands there is compared by its key and its case
(`casing`) and by its surroundings; of what overlaps, the leftmost and longest is taken.
"""

from __future__ import annotations

import re

from glossary.linking.haystack import Haystack
from glossary.linking.lexicon import count_symbols
from glossary.linking.surroundings import AFTER, BEFORE, refusal
from glossary.text import fold

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.linking.lexicon import Lexicon, Meaning

    Found = tuple[int, int, Meaning]
    """From where to where a name stands, and what it may mean."""
    Judged = tuple[int, int, Meaning, str]
    """The same, and the rule that refused it; empty where none did."""

_NO_STOP = (0, 0)
_NEXT_WORD = re.compile(rb" *([^ ]+)")


def find(lexicon: Lexicon, words: str) -> list[Found]:
    """The names in a text that may be meant, in order, none overlapping another."""
    taken: list[Found] = []
    done = 0
    stop = _NO_STOP
    known = lexicon.meanings.get
    for start, minus_end in _spans(lexicon, words):
        if start < done:
            continue
        end = -minus_end
        meant = known(words[start:end]) or lexicon.meaning(words[start:end])
        if meant.is_stop:
            stop = (start, end)
        if not meant.senses or (start < stop[1] and (start, end) != stop):
            continue
        is_beside = words[start - 1 : start] in BEFORE or words[end : end + 1] in AFTER
        if not is_beside or not refusal(words, start, end):
            taken.append((start, end, meant))
            done = end
    return taken


def judge(lexicon: Lexicon, words: str) -> list[Judged]:
    """Every name in a text, in order, each refused one with the rule that refused it."""
    judged: list[Judged] = []
    done = 0
    stop = _NO_STOP
    for start, minus_end in dict.fromkeys(_spans(lexicon, words)):
        end = -minus_end
        meant = lexicon.meaning(words[start:end])
        if meant.is_stop:
            stop = (start, end)
        if meant.senses:
            rule = refusal(words, start, end) or ""
            if start < stop[1] and (start, end) != stop:
                rule = "not_in"
            if start < done:
                rule = "longer"
            judged.append((start, end, meant, rule))
            done = done if rule else end
        elif meant.refused:
            judged.append((start, end, meant, meant.refused[0].rule))
    return judged


def _spans(lexicon: Lexicon, words: str) -> list[tuple[int, int]]:
    """Where the letters of names stand, the leftmost and longest first: start, minus end."""
    hay = Haystack(words)
    letters, is_even = hay.letters, hay.is_even
    edged, following, count = lexicon.edged, lexicon.following, len(lexicon.names)
    next_word = _NEXT_WORD.match
    spans: list[tuple[int, int]] = []
    found = lexicon.automaton.find_matches_as_indexes(letters, overlapping=True)
    for number, first, end in found:
        if number < count and number not in edged:
            if is_even:
                spans.append((first, 2 - end))
            else:
                start, stop = hay.span(first + 1, end - 1)
                spans.append((start, -stop))
        elif number < count:
            spans += _widen(hay, first, end, lexicon.edges[lexicon.patterns[number]])
        elif number not in following or (
            (word := next_word(letters, end)) and word[1] in following[number]
        ):
            spans += _read_on(lexicon, hay, first)
    spans.sort()
    return spans


def _widen(
    hay: Haystack, first: int, end: int, shapes: set[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """The places of names whose symbols stand beside their letters."""
    start, stop = hay.span(first + 1, end - 1)
    for lead, trail in shapes:
        part = hay.text[max(0, start - lead) : stop + trail]
        if count_symbols(fold(part)) == (lead, trail):
            yield start - lead, -(stop + trail)


def _read_on(lexicon: Lexicon, hay: Haystack, first: int) -> Iterator[tuple[int, int]]:
    """Names that begin here and have more than one space somewhere between their words."""
    read = b" "
    at = first
    while word := _NEXT_WORD.match(hay.letters, at):
        at = word.end()
        read += word[1] + b" "
        if read in lexicon.names:
            yield from _widen(hay, first, at + 1, lexicon.edges.get(read, {(0, 0)}))
        if read not in lexicon.heads:
            break
