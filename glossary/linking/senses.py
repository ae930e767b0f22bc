"""Which sense of a shared name a text means, by the words around it.

Each sense has a neighborhood: the words of its gloss, its definition and its sense label, its
other names, and the names of what it is related to. A sense is taken when the text holds
enough words of its neighborhood and clearly more than of any other's; else the mention
stays ambiguous. (The idea is Lesk's: Automatic Sense Disambiguation Using Machine Readable
Dictionaries, SIGDOC 1986; words weigh by how few entries hold them.)
"""

from __future__ import annotations

import json
import re

from glossary import text
from glossary.index import names_of

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from glossary.index import Index
    from glossary.linking.lexicon import Sense

    _Comparison = tuple["Choice | None", tuple[frozenset[str], ...]]

_NEAR = 400  # characters to both sides that count in full
_FAR_WEIGHT = 0.35  # of a word that stands further off
_ENOUGH = 3.0  # one word that a twentieth of the entries hold
_TELLING = 1.0  # what is lighter is not named as evidence
_LEAD = 2.0  # times as much as the next
_SHORTEST_WORD = 3
_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")  # a letter and the marks on it
_TO_SPACES = {code: " " for code in range(128) if not chr(code).isalnum()}  # as _WORD, but faster
_MOST_KEPT = 100_000
_NOT_SAID = ("id", "misspellings")
_KIN = ("broader", "part_of", "derived_from", "narrower", "has_part", "derivatives")


class Choice:
    """What was decided of a shared name: the sense, if any, and the words that decided."""

    __slots__ = ("evidence", "number")

    def __init__(self, number: int | None, evidence: tuple[str, ...]) -> None:
        self.number = number
        """The entry's number; `None` where the evidence is thin."""
        self.evidence = evidence


_NO_CHOICE = Choice(None, ())


class Chooser:
    """Chooses between senses; keeps the neighborhoods that it has read."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._words: dict[int, frozenset[str]] = {}
        self._kin: dict[int, frozenset[str]] = {}
        self._ids: dict[int, str] = {}
        self._weights: dict[str, float] = {}
        self._compared: dict[tuple[int, ...], _Comparison] = {}

    def choose(self, senses: Sequence[Sense], around: Surroundings, start: int, end: int) -> Choice:
        """The sense that is meant at a place, if the words around it tell.

        For senses of which nothing is `always` decided.
        """
        _, telling = self._compare(senses)
        whole = around.whole.stems
        if all(map(whole.isdisjoint, telling)):
            return _NO_CHOICE
        far = whole - _stems(around.text[start:end])
        near = around.stems_near(start, end)
        scored = []
        for sense, words in zip(senses, telling, strict=True):
            found = sorted(words & far)
            score = sum(self._weigh(word) * (1 if word in near else _FAR_WEIGHT) for word in found)
            evidence = tuple([word for word in found if self._weigh(word) >= _TELLING])
            scored.append((score, sense.number, evidence))
        (best, number, evidence), (second, *_), *_ = sorted(scored, key=lambda one: -one[0])
        if best >= _ENOUGH and best >= _LEAD * second:
            return Choice(number, evidence)
        return Choice(None, evidence)

    def always(self, senses: Sequence[Sense]) -> Choice | None:
        """What is decided of these senses whatever stands around them, if anything is."""
        return self._compare(senses)[0]

    def _compare(self, senses: Sequence[Sense]) -> _Comparison:
        """What is decided in any text, and the words that speak for each sense alone."""
        numbers = tuple([sense.number for sense in senses])
        known = self._compared.get(numbers)
        if known is None:
            for number in numbers:
                self._read(number)
            words = [self._words[number] for number in numbers]
            telling = tuple([one.difference(*(o for o in words if o is not one)) for one in words])
            kin = self._choose_kin(senses)
            always = None if any(telling) else _NO_CHOICE
            known = self._compared[numbers] = (kin or always), telling
        return known

    def _choose_kin(self, senses: Sequence[Sense]) -> Choice | None:
        """Of a family (SWE-bench, its subsets) the first sense: the name as it is nearest."""
        first, *others = senses
        is_family = all(self._ids[other.number] in self._kin[first.number] for other in others)
        return Choice(first.number, ("kin",)) if is_family else None

    def _read(self, number: int) -> None:
        if number in self._words:
            return
        entry_id, _, record, derived = self._index.stored(number)
        fields, found = json.loads(record), json.loads(derived)
        names = [name["text"] for role, name in names_of(fields) if role not in _NOT_SAID]
        relations = {**fields.get("relations", {}), **found}
        terms = found.get("terms", {})
        near = {
            one
            for relation, ids in relations.items()
            if relation not in ("links", "backlinks", "terms")
            for one in ids
        }
        shown = [fields.get("sense") or "", fields["gloss"], fields.get("definition") or ""]
        words = [*names, *map(text.show_links, shown), *(terms.get(one, one) for one in near)]
        self._words[number] = _stems(" ".join(words))
        self._kin[number] = frozenset(one for kin in _KIN for one in relations.get(kin, ()))
        self._ids[number] = entry_id

    def _weigh(self, word: str) -> float:
        known = self._weights.get(word)
        if known is None:
            known = self._weights[word] = self._index.weigh(word)
        return known


class Whole:
    """The words of a whole text, worked out when they are first asked for."""

    __slots__ = ("_stems", "_texts")

    def __init__(self, texts: Iterable[str]) -> None:
        self._texts = texts
        self._stems: frozenset[str] | None = None

    @property
    def stems(self) -> frozenset[str]:
        """The stems of its words."""
        if self._stems is None:
            self._stems = _stems(" ".join(self._texts))
        return self._stems


class Surroundings:
    """The words of a passage, and of the text that it is a part of."""

    __slots__ = ("text", "whole")

    def __init__(self, passage: str, whole: Whole) -> None:
        self.text = passage
        self.whole = whole

    def stems_near(self, start: int, end: int) -> frozenset[str]:
        """The stems of the words around a place."""
        near = self.text[max(0, start - _NEAR) : start], self.text[end : end + _NEAR]
        return _stems(" ".join(near))


class _Stems(dict[str, str]):
    """The folded word without the ending of the plural, by the word; nothing for short ones."""

    def __missing__(self, word: str) -> str:
        key = text.fold(word)
        stem = _stem(key) if len(key) >= _SHORTEST_WORD else ""
        if len(self) < _MOST_KEPT:
            self[word] = stem
        return stem


_STEMS = _Stems()


def _stems(words: str) -> frozenset[str]:
    """The stems of words, each once."""
    plain = words.isascii()
    split = words.translate(_TO_SPACES).split() if plain else _WORD.findall(words)
    return frozenset({_STEMS[word] for word in set(split)} - {""})


def _stem(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
