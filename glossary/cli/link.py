"""`glossary link FILE...`: a text with links from its terms to their entries."""

from __future__ import annotations

import os
import sys

from glossary.cli import files, session
from glossary.errors import GlossaryError, UsageError
from glossary.linking import links

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    import argparse

    from glossary.glossary import Glossary


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "paths", nargs="+", metavar="FILE", help="the text; '-' is stdin; folders with --in-place"
    )
    parser.add_argument(
        "--in-place", action="store_true", help="change the files instead of printing the text"
    )
    files.add_format(parser)
    parser.add_argument(
        "--first",
        choices=links.FIRST,
        default="section",
        help="link a term once in each section (so by default), once a page, or at all mentions",
    )
    parser.add_argument(
        "--target",
        metavar="TEMPLATE",
        help="where links lead, such as 'glossary.html#{id}', or ':term:' for Sphinx's role "
        "(the base URL, or '#{id}')",
    )
    parser.add_argument(
        "--exclude", action="append", default=[], metavar="ID", help="do not link this entry"
    )
    parser.add_argument(
        "--density", type=int, metavar="N", help="at most N links in 100 words of a section"
    )


def run(args: argparse.Namespace) -> int:
    """Print the text with links, or change the files."""
    opened = session.open_glossary(args)
    if args.in_place:
        return _change(opened, args)
    if len(args.paths) != 1 or os.path.isdir(args.paths[0]):
        msg = "name one file to print, or add --in-place to change many"
        raise UsageError(msg)
    (path,) = files.expand(args.paths)
    sys.stdout.flush()
    # Bytes: line ends are the file's own on every platform.
    sys.stdout.buffer.write(_link(opened, path, args).encode("utf-8"))
    return 0


def _change(opened: Glossary, args: argparse.Namespace) -> int:
    """Link each file; one that fails does not keep the others from it."""
    code = 0
    for path in files.expand(args.paths):
        if path == files.STDIN:
            msg = "stdin cannot be changed in place"
            raise UsageError(msg)
        try:
            before = files.read(path)
            after = _link(opened, path, args, before)
            if after != before:
                files.write(path, after)
                print(f"{path}: linked", file=sys.stderr)
        except (GlossaryError, OSError) as error:
            files.complain(path, error)
            code = GlossaryError.exit_code
    return code


def _link(opened: Glossary, path: str, args: argparse.Namespace, words: str | None = None) -> str:
    return opened.link(
        files.read(path) if words is None else words,
        format=files.format_of(path, args),
        first=args.first,
        target=args.target,
        exclude=args.exclude,
        density=args.density,
    )
