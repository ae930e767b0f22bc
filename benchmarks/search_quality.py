"""Quality and speed of search on the reporting half of `tests/quality`, beside its peers.

Peers get the same names: every name of every entry that may be shown, folded. Run it
inside an environment with the `bench` extra (`pip install -e '.[bench]'`).
"""

from __future__ import annotations

import argparse
import csv
import difflib
import sqlite3
import statistics
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import Glossary
from glossary.text import fold
from glossary.words import content_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Engine = Callable[[str], list[str]]

PROJECT = Path(__file__).parent.parent
QUERIES = PROJECT / "tests" / "quality" / "queries.tsv"
NAME_KINDS = (
    "typo", "hyphen", "plural", "spelling", "order", "partial", "abbreviation", "expansion",
)  # fmt: skip
TARGETS = {"names": (0.97, 0.99), "description": (0.70, 0.90)}


def main() -> None:
    """Print a table: a row an engine and kind of query."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--half", default="reporting", choices=("tuning", "reporting"))
    parser.add_argument("--misses", action="store_true", help="list what we did not find first")
    args = parser.parse_args()
    with QUERIES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if row["half"] == args.half]
    terms = Glossary.open(PROJECT / "entries")
    names = named(terms)
    print(f"{args.half} half: {len(rows)} queries, {len(terms)} entries, {len(names)} names")
    engines: dict[str, Engine] = {"ours": lambda query: [m.entry_id for m in terms.search(query)]}
    engines |= {
        "rapidfuzz WRatio": wratio(names),
        "difflib": by_difflib(names),
        "SymSpell": symspell(names),
        "plain FTS5": plain_fts5(terms),
    }
    print(
        f"{'engine':18} {'kind':13} {'n':>4} {'hit@1':>6} {'hit@5':>6} {'MRR':>6} "
        f"{'p50 ms':>7} {'p95 ms':>7}"
    )
    for name, engine in engines.items():
        report(name, engine, rows, show_misses=args.misses and name == "ours")


def named(terms: Glossary) -> list[tuple[str, str]]:
    """Folded names and the ids of their entries."""
    return sorted({(fold(name), entry.id) for entry in terms for name in (*entry.names, entry.id)})


def report(name: str, engine: Engine, rows: list[dict[str, str]], *, show_misses: bool) -> None:
    """Print an engine's rows."""
    groups: dict[str, list[tuple[int | None, float]]] = defaultdict(list)
    for row in rows:
        engine(row["query"])  # warm
        start = time.perf_counter()
        found = engine(row["query"])
        spent = (time.perf_counter() - start) * 1000
        expected = set(filter(None, row["expected"].split("|")))
        place = next((n for n, one in enumerate(found, 1) if one in expected), None)
        if row["kind"] == "decoy":
            place = None if found else 1
        groups[row["kind"]].append((place, spent))
        if show_misses and place != 1:
            print(f"  miss ({row['kind']}) {row['query']!r}: {row['expected']}; got {found[:5]}")
    groups["names"] = [one for kind in NAME_KINDS for one in groups[kind]]
    for kind in (*NAME_KINDS, "names", "description", "decoy"):
        line(name, kind, groups[kind])


def line(name: str, kind: str, found: list[tuple[int | None, float]]) -> None:
    """Print one row; of decoys, hit@1 is the share that found nothing."""
    if not found:
        return
    places = [place for place, _ in found]
    times = sorted(spent for _, spent in found)
    first = sum(place == 1 for place in places) / len(found)
    five = sum(place is not None and place <= 5 for place in places) / len(found)  # noqa: PLR2004
    rank = statistics.fmean(1 / place if place else 0 for place in places)
    p95 = times[min(len(times) - 1, int(0.95 * len(times)))]
    target = "" if name != "ours" or kind not in TARGETS else f"  target {TARGETS[kind]}"
    print(
        f"{name:18} {kind:13} {len(found):4} {first:6.3f} {five:6.3f} {rank:6.3f} "
        f"{statistics.median(times):7.2f} {p95:7.2f}{target}"
    )


def first_ids(found: Iterable[str]) -> list[str]:
    """Each id once, the first five."""
    return list(dict.fromkeys(found))[:5]


def wratio(names: list[tuple[str, str]]) -> Engine:
    """What most reach for: rapidfuzz.process.extract with WRatio."""
    from rapidfuzz import fuzz, process

    keys = [key for key, _ in names]

    def ask(query: str) -> list[str]:
        found = process.extract(fold(query), keys, scorer=fuzz.WRatio, limit=20, score_cutoff=60)
        return first_ids(names[place][1] for _, _, place in found)

    return ask


def by_difflib(names: list[tuple[str, str]]) -> Engine:
    """The standard library's get_close_matches."""
    ids = defaultdict(list)
    for key, entry_id in names:
        ids[key].append(entry_id)

    def ask(query: str) -> list[str]:
        found = difflib.get_close_matches(fold(query), list(ids), n=10, cutoff=0.6)
        return first_ids(entry_id for key in found for entry_id in ids[key])

    return ask


def symspell(names: list[tuple[str, str]]) -> Engine:
    """SymSpell with distance 2."""
    try:
        from symspellpy import SymSpell, Verbosity
    except ImportError:
        print("(symspellpy is not installed)")
        return lambda _: []
    speller = SymSpell(max_dictionary_edit_distance=2, prefix_length=7)
    ids = defaultdict(list)
    for key, entry_id in names:
        ids[key].append(entry_id)
        speller.create_dictionary_entry(key, 1)

    def ask(query: str) -> list[str]:
        found = speller.lookup(fold(query), Verbosity.ALL, max_edit_distance=2)
        return first_ids(entry_id for one in found[:20] for entry_id in ids[one.term])

    return ask


def plain_fts5(terms: Glossary) -> Engine:
    """SQLite's full text of everything an entry says, bm25, porter, no weights."""
    connection = sqlite3.connect(":memory:")
    connection.execute(
        "CREATE VIRTUAL TABLE d USING fts5 (id UNINDEXED, words, tokenize = 'porter')"
    )
    for entry in terms:
        words = "\n".join(
            filter(None, (*entry.names, entry.gloss, entry.definition, entry.details))
        )
        connection.execute("INSERT INTO d VALUES (?, ?)", (entry.id, words))

    def ask(query: str) -> list[str]:
        asked = " OR ".join(f'"{word}"' for word in content_words(query))
        if not asked:
            return []
        sql = "SELECT id FROM d WHERE d MATCH ? ORDER BY bm25(d) LIMIT 5"
        return [entry_id for (entry_id,) in connection.execute(sql, (asked,))]

    return ask


if __name__ == "__main__":
    main()
