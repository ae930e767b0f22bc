"""An entry's page as HTML: one `<article>`, without scripts and without styles.

Nothing of the record reaches the page unescaped. Definition, details and example go
through a CommonMark parser that passes no HTML, no image and no unsafe address.
"""

from __future__ import annotations

from html import escape

from glossary.rendering import parser
from glossary.rendering.markdown import Links
from glossary.rendering.page import Page, end_sentence, join_authors

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    Describe = Callable[[str], Mapping[str, str]]
    """Gives further attributes of a link to an entry, by its id."""

    from glossary.rendering.page import Fact, Source


def write_page(
    record: Mapping[str, Any],
    *,
    heading_level: int,
    link: str,
    lang: str,
    describe: Describe | None,
) -> str:
    """The page of one entry."""
    writer = _Writer(Page(record), link, heading_level, describe)
    names = f'class="glossary-entry" id="{writer.id}" aria-labelledby="{writer.id}-term"'
    rows = (
        f'<article {names} lang="{escape(lang)}">',
        *writer.write_head(),
        *writer.write_words(),
        *writer.write_relations(),
        *writer.write_facts(),
        *writer.write_sources(),
        *writer.write_foot(),
        "</article>\n",
    )
    return "\n".join(rows)


class _Writer:
    """Writes the parts of one page."""

    __slots__ = ("describe", "id", "level", "links", "own", "page")

    def __init__(self, page: Page, link: str, level: int, describe: Describe | None) -> None:
        self.page = page
        self.links = Links(page, link)
        self.level = level
        self.describe = describe
        self.id = escape(page.id.replace(" ", "-"))
        self.own = {self.links.find_address(one): one for one in page.terms} if describe else {}

    def write_head(self) -> Iterator[str]:
        page = self.page
        head = f"<dfn>{escape(page.term)}</dfn>"
        if page.abbreviations:
            abbreviations = (f"<abbr>{escape(name)}</abbr>" for name in page.abbreviations)
            head += f" ({', '.join(abbreviations)})"
        if page.sense:
            head += f' <span class="sense">[{escape(page.sense)}]</span>'
        yield f'<h{self.level} id="{self.id}-term">{head}</h{self.level}>'
        if page.is_deprecated:
            successors = self.write_links(page.successors)
            notice = f"replaced by {successors}" if successors else "no successor"
            yield f'<p class="notice" role="note"><strong>Deprecated:</strong> {notice}</p>'
        yield f'<p class="gloss">{escape(page.gloss)}</p>'

    def write_words(self) -> Iterator[str]:
        page = self.page
        if page.definition:
            yield f'<div class="definition">\n{self.render(page.definition)}\n</div>'
        if page.details:
            yield f'<div class="details">\n{self.render(page.details)}\n</div>'
        if page.example:
            heading = self.write_heading("Example")
            yield f'<div class="example">\n{heading}\n{self.render(page.example)}\n</div>'

    def write_relations(self) -> Iterator[str]:
        if self.page.relations:
            yield self.write_heading("Related terms")
        rows = ((label, self.write_links(ids)) for label, ids in self.page.relations)
        yield from _write_list("relations", rows)

    def write_facts(self) -> Iterator[str]:
        if not self.page.facts:
            return
        yield self.write_heading("Facts")
        yield '<table class="facts">'
        yield '<thead><tr><th scope="col">What</th><th scope="col">Value</th>'
        yield '<th scope="col">By whom, as of</th><th scope="col">Source</th></tr></thead>'
        yield "<tbody>"
        for fact in self.page.facts:
            yield (
                f'<tr><th scope="row">{escape(fact.about)}</th><td>{escape(fact.value)}</td>'
                f"<td>{escape(fact.note)}</td><td>{self.write_mark(fact)}</td></tr>"
            )
        yield "</tbody>"
        yield "</table>"

    def write_mark(self, fact: Fact) -> str:
        if fact.source is None:
            return escape(fact.mark)
        return f'<a href="#{self.id}-source-{fact.source.number}">[{fact.source.number}]</a>'

    def write_sources(self) -> Iterator[str]:
        if not self.page.sources:
            return
        yield self.write_heading("Sources")
        yield '<ol class="sources">'
        for source in self.page.sources:
            yield f'<li id="{self.id}-source-{source.number}">{write_source(source)}</li>'
        yield "</ol>"

    def write_foot(self) -> Iterator[str]:
        names = ((label, escape(", ".join(names))) for label, names in self.page.names)
        yield from _write_list("names", names)
        meta = ((label, escape(value)) for label, value in self.page.meta)
        yield from _write_list("meta", meta)

    def write_heading(self, words: str) -> str:
        level = min(self.level + 1, 6)
        return f"<h{level}>{words}</h{level}>"

    def write_links(self, ids: tuple[str, ...]) -> str:
        return ", ".join(map(self.write_link, ids))

    def write_link(self, entry_id: str) -> str:
        term = escape(self.page.find_term(entry_id))
        address = self.links.find_address(entry_id)
        attributes = self.describe(entry_id) if self.describe else {}
        more = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
        return f'<a href="{escape(address)}"{more}>{term}</a>' if address else term

    def render(self, marked: str) -> str:
        """HTML of Markdown words, their headings below the page's own."""
        # No image: a page must not make its reader's browser call a stranger.
        tokens = parser.parse(self.links.resolve(marked), images=False)
        for token in tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(self.level + int(token.tag[1:]), 6)}"
            for inner in token.children or ():
                self.describe_link(inner)
        return parser.render(tokens).rstrip("\n")

    def describe_link(self, token: parser.Token) -> None:
        """Add what the caller says of links to entries."""
        entry_id = self.own.get(str(token.attrGet("href"))) if token.type == "link_open" else None
        if entry_id is not None and self.describe:
            for name, value in self.describe(entry_id).items():
                token.attrSet(name, value)


def _write_list(name: str, rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    items = [f"<dt>{label}</dt><dd>{value}</dd>" for label, value in rows]
    if items:
        yield f'<dl class="{name}">'
        yield from items
        yield "</dl>"


def write_source(source: Source) -> str:
    """A source in one line: its authors, the title as a link, the date."""
    title = f"<cite>{escape(end_sentence(source.title))}</cite>"
    if source.url:
        title = f'<a href="{escape(source.url)}">{title}</a>'
    date = f'<time datetime="{escape(source.date)}">{escape(source.date)}</time>.'
    authors = escape(end_sentence(join_authors(source.authors)))
    return " ".join(filter(None, (authors, title, date if source.date else "")))
