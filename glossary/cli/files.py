"""The texts that a command reads: files, folders, standard input; and writing one back."""

from __future__ import annotations

import os
import sys

from glossary import cache
from glossary.errors import GlossaryError, UsageError
from glossary.linking.prose import FORMATS, SUFFIXES

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

STDIN = "-"
_HIDDEN = (".", "_build", "node_modules", "__pycache__")


def add_format(parser: argparse.ArgumentParser) -> None:
    """Add the option that says what a text is written in."""
    parser.add_argument(
        "--format",
        choices=tuple(FORMATS),
        help="what the text is written in (by the file's suffix; markdown for stdin)",
    )


def expand(paths: Sequence[str]) -> Iterator[str]:
    """Each file, and of each folder the files of a known format, in order, links not followed.

    Raises `UsageError` for a path where nothing is.
    """
    for path in paths:
        if path != STDIN and os.path.isdir(path):
            yield from _walk(path)
        elif path == STDIN or os.path.exists(path):
            yield path
        else:
            msg = f"{path}: there is no such file or folder"
            raise UsageError(msg)


def _walk(folder: str) -> Iterator[str]:
    for where, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith(_HIDDEN))
        for name in sorted(names):
            if os.path.splitext(name)[1].lower() in SUFFIXES:
                yield os.path.join(where, name)


def format_of(path: str, args: argparse.Namespace) -> str:
    """What a file is written in: as the option says, or by its suffix."""
    if args.format:
        return str(args.format)
    if path == STDIN:
        return "markdown"
    return SUFFIXES.get(os.path.splitext(path)[1].lower(), "text")


def read(path: str) -> str:
    """The text of a file, its line ends and its byte order mark as they are.

    Raises `UsageError`, with the place, where it is not UTF-8.
    """
    if path == STDIN:
        contents = sys.stdin.buffer.read()
    else:
        with open(path, "rb") as file:
            contents = file.read()
    if b"\0" in contents[:8192]:
        msg = f"{path}: this is no text file: it holds a NUL byte"
        raise UsageError(msg)
    try:
        return contents.decode("utf-8")
    except UnicodeDecodeError as error:
        line = contents.count(b"\n", 0, error.start) + 1
        byte = contents[error.start]
        msg = f"{path}:{line}: not UTF-8 (byte 0x{byte:02X}); save the file as UTF-8"
        raise UsageError(msg) from error


def write(path: str, words: str) -> None:
    """Put a text in the place of a file's: whole or, where that fails, not at all."""
    target = os.path.realpath(path)
    cache.write_whole(target, words.encode("utf-8"), mode=os.stat(target).st_mode)


def complain(path: str, error: GlossaryError | OSError) -> None:
    """Say on stderr what is wrong with a file, and that it is this one."""
    reason = str(error.strerror if isinstance(error, OSError) else error)
    where = "" if path in reason else f"{path}: "
    print(f"glossary: {where}{reason}", file=sys.stderr)
