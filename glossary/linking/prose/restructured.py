"""reStructuredText: its paragraphs, those of its admonitions among them.

Read by tree-sitter's grammar, which gives the bytes of every node. Tables are left alone: a
link would break their columns.
"""

from __future__ import annotations

import re

import tree_sitter_rst
from tree_sitter import Language, Parser, Point, Range

from glossary.linking.prose.passage import BARRIER
from glossary.linking.prose.reader import TreeReader

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterator

    from tree_sitter import Node

    from glossary.linking.prose.passage import Passage, Piece

_LANGUAGE = Language(tree_sitter_rst.language())
_PROSE_DIRECTIVES = frozenset(
    "admonition attention caution container danger deprecated epigraph error hint highlights "
    "important note pull-quote seealso sidebar tip topic versionadded versionchanged "
    "versionremoved warning".split()
)
_MARK = re.compile(r"\.\.\s+glossary:\s*(on|off)\s*$")
_BORDER = re.compile(r"\s*(?:={2,}(?:\s+={2,})+|\+[-=+]+\+)\s*")
_SHOWN = re.compile(r"`?([^`<>]*?)\s*(?:<[^<>]*>)?`?_{0,2}$")
_TERM = ":term:"


def read(source: str) -> list[Passage]:
    """The prose of a source; titles and what references show stand apart."""
    return _Reader(source).read()


class _Reader(TreeReader):
    is_off = False

    def read(self) -> list[Passage]:
        self.walk(Parser(_LANGUAGE).parse(self.encoded).root_node)
        return self.passages

    def walk(self, root: Node) -> None:
        waiting = [root]
        while waiting:
            node = waiting.pop()
            kind = node.type
            if kind == "comment":
                said = _MARK.match(self.text(node))
                self.is_off = said[1] == "off" if said else self.is_off
            elif kind == "title":
                self.section += 1
                self.add_block(node, is_heading=True)
            elif kind == "term":
                self.add_block(node, is_heading=True)
            elif kind == "paragraph":
                self.add_block(node, is_heading=False)
            elif kind == "directive":
                self.read_directive(node)
            elif kind not in ("literal_block", "doctest_block", "substitution_definition", "target",
                              "ERROR"):  # fmt: skip
                waiting += reversed(node.named_children)

    def add_block(self, node: Node, *, is_heading: bool) -> None:
        if self.is_off:
            return
        pieces: list[Piece] = []
        for child in node.children:
            at, end = self.place(child)
            self.fill_gap(pieces, at)
            words = self.source[at:end]
            if child.type == "text" and "\\" not in words:
                pieces.append((words, at, end))
            else:
                self.add_link(child, words, at)
                pieces.append((BARRIER, end, end))
        if not self.is_table(node):
            self.keep(pieces, is_heading=is_heading)

    def is_table(self, node: Node) -> bool:
        at, end = self.place(node)
        first = self.source.rfind("\n", 0, at) + 1  # what begins the line may be read as a bullet
        return any(map(_BORDER.fullmatch, self.source[first:end].splitlines()))

    def add_link(self, node: Node, words: str, at: int) -> None:
        """What a reference shows, or a term's role."""
        is_role = node.type == "interpreted_text" and words.startswith(_TERM)
        if not is_role and node.type != "reference":
            return
        words = words.rstrip("\r")  # the grammar counts it as a part of the reference
        shown = _SHOWN.match(words, len(_TERM) if is_role else 0)
        if shown and shown[1]:
            first = at + shown.start(1)
            piece = (shown[1], first, first + len(shown[1]))
            self.keep([piece], link=_TERM if is_role else words)

    def read_directive(self, node: Node) -> None:
        """The prose of an admonition: its grammar leaves it unread."""
        name = next((child for child in node.children if child.type == "type"), None)
        if name is None or self.text(name) not in _PROSE_DIRECTIVES:
            return
        for body in node.children:
            for part in body.children if body.type == "body" else ():
                if part.type == "content":
                    ranges = list(self.lines(part))
                    if ranges:
                        parser = Parser(_LANGUAGE, included_ranges=ranges)
                        self.walk(parser.parse(self.encoded).root_node)

    def lines(self, node: Node) -> Iterator[Range]:
        """The lines of a directive's content, less the indentation of the first."""
        start = self.encoded.rfind(b"\n", 0, node.start_byte) + 1
        indent = node.start_byte - start
        row = node.start_point.row
        for line in self.encoded[start : node.end_byte].splitlines(keepends=True):
            own = len(line) - len(line.lstrip(b" \t"))
            cut = min(indent, own) if line.strip() else 0
            end = start + len(line)
            if cut < len(line):
                yield Range(Point(row, cut), Point(row, len(line)), start + cut, end)
            start, row = end, row + 1


# ----------------------------------------------------------------------------- links

# The rules of inline markup (docutils, reStructuredText Markup Specification).
_BEFORE = frozenset(" \t\r\n'\"([{<-/:‘“’«¡¿‐‑‒–—")
_BEHIND = frozenset(" \t\r\n'\")]}>-/\\:.,;!?’”»‐‑‒–—")
_UNSAFE = re.compile(r"[`\\<>*|_]")


def write_link(shown: str, target: str) -> str:
    """An anonymous hyperlink.

    >>> write_link("MoE", "terms.html#moe")
    '`MoE <terms.html#moe>`__'
    """
    return f"`{shown} <{target.replace('<', '%3C').replace('>', '%3E')}>`__"


def write_role(shown: str, role: str, term: str) -> str:
    """A role of Sphinx.

    >>> write_role("MoE", "term", "mixture of experts")
    ':term:`MoE <mixture of experts>`'
    """
    return f":{role}:`{shown} <{term}>`"


def keeps(source: str, linked: str, places: list[int]) -> bool:  # noqa: ARG001 -- a format's form
    """Always: `refusal` knows the rules of inline markup."""
    return True


def refusal(source: str, start: int, end: int) -> str | None:
    """`markup` where the rules of inline markup allow none."""
    before, behind = source[start - 1 : start], source[end : end + 1]
    if _UNSAFE.search(source, start, end):
        return "markup"
    is_apart = (not before or before in _BEFORE) and (not behind or behind in _BEHIND)
    return None if is_apart else "markup"
