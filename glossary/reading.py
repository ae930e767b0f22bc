"""TOML files into entries, with every fault of every file reported at once."""

from __future__ import annotations

import difflib
import os
import pkgutil
import stat
import tomllib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from glossary import entry as model
from glossary.errors import InvalidEntriesError, Problem, shorten
from glossary.folder import SUBJECTS, SUFFIX, entry_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

Frames = dict[str, dict[str, dict[str, str | list[str]]]]


@dataclass(frozen=True)
class Reading:
    """What a folder holds: its entries by id, where each lies, and what is wrong."""

    entries: tuple[model.Entry, ...] = ()
    paths: Mapping[str, str] = field(default_factory=dict)
    subjects: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def read(folder: str | os.PathLike[str], *, keep_going: bool = False) -> Reading:
    """All entries of a folder, sorted by id.

    Raises `InvalidEntriesError` with every fault of every file, unless `keep_going`,
    which returns the readable entries with the faults beside them; and
    `GlossaryNotFoundError` where there is no folder.
    """
    root = os.fspath(folder)
    problems: list[Problem] = []
    entries: dict[str, model.Entry] = {}
    paths: dict[str, str] = {}
    for path in entry_files(root):
        found = _read_entry(root, path, problems)
        if found is None:
            continue
        if found.id in entries:
            problems.append(
                Problem(path, "id", found.id, f"{paths[found.id]} has this id", "Rename one file.")
            )
            continue
        entries[found.id] = found
        paths[found.id] = path
    subjects = _read_subjects(root, problems)
    if problems and not keep_going:
        raise InvalidEntriesError(problems)
    ordered = tuple(entries[key] for key in sorted(entries))
    return Reading(ordered, paths, subjects, tuple(problems))


def parse(words: str, *, path: str) -> model.Entry:
    r"""One entry from the text of its file; the id is the file's name.

    >>> parse('term = "MoE"\ngloss = "model design"', path="models/moe.toml").id
    'moe'

    Raises `InvalidEntriesError` with every fault of the text.
    """
    problems: list[Problem] = []
    found = _parse(words, path, problems)
    if found is None:
        raise InvalidEntriesError(problems)
    return found


def frames() -> Frames:
    """What an entry of each kind must and may state: the table in `frames.toml`."""
    found = pkgutil.get_data("glossary", "frames.toml")
    if found is None:
        msg = "frames.toml is missing from the package"
        raise FileNotFoundError(msg)
    return tomllib.loads(found.decode())


# ------------------------------------------------------------------------ one file


def _read_entry(root: str, path: str, problems: list[Problem]) -> model.Entry | None:
    words = _read_text(root, path, problems)
    return None if words is None else _parse(words, path, problems)


def _read_text(root: str, path: str, problems: list[Problem]) -> str | None:
    full = os.path.join(root, path)
    try:
        # A pipe or device of this name would block or never end.
        if not stat.S_ISREG(os.stat(full).st_mode):
            problems.append(Problem(path, "", "", "not a regular file", "Remove or rename it."))
            return None
        with open(full, "rb") as file:
            return file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        value = f"byte 0x{error.object[error.start]:02x} in line {line}"
        problems.append(Problem(path, "", value, "not UTF-8 text", "Save the file as UTF-8."))
    except OSError as error:
        reason = f"cannot be read ({error.strerror})"
        problems.append(Problem(path, "", "", reason, "Mend or remove the file."))
    return None


def _parse_toml(words: str, path: str, problems: list[Problem]) -> dict[str, Any] | None:
    try:
        return tomllib.loads(words)
    except tomllib.TOMLDecodeError as error:
        fix = "Mend the TOML there; quotes inside a text need ''' around it."
        problems.append(Problem(path, "", "", f"not valid TOML: {error}", fix))
    except RecursionError:
        problems.append(Problem(path, "", "", "nested too deeply", "Flatten the tables."))
    return None


def _parse(words: str, path: str, problems: list[Problem]) -> model.Entry | None:
    data = _parse_toml(words, path, problems)
    if data is None:
        return None
    stem = path.rpartition("/")[2].removesuffix(SUFFIX)
    if data.setdefault("id", stem) != stem:
        fix = f"Remove the line, or name the file {shorten(str(data['id']))}{SUFFIX}."
        problems.append(
            Problem(path, "id", shorten(repr(data["id"])), "the id is not the file's name", fix)
        )
        return None
    try:
        return model.validate(data)
    except model.ValidationError as error:
        faults = error.errors(include_url=False, include_context=True)
        problems.extend(explain_fault(path, fault) for fault in faults)
        return None


def _read_subjects(root: str, problems: list[Problem]) -> frozenset[str]:
    if not os.path.lexists(os.path.join(root, SUBJECTS)):
        return frozenset()
    words = _read_text(root, SUBJECTS, problems)
    data = _parse_toml(words, SUBJECTS, problems) if words is not None else None
    for name, title in (data or {}).items():
        if not isinstance(title, str):
            fix = f'Write {name} = "Title of the subject".'
            value = shorten(repr(title))
            problems.append(Problem(SUBJECTS, name, value, "a subject's title is text", fix))
    return frozenset(data or {})


# -------------------------------------------------------------------------- faults

_PATTERN_FIXES = {
    model.ID_PATTERN: "Use lower-case ASCII letters, digits and single hyphens.",
    model.DATE_PATTERN: 'Write a date as "YYYY", "YYYY-MM" or "YYYY-MM-DD".',
    model.URL_PATTERN: "Write a whole http(s) address, other characters as %XX.",
}
_KINDS_OF_FAULT = {
    "string_type": ("this should be text", "Put the value in quotes."),
    "string_too_short": ("this is empty", "Write some text, or remove the line."),
    "int_type": ("this should be a whole number", "Write it without quotes."),
    "tuple_type": ("this should be a list", 'Write it in brackets: ["…"].'),
    "model_type": ("this should be a table", "Write key = value lines under its heading."),
}


def explain_fault(path: str, fault: ErrorDetails) -> Problem:
    """What pydantic found, in the words of a person who edits the file."""
    loc = fault["loc"]
    where = ".".join(str(part) for part in loc)
    kind = fault["type"]
    name = str(loc[-1]) if loc else ""
    if kind == "missing":
        value = "2024-01-31" if name == "accessed" else "…"
        return Problem(path, where, "", "this field is required", f'Add {name} = "{value}".')
    shown = shorten(repr(fault["input"]))
    if kind == "extra_forbidden":
        return Problem(path, where, shown, "unknown field", _fix_unknown(loc))
    context = fault.get("ctx", {})
    if kind == "literal_error":
        message, fix = "not one of the values allowed", f"Use {context['expected']}."
    elif kind == "string_pattern_mismatch":
        message = "not in the form that this field takes"
        fix = _PATTERN_FIXES[context["pattern"]]
    else:
        message, fix = _KINDS_OF_FAULT.get(kind, (fault["msg"].lower(), "Correct the value."))
    return Problem(path, where, shown, message, fix)


def _fix_unknown(loc: tuple[int | str, ...]) -> str:
    name = str(loc[-1])
    if name in model.Derived._fields:
        return "Remove it: it is derived; write the relation in the other entry's file."
    known = model.fields_at(loc[:-1])
    near = difflib.get_close_matches(name, known, n=1)
    return f"Did you mean {near[0]}?" if near else f"Known here: {', '.join(sorted(known))}."
