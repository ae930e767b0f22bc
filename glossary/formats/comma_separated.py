"""CSV: a column a field, an entry a row; lists and tables are JSON in their cell.

A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@` as a formula. Such a cell
gets an apostrophe before it, which reading takes away.
"""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

from glossary.entry import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.formats.collection import Collection
    from glossary.formats.intake import Intake

CANNOT_HOLD: tuple[str, ...] = ()

_FIELDS = tuple(Entry.model_fields)
_TEXTS = frozenset({
    "id", "term", "case", "sense", "kind", "level", "gloss", "definition", "details", "example",
    "status", "reviewed",
})  # fmt: skip
_GUARD = "'"
_GUARDED = ("=", "+", "-", "@", "\t", "\r", _GUARD)


def write(collection: Collection) -> bytes:
    """The entries as a table with a heading."""
    out = io.StringIO()
    # CRLF, as RFC 4180 has it, so that a cell with either of the two is quoted.
    rows = csv.writer(out, lineterminator="\r\n")
    rows.writerow(_FIELDS)
    for record in collection.records:
        rows.writerow([_write_cell(field, record.get(field)) for field in _FIELDS])
    return out.getvalue().encode()


def _write_cell(field: str, value: Any) -> str:
    if value is None:
        return ""
    cell = value if field in _TEXTS else json.dumps(value, ensure_ascii=False)
    return _GUARD + cell if cell.startswith(_GUARDED) else cell


def read(contents: bytes, intake: Intake) -> None:
    """Take the entry of every row below the heading."""
    words = intake.decode(contents)
    if words is None:
        return
    rows = _read_rows(words, intake)
    heading = next(rows, (1, []))[1]
    if not {"term", "gloss"} <= set(heading):
        fix = "Write the names of the columns first: id, term, gloss, …"
        value = ",".join(heading)
        intake.complain("the first row names no term and gloss", fix, place=":1", value=value)
        return
    for line, row in rows:
        place = f":{line}"
        if len(row) > len(heading):
            fix = "Put quotes around a cell with a comma in it."
            value = row[len(heading)]
            message = f"{len(row)} cells under {len(heading)} columns"
            intake.complain(message, fix, place=place, value=value)
        elif any(row):
            _take(dict(zip(heading, row, strict=False)), intake, place)


def _read_rows(words: str, intake: Intake) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line on which it begins."""
    # A cell may be longer than the module's own limit, which is one for the whole process.
    before = csv.field_size_limit(max(csv.field_size_limit(), len(words)))
    try:
        rows = csv.reader(io.StringIO(words, newline=""), strict=True)
        line = 1
        found = []
        for row in rows:
            found.append((line, row))
            line = rows.line_num + 1
    except csv.Error as error:
        fix = 'Put quotes around the cell, and double those in it: "a ""b"" c".'
        intake.complain(f"not valid CSV: {error}", fix, place=f":{line}")
    finally:
        csv.field_size_limit(before)
    yield from found


def _take(cells: dict[str, str], intake: Intake, place: str) -> None:
    data: dict[str, Any] = {}
    sound = True
    for field, guarded in cells.items():
        cell = guarded
        if cell.startswith(_GUARD) and cell[1:].startswith(_GUARDED):
            cell = cell[1:]
        if not cell:
            continue
        if field in _TEXTS or field not in _FIELDS:
            data[field] = cell
            continue
        try:
            data[field] = json.loads(cell)
        except (ValueError, RecursionError):
            sound = False
            fix = "Write a year." if field == "since" else 'Write JSON, such as ["one", "two"].'
            intake.complain("not what this column holds", fix, place=place, field=field, value=cell)
    if sound:
        intake.add(data, place)
