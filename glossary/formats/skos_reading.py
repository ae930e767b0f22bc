"""Entries out of a SKOS graph, ours or another's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from glossary import text
from glossary.entry import ID_PATTERN, NAME_ROLES
from glossary.errors import shorten
from glossary.formats.skos import NAMESPACE, load_rdflib

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rdflib import Graph
    from rdflib.term import Node

    from glossary.formats.intake import Intake

    Data = dict[str, Any]

_BASE = "http://relative.invalid/"
"""What relative addresses of a file are relative to: nothing that could be fetched."""


def read(contents: object, syntax: str, intake: Intake) -> None:
    """Take every concept of a graph: of Turtle as text, or of JSON-LD as data."""
    rdflib = load_rdflib()
    graph = rdflib.Graph("SimpleMemory", bind_namespaces="none")
    try:
        if syntax == "turtle":
            graph.parse(data=contents, format=syntax, publicID=_BASE)
        else:
            rdflib.plugins.parsers.jsonld.to_rdf(contents, graph, base=_BASE)
    except Exception as error:  # noqa: BLE001 -- rdflib raises whatever its parsers meet
        _explain(error, intake)
        return
    reader = _Reader(graph, rdflib)
    if not reader.ids:
        fix = "Give each concept the type skos:Concept."
        intake.complain("no SKOS concept in this file", fix)
    for concept in reader.ids:
        data = reader.read_concept(concept)
        place = f", concept <{shorten(str(concept), 120)}>"
        if "gloss" in data:
            intake.add(data, place)
        else:
            fix = "Give it a skos:definition."
            message = "this concept has no definition"
            intake.complain(message, fix, place=place, value=str(data.get("term", "")))


def _explain(error: Exception, intake: Intake) -> None:
    words = str(error)
    line = re.search(r"at line (\d+) of", words)
    reason = re.search(r"Bad syntax \((.*?)\) at", words)
    message = f"not valid RDF: {shorten(reason[1] if reason else words.strip() or 'unknown')}"
    place = f":{line[1]}" if line else ""
    intake.complain(message, "Mend the file there.", place=place)


class _Reader:
    """Reads the concepts of one graph."""

    def __init__(self, graph: Graph, rdflib: Any) -> None:
        self.graph = graph
        self.rdf = rdflib
        skos = rdflib.SKOS
        found = set(graph.subjects(rdflib.RDF.type, skos.Concept))
        self.ids = {concept: self.find_id(concept) for concept in sorted(found, key=str)}

    def find_id(self, concept: Node) -> str:
        """Its notation, or the end of its address, or its label: whatever can be an id."""
        notations = self.graph.objects(concept, self.rdf.SKOS.notation)
        last = re.split(r"[/#:]", str(concept).rstrip("/#"))[-1]
        for name in (*sorted(map(str, notations)), last):
            if re.match(ID_PATTERN, name):
                return name
        label = next(iter(self.say(concept, self.rdf.SKOS.prefLabel)), "")
        return text.slug(label) or text.slug(last)

    def say(self, concept: Node, predicate: Node) -> list[str]:
        """What is said in one language: English, or none in particular, or the first there is."""
        said = [
            one
            for one in self.graph.objects(concept, predicate)
            if isinstance(one, self.rdf.Literal)
        ]
        languages = sorted({one.language or "" for one in said}, key=_rank)
        return sorted(str(one) for one in said if (one.language or "") in languages[:1])

    def name(self, node: Node) -> str:
        return self.ids.get(node) or self.find_id(node)

    def read_concept(self, concept: Node) -> Data:
        """An entry's data."""
        skos = self.rdf.SKOS
        data: Data = {
            str(predicate).removeprefix(NAMESPACE): self.read_value(value)
            for predicate, value in self.graph.predicate_objects(concept)
            if str(predicate).startswith(NAMESPACE)
        }
        data["id"] = self.ids[concept]
        terms = self.say(concept, skos.prefLabel)
        if terms:
            data["term"] = terms[0]
        self.read_names(concept, data)
        definitions = self.say(concept, skos.definition)
        if definitions:
            data["definition" if "gloss" in data else "gloss"] = definitions[0]
        scopes = [one for one in self.say(concept, skos.scopeNote) if one != data.get("sense")]
        for field, words in (
            ("details", [*self.say(concept, skos.note), *scopes, *definitions[1:]]),
            ("example", self.say(concept, skos.example)),
        ):
            if words:
                data[field] = "\n\n".join(words)
        deprecated = self.graph.value(concept, self.rdf.OWL.deprecated)
        if deprecated is not None and str(deprecated) in ("true", "1"):
            data["status"] = "deprecated"
        self.read_relations(concept, data)
        return data

    def read_names(self, concept: Node, data: Data) -> None:
        """Add the labels that no field of ours gives a role."""
        skos = self.rdf.SKOS
        known = {data.get("term")}
        for role in NAME_ROLES:
            names = data.get(role, ())
            known.update(_text(name) for name in (names if isinstance(names, list) else ()))
        for predicate, role in ((skos.altLabel, "synonyms"), (skos.hiddenLabel, "misspellings")):
            _extend(data, role, [one for one in self.say(concept, predicate) if one not in known])

    def read_relations(self, concept: Node, data: Data) -> None:
        """Add the relations that no field of ours names."""
        skos = self.rdf.SKOS
        relations = data.setdefault("relations", {})
        if not isinstance(relations, dict):
            return
        known = {data["id"]}
        known.update(*(ids for ids in relations.values() if isinstance(ids, list)))
        above = {
            *self.graph.objects(concept, skos.broader),
            *self.graph.subjects(skos.narrower, concept),
        }
        beside = set(self.graph.objects(concept, skos.related))
        for nodes, field in ((above, "broader"), (beside, "related")):
            ids = dict.fromkeys(sorted(map(self.name, nodes)))
            _extend(relations, field, [one for one in ids if one and one not in known])
        later = sorted(map(self.name, self.graph.objects(concept, self.rdf.DCTERMS.isReplacedBy)))
        given = data.get("replaced_by", ())
        _extend(data, "replaced_by", [one for one in later if one not in given])

    def read_value(self, node: Node, above: tuple[Node, ...] = ()) -> Any:
        """A field's value, as `_Writer.write_value` wrote it."""
        rdf = self.rdf
        if isinstance(node, rdf.Literal):
            value = node.toPython()
            return value if type(value) is int else str(node)
        if node in above:  # a stranger's circle
            return None
        if node == rdf.RDF.nil or (node, rdf.RDF.first, None) in self.graph:
            return [self.read_value(part, (*above, node)) for part in self.read_list(node)]
        return {
            str(predicate).removeprefix(NAMESPACE): self.read_value(value, (*above, node))
            for predicate, value in self.graph.predicate_objects(node)
        }

    def read_list(self, head: Node) -> Iterable[Node]:
        seen: set[Node] = set()
        node: Node | None = head
        while node is not None and node not in seen:
            seen.add(node)
            first = self.graph.value(node, self.rdf.RDF.first)
            if first is not None:
                yield first
            node = self.graph.value(node, self.rdf.RDF.rest)


def _rank(language: str) -> tuple[bool, bool, str]:
    is_english = language.lower().partition("-")[0] == "en"
    return not is_english, bool(language), language


def _text(name: object) -> object:
    return name.get("text") if isinstance(name, dict) else name


def _extend(data: Data, field: str, more: list[str]) -> None:
    given = data.get(field, [])
    if more and isinstance(given, list):
        data[field] = [*given, *more]
