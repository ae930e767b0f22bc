"""A "Terminology explained" section: some entries, each in a paragraph with its sources."""

from __future__ import annotations

from html import escape as escape_html

from glossary.rendering import parser, words
from glossary.rendering.markdown import Links, escape, escape_opening
from glossary.rendering.page import Page

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from typing import Any

    Item = tuple[Mapping[str, Any], Sequence[str]]
    """An entry's record, and the terms that should be known first."""

TITLE = "Terminology explained"


def write_markdown(items: Sequence[Item], *, heading_level: int = 2) -> str:
    r"""The section as CommonMark; its entries link one another, and each has an anchor.

    >>> tea = {"id": "tea", "term": "tea", "gloss": "drink made of leaves"}
    >>> print(write_markdown([(tea, ["water"])]), end="")
    ## Terminology explained
    <BLANKLINE>
    - <a id="tea"></a>**tea**: drink made of leaves. First read: water.
    """
    listed = {record["id"] for record, _ in items}
    rows = [f"- {_write_item(record, first, listed)}" for record, first in items]
    return f"{'#' * heading_level} {TITLE}\n\n" + "\n".join(rows) + "\n"


def write_html(items: Sequence[Item], *, heading_level: int = 2) -> str:
    """The section as HTML: a definition list.

    >>> tea = {"id": "tea", "term": "<tea>", "gloss": "drink made of leaves"}
    >>> print(write_html([(tea, [])]).splitlines()[3])
    <dt id="tea"><dfn>&lt;tea&gt;</dfn></dt>
    """
    return "\n".join(_write_html(items, heading_level)) + "\n"


def _write_html(items: Sequence[Item], level: int) -> Iterator[str]:
    listed = {record["id"] for record, _ in items}
    yield '<section class="terminology">'
    yield f"<h{level}>{TITLE}</h{level}>"
    yield "<dl>"
    for record, first in items:
        page = Page(record)
        yield f'<dt id="{escape_html(page.id)}"><dfn>{escape_html(page.heading)}</dfn></dt>'
        body = _write_body(page, first, listed)
        yield f"<dd>{parser.render(parser.parse(body, images=False)).strip()}</dd>"
    yield "</dl>"
    yield "</section>"


def _write_item(record: Mapping[str, Any], first: Sequence[str], listed: set[str]) -> str:
    page = Page(record)
    return f'<a id="{page.id}"></a>**{escape(page.heading)}**: {_write_body(page, first, listed)}'


def _write_body(page: Page, first: Sequence[str], listed: set[str]) -> str:
    links = _Listed(page, listed)
    sentences = [links.resolve(page.definition) or escape_opening(page.gloss) + "."]
    if first:
        sentences.append(f"First read: {escape(', '.join(map(words.line, first)))}.")
    if page.sources:
        source = page.sources[0]
        title = escape(source.title)
        shown = f"[{title}](<{source.url}>)" if source.url else title
        date = f", {source.date}" if source.date else ""
        sentences.append(f"(Source: {shown}{date}.)")
    return " ".join(sentences)


class _Listed(Links):
    """Links to the entries of the section; others are only named."""

    __slots__ = ("listed",)

    def __init__(self, page: Page, listed: set[str]) -> None:
        super().__init__(page, "#{id}")
        self.listed = listed

    def find_address(self, entry_id: str) -> str:
        return super().find_address(entry_id) if entry_id in self.listed else ""
