"""Links put into a text: the source byte for byte, but for what is inserted."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import partial
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from glossary.errors import UsageError
from glossary.linking import prose
from glossary.linking.prose.passage import BARRIER

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from glossary.linking.mentions import Finder, Mention
    from glossary.linking.prose import Format
    from glossary.linking.prose.passage import Passage

FIRST = ("section", "page", "all")
"""Where a term is linked again: in each section, once a page, at every mention."""
ROLE = ":term:"
"""The target that stands for Sphinx's own role, in reStructuredText and in MyST."""
FIELDS = ("id", "term", "name", "text")
"""What a target's template may hold in braces."""

_FIELD = re.compile(r"\{([^{}]*)\}")
_HUNDRED = 100
_LETTERS = 5  # of a word, when words are counted


class Options(NamedTuple):
    """How links are put into a text: see `Glossary.link`."""

    first: str
    target: str
    exclude: Collection[str]
    density: int | None
    write: Callable[[Mention], str] | None = None
    """What writes the source of a link; else the format does, with the target's address."""


class Insertion:
    """A link to be put around a mention."""

    __slots__ = ("mention", "written")

    def __init__(self, mention: Mention, written: str) -> None:
        self.mention = mention
        self.written = written
        """The source of the link: what stands there, and what is put around it."""

    @property
    def start(self) -> int:
        """Where it stands in the source, in characters."""
        return self.mention.start

    @property
    def end(self) -> int:
        """Where what it is put around ends."""
        return self.mention.end


def check_options(options: Options) -> None:
    """Raise `UsageError` for an option that makes no sense."""
    density = options.density
    if options.first not in FIRST:
        msg = f"first is {options.first!r}; choose from {', '.join(FIRST)}"
        raise UsageError(msg)
    unknown = sorted(set(_FIELD.findall(options.target)) - set(FIELDS))
    if unknown:
        msg = f"a target has no field {unknown[0]!r}; there are: {', '.join(FIELDS)}"
        raise UsageError(msg)
    if density is not None and density < 0:
        msg = f"density is {density}; it is a number of links, 0 or more, in 100 words"
        raise UsageError(msg)


def insert(source: str, insertions: Sequence[Insertion]) -> str:
    """The source with its links."""
    parts: list[str] = []
    done = 0
    for one in insertions:
        parts += source[done : one.start], one.written
        done = one.end
    return "".join((*parts, source[done:]))


def plan(
    finder: Finder,
    source: str,
    options: Options,
    *,
    format: str,  # noqa: A002 -- as in the public functions
) -> list[Insertion]:
    """The links that a source gets, in order.

    A term that a section (or the page) links already counts as linked, wherever in it the
    link stands; so that linking twice changes nothing.
    """
    known = prose.load(format)
    taken = choose(finder, source, known.read(source), options, refuse=known.refusal)
    write = options.write or partial(_write, known, finder, options.target)
    return _settle(known, source, [Insertion(mention, write(mention)) for mention in taken])


def choose(  # noqa: PLR0913 -- the parts of a page, and what is known of it
    finder: Finder,
    source: str,
    passages: Sequence[Passage],
    options: Options,
    *,
    refuse: Callable[[str, int, int], str | None] = lambda *_: None,
    known: Iterable[tuple[int, str]] = (),
) -> list[Mention]:
    """The mentions in the passages of a source that are to be links, in order.

    `refuse` may give the rule that refuses a link at a place of the source. `known` are
    entries that sections link already, other than by what a link shows.
    """
    check_options(options)
    first = options.first
    mentions = sorted(finder.read(source, passages), key=lambda mention: mention.start)
    room = _Room(passages, mentions, options.density)
    linked = {(section if first == "section" else 0, entry_id) for section, entry_id in known}
    for mention in mentions:
        if mention.link is not None and mention.entry_id:
            linked.add((mention.section if first == "section" else 0, mention.entry_id))
    chosen: list[Mention] = []
    for mention in mentions:
        entry_id = mention.entry_id
        if entry_id is None or not mention.is_open or entry_id in options.exclude:
            continue
        place = (mention.section if first == "section" else 0, entry_id)
        if (first != "all" and place in linked) or not room.has(mention.section):
            continue
        if refuse(source, mention.start, mention.end):
            continue
        linked.add(place)
        room.take(mention.section)
        chosen.append(mention)
    return chosen


def _write(known: Format, finder: Finder, target: str, mention: Mention) -> str:
    if target == ROLE:
        return known.write_role(mention.text, "term", finder.term(mention.entry_id or ""))
    return known.write_link(mention.text, fill(target, mention, finder))


def fill(target: str, mention: Mention, finder: Finder) -> str:
    """The address that a target's template makes of a mention."""
    entry_id = mention.entry_id or ""
    term = finder.term(entry_id)
    values = {"id": entry_id, "term": term, "name": mention.name, "text": mention.text}
    return _FIELD.sub(lambda field: quote(values[field[1]], safe=""), target)


def _settle(known: Format, source: str, chosen: list[Insertion]) -> list[Insertion]:
    """Those links that leave the rest of the text as it was: nearly always all."""
    if not chosen or known.keeps(source, insert(source, chosen), _places(chosen)):
        return chosen
    if len(chosen) == 1:
        return []
    half = len(chosen) // 2
    before, behind = _settle(known, source, chosen[:half]), _settle(known, source, chosen[half:])
    both = before + behind
    return both if known.keeps(source, insert(source, both), _places(both)) else before


def _places(chosen: Iterable[Insertion]) -> list[int]:
    """Where each link begins in the text with links."""
    places, shift = [], 0
    for one in chosen:
        places.append(one.start + shift)
        shift += len(one.written) - (one.end - one.start)
    return places


class _Room:
    """How many links each section still takes."""

    def __init__(
        self, passages: Iterable[Passage], mentions: Iterable[Mention], density: int | None
    ) -> None:
        self._left: defaultdict[int, int] | None = None
        if density is None:
            return
        counts: Counter[int] = Counter()
        for passage in passages:
            # Letters, not words: a link may part what was one word.
            counts[passage.section] += len("".join(passage.text.split()).replace(BARRIER, ""))
        self._left = defaultdict(int)
        for section, letters in counts.items():
            links = round(letters / _LETTERS * density / _HUNDRED)
            self._left[section] = max(1, links) if density else 0
        for mention in mentions:
            if mention.link is not None:
                self._left[mention.section] -= 1

    def has(self, section: int) -> bool:
        return self._left is None or self._left[section] >= 1

    def take(self, section: int) -> None:
        if self._left is not None:
            self._left[section] -= 1
