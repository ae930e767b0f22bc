"""Ranked search: entries for a name half remembered, or for what the thing does.

`STAGES` is the whole of it: each stage finds entries in its own way and gives each a
score from 0 to 1, an entry's score is that of its best stage, with a little of the
others, and what scores below `CUTOFF` is not found. The weights were tuned on one half
of the queries in `tests/quality` and are reported on the other (`docs/search.md`).
"""

from __future__ import annotations

import math
from functools import partial

from glossary import matching, stems, text, words
from glossary.index import INITIALS, KINDS

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.index import Index

    Evidence = tuple[int, float, str, str]  # entry, score, kind of match, name or ""

CUTOFF = 0.46
"""What scores lower is not worth showing."""
SURE = 0.7
"""Where a name is this near, the words of the entries are not asked."""
AGREEMENT = 0.1
"""How much of the room to 1 is given for what the other stages say of an entry."""
ASKED_SHARE = 0.9
"""Of the score of a name, for one that stands in a question: "what is overfitting"."""
SHORT = 4
"""A name of fewer letters is another name when one of them differs."""
FUZZY_FLOOR = 0.72
"""Names less alike than this are not alike at all."""
FUZZY_WEIGHT = 0.79
PREFIX_SCORES = (0.62, 0.78)
"""For a name of which the query is hardly anything, and nearly all."""
PARTIAL_SCORES = (0.5, 0.76)
INITIALS_SCORE = 0.74
WORDS_BEST = 0.78
"""No guess is better than a misspelling that an entry lists."""
WORDS_SCALE = 0.31
"""How surely an entry must say what a query asks for about two thirds of that."""
_LONGEST = 2_000
"""Letters of a query that are read: a longer one is no question."""


class Found:
    """An entry found: the best reason for it, and every stage's score."""

    __slots__ = (
        "_passage", "_read", "derived", "entry", "entry_id", "kind", "name", "record", "stages",
    )  # fmt: skip

    rank = 0
    """Found entries do not compete as senses of one name do."""

    def __init__(self, entry: int) -> None:
        self.entry = entry
        self.entry_id = ""
        self.kind = ""
        """Kind of the best match: a kind of lookup, or `prefix`, `partial`, ..., `words`."""
        self.name = ""
        """The name that matched; the term, where the entry's words did."""
        self.stages: dict[str, float] = {}
        """The score of each stage that found the entry."""
        self.record = self.derived = ""
        self._read: Callable[[], str] | None = None
        self._passage = ""

    @property
    def passage(self) -> str:
        """The entry's words that matched, each between STX and ETX; read when first asked for."""
        if (read := self._read) is not None:
            self._passage = read()
            self._read = None
        return self._passage

    def complete(self, index: Index, asked: list[str]) -> None:
        """Fill in what only an entry that is shown needs."""
        self.entry_id, term, self.record, self.derived = index.stored(self.entry)
        self.name = self.name or term
        if self.kind == "words":
            self._read = partial(index.passage, self.entry, asked)

    @property
    def score(self) -> float:
        """From 0 to 1: the best stage's score, and a little for the next best."""
        best, *others = sorted(self.stages.values(), reverse=True)
        return best + AGREEMENT * (1 - best) * sum(others[:1])


def search(
    index: Index, query: str, *, limit: int, kind: str | None = None, subject: str | None = None
) -> list[Found]:
    """The entries that some stage finds worth showing, best first; ties by id."""
    key = text.fold(query)[:_LONGEST]
    found: dict[int, Found] = {}
    if not key or limit < 1:
        return []
    wanted = index.of_kind(kind, subject) if kind or subject else None
    for stage, find in STAGES.items():
        if stage == "words" and any(one.score >= SURE for one in found.values()):
            break  # a name this near was meant: what else the words say would only cost time
        for entry, score, how, name in find(index, query[:_LONGEST], key):
            if wanted is not None and entry not in wanted:
                continue
            one = found.setdefault(entry, Found(entry))
            if score > max(one.stages.values(), default=0.0):
                one.kind, one.name = how, name
            one.stages[stage] = max(score, one.stages.get(stage, 0.0))
    shown = [one for one in found.values() if one.score >= CUTOFF]
    shown.sort(key=lambda one: (-one.score, one.entry))
    asked = words.content_words(query)
    for one in shown[:limit]:
        one.complete(index, [*asked, *map(stems.regular, asked)])
    return shown[:limit]


def by_name(index: Index, query: str, key: str) -> Iterator[Evidence]:
    """The entries that `lookup` would give, for the query or for what a question asks of."""
    asked, share = key.split(" "), 1.0
    found = index.find(query)
    if not found:
        while asked and asked[0] in words.STOP_WORDS:
            del asked[0]
        found, share = index.find(" ".join(asked)), ASKED_SHARE
    for hit in found:
        yield hit.number, share * KINDS[hit.kind], hit.kind, hit.name


def by_prefix(index: Index, query: str, key: str) -> Iterator[Evidence]:
    """Names that begin with the query: with four letters of it, or half of the name."""
    del query
    low, high = PREFIX_SCORES
    for other, name, entry in index.begins(key, limit=50):
        if len(key) < SHORT and len(other) > 2 * len(key):
            break  # the shortest names come first
        yield entry, low + (high - low) * len(key) / len(other), "prefix", name


def by_likeness(index: Index, query: str, key: str) -> Iterator[Evidence]:
    """Names that are spelled much like the query, if neither is short, or hold its words."""
    del query
    low, high = PARTIAL_SCORES
    for near in matching.find_near(index, key):
        if near.score >= FUZZY_FLOOR and min(len(key), len(near.key)) >= SHORT:
            yield near.entry, FUZZY_WEIGHT * near.score, "fuzzy", near.name
        share = matching.overlap(key, near.key)
        if share and (len(key) >= SHORT or key in near.key.split()):
            yield near.entry, low + (high - low) * share, "partial", near.name


def by_initials(index: Index, query: str, key: str) -> Iterator[Evidence]:
    """Names whose words begin with the query's letters."""
    del query
    for name, entry in index.keyed(key, INITIALS):
        yield entry, INITIALS_SCORE, "initials", name


def by_words(index: Index, query: str, key: str) -> Iterator[Evidence]:
    """Entries whose words are the query's, or that others describe in its words."""
    del key
    for entry, surely in words.find(index, query):
        yield entry, WORDS_BEST * (1 - math.exp(-surely / WORDS_SCALE)), "words", ""


STAGES: dict[str, Callable[[Index, str, str], Iterator[Evidence]]] = {
    "name": by_name,
    "prefix": by_prefix,
    "likeness": by_likeness,
    "initials": by_initials,
    "words": by_words,
}
"""Each way of finding entries, in the order in which they are asked."""
