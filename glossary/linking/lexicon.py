"""The names of a glossary as they are looked for in texts.

Built once from the index: an automaton over the letters of every name, and what each
key means. What a piece of text means is worked out once, however often it stands there.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ahocorasick_rs import BytesAhoCorasick, Implementation, MatchKind

from glossary import text
from glossary.linking.casing import fits
from glossary.linking.haystack import is_gap, spell

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.linking.mentions import Meant

_BLANK_LINE = re.compile(r"\n\s*?\n|\r\s*?\r")  # no name goes on behind one
_HYPHENS = {ord("-"): None, 0x2010: None, 0x2011: None}
_MOST_KEPT = 200_000  # meanings of pieces of text; then they are worked out anew


class Row(NamedTuple):
    """A key of the index that prose can hold, and the name behind it."""

    key: str
    written: str
    """The name, or the form of it, that has the key."""
    name: str
    number: int
    """The entry's number in the index."""
    role: int
    rule: str
    """`folded`, `form` or `spaceless`."""
    is_proper: bool
    """Whether the entry is one particular named thing."""
    case: str
    """The entry's own case rule, or `auto`."""


class Sense:
    """An entry that a piece of text may mean: under which name, by which rule."""

    __slots__ = ("name", "number", "rule")

    def __init__(self, number: int, name: str, rule: str) -> None:
        self.number = number
        """The entry's number in the index."""
        self.name = name
        self.rule = rule
        """`exact`, `folded`, `form` or `spaceless`; or `case`, `not_in`: refused."""


class Meaning:
    """What a piece of text may mean."""

    __slots__ = ("is_plain", "is_stop", "refused", "senses", "settled")

    def __init__(self, senses: tuple[Sense, ...], refused: tuple[Sense, ...]) -> None:
        self.senses = senses
        """The senses that it may have, best first."""
        self.refused = refused
        """What it cannot mean, for its case."""
        self.is_stop = any(sense.rule == "not_in" for sense in refused)
        """Whether an entry says that no name within it is meant."""
        self.is_plain = bool(senses) and not self.is_stop
        """Whether it is a name and says nothing of others."""
        self.settled: Meant | None = None
        """What a finder has made of it, kept for the next time."""


class Lexicon:
    """What is looked for, and what it means."""

    __slots__ = (
        "_rows",
        "_spaced",
        "_stops",
        "automaton",
        "edges",
        "gaps",
        "heads",
        "meanings",
        "names",
        "plain",
        "symbolic",
        "words",
    )

    def __init__(self, rows: Iterable[Row], stops: Iterable[tuple[int, str]]) -> None:
        self._rows: dict[str, list[Row]] = {}
        self._stops: dict[str, set[int]] = {}
        self.meanings: dict[str, Meaning] = {}
        """What pieces of text mean, as far as it was asked: see `meaning`."""
        self.edges: dict[bytes, set[tuple[int, int]]] = {}
        """Letters of names that begin or end in symbols (`C++`): how many on each side."""
        self._spaced: set[bytes] = set()
        names: set[bytes] = set()
        for row in rows:
            self._rows.setdefault(row.key, []).append(row)
            self._add_pattern(row.key, names)
            if not row.key.isalnum():
                names.add(spell(row.written.translate(_HYPHENS)))  # "swebench pro"
        for number, words in stops:
            self._stops.setdefault(text.fold(words), set()).add(number)
            self._add_pattern(text.fold(words), names)
        names.discard(b"  ")
        self.edges.pop(b"  ", None)
        self._spaced.discard(b"  ")
        self.names = names
        """Letters of every name, a space on both sides."""
        self.heads = {name[: at + 1] for name in names for at in _inner_spaces(name)}
        """What names of several words begin with, as letters with a space on both sides."""
        # Where the text has more between the words than the name, we go on by hand: from the
        # word behind two spaces, or from three spaces, if a word follows that may.
        two = {part for name in names for part in _first_gaps(name)}
        three: dict[bytes, set[bytes]] = {}
        for part in two:
            head, _, word = part.rpartition(b"  ")
            three.setdefault(head + b"   ", set()).add(word[:-1])
        plain = sorted(filter(self._is_plain, names), key=_has_words)
        self.plain = len(plain)
        """How many patterns, the first ones, are names that stand in a text as letters alone."""
        self.words = sum(not _has_words(name) for name in plain)
        """How many patterns, the first ones, are such names of one word."""
        symbolic = sorted(self.edges.keys() - self._spaced, key=_has_words)
        self.symbolic = self.plain + sum(not _has_words(name) for name in symbolic)
        """Up to here are words that a name has with symbols beside them, but no spaces."""
        others = names.difference(plain, symbolic)
        patterns = (*plain, *symbolic, *sorted(others), *sorted(two), *sorted(three))
        self.gaps = {
            number: (frozenset(three[one]), one[:-2] in names)
            for number, one in enumerate(patterns)
            if one in three and not _has_words(one[:-2]) and self._is_plain(one[:-2])
        }
        """Patterns of a word and three spaces: what may come next; if the word is a name."""
        self.automaton = BytesAhoCorasick(
            [one[1:] for one in patterns],
            implementation=Implementation.ContiguousNFA,
            matchkind=MatchKind.LeftmostLongest,
        )

    def _is_plain(self, name: bytes) -> bool:
        """Whether no name that begins with its words has symbols beside its letters."""
        return name not in self.edges and not any(
            name[: at + 1] in self.edges for at in _inner_spaces(name)
        )

    def _add_pattern(self, key: str, names: set[bytes]) -> None:
        letters = spell(key)
        names.add(letters)
        lead, trail = count_symbols(key)
        if lead or trail:
            self.edges.setdefault(letters, {(0, 0)}).add((lead, trail))
            if " " in key[:lead] + key[len(key) - trail :]:
                self._spaced.add(letters)

    def meaning(self, surface: str) -> Meaning:
        """What a piece of text may mean."""
        known = self.meanings.get(surface)
        if known is None:
            if len(self.meanings) >= _MOST_KEPT:
                self.meanings.clear()
            known = self.meanings[surface] = self._find_meaning(surface)
        return known

    def _find_meaning(self, surface: str) -> Meaning:
        if _BLANK_LINE.search(surface):
            return Meaning((), ())
        key = text.fold(surface)
        taken: dict[int, Sense] = {}
        refused: dict[int, Sense] = {}
        rows = self._rows.get(key) or self._rows.get(text.squeeze(key)) or []
        for row in sorted(rows, key=lambda row: _rank(row, surface)):
            is_fit = fits(surface, row.written, policy=row.case, is_proper=row.is_proper)
            is_exact = row.written == surface and row.rule != "form"
            rule = "case" if not is_fit else "exact" if is_exact else row.rule
            found = taken if is_fit else refused
            found.setdefault(row.number, Sense(row.number, row.name, rule))
        for number in self._stops.get(key, ()):
            refused[number] = Sense(number, surface, "not_in")
        others = (sense for number, sense in refused.items() if number not in taken)
        return Meaning(tuple(taken.values()), tuple(others))


def _rank(row: Row, surface: str) -> tuple[bool, int, int]:
    return row.written != surface, row.role, row.number


def _inner_spaces(name: bytes) -> list[int]:
    """Where the words of a name end, but for the last."""
    inner = []
    at = name.index(b" ", 1)
    while at < len(name) - 1:
        inner.append(at)
        at = name.index(b" ", at + 1)
    return inner


def _has_words(name: bytes) -> bool:
    """Whether a name has more than one word."""
    return b" " in name[1:-1]


def _first_gaps(name: bytes) -> Iterator[bytes]:
    """Beginnings of a name with two spaces for one, up to the word behind them."""
    for at in _inner_spaces(name):
        yield name[: at + 1] + name[at : name.index(b" ", at + 1) + 1]


def count_symbols(key: str) -> tuple[int, int]:
    """How many characters before the first and behind the last letter of a key are none."""
    first, last = 0, len(key)
    while first < last and is_gap(key[first]):
        first += 1
    while last > first and is_gap(key[last - 1]):
        last -= 1
    return first, len(key) - last
