"""SKOS in JSON-LD, the syntax that programs read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.formats import json_array, skos, skos_reading

if TYPE_CHECKING:
    from glossary.formats.collection import Collection
    from glossary.formats.intake import Intake

CANNOT_HOLD: tuple[str, ...] = ()


def write(collection: Collection) -> bytes:
    """The concepts as a graph, with its context."""
    return skos.write(collection, "json-ld")


def read(contents: bytes, intake: Intake) -> None:
    """Take every concept of the file."""
    words = intake.decode(contents)
    data = None if words is None else json_array.load(words, intake, place="")
    if data is None:
        return
    address = _find_remote(data)
    if address is not None:
        # Nothing is fetched, and a file of the reader's own is not read by a stranger's word.
        fix = "Write the context itself in its place."
        message = "a context that lies elsewhere is not fetched"
        intake.complain(message, fix, field="@context", value=address)
        return
    skos_reading.read(data, "json-ld", intake)


def _find_remote(data: object) -> str | None:
    """The address of a context that is only named, if there is one."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting.extend(one)
        if not isinstance(one, dict):
            continue
        waiting.extend(one.values())
        context = one.get("@context")
        named = [*(context if isinstance(context, list) else [context]), one.get("@import")]
        address = next((part for part in named if isinstance(part, str)), None)
        if address is not None:
            return address
    return None
