"""The mentions of a glossary's terms in a text of any format."""

from __future__ import annotations

from glossary.linking import builder, candidates, prose
from glossary.linking.senses import Choice, Chooser, Surroundings, Whole

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from glossary.entry import Entry
    from glossary.index import Index
    from glossary.linking.lexicon import Meaning, Sense
    from glossary.linking.prose.passage import Passage


class Meant:
    """What a name was found to mean: the same for every place where it stands alike."""

    __slots__ = ("entry_id", "evidence", "name", "rule", "senses")

    def __init__(
        self,
        entry_id: str | None,
        name: str,
        rule: str,
        *,
        senses: tuple[str, ...],
        evidence: tuple[str, ...] = (),
    ) -> None:
        self.entry_id = entry_id
        self.name = name
        self.rule = rule
        self.senses = senses
        self.evidence = evidence


class Mention:
    """A name of an entry in a text: `text[mention.start:mention.end] == mention.text`."""

    # Hundreds of thousands are made of a long text: what they share is kept apart.
    __slots__ = ("_finder", "_meant", "_passage", "end", "start", "text")

    def __init__(  # noqa: PLR0913, PLR0917 -- a record, made in one place
        self, start: int, end: int, text: str, meant: Meant, passage: Passage, finder: Finder
    ) -> None:
        self.start = start
        """Offset in the caller's own text, in characters."""
        self.end = end
        self.text = text
        """The name as it stands in the text."""
        self._meant = meant
        self._passage = passage
        self._finder = finder

    @property
    def entry_id(self) -> str | None:
        """The entry that is meant; `None` where that cannot be told (`rule` is `ambiguous`)."""
        return self._meant.entry_id

    @property
    def entry(self) -> Entry | None:
        """The entry that is meant; `None` where that cannot be told."""
        entry_id = self._meant.entry_id
        return None if entry_id is None else self._finder.entry(entry_id)

    @property
    def name(self) -> str:
        """The entry's name that is found, as the entry writes it."""
        return self._meant.name

    @property
    def rule(self) -> str:
        """`exact`, `folded`, `form`, `spaceless`, or `ambiguous`: see `docs/linking.md`."""
        return self._meant.rule

    @property
    def senses(self) -> tuple[str, ...]:
        """Ids of all entries that the name may mean, one unless it is shared."""
        return self._meant.senses

    @property
    def evidence(self) -> tuple[str, ...]:
        """Of a shared name, the words of the text that speak for the sense."""
        return self._meant.evidence

    @property
    def section(self) -> int:
        """Which section of the text it stands in, counted from 0."""
        return self._passage.section

    @property
    def link(self) -> str | None:
        """Where it leads, if it stands in a link."""
        return self._passage.link

    @property
    def is_open(self) -> bool:
        """Whether a link may be put here: not in a link nor in a heading."""
        return self._passage.is_open

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Mention) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        return self.start, self.end, self.text, self.entry_id, self.name, self.rule

    def __repr__(self) -> str:
        return (
            f"Mention({self.start}, {self.end}, text={self.text!r}, "
            f"entry_id={self.entry_id!r}, rule={self.rule!r})"
        )


class Refusal:
    """A name in a text that is no mention, and the rule that refused it."""

    __slots__ = ("end", "name", "rule", "senses", "start", "text")

    def __init__(  # noqa: PLR0913 -- a record, made in one place
        self, start: int, end: int, *, text: str, name: str, rule: str, senses: tuple[str, ...]
    ) -> None:
        self.start = start
        self.end = end
        self.text = text
        self.name = name
        self.rule = rule
        """`case`, `not_in`, `longer`, `identifier`, `address`, or `part of a word` or `name`."""
        self.senses = senses
        """Ids of the entries that it might have meant."""

    def __repr__(self) -> str:
        return f"Refusal({self.start}, {self.end}, text={self.text!r}, rule={self.rule!r})"


class Finder:
    """Finds the mentions of one glossary. Made once, then shared by threads."""

    def __init__(self, index: Index, make_entry: Callable[[str], Entry]) -> None:
        self._index = index
        self._make_entry = make_entry
        self._lexicon = builder.build(index)
        self._chooser = Chooser(index)
        self._ids: dict[int, str] = {}
        self._terms: dict[str, str] = {}
        for number, entry_id, term in index.terms():
            self._ids[number] = entry_id
            self._terms[entry_id] = term

    def has(self, entry_id: str) -> bool:
        """Whether there is an entry with this id."""
        return entry_id in self._terms

    def entry(self, entry_id: str) -> Entry:
        """The entry with this id."""
        return self._make_entry(entry_id)

    def term(self, entry_id: str) -> str:
        """The preferred term of an entry."""
        return self._terms[entry_id]

    def find(self, source: str, *, format: str = "text") -> list[Mention]:  # noqa: A002 -- as in the public functions
        """Every mention in the prose of a source, in order."""
        passages = prose.load(format).read(source)
        return self.read(source, passages, is_open=True)

    def find_all(self, source: str, *, format: str) -> list[Mention]:  # noqa: A002
        """Those as well that stand in links and headings, where no link can be put."""
        passages = prose.load(format).read(source)
        return sorted(self.read(source, passages), key=lambda one: one.start)

    def judge(self, source: str, *, format: str) -> list[Mention | Refusal]:  # noqa: A002
        """Every name in the prose of a source, taken or refused, in order."""
        passages = prose.load(format).read(source)
        return list(self._judge(source, passages))

    def _judge(self, source: str, passages: Sequence[Passage]) -> Iterator[Mention | Refusal]:
        whole = Whole([passage.text for passage in passages])
        for passage in passages:
            around = Surroundings(passage.text, whole)
            for start, end, meaning, rule in candidates.judge(self._lexicon, passage.text):
                span = passage.span(start, end)
                if span is None:
                    continue
                text = source[slice(*span)]
                refused_by = rule or ("" if passage.is_open else _closed(passage))
                if not refused_by:
                    meant = self._settle(meaning, around, start, end)
                    yield Mention(*span, text, meant, passage, self)
                    continue
                senses = meaning.senses or meaning.refused
                ids = tuple([self._ids[sense.number] for sense in senses])
                yield Refusal(*span, text=text, name=senses[0].name, rule=refused_by, senses=ids)

    def read(
        self, source: str, passages: Sequence[Passage], *, is_open: bool = False
    ) -> list[Mention]:
        """The mentions in the passages of a source; with `is_open` only where links may stand."""
        whole = Whole([passage.text for passage in passages])
        found: list[Mention] = []
        for passage in passages:
            if passage.is_open or not is_open:
                self._read(source, passage, Surroundings(passage.text, whole), found)
        return found

    def _read(
        self, source: str, passage: Passage, around: Surroundings, found: list[Mention]
    ) -> None:
        names = candidates.find(self._lexicon, passage.text)
        if passage.text is source:
            found += [
                Mention(
                    start,
                    end,
                    source[start:end],
                    meaning.settled or self._settle(meaning, around, start, end),
                    passage,
                    self,
                )
                for start, end, meaning in names
            ]
            return
        for start, end, meaning in names:
            span = passage.span(start, end)
            if span is not None:
                meant = meaning.settled or self._settle(meaning, around, start, end)
                found.append(Mention(*span, source[slice(*span)], meant, passage, self))

    def _settle(self, meaning: Meaning, around: Surroundings, start: int, end: int) -> Meant:
        """What a name means at a place; kept where it means the same at every place."""
        senses = meaning.senses
        if len(senses) == 1:
            choice: Choice | None = Choice(senses[0].number, ())
        else:
            choice = self._chooser.always(senses)
        if choice is not None:
            meant = self._meant(senses, choice)
            meaning.settled = meant
            return meant
        return self._meant(senses, self._chooser.choose(senses, around, start, end))

    def _meant(self, senses: tuple[Sense, ...], choice: Choice) -> Meant:
        ids = tuple([self._ids[sense.number] for sense in senses])
        for entry_id, sense in zip(ids, senses, strict=True):
            if sense.number == choice.number:
                return Meant(entry_id, sense.name, sense.rule, senses=ids, evidence=choice.evidence)
        return Meant(None, senses[0].name, "ambiguous", senses=ids, evidence=choice.evidence)


def _closed(passage: Passage) -> str:
    return "heading" if passage.is_heading else "link"
