"""Entries into the compiled index: inverse relations, backlinks, word forms, keys.

Works on plain records (the JSON data of entries), so that nothing here needs the
entry model. The same records give the same contents, whatever order they come in.
"""

from __future__ import annotations

import json
import re
import sqlite3
from array import array
from collections import defaultdict
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from glossary import grams, index, packing, store, text, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Record = Mapping[str, Any]
    Derived = dict[str, dict[str, Any]]

INVERSES = {
    "broader": "narrower",
    "part_of": "has_part",
    "requires": "required_by",
    "contrasts": "contrasts",
    "supersedes": "superseded_by",
    "derived_from": "derivatives",
    "related": "related",
}
"""Each written relation and the field that holds it from the other side."""

_SYMMETRIC = ("contrasts", "related")
_SENTENCE_END = re.compile(r"(?<=[.;:!?])\s+")
"""Splits "e.g. this" as well, which does no harm here."""


def compile_bytes(records: Iterable[Record]) -> bytes:
    """The compiled index of these records, as the bytes of its SQLite file."""
    connection = sqlite3.connect(":memory:")
    try:
        _fill(connection, records)
        return connection.serialize()
    finally:
        connection.close()


def derive(records: Iterable[Record]) -> Derived:
    """Inverse relations, links and backlinks of each record, by id; all sorted.

    >>> derived = derive([{"id": "a", "term": "A", "relations": {"broader": ["b"]}},
    ...                   {"id": "b", "term": "B"}])
    >>> derived["b"]
    {'narrower': ['a'], 'backlinks': ['a'], 'terms': {'a': 'A'}}
    """
    by_id = {record["id"]: record for record in records}
    sets: dict[str, dict[str, set[str]]] = {key: defaultdict(set) for key in by_id}
    for key, record in by_id.items():
        for relation, target in _relations(record):
            if target == key or target not in by_id:
                continue
            sets[target][INVERSES[relation]].add(key)
            if relation in _SYMMETRIC:
                sets[key][relation].add(target)
        for target in linked(record):
            if target != key and target in by_id:
                sets[key]["links"].add(target)
                sets[target]["backlinks"].add(key)
    fields = [*dict.fromkeys(INVERSES.values()), "links", "backlinks"]
    derived: Derived = {}
    for key in sorted(by_id):
        found = {field: sorted(sets[key][field]) for field in fields if sets[key][field]}
        named = {other for ids in found.values() for other in ids} | linked(by_id[key])
        terms = {other: by_id[other]["term"] for other in sorted(named) if other in by_id}
        derived[key] = {**found, "terms": terms} if terms else {}
    return derived


def linked(record: Record) -> set[str]:
    """Ids that a record's relations, successors and words name."""
    words = "\n".join(record.get(field) or "" for field in ("definition", "details", "example"))
    return {
        *(target for _, target in _relations(record)),
        *record.get("replaced_by", ()),
        *(link.target for link in text.find_links(words)),
    }


def _relations(record: Record) -> Iterator[tuple[str, str]]:
    for relation, targets in record.get("relations", {}).items():
        for target in targets:
            yield relation, target


def snapshot(records: Iterable[Record]) -> str:
    """Digest of what the entries say, the same on every platform."""
    digest = blake2b(digest_size=8)
    for record in sorted(records, key=lambda record: str(record["id"])):
        digest.update(_encode(record).encode() + b"\n")
    return digest.hexdigest()


def _encode(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


# ------------------------------------------------------------------------- filling


def _fill(connection: sqlite3.Connection, records: Iterable[Record]) -> None:
    ordered = sorted(records, key=lambda record: str(record["id"]))
    derived = derive(ordered)
    # 4 KiB pages, whatever this SQLite prefers: the same contents in the same places.
    connection.execute("PRAGMA page_size = 4096")
    connection.execute(f"PRAGMA application_id = {store.APPLICATION_ID}")
    connection.executescript(store.SCHEMA)
    meta = {
        "entries": str(len(ordered)),
        "format": str(store.FORMAT),
        "snapshot": snapshot(ordered),
    }
    connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(meta.items()))
    connection.executemany(
        "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_entry_row(number, record, derived) for number, record in enumerate(ordered, 1)),
    )
    connection.executemany(
        "INSERT OR IGNORE INTO keys VALUES (?, ?, ?, ?, ?, ?)",
        sorted(
            row for number, record in enumerate(ordered, 1) for row in _key_rows(number, record)
        ),
    )
    names = _name_rows(ordered)
    connection.executemany("INSERT INTO names VALUES (?, ?, ?, ?)", names)
    trigrams = grams.pack((number, key) for number, key, _, _ in names)
    connection.executemany("INSERT INTO grams VALUES (?, ?, ?)", trigrams)
    documents = [_document(record) for record in ordered]
    connection.executemany(
        "INSERT INTO documents (rowid, names, gloss, definition, details, example, facts)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        ((number, *document) for number, document in enumerate(documents, 1)),
    )
    spoken = words.pack(_spoken(ordered, documents))
    connection.executemany("INSERT INTO words VALUES (?, ?, ?)", spoken)
    connection.executemany("INSERT INTO kin VALUES (?, ?)", _kin_rows(ordered))
    connection.execute("INSERT INTO documents (documents) VALUES ('optimize')")
    connection.commit()
    connection.execute("VACUUM")


def _entry_row(number: int, record: Record, derived: Derived) -> tuple[object, ...]:
    found = derived[record["id"]]
    return (
        number,
        record["id"],
        record["term"],
        record.get("kind"),
        record.get("level"),
        " ".join(record.get("subjects", ())),
        record["gloss"],
        len(found.get("backlinks", ())),
        _encode(record),
        _encode(found),
    )


def _key_rows(number: int, record: Record) -> Iterator[tuple[object, ...]]:
    plural = record.get("kind") not in index.PROPER_KINDS
    seen: set[str] = set()
    for role, name in index.names_of(record):
        place = index.ROLES.index(role)
        written = name["text"]
        if role == "misspellings":
            keys = {text.fold(written), text.squeeze(text.fold(written))}
            yield from ((key, number, place, index.MISSPELLED, written, written) for key in keys)
            continue
        if role == "id":
            # Most ids fold to the term itself; `index` tells that one was written as the id.
            if text.fold(written) not in seen:
                yield from _keys_of(written, written, (number, place), index.NAME)
            continue
        yield from _keys_of(written, written, (number, place), index.NAME)
        seen.add(text.fold(written))
        for form in text.word_forms(written, plural=plural, plurals=name.get("forms")):
            yield from _keys_of(form, written, (number, place), index.FORM)

        for initials in text.initials(written):
            yield (initials, number, place, index.INITIALS, initials, written)


def _name_rows(records: Iterable[Record]) -> list[tuple[int, str, str, int]]:
    """Every name that may be shown, once an entry and key: number, key, text, entry."""
    rows: dict[tuple[str, int], str] = {}
    for entry, record in enumerate(records, 1):
        for role, name in index.names_of(record):
            key = text.fold(name["text"])
            if key and role != "misspellings":
                rows.setdefault((key, entry), record["term"] if role == "id" else name["text"])
    return [
        (number, key, name, entry) for number, ((key, entry), name) in enumerate(rows.items(), 1)
    ]


def _document(record: Record) -> tuple[str, ...]:
    """The words by which an entry can be found, field by field."""
    names = [name["text"] for role, name in index.names_of(record) if role != "id"]
    facts = [f"{fact['about']}: {fact['value']}" for fact in record.get("facts", ())]
    own = [
        text.show_links(record.get(field) or "") for field in ("definition", "details", "example")
    ]
    return "\n".join(names), record["gloss"], *own, "\n".join(facts)


def _spoken(records: list[Record], documents: list[tuple[str, ...]]) -> list[dict[str, str]]:
    """What an entry says and what is said of it, by the fields that `words` weighs."""
    said = _said_of(records)
    return [
        {
            "names": names,
            "gloss": gloss,
            "definition": definition,
            "rest": "\n".join(rest),
            "others": "\n".join(said[record["id"]]),
        }
        for record, (names, gloss, definition, *rest) in zip(records, documents, strict=True)
    ]


def _said_of(records: list[Record]) -> dict[str, list[str]]:
    """By id, the sentences of other entries that link to an entry."""
    said: dict[str, list[str]] = {record["id"]: [] for record in records}
    for record in records:
        for field in ("definition", "details"):
            for sentence in _SENTENCE_END.split(record.get(field) or ""):
                for target in {link.target for link in text.find_links(sentence)}:
                    if target != record["id"] and target in said:
                        said[target].append(text.show_links(sentence))
    return said


def _kin_rows(records: list[Record]) -> Iterator[tuple[int, bytes]]:
    """Every entry's number with those of the entries that a relation joins to it."""
    numbers = {record["id"]: number for number, record in enumerate(records, 1)}
    kin: dict[int, set[int]] = {number: set() for number in numbers.values()}
    for record in records:
        one = numbers[record["id"]]
        for _, target in _relations(record):
            other = numbers.get(target, one)
            if other != one:
                kin[one].add(other)
                kin[other].add(one)
    for number, others in kin.items():
        yield number, packing.pack(array("I", sorted(others)))


def _keys_of(
    written: str, name: str, owner: tuple[int, int], way: int
) -> Iterator[tuple[object, ...]]:
    key = text.fold(written)
    if not key:
        return
    yield (key, *owner, way, text.trim(written), name)
    squeezed = text.squeeze(key)
    if squeezed and squeezed != key:
        yield (squeezed, *owner, index.SQUEEZED, text.trim(written), name)
