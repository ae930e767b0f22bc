"""Formats that a glossary is exported to and, where they carry entries, opened from.

One module a format, each with `write`, `CANNOT_HOLD` and, where it can be read back, `read`.
The table below is all that is loaded before one is used.
"""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, NamedTuple, cast

from glossary import reading
from glossary.errors import GlossaryNotFoundError, InvalidEntriesError, UsageError
from glossary.formats.collection import Collection
from glossary.formats.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Protocol

    from glossary.entry import Entry

    class Writer(Protocol):
        """What the module of every format provides."""

        CANNOT_HOLD: tuple[str, ...]
        """Fields of an entry that the format has no place for."""

        def write(self, collection: Collection) -> bytes:
            """The file."""

    class Reader(Protocol):
        """What the module of a format that carries entries provides besides."""

        def read(self, contents: bytes, intake: Intake) -> None:
            """Give the intake every entry of a file, and every fault."""


class Format(NamedTuple):
    """A row of the table."""

    module: str
    says: str
    """What one gets, for the help."""
    suffixes: tuple[str, ...] = ()
    """How files end that are opened as this format; none where it carries no entries."""
    is_binary: bool = False


FORMATS = {
    "json": Format("json_array", "an array of the entries", (".json",)),
    "jsonl": Format("json_lines", "an entry a line", (".jsonl", ".ndjson")),
    "csv": Format("comma_separated", "an entry a row, for spreadsheets", (".csv",)),
    "front-matter": Format(
        "front_matter", "Markdown, each entry's data before its words", (".md", ".markdown")
    ),
    "markdown": Format("markdown_page", "one Markdown document to be read by people"),
    "rst": Format("restructured", "a glossary directive of Sphinx"),
    "html": Format("html_page", "one page for the browser"),
    "skos-turtle": Format("skos_turtle", "SKOS, for thesauri and linked data", (".ttl",)),
    "skos-jsonld": Format("skos_jsonld", "the same as JSON-LD", (".jsonld",)),
    "tbx": Format("tbx", "TermBase eXchange (ISO 30042), for translators", (".tbx",)),
    "inventory": Format("inventory", "objects.inv, for Sphinx's intersphinx", is_binary=True),
    "abbr": Format("abbr", "abbreviations, for Python-Markdown's abbr"),
}
"""Every format. Those that write only have no suffixes."""

_LANGUAGE = "[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*"

SUFFIXES = {suffix: name for name, row in FORMATS.items() for suffix in row.suffixes}
"""The format of a file by its suffix."""


def load(name: str) -> Writer:
    """The module of a format. Raises `UsageError` where there is no such format."""
    if name not in FORMATS:
        msg = f"there is no format {name!r}; choose from {', '.join(FORMATS)}"
        raise UsageError(msg)
    return cast("Writer", __import__(f"{__name__}.{FORMATS[name].module}", fromlist=("write",)))


def write(name: str, entries: Iterable[Entry], *, lang: str = "en", target: str = "") -> bytes:
    r"""The file that holds these entries in a format: the same entries, the same bytes.

    `lang` is the language that they are written in; `target` where an inventory leads,
    with `{id}` (by default to a page of `glossary site`).

    >>> from glossary import Entry
    >>> write("abbr", [Entry(id="moe", term="mix", abbreviations=("MoE",), gloss="design")])
    b'*[MoE]: mix: design\n'

    Raises `UsageError` for a format or language that there is none of, and for an entry of
    which the format cannot hold a character.
    """
    if not re.fullmatch(_LANGUAGE, lang):
        msg = f"{lang!r} is no language; write its tag, such as en or pt-BR"
        raise UsageError(msg)
    return load(name).write(Collection(entries, lang=lang, target=target))


def read(path: str, *, keep_going: bool = False) -> reading.Reading:
    """All entries of a folder of TOML files, or of a file, whose suffix tells its format.

    Raises `GlossaryNotFoundError` for a path that is neither, and `InvalidEntriesError`,
    with every fault, unless `keep_going`.
    """
    if os.path.isdir(path) or not os.path.lexists(path):
        return reading.read(path, keep_going=keep_going)
    suffix = os.path.splitext(path)[1].lower()
    if suffix not in SUFFIXES:
        known = ", ".join(SUFFIXES)
        reason = f"not a folder of TOML files, nor a file that can be read ({known})"
        raise GlossaryNotFoundError(path, reason)
    try:
        # A pipe or device of this name would block or never end.
        if not stat.S_ISREG(os.stat(path).st_mode):
            raise GlossaryNotFoundError(path, "not a regular file; give a file or a folder")
        with open(path, "rb") as file:
            contents = file.read()
    except OSError as error:
        if isinstance(error, GlossaryNotFoundError):
            raise
        reason = f"cannot be read ({error.strerror}); check the path and its permissions"
        raise GlossaryNotFoundError(path, reason) from error
    intake = Intake(os.path.basename(path))
    cast("Reader", load(SUFFIXES[suffix])).read(contents, intake)
    found = intake.finish()
    if found.problems and not keep_going:
        raise InvalidEntriesError(found.problems)
    return found
