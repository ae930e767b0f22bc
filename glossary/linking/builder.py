"""The lexicon of an index: which of its names prose can hold, and by what case rule."""

from __future__ import annotations

import json

from glossary import index as indexes
from glossary.linking.lexicon import Lexicon, Row

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.index import Index

_RULES = {indexes.NAME: "folded", indexes.FORM: "form", indexes.SQUEEZED: "spaceless"}
_NAMED_THINGS = indexes.PROPER_KINDS | {"hardware"}
"""Kinds of which an entry is one particular thing: its name keeps its capitals."""


def build(index: Index) -> Lexicon:
    """The names of a compiled glossary, to be looked for in texts."""
    cases: dict[tuple[int, str], str] = {}
    stops: list[tuple[int, str]] = []
    for number, record in index.records_with("case", "not_in"):
        for role, name in indexes.names_of(json.loads(record)):
            if role != "misspellings":  # found in no prose
                if "case" in name:
                    cases[number, name["text"]] = name["case"]
                stops += ((number, words) for words in name.get("not_in", ()))
    return Lexicon(_rows(index, cases), stops)


def _rows(index: Index, cases: dict[tuple[int, str], str]) -> Iterator[Row]:
    for key, written, name, number, role, way, kind in index.surfaces():
        if written.endswith("'s") and not name.endswith("'s"):
            continue  # the owner's name itself is found, and the ending left outside
        case = cases.get((number, name), "auto")
        yield Row(key, written, name, number, role, _RULES[way], kind in _NAMED_THINGS, case)
