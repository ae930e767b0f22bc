"""A rendered page with its references resolved and its terms linked, and its tooltips' words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from glossary.integrations import references
from glossary.integrations.annotations import write_link, write_tips
from glossary.linking import links
from glossary.linking.prose import html as prose

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from glossary.glossary import Glossary


class Linked(NamedTuple):
    """A page with links."""

    html: str
    entry_ids: tuple[str, ...]
    """The entries that it leads to, each once."""
    tips: str
    """The glosses that describe its links: to stand at its end."""


class Linker:
    """Resolves the references of pages and links their terms: one for all pages.

    `first`, `exclude` and `density` are those of `Glossary.link`. Without `tooltips` links
    are plain.

    Raises `UsageError` for options that make no sense.
    """

    def __init__(
        self,
        glossary: Glossary,
        *,
        first: str = "section",
        exclude: Collection[str] = (),
        density: int | None = None,
        tooltips: bool = True,
    ) -> None:
        self._glossary = glossary
        self._tooltips = tooltips
        self._options = links.Options(first, "", frozenset(exclude), density)
        links.check_options(self._options)
        self._glosses = {entry["id"]: entry["gloss"] for entry in glossary.titles()}

    def link(
        self,
        html: str,
        target: str,
        *,
        report: Callable[[str], None],
        only_references: bool = False,
    ) -> Linked:
        """The page, or a part of one, with its references resolved and its terms linked.

        `target` is the address of an entry's place, with `{id}`; `report` is told of the
        references that mean nothing.
        """

        def write(entry_id: str, shown: str) -> str:
            address = target.replace("{id}", entry_id)
            if self._tooltips:
                return write_link(entry_id, shown, address)
            return prose.write_link(shown, address)

        html, referred = references.resolve(html, self._glossary, write, report)
        found = dict.fromkeys(referred)
        if not only_references:
            options = self._options._replace(
                write=lambda mention: write(mention.entry_id or "", mention.text)
            )
            insertions = links.plan(self._glossary.finder, html, options, format="html")
            html = links.insert(html, insertions)
            found.update((one.mention.entry_id or "", None) for one in insertions)
        entry_ids = tuple(found)
        return Linked(html, entry_ids, self.write_tips(entry_ids) if self._tooltips else "")

    def write_tips(self, entry_ids: Collection[str]) -> str:
        """The glosses that describe the links to these entries."""
        return write_tips({entry_id: self._glosses[entry_id] for entry_id in entry_ids})
