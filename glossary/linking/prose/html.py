"""HTML: the text of its elements, but of those that take no link or hold no prose.

Read by tree-sitter's grammar, which gives the bytes of every node and survives faults.
"""

from __future__ import annotations

from html import escape, unescape

import tree_sitter_html
from tree_sitter import Language, Parser

from glossary.linking.prose import markup, no_roles
from glossary.linking.prose.passage import BARRIER
from glossary.linking.prose.reader import TreeReader

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from typing import NoReturn

    from tree_sitter import Node

    from glossary.linking.prose.passage import Passage, Piece

_LANGUAGE = Language(tree_sitter_html.language())
_INLINE = frozenset(
    "b bdi bdo big br cite del em font i ins mark nobr q s small span strike strong sub sup time "
    "u wbr".split()
)
"""Elements within a line of prose; any other begins and ends a block."""
_EMPTY = frozenset("area base br col embed hr img input link meta source track wbr".split())
_MARKS = frozenset(("start_tag", "end_tag", "self_closing_tag"))
"""Nodes in which there is no prose."""
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_NAMES = frozenset(("dt", "summary", *_HEADINGS))
_STANDS_FOR = {"arithmatex": "math", "admonition-title": "dt"}
"""Classes that tell what an element is: formulas and titles of Python-Markdown."""


def read(source: str) -> list[Passage]:
    """The prose of a page; headings and what links show stand apart."""
    return _Reader(source).read()


class _Reader(TreeReader):
    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.pieces: list[Piece] = []
        self.shown: list[Piece] = []  # what the open link shows
        self.links: list[str] = []
        self.headings = 0
        self.closed = 0
        self.is_off = False
        self.has_classes = any(name in source for name in _STANDS_FOR)

    def read(self) -> list[Passage]:
        tree = Parser(_LANGUAGE).parse(self.encoded)
        cursor = tree.walk()
        # By hand, for a page may be nested deeper than Python calls itself.
        inside: list[str | None] = []
        while True:
            node = cursor.node
            tag = self.enter(node) if node is not None else None
            is_mark = node is not None and node.type in _MARKS
            if not is_mark and cursor.goto_first_child():
                inside.append(tag)
                continue
            self.leave(tag)
            while not cursor.goto_next_sibling():
                if not cursor.goto_parent():
                    self.close()
                    return self.passages
                self.leave(inside.pop())

    def enter(self, node: Node) -> str | None:
        kind = node.type
        if kind in ("text", "entity"):
            self.add(node)
        elif kind == "comment":
            said = markup.find_mark(self.text(node))
            self.is_off = self.is_off if said is None else said
            self.add_barrier(node)
        elif kind in ("element", "script_element", "style_element"):
            return self.open(node)
        return None

    def open(self, node: Node) -> str:
        tag = _tag_of(node)
        if self.has_classes and tag in ("div", "p", "span"):
            tag = _STANDS_FOR.get(_attribute(node, "class"), tag)
        if tag in _INLINE or tag in _EMPTY or tag == "a" or tag in markup.CLOSED:
            self.add_barrier(node)
        else:
            self.close()
        if tag == "a":
            self.links.append(_attribute(node, "href"))
        elif tag in markup.CLOSED:
            self.closed += 1
        if tag in _HEADINGS:
            self.section += 1
        if tag in _NAMES:
            self.headings += 1
        return tag

    def leave(self, tag: str | None) -> None:
        if tag is None:
            return
        if tag == "a":
            self.close_link()
            self.links.pop()
        elif tag in markup.CLOSED:
            self.closed -= 1
        elif tag in _INLINE:
            at = self.pieces[-1][2] if self.pieces else 0
            self.pieces.append((BARRIER, at, at))
        elif tag not in _EMPTY:
            self.close()
        if tag in _NAMES:
            self.headings -= 1

    def add(self, node: Node) -> None:
        if self.closed:
            return
        pieces = self.shown if self.links else self.pieces
        at, end = self.place(node)
        if self.is_off:
            pieces.append((BARRIER, at, at))
            return
        self.fill_gap(pieces, at)
        words = self.source[at:end]
        pieces.append((unescape(words) if node.type == "entity" else words, at, end))

    def add_barrier(self, node: Node) -> None:
        at, _ = self.place(node)
        self.pieces.append((BARRIER, at, at))

    def close_link(self) -> None:
        self.keep(self.shown, link=self.links[-1])
        self.shown = []

    def close(self) -> None:
        """End the block."""
        if self.links:
            self.close_link()
        self.keep(self.pieces, is_heading=self.headings > 0)
        self.pieces = []


def _tag_of(element: Node) -> str:
    for child in element.children[:1]:
        for part in child.children:
            if part.type == "tag_name" and part.text is not None:
                return part.text.decode("utf-8", "replace").lower()
    return ""


def _attribute(element: Node, name: str) -> str:
    for attribute in element.children[0].children:
        parts = [part.text or b"" for part in attribute.children]
        if attribute.type == "attribute" and parts[0].decode("utf-8", "replace").lower() == name:
            return unescape(parts[-1].decode("utf-8", "replace").strip("\"'")) if parts[1:] else ""
    return ""


def write_link(shown: str, target: str) -> str:
    """An anchor.

    >>> write_link("MoE", 'terms.html?a&b#"moe"')
    '<a href="terms.html?a&amp;b#&quot;moe&quot;">MoE</a>'
    """
    return f'<a href="{escape(target)}">{shown}</a>'


def write_role(shown: str, role: str, term: str) -> NoReturn:  # noqa: ARG001 -- a format's form
    """Never returns: raises `UsageError`."""
    raise no_roles("HTML")


def keeps(source: str, linked: str, places: list[int]) -> bool:  # noqa: ARG001 -- a format's form
    """Always: an anchor within a text changes nothing around it."""
    return True


def refusal(source: str, start: int, end: int) -> str | None:  # noqa: ARG001 -- a format's form
    """Nothing is refused: what takes no link is no open passage."""
    return None
