"""What authors write: the role `gloss` and the directive `glossary-terms`."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, get_args

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.addnodes import pending_xref
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole, SphinxDirective

from glossary.entry import Kind, Level
from glossary.errors import AmbiguousTermError, GlossaryError
from glossary.integrations.sphinx.domain import NAME, OFF, Listing, get_domain
from glossary.integrations.sphinx.settings import find_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from docutils.nodes import Node, system_message
    from sphinx.util.typing import OptionSpec

log = logging.getLogger(__name__)


class TermsList(nodes.General, nodes.Element):
    """The place of a list of terms, until it is known which are used."""


def refer(entry_id: str, shown: Sequence[Node], *, docname: str, **more: object) -> pending_xref:
    """A reference to an entry, to be led somewhere when all pages are read.

    `name` says by which name the page means the entry, where the project's own term of
    that name is to win; `is_plain` makes a link without a tooltip.
    """
    return pending_xref(
        "",
        *shown,
        refdomain=NAME,
        reftype="entry",
        reftarget=entry_id,
        refdoc=docname,
        refexplicit=True,
        refwarn=False,
        **more,
    )


class GlossRole(ReferenceRole):
    """`:gloss:` and a name or an id of an entry: a link to it, with its gloss as tooltip."""

    def run(self) -> tuple[list[Node], list[system_message]]:
        """The reference; only its text, with a warning, where it means nothing."""
        shown = self.title.removeprefix("!") if self.disabled else self.title
        text = nodes.Text(" ".join(shown.split()))
        if self.disabled:
            return [nodes.inline("", "", text, classes=[OFF])], []
        try:
            entry_id, _ = find_entry(get_domain(self.env).settings.glossary, self.target)
        except GlossaryError as error:
            is_shared = isinstance(error, AmbiguousTermError)
            log.warning(
                "%s%s",
                error,
                "; refer to one of them by its id" if is_shared else "",
                location=self.get_location(),
                type=NAME,
                subtype="ambiguous" if is_shared else "unknown",
            )
            return [text], []
        return [refer(entry_id, [text], docname=self.env.docname)], []


def _choose(*allowed: str) -> Callable[[str], tuple[str, ...]]:
    def read(argument: str) -> tuple[str, ...]:
        given = (argument or "").replace(",", " ").split()
        if not given:
            raise ValueError(f"give one or several of: {', '.join(allowed)}")
        return tuple(directives.choice(one, allowed) for one in given)

    return read


class TermsDirective(SphinxDirective):
    """`glossary-terms`: a list of the terms that the project uses and what they require."""

    option_spec: ClassVar[OptionSpec] = {
        "kind": _choose(*get_args(Kind)),
        "level": _choose(*get_args(Level)),
        "all": directives.flag,
        "only-used": directives.flag,
    }

    def run(self) -> list[Node]:
        """The place of the list."""
        is_whole = "all" in self.options
        if is_whole and "only-used" in self.options:
            raise self.error("glossary-terms takes one of :all: and :only-used:, not both")
        listing = Listing(is_whole, self.options.get("kind", ()), self.options.get("level", ()))
        docname = self.env.docname
        number = get_domain(self.env).note_listing(docname, listing)
        return [TermsList("", docname=docname, number=number)]
