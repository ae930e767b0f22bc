"""What the pages of a project use and list: kept by Sphinx from build to build."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from sphinx.domains import Domain

from glossary.errors import GlossaryError
from glossary.index import ROLES, names_of
from glossary.integrations import terminology
from glossary.integrations.sphinx.settings import find_entry
from glossary.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from glossary.integrations.sphinx.settings import Settings
    from glossary.integrations.terminology import Record

NAME = "glossary"
OFF = "no-glossary"
"""Class of an element, and metadata of a page, in which no mention is linked."""
ANCHOR = "gloss-{}"
"""The anchor of an entry in a list. Not `term-`: Sphinx's own glossaries have those."""


class Use(NamedTuple):
    """An entry that a page leads to."""

    entry_id: str
    name: str
    """The name of it that the page has; empty where the page asks for this very entry."""


class Listing(NamedTuple):
    """What a `glossary-terms` directive asks for; an empty tuple is for any."""

    is_whole: bool
    kinds: tuple[str, ...]
    levels: tuple[str, ...]

    def takes(self, record: Record) -> bool:
        """Whether an entry is of a kind and a level that is asked for."""
        return (not self.kinds or record.get("kind") in self.kinds) and (
            not self.levels or record.get("level") in self.levels
        )


Place = tuple[str, str]
"""A page and an anchor on it."""


class GlossaryDomain(Domain):
    """The uses and lists of every page, and what follows from all of them."""

    name = NAME
    label = "Glossary"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {
        "snapshot": "",  # of the entries that the pages were read with
        "uses": {},  # of each page
        "lists": {},  # of each page
        # What follows from them, as of the last build:
        "homes": {},  # the page, and the number of the list on it, that has an entry
        "listed": {},  # ids, of each list of each page
        "rest": [],  # ids of the entries that are used and in no list
        "project": {},  # places of the terms that the project defines itself
        "registered": {},  # places that `:term:` has from us
        "states": {},  # by builder, what its pages' links and lists were written for
    }
    settings: Settings
    builder: Builder

    def clear_doc(self, docname: str) -> None:
        """Forget what a page uses and lists."""
        self.data["uses"].pop(docname, None)
        self.data["lists"].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take what pages use and list that another process read."""
        for docname in docnames:
            for part in ("uses", "lists"):
                if docname in otherdata[part]:
                    self.data[part][docname] = otherdata[part][docname]

    def note_uses(self, docname: str, uses: Iterable[Use]) -> None:
        """Keep what a page uses."""
        self.data["uses"][docname] = tuple(sorted(set(uses)))

    def note_listing(self, docname: str, listing: Listing) -> int:
        """Keep a list of a page, and number it."""
        listings: list[Listing] = self.data["lists"].setdefault(docname, [])
        listings.append(listing)
        return len(listings) - 1

    def note_snapshot(self) -> bool:
        """Whether the entries are others than the pages were read with."""
        snapshot = self.settings.glossary.snapshot
        if self.data["snapshot"] == snapshot:
            return False
        self.data["snapshot"] = snapshot
        return True

    # -------------------------------------------------------------- what is asked

    @property
    def _objects(self) -> dict[tuple[str, str], Place]:
        """What Sphinx's standard domain knows, by kind and name."""
        return self.env.domains["std"].objects

    def find_use(self, target: str) -> Use | None:
        """The entry that the target of a `:term:` means, if it means one of ours."""
        if self._is_foreign(target):
            return None
        try:
            return Use(*find_entry(self.settings.glossary, target))
        except GlossaryError:
            return None

    def _is_foreign(self, name: str) -> bool:
        """Whether another project that this one refers to (intersphinx) has the term."""
        inventory = getattr(self.env, "intersphinx_inventory", {})
        return name in inventory.get("std:term", {})

    def find_own(self, use: Use) -> Place | None:
        """Where the project defines a name itself: then it wins over the entry of ours."""
        return cast("Place | None", self.data["project"].get(fold(use.name)))

    def defines(self, name: str) -> bool:
        """Whether the project itself has a term of just this name."""
        is_term = ("term", name) in self._objects
        return is_term and name not in self.data["registered"]

    def find_home(self, entry_id: str) -> tuple[str, int] | None:
        """The list that has an entry, and that links lead to: its page and its number."""
        return cast("tuple[str, int] | None", self.data["homes"].get(entry_id))

    def find_record(self, entry_id: str) -> Record:
        """What an entry says."""
        return self.settings.glossary.record(entry_id)

    def listed(self, docname: str, number: int) -> list[str]:
        """Ids of the entries of a list of a page, in order."""
        return cast("list[str]", self.data["listed"][docname][number])

    def rest(self) -> list[str]:
        """Ids of entries that are used, and neither listed in the project nor outside it."""
        return [one for one in self.data["rest"] if not self.settings.find_url(one)]

    # ------------------------------------------------------ what follows from all

    def withdraw(self) -> None:
        """Take back the terms that `:term:` has from us."""
        objects = self._objects
        for name, place in self.data["registered"].items():
            if objects.get(("term", name)) == place:
                del objects["term", name]
        self.data["registered"] = {}

    def settle(self) -> list[str]:
        """Settle what is listed where; gives the pages that this changes."""
        data = self.data
        self.withdraw()
        terms = sorted(
            (name, place) for (kind, name), place in self._objects.items() if kind == "term"
        )
        data["project"] = {fold(name): place for name, place in reversed(terms)}
        used = self._gather()
        data["listed"] = {
            docname: [[record["id"] for record in self._list(one, used)] for one in listings]
            for docname, listings in sorted(data["lists"].items())
        }
        data["homes"] = {}
        for docname, lists in data["listed"].items():
            for number, ids in enumerate(lists):
                for entry_id in ids:
                    data["homes"].setdefault(entry_id, (docname, number))
        data["rest"] = [record["id"] for record in used if record["id"] not in data["homes"]]
        self._register()
        before = data["states"].get(self.builder.name, {})
        states = data["states"][self.builder.name] = dict(self._yield_states())
        return [name for name, state in states.items() if before.get(name) != state]

    def _gather(self) -> tuple[Record, ...]:
        """The entries that the pages use, and all that these require, in order of terms."""
        uses = sorted({use for uses in self.data["uses"].values() for use in uses})
        ids = dict.fromkeys(use.entry_id for use in uses if not self.find_own(use))
        return terminology.gather(self.settings.glossary, ids)

    def _list(self, listing: Listing, used: Iterable[Record]) -> Iterator[Record]:
        if listing.is_whole:
            glossary = self.settings.glossary
            used = terminology.gather(glossary, [title["id"] for title in glossary.titles()])
        return filter(listing.takes, used)

    def _register(self) -> None:
        """Have `:term:`, and other projects, find the entries that are listed, by any name."""
        objects = self._objects
        names = [
            (ROLES.index(role), name["text"], entry_id)
            for entry_id in self.data["homes"]
            for role, name in names_of(self.find_record(entry_id))
            if role not in ("id", "misspellings")
        ]
        for _, name, entry_id in sorted(names):  # preferred terms before other names
            is_taken = fold(name) in self.data["project"] or self._is_foreign(name)
            if ("term", name) not in objects and not is_taken:
                place = self.data["homes"][entry_id][0], ANCHOR.format(entry_id)
                objects["term", name] = self.data["registered"][name] = place

    def _yield_states(self) -> Iterator[tuple[str, object]]:
        data = self.data
        for docname in sorted({*data["uses"], *data["lists"]}):
            uses = data["uses"].get(docname, ())
            state: list[object] = [data["snapshot"]]
            state += [self.find_own(use) or data["homes"].get(use.entry_id) for use in uses]
            if docname in data["listed"]:
                state += data["listed"][docname], data["homes"]
            yield docname, state


def get_domain(env: BuildEnvironment) -> GlossaryDomain:
    """The domain of a project."""
    return cast("GlossaryDomain", env.domains[NAME])
