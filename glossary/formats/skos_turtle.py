"""SKOS in Turtle, the syntax that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from glossary.formats import skos, skos_reading

if TYPE_CHECKING:
    from glossary.formats.collection import Collection
    from glossary.formats.intake import Intake

CANNOT_HOLD: tuple[str, ...] = ()


def write(collection: Collection) -> bytes:
    """The concepts, a paragraph each."""
    return skos.write(collection, "turtle")


def read(contents: bytes, intake: Intake) -> None:
    """Take every concept of the file."""
    words = intake.decode(contents)
    if words is not None:
        skos_reading.read(words, "turtle", intake)
