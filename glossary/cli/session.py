"""What the commands share: which glossary is meant, and how a page reaches the screen."""

from __future__ import annotations

import os
import sys

from glossary.errors import UsageError
from glossary.glossary import Glossary

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    import argparse
    from typing import Any


def chosen_folder(args: argparse.Namespace) -> str | None:
    """The folder that `--glossary` or `GLOSSARY_PATH` names; `None` means the bundled one."""
    return args.glossary or os.environ.get("GLOSSARY_PATH") or None


def open_glossary(args: argparse.Namespace) -> Glossary:
    """The glossary that the command line is about."""
    folder = chosen_folder(args)
    base_url = os.environ.get("GLOSSARY_BASE_URL", "")
    if folder is None:
        return Glossary.bundled(base_url=base_url)
    return Glossary.open(folder, base_url=base_url)


def decorates(args: argparse.Namespace) -> bool:
    """Whether pages are laid out for a person at a terminal.

    `--color` decides; then FORCE_COLOR; then whether stdout is a terminal. NO_COLOR
    takes the color away, not the layout (no-color.org).
    """
    if args.color != "auto":
        return args.color == "always" or sys.stdout.isatty()
    if os.environ.get("FORCE_COLOR") and not os.environ.get("NO_COLOR"):
        return True
    return sys.stdout.isatty()


def show_page(record: dict[str, Any], args: argparse.Namespace) -> None:
    """Print an entry's page as the terminal, or its absence, wants it."""
    if decorates(args):
        from glossary.rendering import terminal

        terminal.show(terminal.entry_page(record), color=_colors(args))
    else:
        from glossary import rendering

        print(rendering.to_text(record))


def show_table(titles: list[dict[str, Any]], args: argparse.Namespace) -> None:
    """Print a list of entries as a table for a person."""
    from glossary.rendering import terminal

    terminal.show(terminal.title_table(titles), color=_colors(args))


def show_results(
    results: list[tuple[dict[str, Any], str, list[str]]], args: argparse.Namespace
) -> None:
    """Print entries found, each with why, for a person."""
    from glossary.rendering import terminal

    for record, reason, notes in results:
        terminal.show(terminal.search_result(record, reason, notes), color=_colors(args))


def show_section(section: list[tuple[dict[str, Any], list[str]]], args: argparse.Namespace) -> None:
    """Print a terminology section for a person."""
    from glossary.rendering import terminal

    for record, first in section:
        terminal.show(terminal.explanation(record, first), color=_colors(args))


def print_json(data: object) -> None:
    """Print data as JSON, for machines and for people who look."""
    import json

    print(json.dumps(data, ensure_ascii=False, indent=2))


def check_filters(args: argparse.Namespace, titles: list[dict[str, Any]]) -> None:
    """Refuse a filter that no entry could pass, and say what there is."""
    known = {
        "kind": {title["kind"] for title in titles},
        "level": {title["level"] for title in titles},
        "subject": {subject for title in titles for subject in title["subjects"]},
    }
    for field, values in known.items():
        value = getattr(args, field, None)
        names = sorted(filter(None, values))
        if value is not None and value not in names:
            msg = f"no entry has the {field} {value!r}; there are: {', '.join(names) or 'none'}"
            raise UsageError(msg)


def _colors(args: argparse.Namespace) -> bool:
    if args.color == "auto":
        return not os.environ.get("NO_COLOR")
    return bool(args.color == "always")
