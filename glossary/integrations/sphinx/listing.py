"""Entries as the nodes of a definition list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from glossary.integrations.sphinx.directives import refer
from glossary.integrations.sphinx.domain import ANCHOR
from glossary.integrations.terminology import SHOWN
from glossary.rendering import parser
from glossary.rendering.markdown import Links
from glossary.rendering.page import Page, end_sentence, join_authors

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from glossary.integrations.terminology import Record
    from glossary.rendering.page import Source


def write_list(records: Iterable[Record], homes: Collection[str], docname: str) -> list[nodes.Node]:
    """A definition list of entries on a page; those in `homes` are what links lead to."""
    items = [_write_item(record, homes, docname) for record in records]
    if not items:
        return []
    listed = nodes.definition_list("", *items, classes=["glossary-terms"])
    return [addnodes.glossary("", listed)]


def _write_item(record: Record, homes: Collection[str], docname: str) -> nodes.definition_list_item:
    page = Page(record)
    term = nodes.term("", page.heading)
    if page.id in homes:
        term["ids"].append(ANCHOR.format(page.id))
    body = nodes.definition("", *_Writer(page, docname).write())
    return nodes.definition_list_item("", term, body)


class _Writer:
    """Writes what is said of an entry."""

    def __init__(self, page: Page, docname: str) -> None:
        self._page = page
        self._docname = docname

    def write(self) -> Iterator[nodes.Node]:
        page = self._page
        if page.is_deprecated:
            words = self._name(page.successors)
            notice = [nodes.Text("replaced by "), *words] if words else [nodes.Text("no successor")]
            yield _paragraph([nodes.strong("", "Deprecated:"), nodes.Text(" "), *notice])
        yield _paragraph([nodes.emphasis("", page.gloss)], "glossary-gloss")
        yield from self._render(page.definition)
        for label, names in page.names:
            yield _paragraph([nodes.Text(f"{label}: {', '.join(names)}")])
        for label, ids in page.relations:
            if label in SHOWN:
                yield _paragraph([nodes.Text(f"{label}: "), *self._name(ids)])
        for source in page.sources:
            yield _paragraph(_write_source(source), "glossary-source")

    def _name(self, ids: Iterable[str]) -> list[nodes.Node]:
        """The terms of entries in a row, each a link."""
        row: list[nodes.Node] = []
        for entry_id in ids:
            shown = nodes.Text(self._page.find_term(entry_id))
            row += nodes.Text(", ") if row else nodes.Text(""), self._refer(entry_id, [shown])
        return row[1:]

    def _refer(self, entry_id: str, shown: Sequence[nodes.Node]) -> nodes.Node:
        return refer(entry_id, shown, docname=self._docname, is_plain=True)

    def _render(self, marked: str) -> Iterator[nodes.Node]:
        """Paragraphs of Markdown words, whose links to entries are references."""
        links = Links(self._page, "#{id}")
        for token in parser.parse(links.resolve(marked), images=False):
            if token.type == "inline":
                yield _paragraph(self._convert(token.children or []))
            elif token.content:
                yield _paragraph([nodes.literal("", token.content.strip())])

    def _convert(self, tokens: Sequence[parser.Token]) -> list[nodes.Node]:
        """The nodes of a line."""
        holder = nodes.inline()
        open_: list[nodes.Element] = [holder]
        for token in tokens:
            if token.nesting > 0:
                element = self._open(token)
                open_[-1].append(element)
                open_.append(element)
            elif token.nesting < 0:
                open_.pop()
            elif token.type == "code_inline":
                open_[-1].append(nodes.literal("", token.content))
            else:
                is_break = token.type in ("softbreak", "hardbreak")
                open_[-1].append(nodes.Text("\n" if is_break else token.content))
        return holder.children

    def _open(self, token: parser.Token) -> nodes.Element:
        if token.type != "link_open":
            return nodes.strong() if token.type == "strong_open" else nodes.emphasis()
        address = str(token.attrs.get("href", ""))
        if address.startswith("#") and address[1:] in self._page.terms:
            return refer(address[1:], [], docname=self._docname, is_plain=True)
        if address.startswith(("https://", "http://")):
            return nodes.reference("", "", refuri=address, internal=False)
        return nodes.inline()


def _paragraph(content: Sequence[nodes.Node], *classes: str) -> nodes.paragraph:
    return nodes.paragraph("", "", *content, classes=list(classes))


def _write_source(source: Source) -> list[nodes.Node]:
    """Who wrote what, when."""
    title: nodes.Element = nodes.emphasis("", end_sentence(source.title))
    if source.url:
        title = nodes.reference("", "", title, refuri=source.url, internal=False)
    authors, date = end_sentence(join_authors(source.authors)), end_sentence(source.date)
    before = [nodes.Text(f"{authors} ")] if authors else []
    return [*before, title, *([nodes.Text(f" {date}")] if date else [])]
