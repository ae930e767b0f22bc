"""Names in a text: leftmost-longest, by the key, by the case rule, and by what stands around.

Found in three steps: an automaton over the letters of the text gives every place where a name
may stand (`haystack`, `lexicon`); what stands there is compared by its key and its case
(`casing`) and by its surroundings; of what overlaps, the leftmost and longest is taken.
"""

from __future__ import annotations

import re
from operator import itemgetter

from glossary.linking.haystack import Haystack
from glossary.linking.lexicon import count_symbols
from glossary.linking.surroundings import BEFORE, BESIDE, refusal
from glossary.text import fold

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.linking.lexicon import Lexicon, Meaning

    Found = tuple[int, int, Meaning]
    """From where to where a name stands, and what it may mean."""
    Judged = tuple[int, int, Meaning, str]
    """The same, and the rule that refused it; empty where none did."""
    Match = tuple[int, int, int]
    """The number of a pattern, and from where to where its letters stand."""

_NO_STOP = (0, 0)
_START, _END = itemgetter(1), itemgetter(2)
_NEXT_WORD = re.compile(rb" *([^ ]+)")


def find(lexicon: Lexicon, words: str) -> list[Found]:
    """The names in a text that may be meant, in order, none overlapping another."""
    # One turn for every name that letters make: some twelve characters of a text that
    # uses the names of a large glossary. Hence no call that is not needed.
    meanings = lexicon.meanings
    taken: list[Found] = []
    done = 0
    stop = _NO_STOP
    for _, start, beyond in reversed(_places(lexicon, Haystack(words))):
        if start < done:
            continue
        end = beyond - 2
        surface = words[start:end]
        meant = meanings.get(surface) or lexicon.meaning(surface)
        if meant.is_stop:
            stop = (start, end)
        if not meant.senses or (start < stop[1] and (start, end) != stop):
            continue
        is_beside = words[start - 1 : start] in BEFORE or BESIDE[words[end : end + 2]]
        if not is_beside or not refusal(words, start, end):
            taken.append((start, end, meant))
            done = end
    return taken


def judge(lexicon: Lexicon, words: str) -> list[Judged]:
    """Every name in a text, in order, each refused one with the rule that refused it."""
    judged: list[Judged] = []
    done = 0
    stop = _NO_STOP
    for start, end in _each_once(_places(lexicon, Haystack(words))):
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


def _each_once(places: list[Match]) -> Iterable[tuple[int, int]]:
    return dict.fromkeys([(start, beyond - 2) for _, start, beyond in reversed(places)])


def _places(lexicon: Lexicon, hay: Haystack) -> list[Match]:
    """Where names stand, the leftmost and longest last.

    A place is the number of a pattern, which says nothing further, where the name begins,
    and two more than where it ends. So the matches of the automaton are places as they are,
    where each letter stands for one character: a space is before and behind them.
    """
    found = lexicon.automaton.find_matches_as_indexes(hay.letters, overlapping=True)
    even = lexicon.even
    others = [match for match in found if match[0] >= even]
    if others:
        found = [match for match in found if match[0] < even]
    if not hay.is_even:
        found = [_put(hay, match) for match in found]
    if others:
        found += [place for match in others for place in _search(lexicon, hay, match)]
        found.sort(key=_END)
    found.sort(key=_START, reverse=True)  # those that begin alike stay as they are, by their end
    return found


def _put(hay: Haystack, match: Match) -> Match:
    """The place of a name that letters alone make."""
    number, first, end = match
    start, stop = hay.span(first + 1, end - 1)
    return number, start, stop + 2


def _search(lexicon: Lexicon, hay: Haystack, match: Match) -> Iterable[Match]:
    """The places of names that may begin where the letters of any other pattern stand."""
    number, first, end = match
    if number < len(lexicon.names):
        return _widen(hay, first, end, lexicon.edges[lexicon.patterns[number]])
    words = lexicon.following.get(number)
    if words is not None:
        word = _NEXT_WORD.match(hay.letters, end)
        if word is None or word[1] not in words:
            return ()
    return _read_on(lexicon, hay, first)


def _widen(hay: Haystack, first: int, end: int, shapes: set[tuple[int, int]]) -> Iterator[Match]:
    """The places of names whose symbols stand beside their letters."""
    start, stop = hay.span(first + 1, end - 1)
    for lead, trail in shapes:
        part = hay.text[max(0, start - lead) : stop + trail]
        if count_symbols(fold(part)) == (lead, trail):
            yield 0, start - lead, stop + trail + 2


def _read_on(lexicon: Lexicon, hay: Haystack, first: int) -> Iterator[Match]:
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
