"""The blocks of Markdown words in their order, each with the place where it stands.

Lists and quotations are no blocks here: they are where their blocks begin, and behind
what bullets.
"""

from __future__ import annotations

from itertools import count

from glossary.rendering import parser

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.rendering.parser import Token

_DEEPEST_COLUMN = 12  # what is nested deeper goes no further to the right


class Block:
    """A paragraph, a heading, code or a rule; `column` is where its words begin."""

    __slots__ = ("bullets", "column", "is_apart", "is_heading", "token")

    def __init__(
        self, token: Token, *, bullets: str, column: int, is_apart: bool, is_heading: bool
    ) -> None:
        self.token = token
        """Its text, inline or code; without either, an item is empty."""
        self.bullets = bullets
        """Of the items that it begins, else empty."""
        self.column = column
        self.is_apart = is_apart
        """Whether a blank line parts it from the block before."""
        self.is_heading = is_heading


def read_blocks(marked: str) -> Iterator[Block]:
    r"""The blocks of Markdown words.

    >>> for block in read_blocks("Tea:\n\n3. green\n   - flat"):
    ...     print(block.column, block.bullets, block.token.content)
    0  Tea:
    4 3. green
    6 • flat
    """
    return _Reader().read(marked)


class _Reader:
    """Keeps where the next block stands."""

    __slots__ = ("bullets", "columns", "counts", "is_apart", "is_heading", "line")

    def __init__(self) -> None:
        self.bullets: list[str] = []  # of items of which no block was read yet
        self.columns = [0]  # where blocks begin: at the margin, and in what is open within it
        self.counts: list[Iterator[int]] = []  # of the items of each open list
        self.is_apart = False
        self.is_heading = False
        self.line = 0  # how far the words are read

    def read(self, marked: str) -> Iterator[Block]:
        for token in parser.parse(marked, images=True):
            if token.map:
                first, end = token.map
                self.is_apart = self.is_apart or 0 < self.line < first
                self.line = first + 1 if token.nesting else end
            if token.nesting > 0:
                self.open(token)
            elif token.nesting == 0 or (token.type == "list_item_close" and self.bullets):
                yield self.take_block(token)
            if token.nesting < 0:
                self.close(token)

    def open(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self.counts.append(count(int(token.attrs.get("start", 1))))
        elif token.type == "list_item_open":
            number = next(self.counts[-1])
            bullet = "•" if token.markup in "-*+" else f"{number}{token.markup}"
            self.bullets.append(bullet)
            # A list at the margin is set off from it.
            self.indent((self.columns[-1] or 1) + len(bullet) + 1)
        elif token.type == "blockquote_open":
            self.indent(self.columns[-1] + 2)
        else:
            self.is_heading = token.type == "heading_open"

    def indent(self, column: int) -> None:
        self.columns.append(min(column, _DEEPEST_COLUMN))

    def close(self, token: Token) -> None:
        if token.type in ("list_item_close", "blockquote_close"):
            self.columns.pop()
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.counts.pop()
        else:
            self.is_heading = False

    def take_block(self, token: Token) -> Block:
        block = Block(
            token,
            bullets=" ".join(self.bullets),
            column=self.columns[-1],
            is_apart=self.is_apart,
            is_heading=self.is_heading,
        )
        self.bullets.clear()
        self.is_apart = False
        return block
