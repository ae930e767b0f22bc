"""The command `glossary`: one module a command, loaded when it is called.

Only this package prints, and only `main` turns an error into an exit code:
0 something printed, 1 nothing found, 2 usage or bad input, 3 several senses under
`--strict`.
"""

from __future__ import annotations

import argparse
import os
import sys

from glossary import __version__
from glossary.errors import GlossaryError

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    class Command(Protocol):
        """What each module of this package provides."""

        def configure(self, parser: argparse.ArgumentParser) -> None:
            """Add the command's own arguments."""

        def run(self, args: argparse.Namespace) -> int:
            """Do it, print, and give the exit code."""


COMMANDS = {
    "lookup": "explain a term",
    "search": "find a term by half its name, or by what it does",
    "list": "list the entries, filtered by kind, subject or level",
    "link": "link the terms of a text to their entries",
    "explain": "write the terminology section of a text",
    "why": "say why a name in a text is, or is not, a term",
    "scan": "count the terms that texts use",
    "site": "write the glossary as a site of static pages",
    "export": "write the entries in a format that other programs read",
    "new": "start the file of a new entry",
    "lint": "check the entries of a glossary",
    "complete": "print the names that begin with the words given",
    "completion": "print the completion script for a shell",
}
"""Every command and its line of help. The module of the same name does the work."""

PIPE_CLOSED = 141
"""What a shell reports for a program that a closed pipe ended: 128 + SIGPIPE."""
INTERRUPTED = 130
_HELP_WIDTH = 78


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and give its exit code."""
    _speak_utf8()
    try:
        code = _run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except GlossaryError as error:
        _complain(str(error))
        return error.exit_code
    except BrokenPipeError:
        # Nobody reads on. Point stdout elsewhere, or the interpreter complains at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        _complain(f"{where}{error.strerror or error}")
        return GlossaryError.exit_code
    return code


def _run(argv: Sequence[str]) -> int:
    top = _top_parser()
    args = top.parse_args(argv)
    if args.version:
        return _print_version(args)
    if args.command is None:
        top.print_help(sys.stderr)
        return GlossaryError.exit_code
    if args.command not in COMMANDS:
        top.error(f"there is no command {args.command!r}; choose from {', '.join(COMMANDS)}")
    command: Command = __import__(f"{__name__}.{args.command}", fromlist=("run",))
    parser = argparse.ArgumentParser(
        prog=f"glossary {args.command}",
        description=COMMANDS[args.command].capitalize() + ".",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    _add_common(parser)
    command.configure(parser)
    return command.run(_parse_mixed(parser, args))


def _parse_mixed(parser: argparse.ArgumentParser, args: argparse.Namespace) -> argparse.Namespace:
    """Parse a command's arguments, options among its words allowed.

    argparse's own way for that writes the usage text first, at a sixth of a bare start,
    so it is kept for command lines that need it.
    """
    before = argparse.Namespace(**vars(args))
    parsed, left = parser.parse_known_args(args.rest, args)
    return parser.parse_intermixed_args(args.rest, before) if left else parsed


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help that does not load `shutil` (and its compressors) to learn the terminal's width.

    argparse makes a formatter for every argument that is added, so that would be part of
    every start.
    """

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_HELP_WIDTH)


def _top_parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS))
    table = "\n".join(f"  {name:{width}}  {line}" for name, line in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog="glossary",
        description="Look up the terms of artificial intelligence, offline, with their sources.",
        epilog=f"commands:\n{table}\n\n`glossary COMMAND --help` tells more of each.",
        formatter_class=_Help,
        allow_abbrev=False,
    )
    parser.set_defaults(glossary=None, color="auto")
    _add_common(parser)
    parser.add_argument(
        "--version", action="store_true", help="show the version of the package and of its data"
    )
    parser.add_argument("command", nargs="?", metavar="COMMAND", help="what to do: see below")
    parser.add_argument("rest", nargs=argparse.REMAINDER, help=argparse.SUPPRESS)
    return parser


def _add_common(parser: argparse.ArgumentParser) -> None:
    """Options that every command takes, before its name or after it."""
    parser.add_argument(
        "--glossary",
        metavar="PATH",
        default=argparse.SUPPRESS,
        help="use the glossary in this folder or file, not the bundled one (or set GLOSSARY_PATH)",
    )
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default=argparse.SUPPRESS,
        help="color on terminals only (auto), always or never; NO_COLOR and FORCE_COLOR count",
    )


def _print_version(args: argparse.Namespace) -> int:
    from glossary.cli import session

    opened = session.open_glossary(args)
    print(f"glossary {__version__}, data {opened.snapshot} ({len(opened)} entries)")
    return 0


def _speak_utf8() -> None:
    """Read and write UTF-8 whatever the locale says; never fail on an odd character."""
    for stream, errors in (
        (sys.stdin, "strict"),
        (sys.stdout, "backslashreplace"),
        (sys.stderr, "backslashreplace"),
    ):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors=errors)


def _complain(message: str) -> None:
    print(f"glossary: {message}", file=sys.stderr)
