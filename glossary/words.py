"""Entries by their words: the few entries that say what a query says.

Each word stands in the index under its stem with the entries that hold it, and with how
much each says by it: more where the gloss has it than where the details do. What other
entries say in the sentences that link to an entry counts as said of it. (BM25 over
weighted fields: Robertson, Zaragoza and Taylor 2004,
https://doi.org/10.1145/1031171.1031181.)
"""

from __future__ import annotations

import math
import re
from array import array
from collections import Counter, defaultdict

from glossary import packing, text
from glossary.stems import stem

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from glossary.index import Index

FIELD_WEIGHTS = {
    "names": 0.5,
    "gloss": 3.0,
    "definition": 1.2,
    "rest": 0.6,
    "others": 0.4,
}
"""How much a word counts in each field of an entry: details, example and facts are its
`rest`, and `others` what other entries say where they link to it."""
SATURATION = 3.0
"""Weighted occurrences by which an entry says half of all that it can by a word."""
LENGTH_SHARE = 0.6
"""How far a word counts for less in a field longer than most."""
COMMON = 10
"""Words that fewer entries than some ten hold are all about equally rare."""
UNKNOWN = 3.0
"""A word that no entry holds asks for so much more than a rare one."""
KINSHIP = 0.3
"""How much of what the best of its related entries says counts for an entry."""
FEW = 2
"""Words of which so many are met are half believed: one or two are met by chance."""
MOST_READ = 8_000
"""How many postings a query reads at most, the rarest words first."""

_WORTH_BITS = 8
_MOST_WORTH = (1 << _WORTH_BITS) - 1
_WEIGHED = 50
_NEAR_BEST = 0.25  # what says less than this share of the best is not weighed
_MOST_WORDS = 40
_WORD = re.compile(r"([^\W_]+[+#]*)(?:['’]([^\W_]+))?")
STOP_WORDS = frozenset(
    "a about all an and any are as at be been by can could do does doing for from had has have how "
    "i if in into is it its just like made make makes making me more most my no not of on one or "
    "other our out over so some such than that the their them then there these they thing things "
    "this those to too up use used uses using was we were what when where which who why will with "
    "would you your".split()
)


def split(words: str) -> Iterator[str]:
    """The words that say something, lower case, as often as they stand there; no lone letters.

    >>> list(split("Which of the model's sub-networks isn't run for each token?"))
    ['model', 'sub', 'networks', 'run', 'each', 'token']
    """
    for word, ending in _WORD.findall(text.squeeze_accents(text.see(words).lower())):
        if len(word) > 1 and word not in STOP_WORDS and ending != "t":
            yield word


def content_words(query: str) -> list[str]:
    """The words of a query that say something, each once."""
    return list(dict.fromkeys(split(query)))[:_MOST_WORDS]


# ---------------------------------------------------------------------- compiling


def pack(documents: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, int, bytes]]:
    """Each stem, how many entries hold it, and their numbers with what each says by it.

    A document is the text of each field of `FIELD_WEIGHTS`; entries are numbered from 1.
    """
    stems: dict[str, str] = {}
    entries = [
        {name: counts for name, words in document.items() if (counts := _count(words, stems))}
        for document in documents
    ]
    usual = {
        name: sum(one[name].total() for one in entries if name in one) / max(len(entries), 1)
        for name in FIELD_WEIGHTS
    }
    postings: dict[str, array[int]] = {}
    for number, one in enumerate(entries, 1):
        said: defaultdict[str, float] = defaultdict(float)
        for name, counts in one.items():
            longer = counts.total() / max(usual[name], 1.0)
            share = FIELD_WEIGHTS[name] / (1 - LENGTH_SHARE + LENGTH_SHARE * longer)
            for word, count in counts.items():
                said[word] += share * count
        for word, amount in said.items():
            worth = max(round(_MOST_WORTH * amount / (amount + SATURATION)), 1)
            postings.setdefault(word, array("I")).append(number << _WORTH_BITS | worth)
    for word, found in sorted(postings.items()):
        yield word, len(found), packing.pack(found)


def _count(words: str, stems: dict[str, str]) -> Counter[str]:
    """How often each stem stands in some words; `stems` keeps those known."""
    found: Counter[str] = Counter()
    for word in split(words):
        known = stems.get(word)
        if known is None:
            known = stems[word] = stem(word)
        found[known] += 1
    return found


# ---------------------------------------------------------------------- finding


def find(index: Index, query: str) -> list[tuple[int, float]]:
    """The entries that say most of what a query asks, best first, and how surely; ties by number.

    What an entry says of the query, over the root of all that the query asks, so that a
    long description, which no entry meets in full, need not be; times a factor that falls
    short of 1 the more, the fewer words meet, since one word alone meets by chance.
    """
    asked = dict.fromkeys(map(stem, content_words(query)))
    if not asked or not len(index):
        return []
    held, met, want = _read(index, asked)
    floor = max(held.values(), default=0.0) * _NEAR_BEST
    near = [(-said, entry) for entry, said in held.items() if said >= floor]
    best = [entry for _, entry in sorted(near)[:_WEIGHED]]
    kin = {entry: packing.unpack("I", others) for entry, others in index.kin(best)}
    lone = len(_WORD.findall(query)) == 1
    found = []
    for entry in best:
        said = held[entry] + KINSHIP * max(
            [held.get(other, 0.0) for other in kin[entry]], default=0.0
        )
        surely = 1.0 if lone else met[entry] / (met[entry] + FEW)
        found.append((entry, surely * said / math.sqrt(want)))
    found.sort(key=lambda one: (-one[1], one[0]))
    return found


def _read(index: Index, asked: Iterable[str]) -> tuple[dict[int, float], dict[int, int], float]:
    """What each entry says of the words asked, how many of them it holds, and all they ask."""
    held: dict[int, float] = {}
    met: dict[int, int] = {}
    totals = dict.fromkeys(asked, 0) | dict(index.word_totals(list(asked)))
    rarest = math.log(1 + len(index) / COMMON)
    want, left = 0.0, MOST_READ
    weights: dict[str, float] = {}
    for word, total in sorted(totals.items(), key=lambda one: (one[1], one[0])):
        weight = math.log(1 + len(index) / (COMMON + total)) / rarest
        want += weight if total else UNKNOWN
        if total and (not weights or total <= left):
            weights[word] = weight / _MOST_WORTH
            left -= total
    for word, entries in sorted(index.word_entries(list(weights))):  # sums have an order
        weight = weights[word]
        for posting in packing.unpack("I", entries):
            entry = posting >> _WORTH_BITS
            held[entry] = held.get(entry, 0.0) + weight * (posting & _MOST_WORTH)
            met[entry] = met.get(entry, 0) + 1
    return held, met, want
