"""The terminology of a documentation: a project's entries beside ours, and those it uses.

What every documentation tool writes alike: the list of the entries that its pages lead to,
with what these require. It is put where a page has the comment `<!-- glossary: terms -->`.
"""

from __future__ import annotations

import hashlib
import os
import re
from html import escape
from typing import TYPE_CHECKING

from glossary import cache
from glossary.errors import UsageError
from glossary.glossary import Glossary
from glossary.index import Index
from glossary.rendering import parser
from glossary.rendering.html import write_source
from glossary.rendering.markdown import Links
from glossary.rendering.page import Page
from glossary.store import FORMAT, DamagedIndexError
from glossary.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping
    from typing import Any

    from glossary.entry import Entry

    Record = Mapping[str, Any]

ANCHOR = "term-{}"
"""The anchor of an entry in the list, made of its id."""

_PLACEHOLDER = re.compile(r"<!--\s*glossary:\s*terms\s*-->")


def open_glossary(own: str | None = None, *, bundled: bool = True) -> Glossary:
    """A project's own entries, the bundled ones, or both as one glossary.

    On a name that both have, the project's entry stands alone: a bundled entry loses that
    name, and is left out where it is its term or its id.

    Raises `UsageError` where neither is asked for.
    """
    if own is None:
        if not bundled:
            msg = "there are no entries: give a project's own, or do not leave the bundled ones out"
            raise UsageError(msg)
        return Glossary.bundled()
    mine = Glossary.open(own)
    return _join(mine, Glossary.bundled()) if bundled else mine


def _join(mine: Glossary, ours: Glossary) -> Glossary:
    """Both as one, compiled once and kept in the user's cache."""
    # Loaded where entries are made: a build that links from a fresh index needs neither.
    from glossary.compiler import compile_bytes
    from glossary.entry import dump

    key = hashlib.sha256(f"{mine.snapshot} {ours.snapshot}".encode()).hexdigest()
    folder = cache.cache_folder()
    path = os.path.join(folder, f"{key[:32]}-{FORMAT}.sqlite") if folder else None
    if path is not None:
        try:
            return Glossary(Index.open(path))
        except DamagedIndexError:
            pass  # absent, or never to be trusted: made anew below
    first = tuple(mine.entries())
    contents = compile_bytes(map(dump, (*first, *_yield_names(ours.entries(), first))))
    if path is not None:
        try:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            cache.write_whole(path, contents)
        except OSError:
            pass  # read-only or full: it stays in memory
    return Glossary(Index.from_bytes(contents))


def _yield_names(ours: Iterable[Entry], mine: Collection[Entry]) -> Iterator[Entry]:
    """Our entries without the names that a project's have."""
    from glossary.entry import NAME_ROLES

    ids = {entry.id for entry in mine}
    taken = {fold(name) for entry in mine for name in entry.names}
    for entry in ours:
        if entry.id in ids or fold(entry.term) in taken:
            continue
        kept = {
            role: tuple(name for name in getattr(entry, role) if fold(name.text) not in taken)
            for role in NAME_ROLES
        }
        yield entry.model_copy(update=kept)


def has_place(html: str) -> bool:
    """Whether the list of terms is to be put into a page.

    >>> has_place("<p>Terms:</p><!-- glossary: terms -->")
    True
    """
    return _PLACEHOLDER.search(html) is not None


def fill_places(html: str, terms: str) -> str:
    """The page with the list of terms at every place for it."""
    return _PLACEHOLDER.sub(lambda _: terms, html)


def gather(glossary: Glossary, entry_ids: Iterable[str]) -> tuple[Record, ...]:
    """The records of these entries and of all that they require, in the order of their terms."""
    found = glossary.gather(entry_ids)
    return tuple(sorted(found.values(), key=lambda one: (fold(one["term"]), one["id"])))


def write_terms(records: Collection[Record]) -> str:
    """A definition list of entries, which link one another; nothing for none.

    >>> tea = {"id": "tea", "term": "<tea>", "gloss": "drink made of leaves"}
    >>> print(write_terms([tea]), end="")
    <dl class="glossary-terms">
    <dt id="term-tea"><dfn>&lt;tea&gt;</dfn></dt>
    <dd>
    <p class="glossary-gloss">drink made of leaves</p>
    </dd>
    </dl>
    """
    if not records:
        return ""
    listed = {record["id"] for record in records}
    rows = ['<dl class="glossary-terms">']
    for record in records:
        page = Page(record)
        links = _Listed(page, listed)
        rows += f'<dt id="{_anchor(page.id)}"><dfn>{escape(page.heading)}</dfn></dt>', "<dd>"
        rows += _write_body(page, links)
        rows.append("</dd>")
    return "\n".join((*rows, "</dl>\n"))


def _anchor(entry_id: str) -> str:
    return escape(ANCHOR.format(entry_id))


def _write_body(page: Page, links: _Listed) -> Iterator[str]:
    if page.is_deprecated:
        successors = links.write_row(page.successors)
        notice = f"replaced by {successors}" if successors else "no successor"
        yield f"<p><strong>Deprecated:</strong> {notice}</p>"
    yield f'<p class="glossary-gloss">{escape(page.gloss)}</p>'
    if page.definition:
        marked = parser.parse(links.resolve(page.definition), images=False)
        yield parser.render(marked).strip()
    for label, names in page.names:
        yield f"<p>{label}: {escape(', '.join(names))}</p>"
    for label, ids in page.relations:
        if label in SHOWN:
            yield f"<p>{label}: {links.write_row(ids)}</p>"
    if page.sources:
        yield '<ul class="glossary-sources">'
        yield from (f"<li>{write_source(source)}</li>" for source in page.sources)
        yield "</ul>"


SHOWN = ("Read first", "Not to be confused with")
"""The relations that a reader of the list needs."""


class _Listed(Links):
    """Links to the entries of the list; others are only named."""

    __slots__ = ("listed",)

    def __init__(self, page: Page, listed: Collection[str]) -> None:
        super().__init__(page, f"#{ANCHOR.format('{id}')}")
        self.listed = listed

    def find_address(self, entry_id: str) -> str:
        """The address of an entry in the list, or nothing."""
        return super().find_address(entry_id) if entry_id in self.listed else ""

    def write_row(self, ids: Iterable[str]) -> str:
        """Entries in a row, as HTML."""
        return ", ".join(map(self._write_html, ids))

    def _write_html(self, entry_id: str) -> str:
        term = escape(self.page.find_term(entry_id))
        address = self.find_address(entry_id)
        return f'<a href="{escape(address)}">{term}</a>' if address else term
