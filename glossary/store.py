"""The file of a compiled glossary: opening it, and telling whether it is sound.

Opening costs the same however large the glossary is.
"""

from __future__ import annotations

import os
import sqlite3
import threading

from glossary.errors import GlossaryError

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from typing import Any, Self

FORMAT = 2
"""Raised whenever the tables or what stands in them change their meaning."""
APPLICATION_ID = 0x61694731  # "aiG1" in the SQLite header: a file of ours

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE entries (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, term TEXT NOT NULL, kind TEXT,
    level TEXT, subjects TEXT NOT NULL, gloss TEXT NOT NULL, backlinks INTEGER NOT NULL,
    record TEXT NOT NULL, derived TEXT NOT NULL);
CREATE TABLE keys (
    key TEXT NOT NULL, entry INTEGER NOT NULL, role INTEGER NOT NULL, way INTEGER NOT NULL,
    written TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (key, entry, role, way, written)) WITHOUT ROWID;
CREATE TABLE names (
    number INTEGER PRIMARY KEY, key TEXT NOT NULL, name TEXT NOT NULL, entry INTEGER NOT NULL);
CREATE TABLE grams (
    gram TEXT PRIMARY KEY, total INTEGER NOT NULL, names BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE words (
    word TEXT PRIMARY KEY, total INTEGER NOT NULL, entries BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE kin (entry INTEGER PRIMARY KEY, others BLOB NOT NULL);
CREATE VIRTUAL TABLE documents USING fts5 (
    names, gloss, definition, details, example, facts,
    tokenize = 'porter unicode61 remove_diacritics 2');
"""


class DamagedIndexError(GlossaryError):
    """A compiled index that is cut short, foreign, of another format, or corrupt."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        """The index file, or `<memory>`."""
        self.reason = reason
        super().__init__(f"{path}: {reason}")

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.path, self.reason)


class _Held:
    """A thread's connection, closed when the thread or the index is gone."""

    __slots__ = ("connection",)

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.connection = connection

    def __del__(self) -> None:
        self.connection.close()


class Store:
    """A compiled glossary's file, open for reading. Safe to share between threads.

    Each thread (and each forked process) opens its own connection, so no lock is held
    and none can be left behind.
    """

    def __init__(self, path: str | None, contents: bytes | None = None) -> None:
        self.path = path
        self.contents = contents
        self._local = threading.local()
        self.meta = self._read_meta()

    @classmethod
    def open(cls, path: str) -> Self:
        """An index from its file. Raises `DamagedIndexError` where it cannot be one."""
        _check_header(path)
        return cls(path)

    @classmethod
    def from_bytes(cls, contents: bytes) -> Self:
        """An index held in memory (a package in a zip, a disk that cannot be written)."""
        return cls(None, contents)

    @property
    def connection(self) -> sqlite3.Connection:
        """This thread's connection."""
        local = self._local
        if getattr(local, "process", None) != os.getpid():
            local.held = _Held(self._connect())
            local.process = os.getpid()
        return local.held.connection  # type: ignore[no-any-return]

    def _connect(self) -> sqlite3.Connection:
        if self.contents is not None:
            connection = sqlite3.connect(":memory:", check_same_thread=False)
            connection.deserialize(self.contents)
            return connection
        # "immutable" skips locks, so that a read-only folder or disk is no obstacle.
        uri = "file:" + _quote(os.path.abspath(self.path or "")) + "?mode=ro&immutable=1"
        return sqlite3.connect(uri, uri=True, check_same_thread=False)

    def _read_meta(self) -> dict[str, str]:
        try:
            meta = dict(self.query("SELECT key, value FROM meta"))
        except sqlite3.Error as error:
            raise DamagedIndexError(self.path or "<memory>", str(error)) from error
        if meta.get("format") != str(FORMAT):
            reason = f"index format {meta.get('format')}, not {FORMAT}"
            raise DamagedIndexError(self.path or "<memory>", reason)
        return meta

    def query(self, sql: str, values: tuple[object, ...] = ()) -> list[Any]:
        """Rows of a query. Raises `DamagedIndexError` where the file turns out corrupt."""
        try:
            return self.connection.execute(sql, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise DamagedIndexError(self.path or "<memory>", str(error)) from error

    @property
    def snapshot(self) -> str:
        """Digest of the entries that were compiled."""
        return self.meta["snapshot"]

    def __len__(self) -> int:
        return int(self.meta["entries"])


def _check_header(path: str) -> None:
    """Tell a file cut short, empty or foreign from its first hundred bytes and its size."""
    try:
        with open(path, "rb") as file:
            header = file.read(100)
            size = os.fstat(file.fileno()).st_size
    except OSError as error:
        raise DamagedIndexError(path, f"cannot be read ({error.strerror})") from error
    if header[:16] != b"SQLite format 3\0" or len(header) < 100:  # noqa: PLR2004 -- sqlite.org/fileformat2
        raise DamagedIndexError(path, "not an SQLite file")
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise DamagedIndexError(path, "not a glossary index")
    page = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    if size != pages * (65536 if page == 1 else page):
        raise DamagedIndexError(path, f"cut short ({size} bytes)")


def _quote(path: str) -> str:
    """Percent-encode a path for an SQLite URI, Windows drives included."""
    path = path.replace(os.sep, "/")
    plain = "/:.-_~"  # characters that a URI's path may hold as they are
    quoted = "".join(
        char
        if char in plain or (char.isascii() and char.isalnum())
        else "".join(f"%{byte:02X}" for byte in os.fsencode(char))
        for char in path
    )
    return quoted if quoted.startswith("/") else "/" + quoted
