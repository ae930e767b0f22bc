"""CommonMark words as markdown-it's tokens, for the pages that do not print them as they are.

The words may be a stranger's: no HTML is passed, and no address that a page must not lead to.
"""

from __future__ import annotations

from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Token", "parse", "render"]

_SAFE_SCHEMES = ("http", "https", "mailto")


class _Parser(MarkdownIt):
    """Its two methods are the parser's own hooks."""

    def validateLink(self, url: str) -> bool:  # noqa: N802
        """Whether a link may stand: to a place on the page or site, or by a safe scheme."""
        scheme, colon, _ = url.partition(":")
        is_relative = not colon or any(mark in scheme for mark in "/?#")
        return is_relative or scheme.lower() in _SAFE_SCHEMES

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """An address in sight, as it was written: a decoded one can look like another."""
        return link


@cache
def _make_parser(*, images: bool) -> _Parser:
    parser = _Parser("commonmark", {"html": False})
    if not images:
        parser.disable("image")
    return parser


def parse(marked: str, *, images: bool) -> list[Token]:
    """The tokens of Markdown words; without `images`, one is a mark and a link to it.

    >>> [token.type for token in parse("A *leaf*.", images=False)]
    ['paragraph_open', 'inline', 'paragraph_close']
    """
    return _make_parser(images=images).parse(marked)


def render(tokens: Sequence[Token]) -> str:
    """The HTML of tokens.

    >>> print(render(parse("A *leaf*, <b>.", images=False)), end="")
    <p>A <em>leaf</em>, &lt;b&gt;.</p>
    """
    parser = _make_parser(images=False)
    return str(parser.renderer.render(tokens, parser.options, {}))
