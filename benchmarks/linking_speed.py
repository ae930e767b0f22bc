"""Speed and memory of finding terms in 20 MB of technical prose, document by document.

The prose is the documentation and docstrings of the packages of this environment and of the
standard library. Names: our entries'; 6,000 headwords and about 165,000 of Debian's WordNet,
FOLDOC and VERA (downloaded to a temporary folder, never kept), the 6,000 drawn with a fixed
seed. flashtext gets the same names and documents in the same process; both give offsets, ours
case rules and surroundings as well. The floors are what folding or splitting alone would cost.
"""

from __future__ import annotations

import argparse
import ast
import os
import random
import site
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from search_scale import bundled, dictionaries, resident

from glossary import Glossary
from glossary.compiler import compile_bytes
from glossary.index import Index

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from glossary.linking.mentions import Finder

SMALL = 6_000
SHORTEST = 200  # characters of a document


def main() -> int:
    """Print a table a set of names."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--megabytes", type=int, default=20)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args()
    texts = list(documents(args.megabytes * 1_000_000))
    size = sum(map(len, texts)) / 1e6
    if args.one:
        measure(args.one, texts, size)
        return 0
    print(f"{len(texts):,} documents, {size:.1f} MB; the best of three runs, flashtext one")
    for name, floor in (
        ("str.casefold", lambda: [text.casefold() for text in texts]),
        ("str.split", lambda: [text.split() for text in texts]),
    ):
        print(f"floor {name:13} {size / best(floor):7.1f} MB/s")
    print(
        f"{'names':>9} {'build s':>8} {'memory MB':>10} {'ours MB/s':>10} {'flashtext':>10} "
        f"{'ratio':>6} {'half / whole':>13}"
    )
    with tempfile.TemporaryDirectory() as folder:
        large = dictionaries(folder)
        for path in (bundled(folder), draw(large, folder), large):
            command = [sys.executable, __file__, "--one", path, "--megabytes", str(args.megabytes)]
            subprocess.run(command, check=True)
    return 0


def documents(limit: int) -> Iterator[str]:
    """Documentation and docstrings of what is installed, a file each, up to a size."""
    for folder in (*site.getsitepackages(), sysconfig.get_path("stdlib")):
        for where, folders, names in os.walk(folder):
            folders.sort()
            for name in sorted(names):
                text = prose(Path(where, name))
                if len(text) < SHORTEST:
                    continue
                yield text[:limit]
                limit -= len(text)
                if limit <= 0:
                    return


def prose(path: Path) -> str:
    """A file's prose: a text file whole, the docstrings of a Python module, else nothing."""
    if path.suffix not in (".md", ".rst", ".txt", ".py") and path.name != "METADATA":
        return ""
    try:
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            return text
        nodes = ast.walk(ast.parse(text))
    except (OSError, ValueError, SyntaxError, RecursionError):
        return ""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    docs = (ast.get_docstring(node) for node in nodes if isinstance(node, kinds))
    return "\n\n".join(filter(None, docs))


def draw(path: str, folder: str) -> str:
    """An index of some of the names of another."""
    terms = Index.open(path).terms()
    chosen = random.Random(2026).sample(terms, SMALL)
    records = ({"id": one, "term": term, "gloss": "headword"} for _, one, term in chosen)
    small = Path(folder, "small.sqlite")
    small.write_bytes(compile_bytes(records))
    return str(small)


def measure(path: str, texts: list[str], size: float) -> None:
    """One row, in a process of its own so that memory is this glossary's alone."""
    index = Index.open(path)
    Glossary.from_entries(()).find_mentions("warm")
    before, started = resident(), time.process_time()
    finder = Glossary(index).finder
    build = time.process_time() - started
    memory = (resident() - before) / 1e6
    ours = best(lambda: find(finder, texts))
    half = best(lambda: find(finder, texts[::2]))
    share = half / ours / (sum(map(len, texts[::2])) / (size * 1e6))
    theirs = flashtext({written for _, written, *_ in index.surfaces()}, texts)
    total = index.query("SELECT count(*) FROM names")[0][0]
    print(
        f"{total:9,} {build:8.2f} {memory:10.1f} {size / ours:10.1f} {size / theirs:10.1f} "
        f"{theirs / ours:6.2f} {share:13.2f}"
    )


def find(finder: Finder, texts: list[str]) -> None:
    """Find, and keep nothing: as with flashtext, whose results are dropped as well."""
    for text in texts:
        finder.find(text)


def flashtext(names: set[str], texts: list[str]) -> float:
    """Seconds that flashtext needs for the same."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for name in names:
        processor.add_keyword(name)
    started = time.process_time()
    for text in texts:
        processor.extract_keywords(text, span_info=True)
    return time.process_time() - started


def best(work: Callable[[], object]) -> float:
    """Seconds of processor time, the least of three runs."""
    times = []
    for _ in range(3):
        started = time.process_time()
        work()
        times.append(time.process_time() - started)
    return min(times)


if __name__ == "__main__":
    sys.exit(main())
