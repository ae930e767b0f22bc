"""Explicit references in rendered Markdown: links to `glossary:` and a name or an id.

`[experts](glossary:mixture-of-experts)` leads to an entry, and `[MoE](glossary:)` to the entry
that the words shown name. Every Markdown parser makes plain links of both, with an address
that no browser knows; they are resolved where those links stand.
"""

from __future__ import annotations

from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from glossary.errors import GlossaryError, UnknownTermError

if TYPE_CHECKING:
    from collections.abc import Callable

    from glossary.glossary import Glossary

SCHEME = "glossary:"


class Resolved(NamedTuple):
    """A page whose references are links to entries."""

    html: str
    entry_ids: tuple[str, ...]
    """The entries that it refers to, each once, in order."""


def find_entry(glossary: Glossary, address: str, shown: str) -> str:
    """The id of the entry that a reference means.

    >>> from glossary import Glossary
    >>> find_entry(Glossary.bundled(), "glossary:", "MoEs")
    'mixture-of-experts'

    Raises `UnknownTermError` or `AmbiguousTermError` where it means none, or several.
    """
    name = " ".join(unquote(address.removeprefix(SCHEME)).split()) or " ".join(shown.split())
    if not name:
        raise UnknownTermError(name)
    return name if glossary.finder.has(name) else glossary.lookup(name, strict=True).id


def resolve(
    html: str,
    glossary: Glossary,
    write_link: Callable[[str, str], str],
    report: Callable[[str], None],
) -> Resolved:
    """A page with links in place of its references; what means nothing is reported, and text.

    `write_link` makes the link of an entry's id and of the HTML that it shows.
    """
    if SCHEME not in html.lower():
        return Resolved(html, ())
    parts: list[str] = []
    found: dict[str, None] = {}
    done = 0
    for reference in _Reader(html).read():
        parts.append(html[done : reference.start])
        shown = html[reference.opened : reference.closed]
        try:
            entry_id = find_entry(glossary, reference.address, reference.text)
        except GlossaryError as error:
            report(str(error))
            parts.append(shown)
        else:
            found[entry_id] = None
            parts.append(write_link(entry_id, shown))
        done = reference.end
    return Resolved("".join((*parts, html[done:])), tuple(found))


class _Reference:
    """A link to be resolved: `html[start:opened]` is its tag, `html[closed:end]` the other."""

    __slots__ = ("address", "closed", "end", "opened", "start", "text")

    def __init__(self, address: str, start: int, opened: int) -> None:
        self.address = address
        self.start = start
        self.opened = self.closed = self.end = opened
        self.text = ""


class _Reader(HTMLParser):
    """Finds the references in a page, as a browser would find its links."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=False)
        self._html = html
        self._lines = [0]
        for line in html.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._references: list[_Reference] = []
        self._open: _Reference | None = None

    def read(self) -> list[_Reference]:
        self.feed(self._html)
        self.close()
        return self._references

    def parse_html_declaration(self, i: int) -> int:
        """Where a comment ends, as which browsers take all that begins so."""
        # The class's own method fails at some before Python 3.14: `<![- x`.
        if self.rawdata.startswith("<!--", i):
            return self.parse_comment(i)
        return self.parse_bogus_comment(i)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or "" if tag == "a" else ""
        if address[: len(SCHEME)].lower() == SCHEME and self._open is None:
            address = SCHEME + address[len(SCHEME) :]
            start = self._place()
            self._open = _Reference(address, start, start + len(self.get_starttag_text() or ""))

    def handle_endtag(self, tag: str) -> None:
        if tag == "a" and self._open is not None:
            one, self._open = self._open, None
            one.closed = self._place()
            one.end = self._html.index(">", one.closed) + 1
            self._references.append(one)

    def handle_data(self, data: str) -> None:
        if self._open is not None:
            self._open.text += data

    def handle_entityref(self, name: str) -> None:
        self.handle_data(unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.handle_data(unescape(f"&#{name};"))

    def _place(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
