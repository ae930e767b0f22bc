"""A stretch of prose, and the way from its offsets to those of the source."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Sequence

    Piece = tuple[str, int, int]
    """What is read, and from where to where it stands in the source."""

BARRIER = "\ufffc"
"""Stands for what is no prose (code, an image, the edge of emphasis): no name goes across."""


class Passage:
    """A block of prose.

    Its text is made of pieces of the source. A piece that reads as it is written keeps
    its length; one that does not (`&amp;`) is one unit, which no mention may divide.
    """

    __slots__ = ("_pieces", "_starts", "is_heading", "link", "section", "text")

    def __init__(
        self,
        pieces: Sequence[Piece],
        *,
        section: int = 0,
        link: str | None = None,
        is_heading: bool = False,
    ) -> None:
        self.text = pieces[0][0] if len(pieces) == 1 else "".join([read for read, _, _ in pieces])
        self.section = section
        """Which section of the source it is in, counted from 0."""
        self.link = link
        """Where it leads, if it is what a link shows; then none is put into it."""
        self.is_heading = is_heading
        """A heading, or the name of a term: no link is put into it, either."""
        self._pieces = pieces
        self._starts: list[int] | None = None

    @property
    def is_open(self) -> bool:
        """Whether links may be put into it."""
        return self.link is None and not self.is_heading

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a part of the text stands in the source; `None` where it divides a unit."""
        first = self._place(start, is_end=False)
        last = self._place(end, is_end=True)
        return None if first is None or last is None else (first, last)

    def _place(self, at: int, *, is_end: bool) -> int | None:
        if self._starts is None:
            self._starts = [0, *accumulate(len(read) for read, _, _ in self._pieces)]
        number = bisect_right(self._starts, at - is_end) - 1
        read, source, end = self._pieces[number]
        inside = at - self._starts[number]
        if end - source == len(read):
            return source + inside
        if inside in (0, len(read)):
            return end if inside else source
        return None


def character_offsets(source: str) -> Sequence[int] | None:
    """For each byte of the UTF-8 of a text, the number of its character; `None` if the same."""
    if source.isascii():
        return None
    encoded = source.encode("utf-8", "surrogatepass")
    begins = encoded.translate(_BEGINS)
    return [*(count - 1 for count in accumulate(begins)), len(source)]


_BEGINS = bytes(0 if 0x80 <= code < 0xC0 else 1 for code in range(256))  # noqa: PLR2004 -- UTF-8's trailing bytes
