"""What a text's readers need explained: the section that articles end with.

How much a term is needed follows from the text (how often it is used, and how centrally) and
from the entry (how specialized it is). Every part of the score can be seen (`reasons`).
"""

from __future__ import annotations

import math
import re
from collections import defaultdict

from glossary.errors import UsageError

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from glossary.entry import Entry
    from glossary.linking.mentions import Finder, Mention

LEVELS = ("basic", "intermediate", "advanced")
_SPECIALIZED: Mapping[str | None, float] = {
    "basic": 0.4,
    "intermediate": 1.0,
    "advanced": 1.2,
    None: 1.0,
}
_NAMED: Mapping[str | None, float] = {"model": 0.6, "organization": 0.4, "tool": 0.8}
"""Who makes what is what a text tells of itself; a benchmark's name tells nothing."""
_EARLY = 0.15  # of the text: the headline and what opens it
_EARLY_BONUS = 0.5
_HEADING_BONUS = 0.5
_SELF_EXPLAINED = 0.6
_APPOSITION = re.compile(r"\s*(?:\(|,? (?:is|are|means|meaning|stands for|that is|i\.e\.)\b)")
_LOOK_AHEAD = 40  # characters behind a name


class Explanation:
    """A term that a text uses, and how much its readers need it explained."""

    __slots__ = ("count", "entry", "first", "mentions", "reasons", "score")

    def __init__(
        self,
        entry: Entry,
        mentions: Sequence[Mention],
        reasons: Mapping[str, float],
        first: tuple[str, ...],
    ) -> None:
        self.entry = entry
        self.mentions = tuple(mentions)
        """Where the text uses it."""
        self.count = len(mentions)
        self.reasons = dict(reasons)
        """The parts of the score, which is their product."""
        self.score = round(math.prod(reasons.values()), 4)
        self.first = first
        """Ids of what should be known first, in the order of reading."""

    @property
    def entry_id(self) -> str:
        """The entry's id."""
        return self.entry.id

    def __repr__(self) -> str:
        return f"Explanation({self.entry_id!r}, score={self.score}, count={self.count})"


def explain(
    finder: Finder,
    source: str,
    *,
    format: str,  # noqa: A002 -- as in the public functions
    limit: int | None,
    level: str | None,
) -> tuple[Explanation, ...]:
    """The terms of a text, the most needed first."""
    if level is not None and level not in LEVELS:
        msg = f"there is no level {level!r}; choose from {', '.join(LEVELS)}"
        raise UsageError(msg)
    if limit is not None and limit < 1:
        msg = f"limit is {limit}; it is a number of terms, 1 or more"
        raise UsageError(msg)
    used: dict[str, list[Mention]] = defaultdict(list)
    for mention in finder.find_all(source, format=format):
        if mention.entry_id is not None:
            used[mention.entry_id].append(mention)
    items = []
    for entry_id, mentions in used.items():
        entry = finder.entry(entry_id)
        if level is None or entry.level is None or _is_above(entry.level, level):
            reasons = _weigh(source, entry, mentions)
            items.append(Explanation(entry, mentions, reasons, _prerequisites(finder, entry)))
    items.sort(key=lambda item: (-item.score, item.mentions[0].start, item.entry_id))
    return tuple(items[:limit])


def _is_above(level: str, known: str) -> bool:
    return LEVELS.index(level) >= LEVELS.index(known)


def _weigh(source: str, entry: Entry, mentions: Sequence[Mention]) -> dict[str, float]:
    """The parts of the score of one term."""
    central = 1.0
    if mentions[0].start <= _EARLY * len(source):
        central += _EARLY_BONUS
    if any(mention.link is None and not mention.is_open for mention in mentions):
        central += _HEADING_BONUS
    reasons = {
        "frequency": 1 + math.log2(len(mentions)),
        "centrality": central,
        "specialization": _SPECIALIZED[entry.level],
        "kind": _NAMED.get(entry.kind, 1.0),
    }
    if any(_is_explained(source, mention, entry) for mention in mentions):
        reasons["explained in the text"] = _SELF_EXPLAINED
    return {reason: round(part, 4) for reason, part in reasons.items()}


def _is_explained(source: str, mention: Mention, entry: Entry) -> bool:
    """Whether the text says what it is: "MoE (mixture of experts)", "distillation means"."""
    behind = source[mention.end : mention.end + _LOOK_AHEAD]
    match = _APPOSITION.match(behind)
    if not match:
        return False
    if not match[0].endswith("("):
        return True
    inside = behind[match.end() :].casefold()
    return not any(inside.startswith(name.casefold()) for name in entry.names)


def _prerequisites(finder: Finder, entry: Entry) -> tuple[str, ...]:
    """What the entry requires, and what that requires, the most basic first."""
    order: list[str] = []
    _visit(finder, entry.relations.requires, {entry.id}, order)
    return tuple(order)


def _visit(finder: Finder, ids: Iterable[str], seen: set[str], order: list[str]) -> None:
    """Put entries into the order of reading, those that they require before them."""
    for entry_id in ids:
        if entry_id not in seen and finder.has(entry_id):
            seen.add(entry_id)
            _visit(finder, finder.entry(entry_id).relations.requires, seen, order)
            order.append(entry_id)
