"""Links with tooltips: the HTML of a page with its terms explained where they stand.

A link leads to the term's entry and is described by its gloss (`aria-describedby`), which
stands once a page, hidden, at its end. That is all that a reader without scripts or style
sheets needs, and a screen reader announces it. The style sheet and the script beside this
module (`STYLE`, `SCRIPT`) show it as a tooltip: by pointer, by keyboard or by touch, until
Escape closes it (WCAG 2.2, 1.4.13 Content on Hover or Focus). Nothing is fetched.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from glossary.linking import links

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from glossary.glossary import Glossary
    from glossary.linking.mentions import Mention

ASSETS = Path(__file__).parent / "assets"
STYLE = ASSETS / "glossary-terms.css"
SCRIPT = ASSETS / "glossary-terms.js"
LINK_CLASS = "glossary-term"
_TIP = "glossary-tip-"


class Annotated(NamedTuple):
    """A page with links."""

    html: str
    entry_ids: tuple[str, ...]
    """The entries that it links, each once, in order of their first mention."""


class Annotator:
    """Puts links with tooltips into the pages of a documentation.

    `find_address` gives the address of an entry's place, by its id. `first`, `exclude` and
    `density` are those of `Glossary.link`.
    """

    def __init__(
        self,
        glossary: Glossary,
        find_address: Callable[[str], str],
        *,
        first: str = "section",
        exclude: Collection[str] = (),
        density: int | None = None,
    ) -> None:
        self._glossary = glossary
        self._find_address = find_address
        self._options = links.Options(first, "", frozenset(exclude), density, self._write)
        links.check_options(self._options)

    def annotate(self, html: str) -> Annotated:
        """The page, or a part of one, with its terms linked and their glosses at its end.

        >>> from glossary import Glossary
        >>> annotator = Annotator(Glossary.bundled(), "terms.html#{}".format)
        >>> annotated = annotator.annotate("<p>An MoE.</p>")
        >>> annotated.entry_ids
        ('mixture-of-experts',)
        >>> annotated.html[: annotated.html.index(" aria")]
        '<p>An <a class="glossary-term" href="terms.html#mixture-of-experts"'
        """
        insertions = links.plan(self._glossary.finder, html, self._options, format="html")
        entry_ids = tuple(dict.fromkeys(one.mention.entry_id or "" for one in insertions))
        entry = self._glossary.finder.entry
        tips = write_tips({entry_id: entry(entry_id).gloss for entry_id in entry_ids})
        linked = links.insert(html, insertions)
        return Annotated(f"{linked}\n{tips}" if tips else linked, entry_ids)

    def write_link(self, entry_id: str, shown: str) -> str:
        """A link that shows a piece of HTML and is described by an entry's gloss."""
        return write_link(entry_id, shown, self._find_address(entry_id))

    def _write(self, mention: Mention) -> str:
        return self.write_link(mention.entry_id or "", mention.text)


def write_link(entry_id: str, shown: str, address: str) -> str:
    """A link to an entry, described by its gloss; `shown` is HTML, the rest is escaped."""
    first, second = (f'{name}="{escape(value)}"' for name, value in describe(entry_id).items())
    return f'<a {first} href="{escape(address)}" {second}>{shown}</a>'


def describe(entry_id: str) -> dict[str, str]:
    """The attributes by which a link to an entry is described by its gloss."""
    return {"class": LINK_CLASS, "aria-describedby": _TIP + entry_id}


def write_tips(glosses: Mapping[str, str]) -> str:
    """The glosses that links of a page are described by, by entry; nothing for none."""
    rows = [
        f'<span id="{_TIP}{escape(entry_id)}" role="tooltip">{escape(gloss)}</span>\n'
        for entry_id, gloss in glosses.items()
    ]
    return "".join(('<div class="glossary-tips" hidden>\n', *rows, "</div>\n")) if rows else ""
