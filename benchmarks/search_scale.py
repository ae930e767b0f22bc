"""The same search over some 180,000 names: WordNet, FOLDOC and VERA as Debian ships them.

The dictionaries are downloaded to a temporary folder (`apt-get download`, Debian or
Ubuntu) and never kept. Queries are names of theirs with one typing slip, made with a
fixed seed; the figures of the bundled glossary, made alike, stand beside them.
"""

from __future__ import annotations

import argparse
import os
import random
import string
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from glossary import Glossary
from glossary.compiler import compile_bytes
from glossary.index import Index
from glossary.text import fold

PACKAGES = ("dict-wn", "dict-foldoc", "dict-vera")
PROJECT = Path(__file__).parent.parent
SHORTEST = 5


def main() -> int:
    """Print quality, speed and memory at two sizes."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--queries", type=int, default=500)
    parser.add_argument("--one", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.one:
        measure(args.one, args.queries)
        return 0
    print(
        f"{'names':>9} {'hit@1':>6} {'hit@5':>6} "
        f"{'p50 ms':>7} {'p95 ms':>7} {'max ms':>7} {'MB':>6}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for path in (bundled(folder), dictionaries(folder)):
            command = [sys.executable, __file__, "--one", path, "--queries", str(args.queries)]
            subprocess.run(command, check=True)
    return 0


def bundled(folder: str) -> str:
    """The compiled index of our own entries."""
    path = Path(folder, "bundled.sqlite")
    terms = Glossary.open(PROJECT / "entries")
    index = terms._index  # noqa: SLF001 -- to measure it
    path.write_bytes(index.contents or Path(str(index.path)).read_bytes())
    return str(path)


def dictionaries(folder: str) -> str:
    """A compiled index of every headword of the dictionaries."""
    subprocess.run(["apt-get", "download", *PACKAGES], cwd=folder, check=True, capture_output=True)
    for package in Path(folder).glob("*.deb"):
        subprocess.run(["dpkg", "-x", package.name, "unpacked"], cwd=folder, check=True)
    words: set[str] = set()
    for listing in Path(folder, "unpacked").rglob("*.index"):
        for line in listing.read_text(encoding="utf-8").splitlines():
            word = line.partition("\t")[0].strip()
            if fold(word) and not word.startswith("00-database"):
                words.add(word)
    start = time.perf_counter()
    # A word's id is the word itself, so that each entry has one name.
    by_key = {fold(word): word for word in sorted(words)}
    records = ({"id": key, "term": word, "gloss": "headword"} for key, word in by_key.items())
    path = Path(folder, "dictionaries.sqlite")
    path.write_bytes(compile_bytes(records))
    spent = time.perf_counter() - start
    print(
        f"({len(words):,} headwords compiled in {spent:.0f} s, {path.stat().st_size / 1e6:.0f} MB)"
    )
    return str(path)


def measure(path: str, count: int) -> None:
    """One row, in a process of its own so that memory is this index's alone."""
    Glossary.from_entries(()).search("warm")  # loads what every search needs
    before = resident()
    index = Index.open(path)
    terms = Glossary(index)
    terms.search("warm")
    chance = random.Random(2026)
    total = index.query("SELECT count(*) FROM names")[0][0]
    some = index.names(sorted(chance.sample(range(1, total + 1), 2 * count)))
    names = chance.sample([name for key, name, _ in some if len(key) >= SHORTEST], count)
    queries = [(slip(name, chance), fold(name)) for name in names]
    times, first, five = [], 0, 0
    for query, key in queries:
        start = time.perf_counter()
        found = [fold(match.name) for match in terms.search(query)]
        times.append((time.perf_counter() - start) * 1000)
        first += found[:1] == [key]
        five += key in found
    times.sort()
    memory = (resident() - before) / 1e6
    print(
        f"{total:9,} {first / count:6.3f} {five / count:6.3f} {times[count // 2]:7.2f} "
        f"{times[int(count * 0.95)]:7.2f} {times[-1]:7.2f} {memory:6.1f}"
    )


def resident() -> int:
    """Bytes of memory that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def slip(name: str, chance: random.Random) -> str:
    """A name with one letter left out, doubled, exchanged or swapped with the next."""
    at = chance.randrange(1, len(name) - 1)
    how = chance.randrange(4)
    if how == 0:
        return name[:at] + name[at + 1 :]
    if how == 1:
        return name[:at] + name[at] + name[at:]
    if how == 2:  # noqa: PLR2004
        return name[:at] + chance.choice(string.ascii_lowercase) + name[at + 1 :]
    return name[: at - 1] + name[at] + name[at - 1] + name[at + 1 :]


if __name__ == "__main__":
    sys.exit(main())
