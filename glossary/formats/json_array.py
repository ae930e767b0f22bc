"""JSON: an array of the entries' written fields, as `docs/entry-format.md` names them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from glossary.formats.collection import Collection
    from glossary.formats.intake import Intake

CANNOT_HOLD: tuple[str, ...] = ()


def write(collection: Collection) -> bytes:
    """The entries as an array."""
    return (json.dumps(collection.records, ensure_ascii=False, indent=2) + "\n").encode()


def read(contents: bytes, intake: Intake) -> None:
    """Take the entries of an array, or of an object that holds it as `entries`."""
    words = intake.decode(contents)
    if words is None:
        return
    data = load(words, intake, place="")
    if isinstance(data, dict) and isinstance(data.get("entries"), list):
        data = data["entries"]
    if isinstance(data, list):
        for number, item in enumerate(data, 1):
            intake.add(item, f", item {number}")
    elif data is not None:
        fix = 'Write [{"id": "…", "term": "…", "gloss": "…"}, …].'
        intake.complain("not an array of entries", fix, value=repr(data))


def load(words: str, intake: Intake, *, place: str) -> object:
    """The data of a JSON text, or `None` and a fault where it is not valid."""
    try:
        data = json.loads(words)
    except json.JSONDecodeError as error:
        where = place or f":{error.lineno}"
        message = f"not valid JSON: {error.msg} (column {error.colno})"
        value = words[max(0, error.pos - 10) : error.pos + 10]
        intake.complain(message, "Mend the JSON there.", place=where, value=value)
        return None
    except RecursionError:
        intake.complain("nested too deeply", "Flatten the data.", place=place)
        return None
    except ValueError as error:  # a number of thousands of digits
        intake.complain(f"not valid JSON: {error}", "Mend the number.", place=place)
        return None
    if data is None:
        fix = 'Write {"id": "…", "term": "…", "gloss": "…"}.'
        intake.complain("no entry, but null", fix, place=place)
    return data
