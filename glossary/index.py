"""How a name is found in a compiled glossary, and what else can be asked of it.

Records come back as the JSON that was stored; making an `Entry` of it is
`glossary.glossary`'s business.
"""

from __future__ import annotations

import json
import math
import sqlite3

from glossary import text
from glossary.errors import shorten
from glossary.store import DamagedIndexError, Store

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

# How a key leads to its name (the column `way`).
NAME, FORM, SQUEEZED, MISSPELLED, INITIALS = range(5)

ROLES = ("term", "abbreviations", "synonyms", "variants", "former", "id", "misspellings")
"""What a name is to its entry, best first (the column `role` holds the position)."""

PROPER_KINDS = frozenset(
    ("model", "benchmark", "dataset", "tool", "protocol", "organization", "regulation")
)
"""Kinds of one particular, named thing: its proper name has no plural."""

KINDS = {"exact": 1.0, "folded": 0.95, "form": 0.9, "spaceless": 0.85, "misspelling": 0.8}
"""Kinds of match, best first, and their scores. Below them all stands `fuzzy`."""

_OTHER_ROLES = tuple(role for role in ROLES if role not in ("term", "id"))
_EXACT, _EXACT_FORM, _FOLDED, _FORM, _SPACELESS, _MISSPELLING = range(6)
_KIND_OF_RANK = ("exact", "form", "folded", "form", "spaceless", "misspelling")


class Hit:
    """An entry found under a name: which name, by which kind of match."""

    __slots__ = ("_role", "_weight", "derived", "entry_id", "name", "number", "rank", "record")

    def __init__(self, rank: int, row: tuple[Any, ...]) -> None:
        _, _, self._role, self.name, self.number, *rest = row
        self.entry_id, self._weight, self.record, self.derived = rest
        self.rank = rank
        """How good the kind of match is, the best 0."""

    @property
    def order(self) -> tuple[int, int, int, str]:
        """Sorts the best first: kind of match, role of the name, backlinks, id."""
        return self.rank, self._role, -self._weight, self.entry_id

    @property
    def kind(self) -> str:
        """The kind of match: a key of `KINDS`."""
        return _KIND_OF_RANK[self.rank]

    @property
    def score(self) -> float:
        """From 0 to 1, the same for every match of a kind."""
        return KINDS[self.kind]


class Index(Store):
    """A compiled glossary: what stands in it, and how it is found."""

    # ------------------------------------------------------------------- finding

    def find(self, name: str) -> tuple[Hit, ...]:
        """The entries that a name means, best first: the rule for homographs.

        A name as written, folded or inflected gives every entry that has it; only when
        there is none do spaceless keys and known misspellings count. Order: kind of
        match, then preferred term before abbreviation before synonym before the rest,
        then the number of backlinks, then the id.
        """
        key = text.fold(name)
        if not key:
            return ()
        rows = self.query(_FIND, (key,))
        if len(rows) == 1 and rows[0][:2] == (NAME, name):
            return (Hit(_EXACT, rows[0]),)  # nearly always so: there is nothing to settle
        written = text.trim(name)
        hits = _hits(rows, written)
        if not hits or hits[0].rank >= _SPACELESS:
            rows = self.query(_FIND, (text.squeeze(key),))
            hits += _hits(rows, written, best=_SPACELESS)
            hits.sort(key=_order_of)
            hits = [hit for hit in hits if hit.rank == hits[0].rank]
        firsts: dict[str, Hit] = {}
        for hit in hits:
            if hit.rank < _SPACELESS or hits[0].rank >= _SPACELESS:
                firsts.setdefault(hit.entry_id, hit)
        return tuple(firsts.values())

    def complete(self, prefix: str, *, limit: int = 50) -> list[str]:
        """Names that begin with a prefix, folded, shortest first.

        `index.complete("mix")` gives `["mixture of experts"]`.
        """
        key = text.fold(prefix)
        rows = self.query(_COMPLETE, (key, key + "\U0010ffff", limit))
        return [name for (name,) in rows]

    # ------------------------------------------------------------------- records

    def title(self, number: int) -> tuple[str, str]:
        """An entry's preferred term and gloss."""
        rows = self.query("SELECT term, gloss FROM entries WHERE number = ?", (number,))
        return rows[0]  # type: ignore[no-any-return]

    def titles(self) -> list[dict[str, Any]]:
        """What a list shows of every entry, in order of id."""
        rows = self.query(
            "SELECT id, term, gloss, kind, level, subjects FROM entries ORDER BY number"
        )
        fields = ("id", "term", "gloss", "kind", "level")
        return [
            {**dict(zip(fields, row, strict=False)), "subjects": row[-1].split()} for row in rows
        ]

    def records(self) -> Iterator[tuple[str, str]]:
        """Stored JSON of all entries, in order of id, one at a time."""
        try:
            yield from self.connection.execute(
                "SELECT record, derived FROM entries ORDER BY number"
            )
        except sqlite3.DatabaseError as error:
            raise DamagedIndexError(self.path or "<memory>", str(error)) from error

    def terms(self) -> list[tuple[int, str, str]]:
        """Number, id and preferred term of every entry."""
        return self.query("SELECT number, id, term FROM entries ORDER BY number")

    def record(self, entry_id: str) -> tuple[str, str]:
        """Stored JSON and derived JSON of the entry with this id; `KeyError` for no such id."""
        rows = self.query("SELECT record, derived FROM entries WHERE id = ?", (entry_id,))
        if not rows:
            raise KeyError(entry_id)
        return rows[0]  # type: ignore[no-any-return]

    def surfaces(self) -> list[tuple[str, str, str, int, int, int, str | None]]:
        """What prose may hold: key, written, name, entry, role and way, and the entry's kind.

        Names, ids, their forms and their spaceless spellings; no misspellings.
        """
        return self.query(_SURFACES, (ROLES.index("id"),))

    def records_with(self, *fields: str) -> list[tuple[int, str]]:
        """Number and stored JSON of the entries of which some name has one of these fields."""
        having = " OR ".join("instr(record, ?)" for _ in fields)
        return self.query(
            f"SELECT number, record FROM entries WHERE {having}",  # noqa: S608 -- marks alone
            tuple(f'"{field}":' for field in fields),
        )

    # ------------------------------------------------------------------- searching

    def names(self, numbers: list[int]) -> list[tuple[str, str, int]]:
        """Key, text and entry of the names with these numbers."""
        marks = ",".join("?" * len(numbers))
        return self.query(
            f"SELECT key, name, entry FROM names WHERE number IN ({marks})",  # noqa: S608
            tuple(numbers),
        )

    def gram_totals(self, grams: list[str]) -> list[tuple[str, int]]:
        """How many names have each of these trigrams; those that none has are left out."""
        marks = ",".join("?" * len(grams))
        return self.query(f"SELECT gram, total FROM grams WHERE gram IN ({marks})", tuple(grams))  # noqa: S608

    def gram_names(self, grams: list[str]) -> list[bytes]:
        """The packed names of these trigrams."""
        marks = ",".join("?" * len(grams))
        rows = self.query(f"SELECT names FROM grams WHERE gram IN ({marks})", tuple(grams))  # noqa: S608
        return [names for (names,) in rows]

    def begins(self, prefix: str, *, limit: int) -> list[tuple[str, str, int]]:
        """Key, text and entry of the names that begin with a folded prefix, shortest first."""
        return self.query(_BEGINS, (prefix, prefix + "\U0010ffff", limit))

    def keyed(self, key: str, way: int) -> list[tuple[str, int]]:
        """Name and entry of what stands under a key in one way."""
        return self.query(
            "SELECT DISTINCT name, entry FROM keys WHERE key = ? AND way = ? ORDER BY entry, role",
            (key, way),
        )

    def weigh(self, word: str) -> float:
        """How much a word tells: its inverse document frequency, as in SQLite's bm25()."""
        rows = self.query("SELECT count(*) FROM documents WHERE documents MATCH ?", (f'"{word}"',))
        having = rows[0][0]
        return max(math.log((len(self) - having + 0.5) / (having + 0.5)), 1e-6)

    def word_totals(self, stems: list[str]) -> list[tuple[str, int]]:
        """How many entries hold each of these stems; those that none holds are left out."""
        marks = ",".join("?" * len(stems))
        return self.query(f"SELECT word, total FROM words WHERE word IN ({marks})", tuple(stems))  # noqa: S608

    def word_entries(self, stems: list[str]) -> list[tuple[str, bytes]]:
        """The packed entries of these stems."""
        marks = ",".join("?" * len(stems))
        return self.query(f"SELECT word, entries FROM words WHERE word IN ({marks})", tuple(stems))  # noqa: S608

    def kin(self, numbers: list[int]) -> list[tuple[int, bytes]]:
        """The packed entries related to each of these, whichever of the two says so."""
        marks = ",".join("?" * len(numbers))
        return self.query(
            f"SELECT entry, others FROM kin WHERE entry IN ({marks})",  # noqa: S608
            tuple(numbers),
        )

    def passage(self, number: int, asked: list[str]) -> str:
        """A few words of an entry around some of those asked for, marked by STX and ETX.

        Empty where only the entry's names hold them, or other entries.
        """
        # Each word is quoted: data, never syntax.
        any_of = " OR ".join(f'"{word}"' for word in asked)
        rows = self.query(
            _PASSAGE, (f"{{gloss definition details example facts}}: ({any_of})", number)
        )
        return rows[0][0] if rows else ""

    def stored(self, number: int) -> tuple[str, str, str, str]:
        """Id, term, stored JSON and derived JSON of the entry with this number."""
        rows = self.query(
            "SELECT id, term, record, derived FROM entries WHERE number = ?", (number,)
        )
        return rows[0]  # type: ignore[no-any-return]

    def of_kind(self, kind: str | None, subject: str | None) -> set[int]:
        """Numbers of the entries of a kind, a subject, or both."""
        rows = self.query(
            "SELECT number FROM entries WHERE (? IS NULL OR kind = ?) AND "
            "(? IS NULL OR instr(' ' || subjects || ' ', ' ' || ? || ' ') > 0)",
            (kind, kind, subject, subject),
        )
        return {number for (number,) in rows}


def names_of(record: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every name of a record with its role, as a table with at least `text`; the id last."""
    own = {key: record[key] for key in ("case", "forms", "not_in") if key in record}
    yield "term", {"text": record["term"], **own}
    for role in _OTHER_ROLES:
        for name in record.get(role, ()):
            yield role, {"text": name} if isinstance(name, str) else name
    yield "id", {"text": record["id"]}


_FIND = """
SELECT k.way, k.written, k.role, k.name, e.number, e.id, e.backlinks, e.record, e.derived
FROM keys k JOIN entries e ON e.number = k.entry WHERE k.key = ? AND k.way < 4"""

_SURFACES = """
SELECT k.key, k.written, k.name, k.entry, k.role, k.way, e.kind
FROM keys k JOIN entries e ON e.number = k.entry WHERE k.way < 3 AND k.role <= ?"""

_COMPLETE = """
SELECT DISTINCT name FROM keys WHERE key >= ? AND key < ? AND way = 0 AND role < 5
ORDER BY length(key), key, role LIMIT ?"""


_PASSAGE = """
SELECT snippet(documents, -1, char(2), char(3), '…', 24) FROM documents
WHERE documents MATCH ? AND rowid = ?"""

_BEGINS = """
SELECT key, name, entry FROM keys WHERE key >= ? AND key < ? AND way = 0 AND role < 5
ORDER BY length(key), key, role, entry LIMIT ?"""


def _hits(rows: list[tuple[Any, ...]], written: str, *, best: int = _EXACT) -> list[Hit]:
    """What stands under a key, the best first, no match better than `best`."""
    hits = []
    for row in rows:
        rank = _rank(row, written)
        if rank is not None:
            hits.append(Hit(max(rank, best), row))
    hits.sort(key=_order_of)
    return hits


def _order_of(hit: Hit) -> tuple[Any, ...]:
    return hit.order


def _rank(row: tuple[Any, ...], written: str) -> int | None:
    """How good a row's match is, or `None` where case forbids it."""
    way, form, _, name, _, entry_id, *_ = row
    if way == NAME:
        return _EXACT if written in (form, entry_id) else _FOLDED
    if way == FORM:
        if form == written:
            return _EXACT_FORM if text.is_acronym(name) else _FORM
        # "AdamS" is no plural of "Adam": an ending in capitals wants the whole in capitals.
        return None if written[-1:].isupper() and not written.isupper() else _FORM
    return _SPACELESS if way == SQUEEZED else _MISSPELLING


def loads(record: str, derived: str, *, path: str | None = None) -> dict[str, Any]:
    """A stored record as data, its derived part under `derived`."""
    try:
        return {**json.loads(record), "derived": json.loads(derived)}
    except ValueError as error:
        raise DamagedIndexError(
            path or "<memory>", f"record is not JSON: {shorten(record)}"
        ) from error
