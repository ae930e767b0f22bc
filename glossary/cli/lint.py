"""`glossary lint [FOLDER]`: what is wrong with the entries of any glossary, and how to mend it."""

from __future__ import annotations

import os
import sys

from glossary import cache, checks, formats, reading
from glossary.cli import session
from glossary.errors import UsageError
from glossary.rendering import words

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator
    from typing import Literal

    from glossary.checks import Finding
    from glossary.errors import Problem

    Row = dict[Literal["path", "code", "severity", "field", "value", "message", "fix"], str]

FAULTS_FOUND = 1
UNREADABLE = "E100"
"""The code of a file that cannot be read; it can be neither selected nor ignored."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "folder", nargs="?", metavar="FOLDER", help="the glossary to check, before --glossary"
    )
    parser.add_argument(
        "--select",
        action="append",
        default=[],
        metavar="CODES",
        help="only these rules: codes or their beginnings, as in W4,S101 (see docs/checks.md)",
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="CODES", help="all but these rules"
    )
    parser.add_argument("--strict", action="store_true", help="fail on warnings, too")
    parser.add_argument(
        "--format",
        choices=tuple(_FORMATS),
        default="text",
        help="one line a fault (text), a JSON object, or annotations of GitHub Actions",
    )


def run(args: argparse.Namespace) -> int:
    """Print the faults of the entries; the exit code is 1 where there are any."""
    select, ignore = _split(args.select), _split(args.ignore)
    try:
        checks.choose_rules(select=select, ignore=ignore)
    except ValueError as error:
        raise UsageError(str(error)) from error
    folder = args.folder or session.chosen_folder(args) or cache.bundled_folder()
    found = formats.read(folder, keep_going=True)
    if os.path.isfile(folder):  # what a file holds lies beside it, as it were
        folder = os.path.dirname(folder)
    findings = checks.run(
        found.entries,
        frames=reading.frames(),
        subjects=found.subjects,
        select=select,
        ignore=ignore,
    )
    rows = [_row_of_problem(problem, folder) for problem in found.problems]
    rows += [_row_of_finding(one, found.paths[one.entry_id], folder) for one in findings]
    for line in _FORMATS[args.format](rows):
        print(line)
    errors = sum(row["severity"] == "error" for row in rows)
    print(_sum_up(len(found.entries), errors, len(rows) - errors), file=sys.stderr)
    return FAULTS_FOUND if errors or (args.strict and rows) else 0


def _split(options: list[str]) -> list[str]:
    return [code.strip() for option in options for code in option.split(",") if code.strip()]


def _sum_up(entries: int, errors: int, warnings: int) -> str:
    faults = (_count(errors, "error", "errors"), _count(warnings, "warning", "warnings"))
    found = ", ".join(fault for fault in faults if not fault.startswith("0 "))
    return f"{_count(entries, 'entry', 'entries')}, {found or 'no faults'}"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


# ------------------------------------------------------------------------------- rows


def _row_of_problem(problem: Problem, folder: str) -> Row:
    return {
        "path": _show_path(folder, problem.path),
        "code": UNREADABLE,
        "severity": "error",
        "field": problem.field,
        "value": problem.value,
        "message": problem.message,
        "fix": problem.fix,
    }


def _row_of_finding(finding: Finding, path: str, folder: str) -> Row:
    return {
        "path": _show_path(folder, path),
        "code": finding.code,
        "severity": finding.severity,
        "field": finding.field,
        "value": finding.value,
        "message": finding.message,
        "fix": finding.fix,
    }


def _show_path(folder: str, path: str) -> str:
    """The file as one would name it from here; GitHub wants it from the repository's root."""
    here = os.path.join(os.getcwd(), "")
    full = os.path.normpath(os.path.join(folder, path))
    return full.removeprefix(here).replace(os.sep, "/")


# ---------------------------------------------------------------------------- formats


def _to_text(rows: list[Row]) -> Iterator[str]:
    for row in rows:
        where = f"{row['path']}: {row['code']} {row['severity']}"
        yield words.line(f"{where} {_explain(row)}")


def _explain(row: Row) -> str:
    field = f"{row['field']}: " if row["field"] else ""
    value = f" (got {row['value']})" if row["value"] else ""
    return f"{field}{row['message']}{value}. {row['fix']}"


def _to_json(rows: list[Row]) -> Iterator[str]:
    import json

    yield json.dumps({"findings": rows}, ensure_ascii=False, indent=2)


def _to_github(rows: list[Row]) -> Iterator[str]:
    """Workflow commands that GitHub Actions shows beside the lines of a pull request."""
    for row in rows:
        place = f"file={_escape_property(row['path'])},title={_escape_property(row['code'])}"
        yield f"::{row['severity']} {place}::{_escape(words.clean(_explain(row)))}"


def _escape(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(value: str) -> str:
    return _escape(value).replace(":", "%3A").replace(",", "%2C")


_FORMATS = {"text": _to_text, "json": _to_json, "github": _to_github}
