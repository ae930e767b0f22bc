"""Entries as SKOS and back: one graph for both of its syntaxes.

What SKOS has a word for is said in SKOS, for every tool. What it lacks (which kind of
name, the order, sources, facts, ...) stands beside it in a namespace of ours, named after
the fields of an entry, lists as RDF lists: see `docs/formats.md`.
"""

from __future__ import annotations

import json
import logging
import re
from typing import TYPE_CHECKING, Any

from glossary.entry import NAME_ROLES
from glossary.errors import UsageError
from glossary.formats.collection import TITLE, text_of
from glossary.formats.intake import omit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rdflib import Graph
    from rdflib.term import Node

    from glossary.formats.collection import Collection, Record

NAMESPACE = "urn:ai-glossary:field:"
"""What stands before the name of a field in the predicates of ours."""
ENTRIES = "urn:ai-glossary:entry:"
"""What stands before an id where the glossary has no base URL."""

_SCHEME = "urn:ai-glossary:scheme"
_SAID_IN_SKOS = ("id", "term", "definition", "details", "example", "status")
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|\\^`]")


def write(collection: Collection, syntax: str) -> bytes:
    """The graph in one of rdflib's syntaxes."""
    graph = _Writer(collection).write()
    if syntax == "turtle":
        return graph.serialize(format="turtle", encoding="utf-8")
    return _sort_jsonld(graph.serialize(format="json-ld", auto_compact=True))


def load_rdflib() -> Any:
    """The library, without what it logs of other people's data."""
    try:
        import rdflib
        import rdflib.plugins.parsers.jsonld
    except ImportError as error:
        msg = "SKOS needs rdflib: pip install 'ai-glossary[skos]'"
        raise UsageError(msg) from error
    # Without a handler, Python prints a library's warnings, tracebacks and all.
    logging.getLogger("rdflib").addHandler(logging.NullHandler())
    return rdflib


class _Writer:
    """Makes the graph of a collection."""

    def __init__(self, collection: Collection) -> None:
        self.rdf = load_rdflib()
        self.collection = collection
        self.base = _NOT_IN_IRI.sub("-", collection.base_url) or ENTRIES
        self.scheme = self.rdf.URIRef(self.base.rstrip("#") if collection.base_url else _SCHEME)
        self.count = 0
        self.graph = self.rdf.Graph("SimpleMemory", bind_namespaces="none")
        self.ours = self.rdf.Namespace(NAMESPACE)
        for prefix, namespace in (
            ("skos", self.rdf.SKOS), ("dcterms", self.rdf.DCTERMS), ("owl", self.rdf.OWL),
            ("rdf", self.rdf.RDF), ("xsd", self.rdf.XSD), ("field", self.ours),
        ):  # fmt: skip
            self.graph.bind(prefix, namespace)
        self.ancestors = _Ancestors(collection.records)

    def write(self) -> Graph:
        rdf, skos = self.rdf, self.rdf.SKOS
        self.graph.add((self.scheme, rdf.RDF.type, skos.ConceptScheme))
        self.graph.add((self.scheme, skos.prefLabel, self.say(TITLE)))
        for record in self.collection.records:
            self.write_entry(record)
        return self.graph  # type: ignore[no-any-return]

    def say(self, words: str) -> Node:
        return self.rdf.Literal(words, lang=self.collection.lang)  # type: ignore[no-any-return]

    def address(self, entry_id: str) -> Node:
        return self.rdf.URIRef(self.base + entry_id)  # type: ignore[no-any-return]

    def write_entry(self, record: Record) -> None:
        rdf, skos = self.rdf, self.rdf.SKOS
        concept = self.address(record["id"])
        add = self.graph.add
        add((concept, rdf.RDF.type, skos.Concept))
        add((concept, skos.inScheme, self.scheme))
        add((concept, skos.notation, rdf.Literal(record["id"])))
        for predicate, words in self.labels(record):
            add((concept, predicate, self.say(words)))
        for predicate, field in (
            (skos.note, "details"), (skos.example, "example"), (skos.scopeNote, "sense"),
        ):  # fmt: skip
            if field in record:
                add((concept, predicate, self.say(record[field])))
        add((concept, skos.definition, self.say(record.get("definition") or record["gloss"])))
        if record.get("status") == "deprecated":
            add((concept, rdf.OWL.deprecated, rdf.Literal(True)))  # noqa: FBT003 -- rdflib's own
        self.write_links(concept, record)
        # Without a definition of its own, its gloss is one in SKOS and need not be said again.
        left_out = (*_SAID_IN_SKOS, *(() if "definition" in record else ("gloss",)))
        for field, value in omit(record, *left_out).items():
            add((concept, self.ours[field], self.write_value(value)))

    def labels(self, record: Record) -> Iterator[tuple[Node, str]]:
        """Each name once: SKOS forbids that two kinds of label say the same."""
        skos = self.rdf.SKOS
        said = {record["term"]}
        yield skos.prefLabel, record["term"]
        for role in NAME_ROLES:
            for name in map(text_of, record.get(role, ())):
                if name not in said:
                    said.add(name)
                    yield (skos.hiddenLabel if role == "misspellings" else skos.altLabel), name

    def write_links(self, concept: Node, record: Record) -> None:
        rdf, skos = self.rdf, self.rdf.SKOS
        relations = record.get("relations", {})
        one = record["id"]
        broader = [other for other in relations.get("broader", ()) if other != one]
        if not broader:
            self.graph.add((concept, skos.topConceptOf, self.scheme))
            self.graph.add((self.scheme, skos.hasTopConcept, concept))
        for other in broader:
            self.graph.add((concept, skos.broader, self.address(other)))
            self.graph.add((self.address(other), skos.narrower, concept))
        for field in ("related", "contrasts"):
            for other in relations.get(field, ()):
                # SKOS: what is related is not also above or below (S27).
                if other != one and not self.ancestors.joins(one, other):
                    self.graph.add((concept, skos.related, self.address(other)))
        for other in record.get("replaced_by", ()):
            self.graph.add((concept, rdf.DCTERMS.isReplacedBy, self.address(other)))
        for source in record.get("sources", ()):
            if not _NOT_IN_IRI.search(source["url"]):
                self.graph.add((concept, rdf.DCTERMS.source, rdf.URIRef(source["url"])))

    def write_value(self, value: object) -> Node:
        """A field's value: text and numbers as they are, a list as one of RDF, a table a node."""
        rdf = self.rdf
        if isinstance(value, dict):
            node = self.name_node()
            for field, part in value.items():
                self.graph.add((node, self.ours[field], self.write_value(part)))
            return node
        if not isinstance(value, list):
            return rdf.Literal(value)  # type: ignore[no-any-return]
        head = rdf.RDF.nil
        for part in reversed(value):
            node = self.name_node()
            self.graph.add((node, rdf.RDF.first, self.write_value(part)))
            self.graph.add((node, rdf.RDF.rest, head))
            head = node
        return head  # type: ignore[no-any-return]

    def name_node(self) -> Node:
        """A node without address; numbered, for rdflib's own names differ at every run."""
        self.count += 1
        return self.rdf.BNode(f"n{self.count:06}")  # type: ignore[no-any-return]


class _Ancestors:
    """Which entries are above which, by the relation `broader`."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._broader = {
            record["id"]: record.get("relations", {}).get("broader", ()) for record in records
        }

    def joins(self, one: str, other: str) -> bool:
        """Whether one of the two is above the other."""
        return other in self._above(one) or one in self._above(other)

    def _above(self, entry_id: str) -> set[str]:
        found: set[str] = set()
        waiting = [entry_id]
        while waiting:
            for parent in self._broader.get(waiting.pop(), ()):
                if parent not in found:
                    found.add(parent)
                    waiting.append(parent)
        return found


def _sort_jsonld(words: str) -> bytes:
    """The same data in the same order: rdflib's follows the hashes of a run."""
    data = json.loads(words)
    ordered = json.dumps(_sort(data), ensure_ascii=False, indent=2)
    return (ordered + "\n").encode()


def _sort(data: Any, *, keeps: bool = False) -> Any:
    if isinstance(data, dict):
        return {key: _sort(data[key], keeps=key == "@list") for key in sorted(data)}
    if isinstance(data, list):
        parts = [_sort(part) for part in data]
        return parts if keeps else sorted(parts, key=lambda part: json.dumps(part, sort_keys=True))
    return data
