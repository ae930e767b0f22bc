"""The markdown-it-py plugin: the terms of a document linked and explained.

>>> from markdown_it import MarkdownIt
>>> md = MarkdownIt().use(glossary_plugin, tooltips=False)
>>> print(md.render("An MoE."), end="")
<p>An <a href="#term-mixture-of-experts">MoE</a>.</p>
"""

from __future__ import annotations

import logging
from bisect import bisect_right
from html import escape, unescape
from typing import TYPE_CHECKING

from markdown_it.token import Token

from glossary.errors import GlossaryError
from glossary.glossary import Glossary
from glossary.integrations import annotations as shared
from glossary.integrations import references, terminology
from glossary.integrations.pages import Linker
from glossary.linking import links

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore

log = logging.getLogger(__name__)


def glossary_plugin(  # noqa: PLR0913 -- each is an option that people set
    md: MarkdownIt,
    *,
    glossary: Glossary | None = None,
    target: str = f"#{terminology.ANCHOR.format('{id}')}",
    first: str = "section",
    exclude: Collection[str] = (),
    density: int | None = None,
    tooltips: bool = True,
) -> None:
    """Have a parser link terms at their first mention, and resolve references.

    `target` is an entry's address, with `{id}`; the other options are those of
    `Glossary.link`. Use it behind other plugins. After a rendering with an `env`, the ids
    of the entries that the document leads to are in `env["glossary_ids"]`.

    Raises `UsageError` for options that make no sense.
    """
    options = links.Options(first, "", frozenset(exclude), density, lambda mention: mention.text)
    links.check_options(options)
    linking = _Linking(glossary or Glossary.bundled(), target, options, tooltips=tooltips)
    md.core.ruler.push("glossary", linking.run)


class _Linking:
    """The rule: one for all documents."""

    def __init__(
        self, glossary: Glossary, target: str, options: links.Options, *, tooltips: bool
    ) -> None:
        self._glossary = glossary
        self._linker = Linker(glossary)
        self._target = target
        self._options = options
        self._tooltips = tooltips

    def run(self, state: StateCore) -> None:
        """Link the terms of a document."""
        inlines = [token for token in state.tokens if token.type == "inline"]
        found: dict[str, None] = {}
        for inline in inlines:
            self._resolve(inline, found)
        page = _Page(state.tokens)
        insertions = links.plan(self._glossary.finder, page.source, self._options, format="html")
        found.update((one.mention.entry_id or "", None) for one in insertions)
        for inline in inlines:
            inline.children = list(self._insert(page, inline.children or [], insertions))
        state.env["glossary_ids"] = tuple(found)
        self._list(state.tokens, found)
        if self._tooltips and found:
            content = self._linker.write_tips(found)
            state.tokens.append(Token("html_block", "", 0, content=content, block=True))

    def _resolve(self, inline: Token, found: dict[str, None]) -> None:
        """Lead the references in a line to their entries; what means nothing is text."""
        kept: list[Token] = []
        children = inline.children or []
        dropped = -1  # where the link ends that was none
        for at, token in enumerate(children):
            address = str(token.attrs.get("href", "")) if token.type == "link_open" else ""
            if address[: len(references.SCHEME)].lower() == references.SCHEME:
                end = next(n for n in range(at, len(children)) if _closes(children[n]))
                address = address[len(references.SCHEME) :]
                try:
                    shown = "".join(map(_read, children[at:end]))
                    entry_id = references.find_entry(self._glossary, address, shown)
                except GlossaryError as error:
                    log.warning("line %d: %s", inline.map[0] + 1 if inline.map else 1, error)
                    dropped = end
                    continue
                found[entry_id] = None
                token.attrs = self._describe(entry_id)
            if at != dropped:
                kept.append(token)
        inline.children = kept

    def _insert(
        self, page: _Page, children: Sequence[Token], insertions: Sequence[links.Insertion]
    ) -> Iterator[Token]:
        """The tokens of a line with links, each around words that may be in several tokens."""
        for token in children:
            place = page.places.get(id(token))
            if place is None:
                yield token
                continue
            done, last = place
            at = bisect_right(insertions, done, key=lambda one: one.end)
            for one in insertions[at:]:
                if one.start >= last:
                    break
                if one.start >= done:
                    yield from page.cut(token, done, one.start)
                    attrs = self._describe(one.mention.entry_id or "")
                    yield Token("link_open", "a", 1, attrs=attrs, level=token.level)
                yield from page.cut(token, max(done, one.start), min(last, one.end))
                done = min(last, one.end)
                if one.end <= last:
                    yield Token("link_close", "a", -1, level=token.level)
            yield from page.cut(token, done, last)

    def _describe(self, entry_id: str) -> dict[str, str | int | float]:
        """The attributes of a link to an entry."""
        address = self._target.replace("{id}", entry_id)
        if not self._tooltips:
            return {"href": address}
        tip = f"{shared.TIP}{entry_id}"
        return {"class": shared.LINK_CLASS, "href": address, "aria-describedby": tip}

    def _list(self, tokens: Sequence[Token], found: Iterable[str]) -> None:
        """Put the terms into the places for them."""
        places = [
            token
            for token in tokens
            if token.type == "html_block" and terminology.has_place(token.content)
        ]
        for token in places:
            terms = terminology.write_terms(terminology.gather(self._glossary, found))
            token.content = terminology.fill_places(token.content, terms)


class _Page:
    """The tokens of a document as HTML for the linking engine, and where their words stand."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self.places: dict[int, tuple[int, int]] = {}
        self._parts: list[str] = []
        self._size = 0
        for token in tokens:
            if token.type == "inline":
                for child in token.children or ():
                    self._add(child)
            else:
                self._add(token)
        self.source = "".join(self._parts)

    def cut(self, token: Token, start: int, end: int) -> Iterator[Token]:
        """A text token of a part of the words of one, if there are any."""
        if start < end:
            yield token.copy(content=unescape(self.source[start:end]))

    def _add(self, token: Token) -> None:
        written = _write(token)
        if token.type == "text":
            self.places[id(token)] = self._size, self._size + len(written)
        self._parts.append(written)
        self._size += len(written)


def _write(token: Token) -> str:
    """A token as far as the linking engine is concerned: what is no prose is but a barrier."""
    if token.type == "text":
        return escape(token.content, quote=False)
    if token.type in ("html_inline", "html_block"):
        return token.content
    if token.type == "softbreak":
        return "\n"
    tag = token.tag or "div"
    if token.nesting < 0:
        return f"</{tag}>"
    if token.nesting > 0:
        href = token.attrs.get("href")
        return f"<{tag}>" if href is None else f'<{tag} href="{escape(str(href))}">'
    return "<hr>" if token.block else "<code></code>"


def _read(token: Token) -> str:
    """The words of a token."""
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _closes(token: Token) -> bool:
    return token.type == "link_close"
