"""Pages of an entry, written from its record: plain text, Markdown, HTML, a terminal page.

Each renderer is loaded when it is first asked for: a lookup that prints plain text
pays for no other. The terminal page is `glossary.rendering.terminal.entry_page`.
"""

from __future__ import annotations

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

__all__ = ["to_html", "to_line", "to_markdown", "to_text"]


def to_line(record: Mapping[str, Any]) -> str:
    """The term, its abbreviations and its gloss, on one line without a line end.

    >>> to_line({"id": "tea", "term": "tea", "gloss": "drink made of leaves"})
    'tea: drink made of leaves'
    """
    from glossary.rendering import plain

    return plain.write_line(record)


def to_text(record: Mapping[str, Any]) -> str:
    """The page as plain text, with a line end: no color, no wrapping, a paragraph a line.

    >>> print(to_text({"id": "tea", "term": "tea", "gloss": "drink made of leaves"}), end="")
    tea
    drink made of leaves
    """
    from glossary.rendering import plain

    return plain.write_page(record)


def to_markdown(record: Mapping[str, Any], *, heading_level: int = 2, link: str = "#{id}") -> str:
    r"""The page as CommonMark, under a heading of the given level.

    `link` is the address of another entry's page, with `{id}` where its id goes. With
    an address that starts with `#`, the heading carries the anchor that it leads to.
    Definition, details and example are Markdown and pass through: render a stranger's
    with HTML switched off.

    >>> record = {"id": "tea", "term": "tea*", "gloss": "drink made of leaves"}
    >>> print(to_markdown(record, heading_level=3, link="{id}.md"), end="")
    ### tea\*
    <BLANKLINE>
    *drink made of leaves*
    """
    from glossary.rendering import markdown

    return markdown.write_page(record, heading_level=heading_level, link=link)


def to_html(
    record: Mapping[str, Any],
    *,
    heading_level: int = 2,
    link: str = "#{id}",
    lang: str = "en",
    describe: Callable[[str], Mapping[str, str]] | None = None,
) -> str:
    """The page as an HTML `<article>`: no script, no style, nothing of a stranger's unescaped.

    `describe` gives further attributes of links to other entries, by their id.

    >>> page = to_html({"id": "tea", "term": "<tea>", "gloss": "drink made of leaves"})
    >>> print(page.splitlines()[1])
    <h2 id="tea-term"><dfn>&lt;tea&gt;</dfn></h2>
    """
    from glossary.rendering import html

    return html.write_page(
        record, heading_level=heading_level, link=link, lang=lang, describe=describe
    )
