"""Links that people made in glossaries, and those that we and other tools would make there.

Each page of a hand-linked glossary is read with that glossary's own terms. What counts is
which entries a page links, each once; a link to the page's own entry never counts, and neither
does what stands in code. Peers get every name of every entry, and the plain text.

`--gold FOLDER` holds JSON Lines files, a page a line: `id`, `term`, `aliases`, `text`, `links`
(`target_id`, `surface`) and `code_spans`. The texts are not a part of this project.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from glossary import Entry, Glossary
from glossary.text import fold, slug

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Page = dict
    Engine = Callable[[str], Iterable[tuple[int, int, str]]]

DEFAULT_GOLD = Path(__file__).parent.parent.parent / "shared" / "gold"


def main() -> None:
    """Print a table a glossary: precision, recall and F1 of each engine."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gold", type=Path, default=DEFAULT_GOLD)
    parser.add_argument("--misses", action="store_true", help="list what we miss and add, by kind")
    args = parser.parse_args()
    for path in sorted(args.gold.glob("*.jsonl")):
        pages = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
        ids = {page["id"] for page in pages}
        print(f"\n{path.stem}: {len(pages)} pages, {sum(len(wanted(p, ids)) for p in pages)} links")
        print(f"{'engine':24} {'precision':>9} {'recall':>7} {'F1':>6}")
        engines = {
            "ours": ours(pages),
            "flashtext": flashtext(pages),
            "spaCy PhraseMatcher": phrase_matcher(pages),
            "regex, no case": regex(pages),
        }
        for name, engine in engines.items():
            print(f"{name:24} {'{:9.3f} {:7.3f} {:6.3f}'.format(*score(engine, pages, ids))}")
        if args.misses:
            show_misses(engines["ours"], pages, ids)


def names_of(page: Page) -> list[str]:
    """Every name of a page's entry."""
    return [page["term"], *page["aliases"]]


def wanted(page: Page, ids: set[str]) -> set[str]:
    """The entries that people linked on a page."""
    return {link["target_id"] for link in page["links"]} & ids - {page["id"]}


def linked(engine: Engine, page: Page) -> set[str]:
    """The entries that an engine links on a page."""
    spans = page["code_spans"]
    return {
        entry
        for start, end, entry in engine(page["text"])
        if not any(start < last and first < end for first, last in spans)
    } - {page["id"]}


def score(engine: Engine, pages: list[Page], ids: set[str]) -> tuple[float, float, float]:
    """Precision, recall and F1 over all pages together."""
    right = found = there = 0
    for page in pages:
        links, gold = linked(engine, page), wanted(page, ids)
        right += len(links & gold)
        found += len(links)
        there += len(gold)
    precision, recall = right / found, right / there
    return precision, recall, 2 * precision * recall / (precision + recall)


def ours(pages: list[Page]) -> Engine:
    """This package, each page an entry with its names and nothing else."""
    by_id = {}
    entries = []
    for page in pages:
        if not fold(page["term"]):
            continue
        entry_id = slug(page["id"]) or slug(page["term"])
        by_id[entry_id] = page["id"]
        entries.append(
            Entry(
                id=entry_id,
                term=page["term"],
                synonyms=tuple({"text": alias} for alias in page["aliases"]),
                gloss=page["text"].split(". ")[0][:120] or page["term"],
            )
        )
    terms = Glossary.from_entries(entries)
    return lambda text: [
        (one.start, one.end, by_id[one.entry_id])
        for one in terms.find_mentions(text)
        if one.entry_id
    ]


def flashtext(pages: list[Page]) -> Engine:
    """What flashtext finds as it comes: no case."""
    from flashtext import KeywordProcessor

    processor = KeywordProcessor()
    for page in pages:
        for name in names_of(page):
            processor.add_keyword(name, page["id"])
    return lambda text: [
        (start, end, entry)
        for entry, start, end in processor.extract_keywords(text, span_info=True)
    ]


def phrase_matcher(pages: list[Page]) -> Engine:
    """What the PhraseMatcher of spaCy finds on lower-cased tokens, the longest match first."""
    import spacy
    from spacy.matcher import PhraseMatcher
    from spacy.util import filter_spans

    blank = spacy.blank("en")
    matcher = PhraseMatcher(blank.vocab, attr="LOWER")
    for page in pages:
        matcher.add(page["id"], [blank.make_doc(name) for name in names_of(page)])

    def find(text: str) -> list[tuple[int, int, str]]:
        spans = filter_spans(matcher(blank(text), as_spans=True))
        return [(span.start_char, span.end_char, span.label_) for span in spans]

    return find


def regex(pages: list[Page]) -> Engine:
    """An alternation of all names, the longest first, between word boundaries."""
    targets = {name.lower(): page["id"] for page in pages for name in names_of(page)}
    names = sorted(targets, key=len, reverse=True)
    alternatives = "|".join(map(re.escape, names))
    pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
    return lambda text: [
        (match.start(), match.end(), targets[match[0].lower()]) for match in pattern.finditer(text)
    ]


def show_misses(engine: Engine, pages: list[Page], ids: set[str]) -> None:
    """What we miss, by whether the words of the link are a name; what we add."""
    kinds: Counter[str] = Counter()
    names = {page["id"]: {fold(name) for name in names_of(page)} for page in pages}
    added: Counter[str] = Counter()
    for page in pages:
        links = linked(engine, page)
        for link in page["links"]:
            target = link["target_id"]
            if target in wanted(page, ids) - links:
                is_name = fold(link["surface"]) in names[target]
                kind = "a name, as written" if is_name else "words that are no name of it"
                kinds[kind] += 1
                print(f"  missed on {page['id']}: {link['surface']!r} -> {target} ({kind})")
        added.update(links - wanted(page, ids))
    print("  missed:", dict(kinds))
    print("  added, though people did not link them:", added.most_common(15))


if __name__ == "__main__":
    main()
