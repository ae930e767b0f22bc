"""Markdown with front matter: each entry's data in YAML, then its definition and details.

A file holds one entry or any number of them, one after another. The YAML that is written
is a line a field, its value as JSON, and is read without a YAML library; what people write
by hand is read by PyYAML.
"""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING, Any

from glossary import text
from glossary.errors import UsageError
from glossary.formats.intake import omit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.formats.collection import Collection, Record
    from glossary.formats.intake import Intake

CANNOT_HOLD: tuple[str, ...] = ()

_MARK = "---"
_BODY = ("definition", "details")
_FIELD = re.compile(r"([A-Za-z_][\w-]*): ?(.*)")
# YAML takes neither these in a file, nor does it keep those that end a line.
_UNSAFE = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)


def write(collection: Collection) -> bytes:
    """The entries, one after another."""
    return "\n".join(map(_write_entry, collection.records)).encode()


def _write_entry(record: Record) -> str:
    body = "\n\n".join(filter(None, (record.get("definition", ""), record.get("details", ""))))
    matter = omit(record, *_BODY)
    if "definition" not in record and "details" in record:
        matter["definition"] = None  # so that the body is all details
    lines = [*_write_matter(matter), *([body] if body else [])]
    page = "\n".join(lines) + "\n"
    # A body that would be read as something else is written as data: nothing is lost.
    if _reads_as(page, record):
        return page
    return "\n".join(_write_matter(record)) + "\n"


def _write_matter(matter: Record) -> Iterator[str]:
    yield _MARK
    for field, value in matter.items():
        yield f"{field}: {_UNSAFE.sub(_spell, json.dumps(value, ensure_ascii=False))}"
    yield _MARK


def _spell(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"


def _reads_as(page: str, record: Record) -> bool:
    # Whatever follows it: a mark in the body may not open what the next entry's closes.
    found = list(_split(f"{page}\n{_MARK}\nid: next\n{_MARK}\n"))
    if len(found) != 2 or "\r" in page:  # noqa: PLR2004 -- this entry and the next
        return False
    _, matter, body = found[0]
    data = _read_json(matter)
    return data is not None and _add_body(data, body) == record


def read(contents: bytes, intake: Intake) -> None:
    """Take every entry of the file."""
    words = intake.decode(contents)
    if words is None:
        return
    pages = list(_split(words.replace("\r\n", "\n")))
    if not pages:
        fix = "Begin the file with ---, the fields of an entry as YAML, and --- again."
        intake.complain("no front matter", fix, place=":1", value=words[:40])
    for line, matter, body in pages:
        data = _read_json(matter)
        if data is None:
            data = _read_yaml(matter, intake, line)
        if data is None:
            continue
        _add_body(data, body)
        if len(pages) == 1 and "id" not in data:
            data["id"] = text.slug(os.path.splitext(intake.path)[0])
        intake.add(data, f":{line}")


def _split(words: str) -> Iterator[tuple[int, list[str], str]]:
    """Each entry: the line it begins on, the lines of its front matter, and its body."""
    lines = words.split("\n")
    starts: list[tuple[int, int]] = []
    at = 0
    while at < len(lines) - 1:
        opens = lines[at].rstrip() == _MARK and _FIELD.match(lines[at + 1])
        if not starts and lines[at].strip() and not opens:
            return  # words before any front matter
        end = _find_end(lines, at + 1) if opens else None
        if end is None:
            at += 1
            continue
        starts.append((at, end))
        at = end + 1
    for (start, end), (following, _) in zip(starts, [*starts[1:], (len(lines), 0)], strict=True):
        body = "\n".join(lines[end + 1 : following]).strip("\n")
        yield start + 1, lines[start + 1 : end], body


def _find_end(lines: list[str], start: int) -> int | None:
    return next((at for at in range(start, len(lines)) if lines[at].rstrip() == _MARK), None)


def _add_body(data: Record, body: str) -> Record:
    """The data with what the body says: the definition, then the details."""
    if "definition" in data and data["definition"] is None:
        del data["definition"]
        if body:
            data["details"] = body
        return data
    definition, _, details = body.partition("\n\n")
    if definition and "definition" not in data:
        data["definition"] = definition
    elif definition:
        details = body
    if details.strip("\n"):
        data["details"] = details.strip("\n")
    return data


def _read_json(matter: list[str]) -> Record | None:
    """The fields where each is a line with JSON, which is YAML as well; else `None`."""
    data: dict[str, Any] = {}
    for line in matter:
        match = _FIELD.fullmatch(line)
        if match is None or match[1] in data:
            return None
        try:
            data[match[1]] = json.loads(match[2])
        except (ValueError, RecursionError):
            return None
    return data


def _read_yaml(matter: list[str], intake: Intake, line: int) -> Record | None:
    try:
        import yaml
    except ImportError as error:
        msg = "front matter in YAML needs PyYAML: pip install 'ai-glossary[front-matter]'"
        raise UsageError(msg) from error
    words = "\n".join(matter)
    try:
        # An alias may stand for megabytes; a date is text here, as precise as it was written.
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(words)):
            fix = "Write the value itself in the place of *name."
            intake.complain("YAML with aliases is not read", fix, place=f":{line}")
            return None
        data = yaml.load(words, Loader=_make_loader(yaml))  # noqa: S506 -- made of the safe one
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = line + 1 + (mark.line if mark else 0)
        message = f"not valid YAML: {getattr(error, 'problem', None) or error}"
        intake.complain(message, "Mend the YAML there.", place=f":{where}")
        return None
    except RecursionError:
        intake.complain("nested too deeply", "Flatten the data.", place=f":{line}")
        return None
    if not isinstance(data, dict):
        fix = "Write key: value lines."
        intake.complain("front matter is a table of fields", fix, place=f":{line}")
        return None
    return {str(field): value for field, value in data.items()}


def _make_loader(yaml: Any) -> Any:
    """PyYAML's safe loader, but that leaves dates as they are written."""

    class Loader(yaml.SafeLoader):  # type: ignore[misc]
        yaml_implicit_resolvers = {  # noqa: RUF012 -- as in the class that it comes from
            first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
            for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return Loader
