"""Tags of HTML that stand in prose: what they open and shut, and the marks of opting out."""

from __future__ import annotations

import re

_TAG = re.compile(r"<\s*(/?)\s*([a-zA-Z][a-zA-Z0-9-]*)[^>]*?(/?)>")
_MARK = re.compile(r"<!--\s*glossary:\s*(on|off)\s*-->")

CLOSED = frozenset(
    "a abbr audio button canvas code dfn head iframe kbd label math noscript object option pre "
    "samp script select style svg template textarea title tt var video".split()
)
"""Elements whose text is no prose, or has a meaning of its own: no link is put into it."""


def find_mark(comment: str) -> bool | None:
    """What a comment says: `<!-- glossary: off -->` gives `True`, `on` gives `False`."""
    mark = _MARK.search(comment)
    return mark[1] == "off" if mark else None


class Marks:
    """Keeps whether links are off: by a comment, or in an element that takes none."""

    __slots__ = ("_open", "_said")

    def __init__(self) -> None:
        self._open: list[str] = []
        self._said = False

    @property
    def is_off(self) -> bool:
        """Whether what stands here is to be left alone."""
        return self._said or bool(self._open)

    def take(self, html: str) -> None:
        """Note the tags and comments in a piece of HTML."""
        said = find_mark(html)
        if said is not None:
            self._said = said
        for shuts, name, is_empty in _TAG.findall(html):
            tag = name.lower()
            if tag not in CLOSED or is_empty:
                continue
            if not shuts:
                self._open.append(tag)
            elif tag in self._open:
                del self._open[len(self._open) - 1 - self._open[::-1].index(tag) :]
