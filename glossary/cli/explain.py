"""`glossary explain FILE`: a "Terminology explained" section for a text."""

from __future__ import annotations

import sys

from glossary.cli import files, session
from glossary.linking import explanations

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    import argparse
    from typing import Any

    from glossary.glossary import Glossary
    from glossary.linking.explanations import Explanation

NOTHING_FOUND = 1


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("path", metavar="FILE", help="the text; '-' is stdin")
    files.add_format(parser)
    parser.add_argument("--limit", type=int, metavar="N", help="at most N terms (all)")
    parser.add_argument(
        "--level", choices=explanations.LEVELS, help="leave out terms that are more basic than this"
    )
    parser.add_argument(
        "--as",
        dest="shape",
        choices=("markdown", "html", "json"),
        help="print in this format (a page on a terminal, else markdown)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the section."""
    opened = session.open_glossary(args)
    (path,) = files.expand([args.path])
    items = opened.explain(
        files.read(path), format=files.format_of(path, args), limit=args.limit, level=args.level
    )
    if not items:
        print(f"glossary: {path} uses no term of this glossary", file=sys.stderr)
        return NOTHING_FOUND
    if args.shape == "json":
        terms = [_item(opened, item) for item in items]
        session.print_json({"terms": terms, "snapshot": opened.snapshot})
        return 0
    section = [(item.entry.record(), _first(opened, item)) for item in items]
    if args.shape is None and session.decorates(args):
        session.show_section(section, args)
        return 0
    from glossary.rendering import section as sections

    write = sections.write_html if args.shape == "html" else sections.write_markdown
    print(write(section), end="")
    return 0


def _first(opened: Glossary, item: Explanation) -> list[str]:
    return [opened.finder.term(entry_id) for entry_id in item.first]


def _item(opened: Glossary, item: Explanation) -> dict[str, Any]:
    return {
        "id": item.entry_id,
        "term": item.entry.term,
        "gloss": item.entry.gloss,
        "count": item.count,
        "score": item.score,
        "reasons": item.reasons,
        "first": [{"id": one, "term": opened.finder.term(one)} for one in item.first],
        "mentions": [
            {"start": mention.start, "end": mention.end, "text": mention.text}
            for mention in item.mentions
        ],
    }
