"""JSON Lines: the written fields of an entry a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from glossary.formats import json_array

if TYPE_CHECKING:
    from glossary.formats.collection import Collection
    from glossary.formats.intake import Intake

CANNOT_HOLD: tuple[str, ...] = ()


def write(collection: Collection) -> bytes:
    """The entries, one a line."""
    lines = (json.dumps(record, ensure_ascii=False) + "\n" for record in collection.records)
    return "".join(lines).encode()


def read(contents: bytes, intake: Intake) -> None:
    """Take the entry of every line that is not blank."""
    words = intake.decode(contents)
    # Not splitlines(): a JSON string may hold U+2028 as it is.
    for number, line in enumerate((words or "").split("\n"), 1):
        if line.strip():
            data = json_array.load(line, intake, place=f":{number}")
            if data is not None:
                intake.add(data, f":{number}")
