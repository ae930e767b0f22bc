"""An inventory (`objects.inv`), so that any Sphinx project links to the terms by one line."""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING

from glossary import compiler, text
from glossary.formats.collection import TITLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.formats.collection import Collection

CANNOT_HOLD = (
    "case", "forms", "not_in", "sense", "misspellings", "kind", "subjects", "level", "since",
    "gloss", "definition", "details", "example", "relations", "sources", "facts", "undisclosed",
    "status", "replaced_by", "reviewed",
)  # fmt: skip

SITE_PAGE = "terms/{id}.html"
"""Where a page lies in what `glossary site` writes."""

_HEAD = f"""\
# Sphinx inventory version 2
# Project: {TITLE}
# Version: {{version}}
# The remainder of this file is compressed using zlib.
"""
# How Sphinx reads a line. A name such as "Phase 2 1 x" does not come out of it as it went in.
_LINE = re.compile(r"(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)")


def write(collection: Collection) -> bytes:
    """The inventory: each name as a term and, in lower case, as a label; each id as a label."""
    lines = sorted(set(_write_lines(collection)))
    body = "".join(f"{line}\n" for line in lines).encode()
    head = _HEAD.format(version=compiler.snapshot(collection.records))
    return head.encode() + zlib.compress(body, 9)


def _write_lines(collection: Collection) -> Iterator[str]:
    target = collection.target or SITE_PAGE
    labels: dict[str, tuple[str, str]] = {}
    for name, entry_id in collection.owners().items():
        shown = text.join_lines(name)
        uri = _quote(target.replace("{id}", entry_id))
        yield from _write_line(shown, "std:term", uri, "-")
        labels.setdefault(shown.lower(), (uri, shown))
    for entry_id, term in collection.terms.items():
        # The id leads to its own entry, whoever else has it for a name.
        labels[entry_id] = (_quote(target.replace("{id}", entry_id)), text.join_lines(term))
    for label, (uri, shown) in labels.items():
        yield from _write_line(label, "std:label", uri, shown)


def _write_line(name: str, role: str, uri: str, shown: str) -> Iterator[str]:
    line = f"{name} {role} -1 {uri} {shown}"
    found = _LINE.match(line)
    parts = (name, role, "-1", uri, shown)
    if not name.startswith("#") and found and found.groups() == parts:
        yield line


def _quote(uri: str) -> str:
    """An address without spaces, which would end it, nor a last `$`, which stands for the name."""
    return "".join("%24" if char == "$" else "%20" if char.isspace() else char for char in uri)
