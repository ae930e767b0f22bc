"""`glossary search QUERY...`: entries for half a name, or for what a thing does."""

from __future__ import annotations

import sys

from glossary import rendering
from glossary.cli import session
from glossary.errors import shorten

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from glossary.glossary import Match

NOTHING_FOUND = 1
_LONGEST_COUNT = 10
_MARKS = str.maketrans("", "", "\x02\x03")


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "words", nargs="+", metavar="QUERY", help="words of the name or of a description"
    )
    parser.add_argument(
        "--limit", type=_count, default=5, metavar="N", help="at most N entries (5)"
    )
    parser.add_argument("--kind", help="only entries of this kind, such as benchmark")
    parser.add_argument("--subject", help="only entries of this subject, such as agents")
    parser.add_argument("--json", action="store_true", help="print JSON (see docs/search.md)")
    parser.add_argument(
        "--explain", action="store_true", help="say how each entry was found, stage by stage"
    )


def _count(written: str) -> int:
    """A number of entries, one or more; argparse says what is wrong with another."""
    count = int(written) if written.isdecimal() and len(written) < _LONGEST_COUNT else 0
    if count < 1:
        import argparse

        raise argparse.ArgumentTypeError(f"{shorten(written)!r} is no number of entries")
    return count


def run(args: argparse.Namespace) -> int:
    """Print the entries found, best first."""
    opened = session.open_glossary(args)
    if args.kind or args.subject:
        session.check_filters(args, opened.titles())
    query = " ".join(args.words)
    matches = opened.search(query, limit=args.limit, kind=args.kind, subject=args.subject)
    if not matches:
        print(f"glossary: nothing is close to {shorten(query)!r}", file=sys.stderr)
        return NOTHING_FOUND
    if args.json:
        answer = {"query": query, "results": list(map(_result, matches))}
        session.print_json({**answer, "snapshot": opened.snapshot})
    elif session.decorates(args):
        session.show_results(
            [
                (match.record, match.passage or match.name, explain(match) if args.explain else [])
                for match in matches
            ],
            args,
        )
    else:
        for match in matches:
            print(rendering.to_line(match.record))
            if args.explain:
                print(*explain(match), sep="\n")
    return 0


def explain(match: Match) -> list[str]:
    """Lines that say how an entry was found."""
    stages = ", ".join(f"{stage} {score:.2f}" for stage, score in match.stages.items())
    if match.kind != "words":
        what = f"the name {match.name!r}"
    else:
        what = match.passage.translate(_MARKS) or "what other entries say of it"
    return [
        f"    {match.score:.2f} by {match.kind}: {' '.join(what.split())}",
        f"    stages: {stages}",
    ]


def _result(match: Match) -> dict[str, Any]:
    record = match.record
    return {
        "id": match.entry_id,
        "term": record["term"],
        "gloss": record["gloss"],
        "name": match.name,
        "match": match.kind,
        "score": round(match.score, 4),
        "passage": match.passage.translate(_MARKS),
        "stages": {stage: round(score, 4) for stage, score in match.stages.items()},
    }
