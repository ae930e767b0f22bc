"""A file's data into entries, with every fault at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary import entry as model
from glossary import reading, text
from glossary.errors import Problem, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping


class Intake:
    """Takes the entries of one file, and what is wrong with it."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._entries: dict[str, model.Entry] = {}
        self._places: dict[str, str] = {}
        self._problems: list[Problem] = []

    def add(self, data: object, place: str) -> None:
        """Take an entry's data; `place` says where it stands: `:12`, or `, item 3`."""
        where = self.path + place
        if not isinstance(data, dict):
            shown = shorten(repr(data))
            fix = 'Write its fields as {"term": "…", "gloss": "…"}.'
            self._problems.append(Problem(where, "", shown, "an entry is a table of fields", fix))
            return
        # Spreadsheets and data frames write null for what is not there.
        given = {field: value for field, value in data.items() if value is not None}
        if "id" not in given and isinstance(given.get("term"), str):
            made = text.slug(given["term"])
            given.update({"id": made} if made else {})
        try:
            found = model.validate(given)
        except model.ValidationError as error:
            faults = error.errors(include_url=False, include_context=True)
            self._problems.extend(reading.explain_fault(where, fault) for fault in faults)
            return
        if found.id in self._entries:
            other = self._places[found.id].removeprefix(self.path).lstrip(":, ")
            message = f"another entry has this id ({other})"
            self._problems.append(Problem(where, "id", found.id, message, "Change one of them."))
            return
        self._entries[found.id] = found
        self._places[found.id] = where

    def complain(
        self, message: str, fix: str, *, place: str = "", field: str = "", value: str = ""
    ) -> None:
        """Note a fault of the file."""
        self._problems.append(Problem(self.path + place, field, shorten(value), message, fix))

    def decode(self, contents: bytes) -> str | None:
        """The text of the file, or `None` and a fault where it is not UTF-8."""
        try:
            return contents.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            value = f"byte 0x{error.object[error.start]:02x}"
            fix = "Save the file as UTF-8."
            self.complain("not UTF-8 text", fix, place=f":{line}", value=value)
            return None

    def finish(self) -> reading.Reading:
        """What the file holds, sorted by id."""
        ordered = tuple(self._entries[key] for key in sorted(self._entries))
        paths = dict.fromkeys(sorted(self._entries), self.path)
        return reading.Reading(ordered, paths, frozenset(), tuple(self._problems))


def omit(record: Mapping[str, Any], *fields: str) -> dict[str, Any]:
    """A record without some of its fields.

    >>> omit({"id": "a", "term": "A"}, "id")
    {'term': 'A'}
    """
    return {field: value for field, value in record.items() if field not in fields}
