"""Where a glossary's compiled index comes from: the package, the user's cache, or memory.

A folder's index is kept in the user's cache folder under the folder's fingerprint. It
is written to a temporary file and moved into place, so that any number of processes
may start at once, and killing one leaves nothing half-written. What cannot be opened
is rebuilt, never trusted; where nothing can be written, the index stays in memory.
"""

from __future__ import annotations

import os
import time

from glossary import folder as folders
from glossary.errors import GlossaryNotFoundError
from glossary.index import Index
from glossary.store import FORMAT, DamagedIndexError

KEEP = 8
"""How many compiled indexes the cache folder keeps, the newest."""
_STALE_SECONDS = 3600.0
"""A temporary file this old was left by a process that was killed."""

_PACKAGE = os.path.dirname(os.path.abspath(__file__))
_PACKAGED_INDEX = "data/index.sqlite"


def open_bundled() -> Index:
    """The index of the glossary that comes with the package.

    An installed package carries it, zipped or not. In a checkout it is compiled from
    `entries/`, so that an edit shows at once.
    """
    path = os.path.join(_PACKAGE, *_PACKAGED_INDEX.split("/"))
    if os.path.exists(path):
        return Index.open(path)
    zipped = _read_from_loader(path)
    if zipped is not None:
        return Index.from_bytes(zipped)
    return open_folder(bundled_folder())


def bundled_folder() -> str:
    """The folder that holds the bundled entries as files."""
    packaged = os.path.join(_PACKAGE, "data", "entries")
    if os.path.isdir(packaged):
        return packaged
    checkout = checkout_folder()
    if checkout is None:
        reason = "the package's entries are not there as files; give a folder"
        raise GlossaryNotFoundError(packaged, reason)
    return checkout


def checkout_folder() -> str | None:
    """The `entries/` beside the package in a checkout, where people edit them."""
    root = os.path.dirname(_PACKAGE)
    path = os.path.join(root, "entries")
    return path if os.path.isfile(os.path.join(root, "hatch_build.py")) else None


def _read_from_loader(path: str) -> bytes | None:
    """A file of the package by way of its loader: out of a zip, say."""
    read = getattr(globals().get("__loader__"), "get_data", None)
    if read is None:
        return None
    try:
        contents: bytes = read(path)
    except OSError:
        return None
    return contents


def open_folder(folder: str) -> Index:
    """The index of a folder of entry files, or of one file, from the cache where it is fresh.

    Raises `GlossaryNotFoundError` where there is neither and `InvalidEntriesError`
    where the files cannot be read.
    """
    before = folders.fingerprint(folder)
    directory = cache_folder()
    path = os.path.join(directory, f"{before}-{FORMAT}.sqlite") if directory else None
    if path is not None:
        try:
            return Index.open(path)
        except DamagedIndexError:
            pass  # absent, or never to be trusted: made anew below
    contents = _compile(folder)
    # Changed while it was read: right for this answer, but not under that fingerprint.
    if path is not None and folders.fingerprint(folder) == before:
        index = _store(path, contents)
        if index is not None:
            return index
    return Index.from_bytes(contents)


def rebuild(index: Index, folder: str) -> Index:
    """A sound index of the folder, after `index` turned out damaged while in use."""
    contents = _compile(folder)
    fresh = _store(index.path, contents) if index.path is not None else None
    return fresh or Index.from_bytes(contents)


def _compile(folder: str) -> bytes:
    # Loaded here alone: a fresh cache needs neither pydantic nor the compiler.
    from glossary import compiler, formats
    from glossary.entry import dump

    return compiler.compile_bytes(dump(entry) for entry in formats.read(folder).entries)


def _store(path: str, contents: bytes) -> Index | None:
    """Keep an index in the cache and open it there; `None` where the disk refuses."""
    try:
        os.makedirs(os.path.dirname(path), exist_ok=True)
        write_whole(path, contents)
    except OSError:
        # Read-only or full; or, on Windows, another process has the file open, and then
        # it may serve as it is.
        pass
    _prune(os.path.dirname(path), keep=path)
    try:
        return Index.open(path)
    except DamagedIndexError:
        return None


def write_whole(path: str, contents: bytes, *, mode: int | None = None) -> None:
    """Write a file whole or not at all: beside its place first, then moved there.

    `mode` is its permissions, by default those of a private file.

    Raises `OSError` where the disk refuses, and leaves what stood there.
    """
    import tempfile

    descriptor, temporary = tempfile.mkstemp(
        prefix=os.path.basename(path) + ".", suffix=".tmp", dir=os.path.dirname(path) or "."
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(contents)
        if mode is not None:
            os.chmod(temporary, mode)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def _prune(directory: str, *, keep: str) -> None:
    """Delete all but the newest indexes, and what killed processes left behind."""
    try:
        with os.scandir(directory) as found:
            files = [(item.stat().st_mtime, item.path) for item in found if item.is_file()]
    except OSError:
        return
    files.sort(reverse=True)
    indexes = [path for _, path in files if path.endswith(".sqlite") and path != keep]
    stale = time.time() - _STALE_SECONDS
    leftovers = [path for changed, path in files if path.endswith(".tmp") and changed < stale]
    for path in (*indexes[KEEP - 1 :], *leftovers):
        try:
            os.unlink(path)
        except OSError:
            continue  # another process was first, or has it open


def cache_folder() -> str | None:
    """The user's cache folder for compiled indexes, or `None` where there is no home.

    `GLOSSARY_CACHE` names another.
    """
    chosen = os.environ.get("GLOSSARY_CACHE")
    if chosen:
        return os.path.abspath(chosen)
    import platformdirs

    try:
        return platformdirs.user_cache_dir("ai-glossary", appauthor=False)
    except (OSError, RuntimeError):
        return None
