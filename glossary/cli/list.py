"""`glossary list`: the entries, one id a line, or as a table on a terminal."""

from __future__ import annotations

import sys

from glossary.cli import session
from glossary.errors import UsageError
from glossary.rendering import words

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from glossary.glossary import Glossary

NOTHING_FOUND = 1
_LINEAGE = ("part_of", "derived_from", "supersedes")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("--kind", help="only entries of this kind, such as benchmark")
    parser.add_argument("--subject", help="only entries of this subject, such as agents")
    parser.add_argument("--level", help="only entries of this level: basic, intermediate, advanced")
    parser.add_argument(
        "--table",
        action="store_true",
        help="with --kind, print what its entries state, and their lineage, separated by tabs",
    )
    parser.add_argument(
        "--json", action="store_true", help="print a JSON array of id, term, gloss, kind, ..."
    )


def run(args: argparse.Namespace) -> int:
    """Print the entries that pass every filter, in order of id."""
    if args.table and args.kind is None:
        msg = "--table needs --kind: what is stated depends on it, as in --kind benchmark --table"
        raise UsageError(msg)
    opened = session.open_glossary(args)
    titles = opened.titles()
    session.check_filters(args, titles)
    chosen = [title for title in titles if _passes(title, args)]
    if not chosen:
        print("glossary: no entry passes these filters", file=sys.stderr)
        return NOTHING_FOUND
    if args.table:
        _print_facts(opened, args.kind, {title["id"] for title in chosen})
    elif args.json:
        session.print_json(chosen)
    elif session.decorates(args):
        session.show_table(chosen, args)
    else:
        print("\n".join(title["id"] for title in chosen))
    return 0


def _print_facts(opened: Glossary, kind: str, ids: set[str]) -> None:
    """A row an entry: its term, its first fact of each key of the frame, and its lineage."""
    from glossary import reading
    from glossary.rendering.page import find_statement

    frame = reading.frames().get(kind, {})
    keys = [key for part in ("must", "may") for key in frame.get(part, {})]
    print("\t".join(("id", "term", *keys, *_LINEAGE)))
    for record in opened.records():
        if record["id"] not in ids:
            continue
        stated = (find_statement(record, key) for key in keys)
        relations = record.get("relations", {})
        lineage = (", ".join(relations.get(relation, ())) for relation in _LINEAGE)
        cells = (record["id"], record["term"], *stated, *lineage)
        print("\t".join(words.line(cell) for cell in cells))


def _passes(title: dict[str, Any], args: argparse.Namespace) -> bool:
    return (
        (args.kind is None or title["kind"] == args.kind)
        and (args.level is None or title["level"] == args.level)
        and (args.subject is None or args.subject in title["subjects"])
    )
