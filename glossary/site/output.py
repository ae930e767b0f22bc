"""The folder that a site is written to: what is in it stays, unless a site put it there."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from glossary.cache import write_whole
from glossary.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MANIFEST = ".glossary-site.json"
_MODE = 0o644  # a site is for everybody to read


class Output:
    """A folder, and which of its files are the site's: its manifest lists them.

    Raises `UsageError` for a path that is no folder, and for a folder that holds other
    files and was never a site.
    """

    def __init__(self, out: str | os.PathLike[str]) -> None:
        self._folder = Path(os.path.abspath(os.fspath(out)))
        if self._folder.exists() and not self._folder.is_dir():
            msg = f"{out}: this is no folder; name one that is empty, or that is not there yet"
            raise UsageError(msg)
        self._own = self._read_manifest()
        if self._own is None and self._folder.is_dir() and any(self._folder.iterdir()):
            msg = (
                f"{out}: the folder holds files that no `glossary site` wrote; "
                "name an empty one, or one that is not there yet"
            )
            raise UsageError(msg)

    def write(self, files: Mapping[str, bytes]) -> None:
        """Write every file whole, then remove the site's older ones.

        Paths are relative, with forward slashes. Files with the same bytes are left as they are.

        Raises `UsageError` for a file that is not the site's own, or that would stand
        outside the folder, before anything is written; `OSError` where the disk refuses.
        """
        own = self._own or frozenset()
        for path in files:
            self._check(path, own)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._write_manifest({*own, *files})  # what an interrupted build leaves is ours as well
        for path, contents in files.items():
            self._write(path, contents)
        for path in sorted(own - files.keys()):
            self._remove(path)
        self._write_manifest(files)

    def _check(self, path: str, own: frozenset[str]) -> None:
        target = self._folder / path
        if not target.resolve().is_relative_to(self._folder.resolve()):
            msg = f"{target}: this leads out of {self._folder}; remove the link that it goes by"
            raise UsageError(msg)
        if path not in own and target.exists():
            msg = f"{target}: this file is not the site's; move it away, or choose another folder"
            raise UsageError(msg)

    def _write(self, path: str, contents: bytes) -> None:
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_bytes() != contents:
            write_whole(str(target), contents, mode=_MODE)

    def _remove(self, path: str) -> None:
        target = self._folder / path
        if not target.resolve().is_relative_to(self._folder.resolve()):
            return
        target.unlink(missing_ok=True)
        for folder in target.relative_to(self._folder).parents:
            if folder != Path() and not any((self._folder / folder).iterdir()):
                (self._folder / folder).rmdir()

    def _read_manifest(self) -> frozenset[str] | None:
        """The files that an earlier build wrote; `None` where none did."""
        path = self._folder / MANIFEST
        try:
            listed = json.loads(path.read_text(encoding="utf-8"))["files"]
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            msg = f"{path}: the list of the site's files cannot be read ({error}); remove the site"
            raise UsageError(msg) from error
        return frozenset(one for one in listed if isinstance(one, str))

    def _write_manifest(self, files: Iterable[str]) -> None:
        words = json.dumps({"files": sorted(files)}, indent=0, ensure_ascii=False) + "\n"
        write_whole(str(self._folder / MANIFEST), words.encode(), mode=_MODE)
