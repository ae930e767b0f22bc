"""What the readers of the formats share: gathering passages, and placing a parser's nodes."""

from __future__ import annotations

from glossary.linking.prose.passage import BARRIER, Passage, character_offsets

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Sequence

    from tree_sitter import Node

    from glossary.linking.prose.passage import Piece


class Reader:
    """Gathers the passages of a source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.passages: list[Passage] = []
        self.section = 0

    def keep(
        self, pieces: Sequence[Piece], *, link: str | None = None, is_heading: bool = False
    ) -> None:
        """Make a passage of pieces, if there are words in them."""
        if any(read.strip(BARRIER) for read, _, _ in pieces):
            passage = Passage(pieces, section=self.section, link=link, is_heading=is_heading)
            self.passages.append(passage)


class TreeReader(Reader):
    """Reads the nodes of tree-sitter, which are placed by bytes."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.encoded = source.encode("utf-8", "surrogatepass")
        self.offsets = character_offsets(source)

    def place(self, node: Node) -> tuple[int, int]:
        """From where to where a node stands in the source, in characters."""
        if self.offsets is None:
            return node.start_byte, node.end_byte
        return self.offsets[node.start_byte], self.offsets[node.end_byte]

    def text(self, node: Node) -> str:
        """The source of a node."""
        at, end = self.place(node)
        return self.source[at:end]

    def fill_gap(self, pieces: list[Piece], at: int) -> None:
        """Add the white space that stands between the last piece and a place: no node has it."""
        if pieces and self.source[pieces[-1][2] : at].isspace():
            pieces.append((self.source[pieces[-1][2] : at], pieces[-1][2], at))
