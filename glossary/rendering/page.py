"""What a page says of an entry, and in which order: the same in every medium.

A `Page` is read from a record once. Its strings are clean (see `words.clean`) but not
escaped: that is the medium's affair.
"""

from __future__ import annotations

from glossary.rendering import words

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    Ids = tuple[str, ...]

# A reader's word for each relation: written field, derived field.
_RELATIONS = (
    ("Not to be confused with", "contrasts", "contrasts"),
    ("Kind of", "broader", ""),
    ("Kinds", "", "narrower"),
    ("Part of", "part_of", ""),
    ("Parts", "", "has_part"),
    ("Read first", "requires", ""),
    ("Derived from", "derived_from", ""),
    ("Variants and subsets", "", "derivatives"),
    ("Supersedes", "supersedes", ""),
    ("Superseded by", "", "superseded_by"),
    ("See also", "related", "related"),
)
_META = ("kind", "level", "subjects", "since", "reviewed")


class Fact:
    """A row of the facts. `mark` is its source's number, or the key of an unknown source."""

    __slots__ = ("about", "as_of", "by", "mark", "source", "value")

    def __init__(self, record: Mapping[str, Any], sources: tuple[Source, ...]) -> None:
        self.about = words.line(record["about"])
        self.value = words.line(record["value"])
        self.by = words.line(record.get("by", ""))
        self.as_of = words.line(record.get("as_of", ""))
        key = words.line(record.get("source", ""))
        self.source = next((source for source in sources if source.key == key), None)
        self.mark = str(self.source.number) if self.source else key

    @property
    def note(self) -> str:
        """Whose claim it is, and of when."""
        return ", ".join(filter(None, (self.by, self.as_of and f"as of {self.as_of}")))

    @property
    def backing(self) -> str:
        """What follows the value: whose claim, of when, and where it stands; or nothing."""
        return (f" ({self.note})" if self.note else "") + (f" [{self.mark}]" if self.mark else "")


class Source:
    """A numbered source. `url` is empty unless it is one that a browser may be sent to."""

    __slots__ = ("authors", "date", "key", "number", "title", "url")

    def __init__(self, number: int, record: Mapping[str, Any]) -> None:
        self.number = number
        self.key = words.line(record["key"])
        self.title = words.line(record.get("title", ""))
        self.authors = tuple(words.line(author) for author in record.get("authors", ()))
        self.date = words.line(record.get("date", ""))
        url = "".join(words.clean(record.get("url", "")).split())
        self.url = url if url.startswith(("https://", "http://")) else ""


class Page:
    """The parts of a page, each empty where the record says nothing."""

    __slots__ = (
        "abbreviations",
        "base_url",
        "definition",
        "details",
        "example",
        "facts",
        "gloss",
        "id",
        "is_deprecated",
        "meta",
        "names",
        "relations",
        "sense",
        "sources",
        "successors",
        "term",
        "terms",
    )

    def __init__(self, record: Mapping[str, Any]) -> None:
        derived = record.get("derived", {})
        self.id = words.line(record["id"])
        self.term = words.line(record["term"])
        self.abbreviations = _read_names(record, "abbreviations")
        self.sense = words.line(record.get("sense", ""))
        self.gloss = words.line(record["gloss"])
        self.definition = words.line(record.get("definition", ""))
        self.details = words.clean(record.get("details", "")).strip("\n")
        self.example = words.clean(record.get("example", "")).strip("\n")
        self.is_deprecated = record.get("status") == "deprecated"
        self.successors = _read_ids(record, "replaced_by")
        terms = derived.get("terms", {}).items()
        self.terms = {words.line(entry_id): words.line(term) for entry_id, term in terms}
        """Preferred term of each entry that has a page to link to."""
        self.relations = tuple(_read_relations(record.get("relations", {}), derived))
        """Label and ids of each relation."""
        self.sources = tuple(
            Source(number, source) for number, source in enumerate(record.get("sources", ()), 1)
        )
        self.facts = tuple(_read_facts(record, self.sources))
        self.names = tuple(_read_other_names(record))
        """Label and names, misspellings left out."""
        self.meta = tuple(_read_meta(record))
        """Label and value."""
        url = words.line(record.get("url", ""))
        is_public = url.startswith(("https://", "http://")) and url.endswith(self.id)
        self.base_url = url.removesuffix(self.id) if is_public else ""
        """What makes an id the address of its page, where the glossary has one."""

    @property
    def heading(self) -> str:
        """The term, its abbreviations, and which sense of it this is, on one line."""
        abbreviations = f" ({', '.join(self.abbreviations)})" if self.abbreviations else ""
        return self.term + abbreviations + (f" [{self.sense}]" if self.sense else "")

    def find_term(self, entry_id: str) -> str:
        """The term of another entry, or its id as words where the glossary lacks it."""
        return self.terms.get(entry_id) or entry_id.replace("-", " ")


def _read_names(record: Mapping[str, Any], role: str) -> tuple[str, ...]:
    names = record.get(role, ())
    return tuple(words.line(name if isinstance(name, str) else name["text"]) for name in names)


def _read_ids(record: Mapping[str, Any], field: str) -> Ids:
    return tuple(words.line(entry_id) for entry_id in record.get(field, ()))


def _read_other_names(record: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    also = (*_read_names(record, "synonyms"), *_read_names(record, "variants"))
    if also:
        yield "Also called", also
    former = _read_names(record, "former")
    if former:
        yield "Formerly", former


def _read_relations(
    written: Mapping[str, Any], derived: Mapping[str, Any]
) -> Iterator[tuple[str, Ids]]:
    told: set[str] = set()
    for label, field, inverse in _RELATIONS:
        ids = dict.fromkeys((*_read_ids(written, field), *_read_ids(derived, inverse)))
        if field == "related":  # what was named more exactly need not be named again
            ids = dict.fromkeys(entry_id for entry_id in ids if entry_id not in told)
        told.update(ids)
        if ids:
            yield label, tuple(ids)


def _read_facts(record: Mapping[str, Any], sources: tuple[Source, ...]) -> Iterator[Fact]:
    for fact in record.get("facts", ()):
        yield Fact(fact, sources)
    for about in record.get("undisclosed", ()):
        yield Fact({"about": about, "value": "undisclosed by the maker"}, sources)


def _read_meta(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for field in _META:
        value = record.get(field)
        if value:
            parts: Iterable[object] = (value,) if isinstance(value, (str, int)) else value
            yield field.capitalize(), ", ".join(words.line(str(part)) for part in parts)


def find_statement(record: Mapping[str, Any], about: str) -> str:
    """What a record states about something: the first fact, or that it is undisclosed.

    >>> find_statement({"facts": [{"about": "size", "value": "7 cups"}]}, "size")
    '7 cups'
    """
    for fact in record.get("facts", ()):
        if fact["about"] == about:
            return str(fact["value"])
    return "undisclosed" if about in record.get("undisclosed", ()) else ""


def end_sentence(sentence: str) -> str:
    """The sentence with a full stop, unless it is empty or ends in a mark of its own.

    >>> end_sentence("Attention Is All You Need"), end_sentence("Is it?")
    ('Attention Is All You Need.', 'Is it?')
    """
    return sentence if not sentence or sentence.endswith((".", "?", "!")) else sentence + "."


def join_authors(authors: tuple[str, ...]) -> str:
    """The authors in a row; a last "others" is taken as such.

    >>> join_authors(("Ada Leaf", "Bo Cup", "others"))
    'Ada Leaf, Bo Cup and others'
    """
    if len(authors) > 1 and authors[-1] == "others":
        return ", ".join(authors[:-1]) + " and others"
    return ", ".join(authors)
