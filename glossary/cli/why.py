"""`glossary why TEXT...`: why each name in a text was, or was not, taken for a term."""

from __future__ import annotations

import sys

from glossary.cli import files, session
from glossary.errors import shorten

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from glossary.linking.mentions import Mention, Refusal

NOTHING_FOUND = 1
RULES = {
    "exact": "as the entry writes it",
    "folded": "the same but for capitals, hyphens or spaces",
    "form": "a plural or another form of it",
    "spaceless": "the same but for spaces",
    "ambiguous": "the text does not tell which entry is meant",
    "case": "its capitals are others than the name's",
    "not_in": "the entry says that this is not it",
    "longer": "a part of a longer name, or overlaps one",
    "identifier": "a part of code, an option or a number sign",
    "address": "a part of an address or a path",
    "part of a word": "a hyphen joins it to the word before",
    "part of a name": "a hyphen joins it to a number",
    "heading": "stands in a heading",
    "link": "stands in a link",
}
"""What each rule says, in a reader's words."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "words", nargs="+", metavar="TEXT", help="the text; a single '-' reads stdin"
    )
    files.add_format(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Print every name in the text, and the rule that took or refused it."""
    opened = session.open_glossary(args)
    words = files.read(files.STDIN) if args.words == [files.STDIN] else " ".join(args.words)
    judged = opened.finder.judge(words, format=args.format or "text")
    if not judged:
        print(f"glossary: no name stands in {shorten(words)!r}", file=sys.stderr)
        return NOTHING_FOUND
    if args.json:
        rows = list(map(_row, judged))
        session.print_json({"candidates": rows, "snapshot": opened.snapshot})
        return 0
    for one in judged:
        row = _row(one)
        verdict = f"linked to {row['id']}" if row["id"] else "not linked"
        evidence = f"; for it speak: {', '.join(row['evidence'])}" if row["evidence"] else ""
        print(f"{one.start}-{one.end} {one.text!r}: {verdict}")
        about = f"name {one.name!r} of {', '.join(one.senses)}"
        print(f"    {one.rule}: {RULES[one.rule]}; {about}{evidence}")
    return 0


def _row(one: Mention | Refusal) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "name": one.name,
        "rule": one.rule,
        "id": getattr(one, "entry_id", None),
        "senses": list(one.senses),
        "evidence": list(getattr(one, "evidence", ())),
    }
