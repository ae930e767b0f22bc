"""Abbreviations for Python-Markdown's `abbr`, and for the `--8<--` snippets of MkDocs Material."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary import text
from glossary.formats.collection import text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.formats.collection import Collection

CANNOT_HOLD = (
    "case", "forms", "not_in", "sense", "synonyms", "variants", "former", "misspellings", "kind",
    "subjects", "level", "since", "definition", "details", "example", "relations", "sources",
    "facts", "undisclosed", "status", "replaced_by", "reviewed",
)  # fmt: skip

_UNWRITABLE = "[]\\"
"""A name with one of these would end early, or be taken for another mark."""


def write(collection: Collection) -> bytes:
    """A line for every abbreviation, and for every term that is an acronym."""
    lines = sorted(set(_write_lines(collection)))
    return "".join(f"{line}\n" for line in lines).encode()


def _write_lines(collection: Collection) -> Iterator[str]:
    owners = collection.owners()
    records = {record["id"]: record for record in collection.records}
    for name, entry_id in owners.items():
        record = records[entry_id]
        term, gloss = (text.join_lines(record[field]) for field in ("term", "gloss"))
        shown = text.join_lines(name)
        if not shown or set(shown) & set(_UNWRITABLE):
            continue
        if name == record["term"]:
            if " " not in shown and text.is_acronym(shown):
                yield f"*[{shown}]: {gloss}"
        elif name in map(text_of, record.get("abbreviations", ())):
            yield f"*[{shown}]: {term}: {gloss}"
