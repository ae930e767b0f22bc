"""Mentions of terms in a page's doctree, made links where its prose first has them."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from glossary.integrations.sphinx.directives import refer
from glossary.integrations.sphinx.domain import NAME, OFF, Use
from glossary.linking import links
from glossary.linking.prose.markup import find_mark
from glossary.linking.prose.passage import BARRIER, Passage
from glossary.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.integrations.sphinx.domain import GlossaryDomain
    from glossary.linking.mentions import Mention
    from glossary.linking.prose.passage import Piece

_OPEN = (nodes.paragraph, nodes.caption, nodes.line, nodes.attribution, addnodes.centered)
_HEADINGS = (nodes.title, nodes.subtitle, nodes.rubric, nodes.term, nodes.field_name)
_LINKS = (nodes.reference, addnodes.pending_xref, addnodes.download_reference)
_PHRASES = (nodes.emphasis, nodes.strong, nodes.inline, nodes.target)
_NOT_PROSE = (
    nodes.FixedTextElement,
    nodes.Bibliographic,
    nodes.option_group,
    nodes.substitution_definition,
    nodes.system_message,
    addnodes.desc_signature,
    addnodes.productionlist,
)
# What a reader sees or types, or a word with an explanation of its own.
_NAMED = {"guilabel", "menuselection", "kbd", "command", "program", "dfn", "file", "samp", "regexp"}


def link_terms(domain: GlossaryDomain, document: nodes.document) -> None:
    """Link a page's terms, and keep what it uses."""
    docname = domain.env.docname
    options = domain.settings.options
    if options is not None and not _is_off(domain.env.metadata.get(docname, {}).get(OFF)):
        page = _Page(document)
        known = [
            (section, use.entry_id)
            for section, node in page.references
            if (use := read_use(domain, node))
        ]
        mentions = links.choose(
            domain.settings.glossary.finder, page.source, page.passages, options, known=known
        )
        page.insert(mentions, docname)
    uses = (read_use(domain, node) for node in document.findall(addnodes.pending_xref))
    domain.note_uses(docname, filter(None, uses))


def _is_off(value: object) -> bool:
    """Whether a page's metadata opt out: `:no-glossary:`, unless it says no."""
    return value is not None and str(value).strip().lower() not in ("false", "no", "off", "0")


def read_use(domain: GlossaryDomain, node: addnodes.pending_xref) -> Use | None:
    """The entry that a reference of ours means, or one of Sphinx's `:term:`."""
    if node.get("refdomain") == NAME:
        return Use(node["reftarget"], node.get("name", ""))
    if node.get("refdomain") == "std" and node.get("reftype") == "term":
        return domain.find_use(node["reftarget"])
    return None


class _Page:
    """The prose of a doctree as one source, and the text that each part of it is of."""

    def __init__(self, document: nodes.document) -> None:
        self.passages: list[Passage] = []
        self.references: list[tuple[int, addnodes.pending_xref]] = []
        self._parts: list[str] = []
        self._size = 0
        self._starts: list[int] = []
        self._texts: list[nodes.Text] = []
        self._section = 0
        self._defined: list[tuple[int, int, frozenset[str]]] = []
        self._is_off = False
        self._walk(document)
        self.source = "".join(self._parts)

    def insert(self, mentions: Sequence[Mention], docname: str) -> None:
        """Put references around mentions."""
        of_text: dict[int, list[Mention]] = {}
        for mention in mentions:
            if self._is_defined(mention):
                continue
            at = bisect_right(self._starts, mention.start) - 1
            of_text.setdefault(at, []).append(mention)
        for at, within in of_text.items():
            text, start = self._texts[at], self._starts[at]
            done = 0
            parts: list[nodes.Node] = []
            for mention in within:
                first, last = mention.start - start, mention.end - start
                shown = nodes.Text(text[first:last])
                parts += _cut(text, done, first)
                parts.append(
                    refer(
                        mention.entry_id or "",
                        [shown],
                        docname=docname,
                        name=mention.name,
                    )
                )
                done = last
            parts += _cut(text, done, len(text))
            text.parent.replace(text, parts)

    def _walk(self, node: nodes.Node) -> None:
        if self._hear(node) or _is_closed(node):
            return
        if isinstance(node, _OPEN):
            self._read(node, is_heading=False)
        elif isinstance(node, _HEADINGS):
            self._read(node, is_heading=True)
        elif isinstance(node, nodes.Element):
            if isinstance(node, nodes.section):
                self._section += 1
            start = self._size
            for child in node.children:
                # Text that stands in no block that we know is not prose.
                self._walk(child)
            if isinstance(node.parent.parent if node.parent else None, addnodes.glossary):
                names = (fold(term.astext()) for term in node.findall(nodes.term))
                self._defined.append((start, self._size, frozenset(names)))

    def _is_defined(self, mention: Mention) -> bool:
        """Whether it is what the project itself defines at this place."""
        return any(
            start <= mention.start < end and fold(mention.name) in names
            for start, end, names in self._defined
        )

    def _hear(self, node: nodes.Node) -> bool:
        """Whether it is a comment, or what stands for one in Markdown; it is obeyed."""
        if not isinstance(node, nodes.comment | nodes.raw):
            return False
        said = node.astext()
        mark = find_mark(f"<!-- {said} -->" if isinstance(node, nodes.comment) else said)
        self._is_off = self._is_off if mark is None else mark
        return True

    def _read(self, block: nodes.Element, *, is_heading: bool) -> None:
        pieces: list[Piece] = []
        self._gather(block, pieces)
        self._add(pieces, is_heading=is_heading)

    def _add(
        self, pieces: list[Piece], *, is_heading: bool = False, link: str | None = None
    ) -> None:
        if pieces:
            passage = Passage(pieces, section=self._section, link=link, is_heading=is_heading)
            self.passages.append(passage)

    def _gather(self, parent: nodes.Element, pieces: list[Piece]) -> None:
        _join_texts(parent)
        for child in parent.children:
            if isinstance(child, nodes.Text) and not self._is_off:
                pieces.append((str(child), self._size, self._size + len(child)))
                self._starts.append(self._size)
                self._texts.append(child)
                self._parts.append(str(child))
                self._size += len(child)
                continue
            pieces.append((BARRIER, self._size, self._size))
            if self._hear(child) or _is_closed(child):
                continue
            if isinstance(child, addnodes.pending_xref):
                self.references.append((self._section, child))
            if isinstance(child, _LINKS):
                shown: list[Piece] = []
                self._gather(child, shown)
                self._add(shown, link=child.get("refuri") or child.get("reftarget") or "#")
            elif isinstance(child, _PHRASES) and not _NAMED.intersection(child["classes"]):
                self._gather(child, pieces)
                pieces.append((BARRIER, self._size, self._size))


def _is_closed(node: nodes.Node) -> bool:
    """Whether nothing in it is prose, or its author has opted out."""
    if isinstance(node, _NOT_PROSE):
        return True
    if not isinstance(node, nodes.Element):
        return False
    if isinstance(node, nodes.caption) and "literal-block-wrapper" in node.parent["classes"]:
        return True
    classes = node["classes"]
    return OFF in classes or (isinstance(node, nodes.topic) and "contents" in classes)


def _join_texts(parent: nodes.Element) -> None:
    """Make one text of those that stand side by side, as the lines of Markdown do."""
    at = len(parent.children) - 1
    while at > 0:
        one, other = parent.children[at - 1 : at + 1]
        if isinstance(one, nodes.Text) and isinstance(other, nodes.Text):
            del parent[at]
            parent[at - 1] = nodes.Text(str(one) + str(other))
        at -= 1


def _cut(text: nodes.Text, start: int, end: int) -> Iterator[nodes.Text]:
    if start < end:
        yield nodes.Text(text[start:end])
