"""`glossary scan FILE...`: which terms texts use, and how often."""

from __future__ import annotations

import sys
from collections import Counter

from glossary.cli import files, session
from glossary.errors import GlossaryError

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence
    from typing import Any

    from glossary.linking.mentions import Mention

NOTHING_FOUND = 1
_MANY = 20  # files; with fewer, no bar is worth its flicker


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "paths", nargs="+", metavar="FILE", help="texts, or folders of them; '-' is stdin"
    )
    files.add_format(parser)
    parser.add_argument(
        "--json", action="store_true", help="print JSON: every mention of every file, and counts"
    )


def run(args: argparse.Namespace) -> int:
    """Print the terms with their counts, the most frequent first."""
    opened = session.open_glossary(args)
    paths = list(files.expand(args.paths))
    counts: Counter[str] = Counter()
    rows: list[dict[str, Any]] = []
    code = 0
    for path in _watched(paths):
        try:
            words = files.read(path)
            mentions = opened.find_mentions(words, format=files.format_of(path, args))
        except (GlossaryError, OSError) as error:
            files.complain(path, error)
            code = GlossaryError.exit_code
            continue
        counts.update(one.entry_id for one in mentions if one.entry_id)
        if args.json:
            rows.append({"path": path, "mentions": list(map(_row, mentions))})
    if args.json:
        total = [{"id": one, "count": count} for one, count in _ranked(counts)]
        session.print_json({"files": rows, "counts": total, "snapshot": opened.snapshot})
    else:
        for entry_id, count in _ranked(counts):
            print(f"{count}\t{entry_id}\t{opened.finder.term(entry_id)}")
    return code or (0 if counts else NOTHING_FOUND)


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))


def _row(one: Mention) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "id": one.entry_id,
        "name": one.name,
        "rule": one.rule,
        "senses": list(one.senses),
    }


def _watched(paths: Sequence[str]) -> Iterator[str]:
    """The paths, a progress bar on the terminal where there are many."""
    if len(paths) < _MANY or not sys.stderr.isatty():
        yield from paths
        return
    from glossary.rendering import terminal

    yield from terminal.track(paths, "scanning")
