"""Names by their trigrams: the few names out of very many that may be meant.

A name's trigrams stand in the index with the names that have them, so that a misspelt
name is compared with some dozens of names and not with all. (Character n-grams for
approximate matching: Ukkonen 1992, https://doi.org/10.1016/0304-3975(92)90143-4.)
"""

from __future__ import annotations

from array import array
from collections import Counter
from functools import partial
from itertools import chain

from glossary import packing, text

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from collections.abc import Iterable

    from glossary.index import Index

_unpack = partial(packing.unpack, "Q")
_SIZE = 3
_LENGTH_BITS = 8
_LONGEST = (1 << _LENGTH_BITS) - 1
_SHORTEST_SHARE = 0.5  # of the query's trigrams, for a name that may be meant
_SHARED = 0.4  # of the trigrams that the best name shares, for a name that is weighed
MOST_READ = 12_000
"""How many postings a query reads at most, the rarest trigrams first."""


def split(key: str) -> list[str]:
    """The trigrams of a folded name without its spaces, both ends marked.

    >>> split("moe")
    ['^mo', 'moe', 'oe$']
    """
    marked = f"^{text.squeeze(key)}$"
    return list(dict.fromkeys(marked[at : at + _SIZE] for at in range(len(marked) - _SIZE + 1)))


def pack(names: Iterable[tuple[int, str]]) -> list[tuple[str, int, bytes]]:
    """Each trigram, how many names have it, and their numbers with their lengths."""
    postings: dict[str, array[int]] = {}
    for number, key in names:
        grams = split(key)
        posting = number << _LENGTH_BITS | min(len(grams), _LONGEST)
        for gram in grams:
            postings.setdefault(gram, array("Q")).append(posting)
    return [(gram, len(found), packing.pack(found)) for gram, found in sorted(postings.items())]


def nearest(index: Index, key: str, *, limit: int = 50) -> list[int]:
    """Numbers of the names that share the most trigrams with a key, the nearest first.

    By the Dice coefficient of the two sets of trigrams, ties by number.
    """
    grams = split(key)[:_LONGEST]
    rarest = sorted(index.gram_totals(grams), key=lambda row: (row[1], row[0]))
    read: list[str] = []
    left = MOST_READ
    for gram, total in rarest:
        if read and total > left:
            break
        read.append(gram)
        left -= total
    counts = Counter(chain.from_iterable(map(_unpack, index.gram_names(read))))
    fewest = max(counts.values(), default=0) * _SHARED
    # Far more names share some trigrams than can be near, and no misspelling is much shorter.
    shortest = min(len(grams) * _SHORTEST_SHARE, _LONGEST)
    near = [
        posting
        for posting, count in counts.items()
        if count >= fewest and (posting & _LONGEST) >= shortest
    ]
    near.sort(key=lambda posting: (-counts[posting] / (len(grams) + (posting & _LONGEST)), posting))
    return [posting >> _LENGTH_BITS for posting in near[:limit]]
