"""Entries out of TBX: ours or another's, version 3 or 2, DCA or DCT style."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from glossary import text
from glossary.entry import ID_PATTERN, NAME_ROLES, Entry, Name
from glossary.formats import xml_tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from glossary.formats.intake import Intake
    from glossary.formats.xml_tree import Element

    Data = dict[str, Any]

# Names of version 3, then of version 2.
_CONCEPT = ("conceptEntry", "termEntry")
_LANGUAGE = ("langSec", "langSet")
_TERM = ("termSec", "tig", "ntig")
_NOTE = re.compile(r"\s*([a-z_]+) = (.*\S)\s*", re.DOTALL)
_FIELDS = frozenset(Entry.model_fields) - {"id", "term", "definition", "subjects", *NAME_ROLES}
_NAME_FIELDS = frozenset(Name.model_fields) - {"text"}
_SHORT = ("abbreviation", "acronym", "initialism", "shortForm", "shortFormOfTerm")


def read(contents: bytes, intake: Intake) -> None:
    """Take every concept of a termbase."""
    try:
        root = xml_tree.parse(contents)
    except xml_tree.RefusedXMLError as error:
        intake.complain(error.reason, error.fix, place=f":{error.line}")
        return
    concepts = list(root.find_all(*_CONCEPT))
    if not concepts:
        fix = "A termbase has <conceptEntry> elements in its <body>."
        intake.complain("no concept in this file", fix, place=f":{root.line}", value=root.name)
    for concept in concepts:
        data = _read_concept(concept)
        if "gloss" in data:
            intake.add(data, f":{concept.line}")
        else:
            fix = 'Give it a <descrip type="definition">.'
            message = "this concept has no definition"
            intake.complain(message, fix, place=f":{concept.line}", value=data.get("term", ""))


def _read_concept(concept: Element) -> Data:
    sections = [child for child in concept.children if child.name in _LANGUAGE]
    section = min(sections, key=_rank, default=None)
    own = [child for child in concept.children if child.name not in _LANGUAGE]
    said = [*_flatten(own), *_flatten(section.children if section else ())]
    data: Data = {}
    remarks = []
    for element in said:
        if element.name == "note":
            field, value = _read_note(element.text, _FIELDS)
            if field:
                data[field] = value
            else:
                remarks.append(element.text.strip())
    subjects = [one.text.strip() for one in said if _category(one) == "subjectField"]
    if subjects:
        data["subjects"] = list(filter(None, map(_find_id, subjects)))
    definitions = [one.text for one in said if _category(one) == "definition"]
    if definitions:
        data["definition" if "gloss" in data else "gloss"] = definitions[0]
    remarks = [*definitions[1:], *filter(None, remarks)]
    if remarks:
        given = data.get("details")
        data["details"] = "\n\n".join([*([given] if isinstance(given, str) else ()), *remarks])
    _read_terms([one for one in section.children if one.name in _TERM] if section else [], data)
    data["id"] = _find_id(concept.attributes.get("id", "")) or text.slug(data.get("term", ""))
    references = [one for one in said if _category(one) == "crossReference"]
    targets = [_find_id(one.attributes.get("target", "")) for one in references]
    if "relations" not in data and any(targets):
        data["relations"] = {"related": list(dict.fromkeys(filter(None, targets)))}
    return data


def _flatten(elements: Iterable[Element]) -> Iterator[Element]:
    """What is said of a concept, groups opened, terms left out."""
    for element in elements:
        if element.name.endswith("Grp"):
            yield from _flatten(element.children)
        elif element.name not in _TERM:
            yield element


def _rank(section: Element) -> tuple[bool, str]:
    lang = section.attributes.get("lang", "")
    return lang.lower().partition("-")[0] != "en", lang


def _category(element: Element) -> str:
    """What an element says: by its type in the DCA style, by its name in the DCT style."""
    return element.attributes.get("type", element.name)


def _find_id(written: str) -> str:
    made = written.removeprefix("_")
    return made if re.match(ID_PATTERN, made) else text.slug(made)


def _read_note(words: str, fields: frozenset[str]) -> tuple[str, Any]:
    """The field and value of a note of ours; no field where it is another's."""
    match = _NOTE.fullmatch(words)
    if match is None or match[1] not in fields:
        return "", None
    try:
        return match[1], json.loads(match[2])
    except (ValueError, RecursionError):
        return "", None


def _read_terms(terms: list[Element], data: Data) -> None:
    """The first preferred term is the concept's own, or else the first that is not refused."""
    if not terms:
        return
    statuses = [_find_status(term) for term in terms]
    own = next((at for at, one in enumerate(statuses) if one.startswith("preferred")), None)
    if own is None:
        refused = ("superseded", "deprecated")
        own = next((at for at, one in enumerate(statuses) if not one.startswith(refused)), 0)
    for at, (term, status) in enumerate(zip(terms, statuses, strict=True)):
        name = _read_name(term)
        if at == own:
            data.update({("term" if key == "text" else key): name[key] for key in name})
        else:
            data.setdefault(_find_role(status, _say(term, "termType")), []).append(name)


def _read_name(term: Element) -> Data:
    written = next((one.text for one in term.find_all("term")), "")
    if "\n" in written:  # laid out by another's program
        written = text.join_lines(written)
    more = dict(_read_note(one.text, _NAME_FIELDS) for one in term.find_all("note"))
    more.pop("", None)
    return {"text": written, **more}


def _say(term: Element, category: str) -> str:
    found = term.find_all("termNote", category)
    return next((one.text.strip() for one in found if _category(one) == category), "")


def _find_status(term: Element) -> str:
    return _say(term, "administrativeStatus") or _say(term, "normativeAuthorization")


def _find_role(status: str, kind: str) -> str:
    if status.startswith("superseded"):
        return "former"
    if status.startswith("deprecated"):
        return "misspellings" if kind == "variant" else "former"
    if kind in _SHORT:
        return "abbreviations"
    return "variants" if kind == "variant" else "synonyms"
