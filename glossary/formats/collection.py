"""What is exported: entries in order of id, and what follows from one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossary import compiler, index
from glossary.entry import dump

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.entry import Entry

    Record = dict[str, Any]

TITLE = "Glossary"


def text_of(name: str | Record) -> str:
    """The text of a name, which is a record where it says more.

    >>> text_of("MoE"), text_of({"text": "SAM", "case": "exact"})
    ('MoE', 'SAM')
    """
    return name if isinstance(name, str) else str(name["text"])


class Collection:
    """Entries as plain records, those that are exported and no others."""

    def __init__(self, entries: Iterable[Entry], *, lang: str = "en", target: str = "") -> None:
        ordered = sorted(entries, key=lambda entry: entry.id)
        self.records: list[Record] = [dump(entry) for entry in ordered]
        """The written fields of each entry, defaults left out."""
        self.terms = {record["id"]: record["term"] for record in self.records}
        self.lang = lang
        self.target = target
        self.base_url = ordered[0].url.removesuffix(ordered[0].id) if ordered else ""

    def pages(self) -> Iterator[Record]:
        """The records as renderers want them: with inverse relations and links among them."""
        derived = compiler.derive(self.records)
        for record in self.records:
            url = self.base_url + record["id"]
            yield {**record, "derived": derived[record["id"]], "url": url}

    def owners(self) -> dict[str, str]:
        """Every name that may be shown and whose it is, each once whatever its case.

        A name that several entries share is the first's of those whose preferred term it is;
        then of those whose abbreviation, and so on.
        """
        named = [
            (index.ROLES.index(role), record["id"], name["text"])
            for record in self.records
            for role, name in index.names_of(record)
            if role not in ("misspellings", "id")
        ]
        found: dict[str, tuple[str, str]] = {}
        for _, entry_id, name in sorted(named, key=lambda one: one[:2]):
            found.setdefault(name.casefold(), (name, entry_id))
        return dict(found.values())
