"""Markdown for people: one document, a section an entry. `front-matter` is the one to read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary import rendering
from glossary.formats.collection import TITLE

if TYPE_CHECKING:
    from glossary.formats.collection import Collection

CANNOT_HOLD = ("case", "forms", "not_in", "misspellings")


def write(collection: Collection) -> bytes:
    """The document."""
    pages = (rendering.to_markdown(page) for page in collection.pages())
    return "\n".join((f"# {TITLE}\n", *pages)).encode()
