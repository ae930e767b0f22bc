"""TBX, version 3 (ISO 30042:2019): the dialect TBX-Basic in its DCA style.

A concept's names are terms of its language section, each with its status and type. What
TBX-Basic has no category for stands in notes of the form `field = JSON`.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from glossary import text
from glossary.entry import NAME_ROLES
from glossary.errors import UsageError
from glossary.formats import tbx_reading
from glossary.formats.collection import TITLE
from glossary.formats.intake import omit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.formats.collection import Collection, Record

CANNOT_HOLD: tuple[str, ...] = ()

NAMESPACE = "urn:iso:std:iso:30042:ed-2"
STATUSES = {
    "term": "preferredTerm-admn-sts",
    "abbreviations": "admittedTerm-admn-sts",
    "synonyms": "admittedTerm-admn-sts",
    "variants": "admittedTerm-admn-sts",
    "former": "supersededTerm-admn-sts",
    "misspellings": "deprecatedTerm-admn-sts",
}
_SAID_IN_TBX = ("id", "term", "definition", "subjects", *NAME_ROLES, "case", "forms", "not_in")
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}
_MARKED = re.compile("[&<>\r]")
_HEAD = f"""\
<?xml version="1.0" encoding="UTF-8"?>
<tbx type="TBX-Basic" style="dca" xml:lang="{{lang}}" xmlns="{NAMESPACE}">
<tbxHeader>
<fileDesc>
<titleStmt><title>{TITLE}</title></titleStmt>
<sourceDesc><p>Written by ai-glossary.</p></sourceDesc>
</fileDesc>
</tbxHeader>
<text>
<body>
"""
_FOOT = "</body>\n</text>\n</tbx>\n"

read = tbx_reading.read


def write(collection: Collection) -> bytes:
    """The termbase. Raises `UsageError` for a character that XML has no way to write."""
    lang = _escape(collection.lang).replace('"', "&quot;")
    writers = (_Writer(record, collection, lang) for record in collection.records)
    lines = (f"{line}\n" for writer in writers for line in writer.write())
    return "".join((_HEAD.format(lang=lang), *lines, _FOOT)).encode()


class _Writer:
    """Writes one concept."""

    def __init__(self, record: Record, collection: Collection, lang: str) -> None:
        self.record = record
        self.lang = lang
        self.collection = collection

    def write(self) -> Iterator[str]:
        record = self.record
        yield f'<conceptEntry id="{_name(record["id"])}">'
        for subject in record.get("subjects", ()):
            yield f'<descrip type="subjectField">{subject}</descrip>'
        # Without a definition of its own, its gloss is one and need not be said again.
        field = "definition" if "definition" in record else "gloss"
        yield f'<descrip type="definition">{self.escape(field, record[field])}</descrip>'
        yield from self.write_references()
        left_out = (*_SAID_IN_TBX, *(("gloss",) if field == "gloss" else ()))
        for key, value in omit(record, *left_out).items():
            yield _note(key, value)
        yield f'<langSec xml:lang="{self.lang}">'
        own: Record = {key: record[key] for key in ("case", "forms", "not_in") if key in record}
        yield from self.write_term("term", {"text": record["term"], **own})
        for role in NAME_ROLES:
            for name in record.get(role, ()):
                yield from self.write_term(role, {"text": name} if isinstance(name, str) else name)
        yield "</langSec>"
        yield "</conceptEntry>"

    def write_references(self) -> Iterator[str]:
        """Links to the concepts of this file, and to sources."""
        relations = self.record.get("relations", {})
        ids = dict.fromkeys(other for others in relations.values() for other in others)
        for other in ids:
            term = self.collection.terms.get(other)
            if term is not None:
                shown = self.escape("term", term)
                yield f'<ref type="crossReference" target="{_name(other)}">{shown}</ref>'
        for source in self.record.get("sources", ()):
            shown = self.escape("sources", source["title"])
            address = _escape(source["url"]).replace('"', "&quot;")
            yield f'<xref type="externalCrossReference" target="{address}">{shown}</xref>'

    def write_term(self, role: str, name: dict[str, Any]) -> Iterator[str]:
        yield "<termSec>"
        yield f"<term>{self.escape(role, name['text'])}</term>"
        kind = _find_type(role, name["text"])
        if kind:
            yield f'<termNote type="termType">{kind}</termNote>'
        yield f'<termNote type="administrativeStatus">{STATUSES[role]}</termNote>'
        for key, value in omit(name, "text").items():
            yield _note(key, value)
        yield "</termSec>"

    def escape(self, field: str, words: str) -> str:
        illegal = _ILLEGAL.search(words)
        if illegal:
            msg = (
                f"{self.record['id']}: {field}: XML cannot hold U+{ord(illegal[0]):04X}; "
                "remove the character, or export another format"
            )
            raise UsageError(msg)
        return _escape(words)


def _find_type(role: str, name: str) -> str:
    if role == "abbreviations":
        return "acronym" if text.is_acronym(name) else "abbreviation"
    return "variant" if role in ("variants", "misspellings") else ""


def _name(entry_id: str) -> str:
    """An id as XML takes it: it may not begin with a digit."""
    return f"_{entry_id}" if entry_id[0].isdigit() else entry_id


def _note(field: str, value: object) -> str:
    words = json.dumps(value, ensure_ascii=False)
    legal = _ILLEGAL.sub(lambda match: f"\\u{ord(match[0]):04x}", words)
    return f"<note>{field} = {_escape(legal)}</note>"


def _escape(words: str) -> str:
    return _MARKED.sub(lambda match: _MARKS[match[0]], words)
