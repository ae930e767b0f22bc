"""A glossary's folder on disk: which files are its entries, and have they changed.

Kept apart from `reading` so that a terminal lookup can tell that its compiled index
is fresh without loading the entry model.
"""

from __future__ import annotations

import os
import stat
import time

from glossary.errors import GlossaryNotFoundError

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".toml"
SUBJECTS = "subjects.toml"
"""The one TOML file at the root that is no entry: the closed list of subjects."""

_RACY_NS = 2_000_000_000
"""A file this young may change again within one tick of its clock (FAT ticks in 2 s)."""


def entry_files(folder: str) -> tuple[str, ...]:
    """Paths of a folder's entry files, relative to it, with `/`, sorted.

    Every `*.toml` below the folder is one, but for `subjects.toml` at its root and
    whatever is hidden. Other files are nobody's business and are passed over.

    Raises `GlossaryNotFoundError` where there is no such folder.
    """
    if not os.path.isdir(folder):
        if os.path.lexists(folder):
            raise GlossaryNotFoundError(folder, "not a folder; give the folder of TOML files")
        raise GlossaryNotFoundError(folder, "no such folder; check the path")
    return tuple(sorted(_walk(folder, "")))


def _walk(folder: str, prefix: str) -> Iterator[str]:
    try:
        with os.scandir(os.path.join(folder, prefix)) as found:
            items = list(found)
    except OSError as error:
        reason = f"cannot be read ({error.strerror}); check its permissions"
        raise GlossaryNotFoundError(os.path.join(folder, prefix), reason) from error
    for item in items:
        if item.name.startswith("."):
            continue
        path = prefix + item.name
        if item.is_dir(follow_symlinks=False):
            yield from _walk(folder, path + "/")
        elif item.name.endswith(SUFFIX) and path != SUBJECTS:
            yield path


def fingerprint(folder: str) -> str:
    """A hexadecimal digest that changes whenever an entry file does.

    A glossary in one file, of a suffix that `formats` knows, is a folder of that file alone.

    Made of names, sizes and times, as git's index is; a file changed within the last
    two seconds also counts with its contents, since its time may not tell the next
    change.
    """
    from hashlib import blake2b

    digest = blake2b(digest_size=16)
    now = time.time_ns()
    if os.path.isfile(folder):
        folder, name = os.path.split(folder)
        paths: tuple[str, ...] = (name,)
    else:
        paths = (*entry_files(folder), SUBJECTS)
    for path in paths:
        full = os.path.join(folder, path)
        try:
            info = os.stat(full)
        except OSError as error:
            digest.update(f"{path}\0{error.errno}\0".encode(errors="surrogateescape"))
            continue
        facts = f"{path}\0{info.st_size}\0{info.st_mtime_ns}\0{info.st_ctime_ns}\0"
        digest.update(facts.encode(errors="surrogateescape"))
        if now - info.st_mtime_ns < _RACY_NS and stat.S_ISREG(info.st_mode):
            with open(full, "rb") as file:
                digest.update(file.read())
    return digest.hexdigest()
