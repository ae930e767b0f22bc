"""Names in a text: leftmost-longest, by the key, by the case rule, and by what stands around.

An automaton over the letters of the text gives the leftmost and longest of all places where
a name may stand (`haystack`, `lexicon`); what stands there is compared by its key and its case
(`casing`) and by its surroundings. Where that refuses a name of several words, where a name has
symbols beside its letters or more than one space between its words, we read on by hand: every
name that begins at a word, the longest first, until the automaton's next place.
"""

from __future__ import annotations

import re

from glossary.linking.haystack import Haystack
from glossary.linking.lexicon import count_symbols
from glossary.linking.surroundings import BESIDE, CLEAR, refusal
from glossary.text import fold

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.linking.lexicon import Lexicon, Meaning

    Found = tuple[int, int, Meaning]
    """From where to where a name stands, and what it may mean."""
    Judged = tuple[int, int, Meaning, str]
    """The same, and the rule that refused it; empty where none did."""

_SPACE = ord(" ")
_NEXT_WORD = re.compile(rb" *([^ ]+)")
_FIRST_LETTER = re.compile(rb"(?<= )[^ ]")


def find(lexicon: Lexicon, words: str) -> list[Found]:
    """The names in a text that may be meant, in order, none overlapping another."""
    hay = Haystack(words)
    places = lexicon.automaton.find_matches_as_indexes(hay.letters)
    judge = _Judge(lexicon, hay)
    if hay.is_even:
        return _find_evenly(judge, places)
    for _, first, beyond in places:
        judge.read(first, beyond)
    return judge.taken


def _find_evenly(judge: _Judge, places: list[tuple[int, int, int]]) -> list[Found]:
    """The names in a text of which letter n + 1 is character n."""
    # One turn for every name that letters make: some eight characters of a text that uses
    # the names of a large glossary. Hence no call that is not needed.
    lexicon, hay, taken = judge.lexicon, judge.hay, judge.taken
    letters, words = hay.letters, hay.text
    meanings, gaps = lexicon.meanings, lexicon.gaps
    plain, one_word, symbolic = lexicon.plain, lexicon.words, lexicon.symbolic
    next_word = _NEXT_WORD.match
    padded = f" {words}  "
    reach = 0
    for number, first, end in places:
        beyond = end
        is_word, is_plain = number < one_word, number < plain
        if not is_plain:  # a word alone, if no other word or symbol goes with it
            if number in gaps:
                following, is_name = gaps[number]
                word = next_word(letters, end)
                if word is None or word[1] not in following:
                    if not is_name:
                        continue
                    is_word = is_plain = True
                    beyond -= 2
            elif number < symbolic and not padded[first - 1 : end : end - first].strip():
                is_word = is_plain = True
        if is_plain and first > reach:
            surface = padded[first : beyond - 1]
            meant = meanings.get(surface) or lexicon.meaning(surface)
            if meant.is_plain and (
                (
                    padded[first - 1] in CLEAR
                    and (padded[beyond - 1] in CLEAR or not BESIDE[padded[beyond - 1 : beyond + 1]])
                )
                or (letters[first - 1] == _SPACE and not refusal(words, first - 1, beyond - 2))
            ):
                taken.append((first - 1, beyond - 2, meant))
                continue
            if is_word and not meant.is_stop:
                continue
        reach = judge.read(first, end)
    return taken


def judge(lexicon: Lexicon, words: str) -> list[Judged]:
    """Every name in a text, in order, each refused one with the rule that refused it."""
    hay = Haystack(words)
    judge = _Judge(lexicon, hay)
    return list(judge.rule(0, len(hay.letters)))


class _Judge:
    """Reads the names of a text by hand, from left to right."""

    __slots__ = ("_done", "_stop", "hay", "lexicon", "taken")

    def __init__(self, lexicon: Lexicon, hay: Haystack) -> None:
        self.lexicon = lexicon
        self.hay = hay
        self.taken: list[Found] = []
        self._done = 0
        self._stop = (0, 0)

    def read(self, first: int, beyond: int) -> int:
        """Take the names that begin in a part of the letters; before where none can begin next."""
        self.taken += [
            (start, end, meant) for start, end, meant, rule in self.rule(first, beyond) if not rule
        ]
        return max(self._done, self._stop[1])

    def rule(self, first: int, beyond: int) -> Iterator[Judged]:
        """The names that begin in a part of the letters, each refused one with the rule."""
        for letter in _FIRST_LETTER.finditer(self.hay.letters, first, beyond):
            for start, minus_end in sorted(_names_at(self.lexicon, self.hay, letter.start() - 1)):
                meant = self.lexicon.meaning(self.hay.text[start:-minus_end])
                rule = self._rule(start, -minus_end, meant)
                if rule is not None:
                    yield start, -minus_end, meant, rule

    def _rule(self, start: int, end: int, meant: Meaning) -> str | None:
        """What refuses a name here; empty where nothing does, `None` where it is no name."""
        if start < self._done:
            return "longer" if meant.senses else None
        if meant.is_stop:
            self._stop = (start, end)
        if not meant.senses:
            return meant.refused[0].rule if meant.refused else None
        if start < self._stop[1] and (start, end) != self._stop:
            return "not_in"
        rule = refusal(self.hay.text, start, end) or ""
        if not rule:
            self._done = end
        return rule


def _names_at(lexicon: Lexicon, hay: Haystack, first: int) -> Iterator[tuple[int, int]]:
    """The places of names whose letters begin behind a space; of their ends the negative."""
    read = b" "
    at = first
    while word := _NEXT_WORD.match(hay.letters, at):
        at = word.end()
        read += word[1] + b" "
        if read in lexicon.names:
            yield from _widen(hay, first, at + 1, lexicon.edges.get(read))
        if read not in lexicon.heads:
            break


def _widen(
    hay: Haystack, first: int, end: int, shapes: set[tuple[int, int]] | None
) -> Iterator[tuple[int, int]]:
    """The places of names whose symbols stand beside their letters."""
    start, stop = hay.span(first + 1, end - 1)
    if shapes is None:
        yield start, -stop
        return
    for lead, trail in shapes:
        part = hay.text[max(0, start - lead) : stop + trail]
        if count_symbols(fold(part)) == (lead, trail):
            yield start - lead, -stop - trail
