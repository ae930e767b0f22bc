"""HTML: one page with every entry, no script, no style, nothing of an entry unescaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from glossary import rendering
from glossary.formats.collection import TITLE

if TYPE_CHECKING:
    from glossary.formats.collection import Collection

CANNOT_HOLD = ("case", "forms", "not_in", "misspellings")


def write(collection: Collection) -> bytes:
    """The page."""
    lang = escape(collection.lang)
    head = (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{TITLE}</title>\n</head>\n<body>\n<main>\n<h1>{TITLE}</h1>\n"
    )
    pages = (rendering.to_html(page, lang=collection.lang) for page in collection.pages())
    return "".join((head, *pages, "</main>\n</body>\n</html>\n")).encode()
