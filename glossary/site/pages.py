"""What stands on each page of a site: its path, its template, and the template's values."""

from __future__ import annotations

import unicodedata
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from glossary import __version__, reading, rendering
from glossary.index import names_of
from glossary.integrations import annotations as notes
from glossary.rendering.page import find_statement
from glossary.site import neighborhood

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from glossary.glossary import Glossary

    Record = dict[str, Any]

_OTHERS = "0-9"
"""The heading of terms that begin with no letter of the alphabet."""


class Page(NamedTuple):
    """A page to be rendered."""

    path: str
    """Where it stands in the site, with forward slashes."""
    template: str
    title: str
    values: dict[str, Any]

    @property
    def root(self) -> str:
        """The way from the page to the top of the site."""
        return "../" * self.path.count("/")


class Group(NamedTuple):
    """Entries that have something in common, and the page that lists them."""

    name: str
    path: str
    records: list[Record]


class Site:
    """A glossary as pages."""

    def __init__(self, glossary: Glossary, *, base_url: str, title: str) -> None:
        self.glossary = glossary
        self.base_url = base_url if not base_url or base_url.endswith("/") else base_url + "/"
        """The address of the site's top, or nothing."""
        self.title = title
        self.version = __version__
        self.snapshot = glossary.snapshot
        self.records = sorted(glossary.records(), key=_order)
        """Every entry, in the order of the alphabet."""
        self.glosses: dict[str, str] = {record["id"]: record["gloss"] for record in self.records}
        self._terms: dict[str, str] = {record["id"]: record["term"] for record in self.records}

    # -------------------------------------------------------------------- indexes

    @cached_property
    def letters(self) -> list[Group]:
        """The entries by the first letter of their term; those without one come first."""
        found: dict[str, list[Record]] = {}
        for record in self.records:
            found.setdefault(_letter(record["term"]), []).append(record)
        return [
            Group(letter, f"letters/{letter.lower()}.html", found[letter])
            for letter in sorted(found, key=lambda one: (one != _OTHERS, one))
        ]

    @cached_property
    def kinds(self) -> list[Group]:
        """The entries by their kind."""
        return self._group("kinds", lambda record: [record["kind"]] if record.get("kind") else [])

    @cached_property
    def subjects(self) -> list[Group]:
        """The entries by each of their subjects."""
        return self._group("subjects", lambda record: record.get("subjects", []))

    def _group(self, folder: str, find_names: Callable[[Record], list[str]]) -> list[Group]:
        found: dict[str, list[Record]] = {}
        for record in self.records:
            for name in find_names(record):
                found.setdefault(name, []).append(record)
        return [Group(name, f"{folder}/{name}.html", found[name]) for name in sorted(found)]

    # ---------------------------------------------------------------------- pages

    def pages(self) -> Iterator[Page]:
        """Every page that has a template."""
        yield Page("index.html", "home.html", self.title, {})
        for letter in self.letters:
            yield Page(letter.path, "list.html", f"Terms: {letter.name}", {"group": letter})
        for subject in self.subjects:
            title = name_subject(subject.name)
            yield Page(subject.path, "list.html", title, {"group": subject})
        frames = reading.frames()
        for kind in self.kinds:
            columns = list(frames.get(kind.name, {}).get("must", {}))
            rows = [
                (one, [find_statement(one, about) for about in columns]) for one in kind.records
            ]
            values = {"group": kind, "columns": columns, "rows": rows}
            template = "table.html" if columns else "list.html"
            yield Page(kind.path, template, f"Kind: {kind.name}", values)
        for record in self.records:
            yield self._page(record)

    def _page(self, record: Record) -> Page:
        entry_id = record["id"]
        link = "{id}.html"
        linked = [one for one in record["derived"].get("terms", {}) if one in self.glosses]
        article = rendering.to_html(record, heading_level=1, link=link, describe=notes.describe)
        picture = neighborhood.draw(record, self.find_term, lambda one: f"{one}.html")
        values = {
            "record": record,
            "article": Markup(article),  # noqa: S704 -- escaped by its writer
            "picture": Markup(picture),  # noqa: S704 -- likewise
            "tips": Markup(notes.write_tips({one: self.glosses[one] for one in linked})),  # noqa: S704
            "backlinks": self._backlinks(record),
            "data": self.describe(record),
        }
        return Page(find_path(entry_id), "term.html", record["term"], values)

    def _backlinks(self, record: Record) -> list[tuple[str, str]]:
        """What links here, but for what stands among the relations."""
        ids = (one for one in record["derived"].get("backlinks", ()) if one in self._terms)
        return sorted(
            ((self._terms[one], f"{one}.html") for one in ids), key=lambda x: x[0].casefold()
        )

    def find_term(self, entry_id: str) -> str:
        """The term of an entry, or its id as words."""
        return self._terms.get(entry_id) or entry_id.replace("-", " ")

    # ----------------------------------------------------------------- JSON-LD

    def describe(self, record: Record) -> Record:
        """An entry as schema.org's `DefinedTerm`."""
        address = self.base_url + find_path(record["id"]) if self.base_url else None
        hidden = ("term", "misspellings", "id")
        others = [name["text"] for role, name in names_of(record) if role not in hidden]
        described = {
            "@context": "https://schema.org",
            "@type": "DefinedTerm",
            "@id": address,
            "url": address,
            "name": record["term"],
            "alternateName": others,
            "description": record["gloss"],
            "termCode": record["id"],
            "inDefinedTermSet": self.base_url or None,
            "citation": [
                source["url"] for source in record.get("sources", ()) if source.get("url")
            ],
        }
        return {key: value for key, value in described.items() if value}

    def describe_all(self) -> Record:
        """The glossary as schema.org's `DefinedTermSet`."""
        described = {
            "@context": "https://schema.org",
            "@type": "DefinedTermSet",
            "@id": self.base_url or None,
            "url": self.base_url or None,
            "name": self.title,
            "version": self.snapshot,
        }
        return {key: value for key, value in described.items() if value}


def find_path(entry_id: str) -> str:
    """Where the page of an entry stands in the site."""
    return f"terms/{entry_id}.html"


def name_subject(subject: str) -> str:
    """A subject in words.

    >>> name_subject("retrieval-rag")
    'Retrieval rag'
    """
    return subject.replace("-", " ").capitalize()


def _order(record: Record) -> tuple[str, str, str]:
    plain = unicodedata.normalize("NFKD", record["term"])
    key = "".join(char for char in plain if char.isalnum()).casefold()
    return key, record["term"], record["id"]


def _letter(term: str) -> str:
    plain = unicodedata.normalize("NFKD", term)
    first = next((char for char in plain if char.isalnum()), "").upper()
    return first if first.isascii() and first.isalpha() else _OTHERS
