"""A glossary: the object that joins the index, the entries and the matching.

The functions of the package (`glossary.lookup` and its kin) are the methods of the
bundled glossary, opened when the first of them is called.
"""

from __future__ import annotations

import os
import threading

from glossary import cache
from glossary.errors import AmbiguousTermError, UnknownTermError
from glossary.index import Index, loads
from glossary.store import DamagedIndexError

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator
    from typing import Any, Self, TypeVar

    from glossary.entry import Entry
    from glossary.index import Hit
    from glossary.linking.explanations import Explanation
    from glossary.linking.mentions import Finder, Mention
    from glossary.ranking import Found

    Default = TypeVar("Default")
    Answer = TypeVar("Answer")


class Match:
    """An entry found for a name: under which of its names, and by which rule.

    The entry itself is made when it is first asked for.
    """

    __slots__ = ("_base_url", "_entry", "_hit")

    def __init__(self, hit: Hit | Found, base_url: str) -> None:
        self._hit = hit
        self._base_url = base_url
        self._entry: Entry | None = None

    @property
    def entry_id(self) -> str:
        """The entry's id."""
        return self._hit.entry_id

    @property
    def name(self) -> str:
        """The name of the entry that matched, as the entry writes it."""
        return self._hit.name

    @property
    def kind(self) -> str:
        """`exact`, `folded`, `form`, `spaceless` or `misspelling`: see `docs/matching.md`."""
        return self._hit.kind

    @property
    def score(self) -> float:
        """From 0 to 1: of a lookup, the same for every match of a kind."""
        return self._hit.score

    @property
    def passage(self) -> str:
        """Of a search, the entry's words that matched, each between STX and ETX."""
        return getattr(self._hit, "passage", "")

    @property
    def stages(self) -> dict[str, float]:
        """Of a search, the score of every stage that found the entry."""
        return dict(getattr(self._hit, "stages", {}))

    @property
    def rank(self) -> int:
        """How good the match is, the best 0: senses of equal rank compete."""
        return self._hit.rank

    @property
    def entry(self) -> Entry:
        """The entry that was found."""
        if self._entry is None:
            hit = self._hit
            self._entry = _load(hit.record, derived=hit.derived, base_url=self._base_url)
        return self._entry

    @property
    def record(self) -> dict[str, Any]:
        """The entry as plain JSON data, without making an `Entry` of it."""
        return _read(self._hit.record, self._hit.derived, self._base_url)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Match) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[str, str, str]:
        return self.entry_id, self.name, self.kind

    def __repr__(self) -> str:
        return f"Match({self.entry_id!r}, name={self.name!r}, kind={self.kind!r})"


def _load(record: str, *, derived: str, base_url: str) -> Entry:
    """Make an entry, and stand aside for the maker from then on: pydantic loads here."""
    global _load  # noqa: PLW0603 -- an import statement would run at every lookup
    from glossary.entry import load

    _load = load
    return load(record, derived=derived, base_url=base_url)


def _read(record: str, derived: str, base_url: str) -> dict[str, Any]:
    """An entry as plain JSON data, with what is derived of it and its address."""
    fields = loads(record, derived)
    return {**fields, "url": base_url + fields["id"]}


def _find(index: Index, entry_id: str, base_url: str) -> Entry:
    record, derived = index.record(entry_id)
    return _load(record, derived=derived, base_url=base_url)


class Glossary:
    """Entries that can be looked up by any of their names.

    Made by `Glossary.open` or `Glossary.from_entries`. Safe to share between threads;
    a pickled glossary opens its folder again.
    """

    def __init__(self, index: Index, *, folder: str | None = None, base_url: str = "") -> None:
        self._index = index
        self._mending = threading.Lock()
        self._finder: Finder | None = None
        self.folder = folder
        """The folder or file it was opened from; `None` for bundled or given entries."""
        self.base_url = base_url
        """What stands before the id in an entry's `url`."""

    @classmethod
    def open(cls, folder: str | os.PathLike[str], *, base_url: str = "") -> Self:
        """The glossary in a folder of TOML files, one an entry; or in one file.

        A file may be JSON, JSON Lines, CSV, Markdown with front matter, SKOS or TBX, by
        its suffix: see `docs/formats.md`. It is compiled once and kept in the user's cache
        until a file changes.

        Raises `GlossaryNotFoundError` where there is neither, and `InvalidEntriesError`,
        with every fault of every file, where files cannot be read.
        """
        path = os.path.abspath(os.fspath(folder))
        return cls(cache.open_folder(path), folder=path, base_url=base_url)

    @classmethod
    def bundled(cls, *, base_url: str = "") -> Self:
        """The glossary of AI terms that comes with the package."""
        return cls(cache.open_bundled(), base_url=base_url)

    @classmethod
    def from_entries(cls, entries: Iterable[Entry], *, base_url: str = "") -> Self:
        """A glossary of these entries, held in memory.

        >>> from glossary import Entry
        >>> terms = Glossary.from_entries([Entry(id="sla", term="SLA", gloss="promise of service")])
        >>> terms.lookup("SLAs").gloss
        'promise of service'

        Raises `ValueError` where two entries have the same id.
        """
        from glossary.compiler import compile_bytes
        from glossary.entry import dump

        given = tuple(entries)
        ids = sorted(entry.id for entry in given)
        twice = next((one for one, other in zip(ids, ids[1:], strict=False) if one == other), None)
        if twice is not None:
            msg = f"two entries have the id {twice!r}; give one of them another"
            raise ValueError(msg)
        return cls(Index.from_bytes(compile_bytes(map(dump, given))), base_url=base_url)

    # ------------------------------------------------------------------- finding

    def lookup(self, name: str, *, strict: bool = False) -> Entry:
        """The entry that a name means, the best where several share it.

        Raises `UnknownTermError`, with `.suggestions`, where no entry has the name; and
        with `strict` `AmbiguousTermError` where several entries share it equally.
        """
        matches = self.senses(name)
        if not matches:
            raise UnknownTermError(name, self.suggest(name))
        if strict and len(matches) > 1:
            self.check_one(name, matches)
        return matches[0].entry

    @staticmethod
    def check_one(name: str, matches: tuple[Match, ...]) -> None:
        """Raise `AmbiguousTermError` where the best of these matches has an equal."""
        rivals = [match.entry_id for match in matches if match.rank == matches[0].rank]
        if len(rivals) > 1:
            raise AmbiguousTermError(name, rivals)

    def get(self, name: str, default: Default | None = None) -> Entry | Default | None:
        """The entry that a name means, or `default` where no entry has it."""
        matches = self.senses(name)
        return matches[0].entry if matches else default

    def senses(self, name: str) -> tuple[Match, ...]:
        """Every entry that a name means, best first; empty where none has it.

        The order: kind of match (exact, folded, form, spaceless, misspelling); then
        preferred term before abbreviation before synonym before the rest; then the
        entry with more backlinks; then the id. Only where no entry has the name
        exactly, folded or as a word form do the two weaker kinds count.
        """
        if not isinstance(name, str):
            msg = f"a name is text, not {type(name).__name__}"
            raise TypeError(msg)
        index = self._index
        try:
            hits = index.find(name)
        except DamagedIndexError:
            hits = self._mend(index).find(name)
        return tuple([Match(hit, self.base_url) for hit in hits])

    def search(
        self, query: str, *, limit: int = 5, kind: str | None = None, subject: str | None = None
    ) -> tuple[Match, ...]:
        """Entries for a name half remembered, or for what the thing does, best first.

        Names count by every rule of lookup, by their beginning, their spelling, their
        words in any order and their initials; then the words of each entry. Empty where
        nothing is good enough. `kind` and `subject` leave other entries out.
        """
        from glossary import ranking

        found = self._ask(
            lambda index: ranking.search(index, query, limit=limit, kind=kind, subject=subject)
        )
        return tuple([Match(one, self.base_url) for one in found])

    def suggest(self, name: str, *, limit: int = 3) -> tuple[str, ...]:
        """Preferred terms of the entries whose names are nearest, best first."""
        return tuple(term for term, _ in self.suggestions(name, limit=limit))

    def suggestions(self, name: str, *, limit: int = 3) -> tuple[tuple[str, str], ...]:
        """Preferred terms and glosses of the entries whose names are nearest, best first."""
        from glossary.matching import suggest

        def ask(index: Index) -> tuple[tuple[str, str], ...]:
            near = suggest(index, name, limit=limit)
            return tuple(index.title(one.entry) for one in near)

        return self._ask(ask)

    def complete(self, prefix: str, *, limit: int = 50) -> tuple[str, ...]:
        """Names that begin with these letters, folded, the shortest first."""
        return tuple(self._ask(lambda index: index.complete(prefix, limit=limit)))

    # ------------------------------------------------------------------- linking

    @property
    def finder(self) -> Finder:
        """What finds this glossary's names in texts: made once, on first use."""
        if self._finder is None:
            from glossary.linking.mentions import Finder

            # Two threads may both make one; either will do.
            base_url = self.base_url

            def make(index: Index) -> Finder:
                # Holds the index and not this glossary: a circle would keep it from being closed.
                return Finder(index, lambda entry_id: _find(index, entry_id, base_url))

            self._finder = self._ask(make)
        return self._finder

    def find_mentions(self, text: str, *, format: str = "text") -> tuple[Mention, ...]:  # noqa: A002 -- the word that people use
        """The mentions of this glossary's terms in the prose of a text, in order.

        `format` is `text`, `markdown`, `html` or `rst`. Of names that overlap, the leftmost
        and longest is taken. Offsets count the text's own characters. A shared name whose
        sense the text does not tell has the rule `ambiguous` and no entry.

        Raises `UsageError` for any other format.
        """
        return tuple(self.finder.find(text, format=format))

    def link(  # noqa: PLR0913 -- each is an option that people set
        self,
        text: str,
        *,
        format: str = "markdown",  # noqa: A002 -- the word that people use
        first: str = "section",
        target: str | None = None,
        exclude: Collection[str] = (),
        density: int | None = None,
    ) -> str:
        """A text with links put around the mentions of this glossary's terms.

        Nothing else of it changes, and linking it again changes nothing. `first` says where
        a term is linked again: once in each `section`, once a `page`, or at `all` mentions.
        `target` is a template of the address, with `{id}`, `{term}`, `{name}` and `{text}`,
        or `:term:` for Sphinx's role; without it links lead to the base URL, or to an anchor
        in the text. Entries in `exclude` are not linked (a page's own, say); `density` caps
        the links in 100 words of a section.

        Raises `UsageError` for options that make no sense.
        """
        from glossary.linking import links

        if target is None:
            target = f"{self.base_url or '#'}{{id}}"
        options = links.Options(first, target, exclude, density)
        return links.insert(text, links.plan(self.finder, text, options, format=format))

    def explain(
        self,
        text: str,
        *,
        format: str = "markdown",  # noqa: A002 -- the word that people use
        limit: int | None = None,
        level: str | None = None,
    ) -> tuple[Explanation, ...]:
        """The terms of a text that its readers need explained, the most needed first.

        `level` is what readers know already: with `intermediate`, basic terms are left out.

        Raises `UsageError` for a format or level that there is none of.
        """
        from glossary.linking.explanations import explain

        return explain(self.finder, text, format=format, limit=limit, level=level)

    # ------------------------------------------------------------------- entries

    def titles(self) -> list[dict[str, Any]]:
        """Id, term, gloss, kind, level and subjects of every entry, in order of id."""
        return self._ask(lambda index: index.titles())

    def entries(self) -> Iterator[Entry]:
        """All entries, in order of id, each made as it is reached."""
        for record, derived in self._index.records():
            yield _load(record, derived=derived, base_url=self.base_url)

    def records(self) -> Iterator[dict[str, Any]]:
        """All entries as plain JSON data, in order of id, with what is derived of each."""
        for record, derived in self._index.records():
            yield _read(record, derived, self.base_url)

    def record(self, entry_id: str) -> dict[str, Any]:
        """The entry with this id as plain JSON data, with what is derived of it.

        Raises `KeyError` where there is no such id.

        >>> from glossary import Entry
        >>> tea = Entry(id="tea", term="tea", gloss="a drink")
        >>> Glossary.from_entries([tea]).record("tea")["gloss"]
        'a drink'
        """
        return _read(*self._index.record(entry_id), self.base_url)

    def gather(self, entry_ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        """The records of these entries and of all that they require; what has no entry left out."""
        found: dict[str, dict[str, Any]] = {}
        waiting = set(entry_ids)
        while waiting:
            entry_id = waiting.pop()
            if self.finder.has(entry_id):
                found[entry_id] = record = self.record(entry_id)
                required = record.get("relations", {}).get("requires", ())
                waiting.update(one for one in required if one not in found)
        return found

    def __iter__(self) -> Iterator[Entry]:
        return self.entries()

    def __len__(self) -> int:
        return len(self._index)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and bool(self.senses(name))

    @property
    def snapshot(self) -> str:
        """Digest of what the entries say: the same entries, the same digest."""
        return self._index.snapshot

    def _ask(self, question: Callable[[Index], Answer]) -> Answer:
        """Put a question to the index; mend a damaged one that we can compile again."""
        index = self._index
        try:
            return question(index)
        except DamagedIndexError:
            return question(self._mend(index))

    def _mend(self, damaged: Index) -> Index:
        """A sound index in the damaged one's place, made once however many threads ask."""
        if self.folder is None:
            raise  # noqa: PLE0704 -- called while the damage is being handled
        with self._mending:
            if self._index is damaged:
                self._index = cache.rebuild(damaged, self.folder)
        return self._index

    def __repr__(self) -> str:
        where = f" in {self.folder}" if self.folder else ""
        return f"<Glossary of {len(self)} entries{where}>"

    def __reduce__(self) -> tuple[object, ...]:
        if self.folder is not None:
            return _open_again, (type(self), self.folder, self.base_url)
        if self._index.contents is not None:
            return _load_again, (type(self), self._index.contents, self.base_url)
        return _open_bundled_again, (type(self), self.base_url)


def _open_again(cls: type[Glossary], folder: str, base_url: str) -> Glossary:
    return cls.open(folder, base_url=base_url)


def _load_again(cls: type[Glossary], contents: bytes, base_url: str) -> Glossary:
    return cls(Index.from_bytes(contents), base_url=base_url)


def _open_bundled_again(cls: type[Glossary], base_url: str) -> Glossary:
    return cls.bundled(base_url=base_url)


# ------------------------------------------------------------- the bundled glossary

_opening = threading.Lock()
_bundled: Glossary | None = None


def bundled() -> Glossary:
    """The bundled glossary, opened once and shared by the functions below."""
    global _bundled  # noqa: PLW0603 -- one per process, made on first use
    if _bundled is None:
        with _opening:
            if _bundled is None:
                _bundled = Glossary.bundled()
    return _bundled


def lookup(name: str, *, strict: bool = False) -> Entry:
    """The entry of the bundled glossary that a name means.

    >>> import glossary
    >>> glossary.lookup("MoE").term
    'mixture of experts'

    Raises `UnknownTermError`, with `.suggestions`, where no entry has the name; and
    with `strict` `AmbiguousTermError` where several entries share it equally.
    """
    return bundled().lookup(name, strict=strict)


def get(name: str, default: Default | None = None) -> Entry | Default | None:
    """The entry of the bundled glossary that a name means, or `default`."""
    return bundled().get(name, default)


def senses(name: str) -> tuple[Match, ...]:
    """Every entry of the bundled glossary that a name means, best first."""
    return bundled().senses(name)


def search(
    query: str, *, limit: int = 5, kind: str | None = None, subject: str | None = None
) -> tuple[Match, ...]:
    """Entries of the bundled glossary for a name half remembered or a description.

    >>> import glossary
    >>> glossary.search("only a few of the sub-networks run for each token")[0].entry_id
    'mixture-of-experts'
    """
    return bundled().search(query, limit=limit, kind=kind, subject=subject)


def suggest(name: str, *, limit: int = 3) -> tuple[str, ...]:
    """Preferred terms of the bundled glossary whose names are nearest, best first."""
    return bundled().suggest(name, limit=limit)


def complete(prefix: str, *, limit: int = 50) -> tuple[str, ...]:
    """Names of the bundled glossary that begin with these letters, the shortest first."""
    return bundled().complete(prefix, limit=limit)


def find_mentions(text: str, *, format: str = "text") -> tuple[Mention, ...]:  # noqa: A002
    """The mentions of the bundled glossary's terms in the prose of a text, in order.

    >>> import glossary
    >>> [(m.text, m.entry_id) for m in glossary.find_mentions("MoEs beat a dense model.")]
    [('MoEs', 'mixture-of-experts'), ('dense model', 'dense-model')]

    `format` is `text`, `markdown`, `html` or `rst`; raises `UsageError` for any other.
    """
    return bundled().find_mentions(text, format=format)


def link(  # noqa: PLR0913 -- each is an option that people set
    text: str,
    *,
    format: str = "markdown",  # noqa: A002 -- the word that people use
    first: str = "section",
    target: str | None = None,
    exclude: Collection[str] = (),
    density: int | None = None,
) -> str:
    """A text with links put around the mentions of the bundled glossary's terms.

    >>> import glossary
    >>> glossary.link("An MoE, and `MoE` in code.", target="https://terms.example/{id}")
    'An [MoE](https://terms.example/mixture-of-experts), and `MoE` in code.'

    See `Glossary.link` for the options and errors.
    """
    return bundled().link(
        text, format=format, first=first, target=target, exclude=exclude, density=density
    )


def explain(
    text: str,
    *,
    format: str = "markdown",  # noqa: A002 -- the word that people use
    limit: int | None = None,
    level: str | None = None,
) -> tuple[Explanation, ...]:
    """The terms of a text that its readers need explained, the most needed first.

    >>> import glossary
    >>> [item.entry.term for item in glossary.explain("An MoE with a gating network.", limit=1)]
    ['mixture of experts']

    See `Glossary.explain` for the options and errors.
    """
    return bundled().explain(text, format=format, limit=limit, level=level)


def entries() -> Iterator[Entry]:
    """All entries of the bundled glossary, in order of id."""
    return bundled().entries()
