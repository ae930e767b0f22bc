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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ASSETS = Path(__file__).parent / "assets"
STYLE = ASSETS / "glossary-terms.css"
SCRIPT = ASSETS / "glossary-terms.js"
LINK_CLASS = "glossary-term"
TIP = "glossary-tip-"
"""What the id of a description begins with, before the id of its entry."""


def write_link(entry_id: str, shown: str, address: str) -> str:
    """A link to an entry, described by its gloss; `shown` is HTML, the rest is escaped.

    >>> write_link("moe", "MoE", "terms.html#moe")
    '<a class="glossary-term" href="terms.html#moe" aria-describedby="glossary-tip-moe">MoE</a>'
    """
    first, second = (f'{name}="{escape(value)}"' for name, value in describe(entry_id).items())
    return f'<a {first} href="{escape(address)}" {second}>{shown}</a>'


def describe(entry_id: str) -> dict[str, str]:
    """The attributes by which a link to an entry is described by its gloss."""
    return {"class": LINK_CLASS, "aria-describedby": TIP + entry_id}


def write_tips(glosses: Mapping[str, str]) -> str:
    """The glosses that links of a page are described by, by entry; nothing for none."""
    rows = [
        f'<span id="{TIP}{escape(entry_id)}" role="tooltip">{escape(gloss)}</span>\n'
        for entry_id, gloss in glosses.items()
    ]
    return "".join(('<div class="glossary-tips" hidden>\n', *rows, "</div>\n")) if rows else ""
