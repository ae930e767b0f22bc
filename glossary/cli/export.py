"""`glossary export FORMAT`: the entries in a format that other programs read."""

from __future__ import annotations

import os
import sys

from glossary import cache, formats
from glossary.cli import files, session
from glossary.errors import UsageError

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    import argparse

    from glossary.entry import Entry
    from glossary.glossary import Glossary

NOTHING_FOUND = 1
_PUBLIC = 0o644  # what is exported is for others to read


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    width = max(map(len, formats.FORMATS))
    table = "\n".join(f"  {name:{width}}  {row.says}" for name, row in formats.FORMATS.items())
    parser.epilog = f"formats:\n{table}"
    parser.add_argument(
        "export_format", metavar="FORMAT", choices=tuple(formats.FORMATS), help="see below"
    )
    parser.add_argument(
        "-o", "--out", metavar="OUT", help="the file to write, whole or not at all (stdout)"
    )
    parser.add_argument(
        "--only-used-in",
        nargs="+",
        action="extend",
        metavar="FILE",
        help="only entries that these texts, or folders of them, mention, and those that they "
        "require; '-' is stdin",
    )
    parser.add_argument("--kind", help="only entries of this kind, such as benchmark")
    parser.add_argument("--subject", help="only entries of this subject, such as agents")
    parser.add_argument(
        "--lang", default="en", metavar="LANG", help="the language that the entries are in (en)"
    )
    parser.add_argument(
        "--target",
        default="",
        metavar="TEMPLATE",
        help="where an inventory leads, with {id} (a page of a glossary site)",
    )
    files.add_format(parser)


def run(args: argparse.Namespace) -> int:
    """Write the file, or print it."""
    if args.out is not None and os.path.isdir(args.out):
        msg = f"{args.out}: this is a folder; name the file to write"
        raise UsageError(msg)
    opened = session.open_glossary(args)
    session.check_filters(args, opened.titles())
    entries = _choose(opened, args)
    if not entries:
        print("glossary: no entry passes these filters", file=sys.stderr)
        return NOTHING_FOUND
    is_binary = formats.FORMATS[args.export_format].is_binary
    if is_binary and args.out is None and sys.stdout.isatty():
        msg = f"{args.export_format} is no text: name a file with -o, such as objects.inv"
        raise UsageError(msg)
    contents = formats.write(args.export_format, entries, lang=args.lang, target=args.target)
    if args.out is None:
        sys.stdout.flush()
        # Bytes: line ends are the format's own on every platform.
        sys.stdout.buffer.write(contents)
        return 0
    cache.write_whole(os.path.realpath(args.out), contents, mode=_PUBLIC)
    count = len(entries)
    print(f"{args.out}: {count} {'entry' if count == 1 else 'entries'}", file=sys.stderr)
    return 0


def _choose(opened: Glossary, args: argparse.Namespace) -> list[Entry]:
    """The entries that pass every filter."""
    entries = {entry.id: entry for entry in opened.entries()}
    used = entries.keys() if args.only_used_in is None else _find_used(opened, args)
    return [
        entry
        for entry in entries.values()
        if entry.id in used
        and (args.kind is None or entry.kind == args.kind)
        and (args.subject is None or args.subject in entry.subjects)
    ]


def _find_used(opened: Glossary, args: argparse.Namespace) -> set[str]:
    """Ids of what the texts mention, links and headings included, and of all that it requires.

    A name whose sense a text does not tell brings all its senses.
    """
    used: set[str] = set()
    for path in files.expand(args.only_used_in):
        source = files.read(path)
        for mention in opened.finder.find_all(source, format=files.format_of(path, args)):
            used.update([mention.entry_id] if mention.entry_id else mention.senses)
    return set(opened.gather(used))
