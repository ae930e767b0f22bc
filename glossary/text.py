"""Names as keys: folding, spaceless keys, word forms, and links in an entry's words.

`fold` is the one comparison key for names. Nothing here reads a file or knows what
an entry is, and nothing heavier than `re` and `unicodedata` is imported.
"""

from __future__ import annotations

import re
import unicodedata

TYPE_CHECKING = False  # `typing` alone costs half a bare start
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# Tables for str.translate: no pattern has to be compiled before a name can be looked up.
# Joined by a dash or an underscore, words are the same name: "fine-tuning", "fine_tuning".
_DASHES = dict.fromkeys(
    map(
        ord,
        "_-\u058a\u05be\u1806\u2010\u2011\u2012\u2013\u2014\u2015\u2043\u2053\u207b\u208b\u2212"
        "\u2e3a\u2e3b\u301c\u3030\ufe58\ufe63\uff0d\uff3f",
    ),
    " ",
)
_APOSTROPHES = dict.fromkeys((0x60, 0xB4, 0x2BC, 0x2018, 0x2019, 0x201B, 0x2032), "'")
_SPELLING = {**_DASHES, **_APOSTROPHES}
# Zero-width and directional marks and variation selectors, which a reader cannot see.
_INVISIBLE = dict.fromkeys(
    code
    for first, last in (
        (0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x180B, 0x180E), (0x200B, 0x200F),
        (0x202A, 0x202E), (0x2060, 0x2064), (0x2066, 0x206F), (0xFE00, 0xFE0F),
        (0xFEFF, 0xFEFF), (0xE0001, 0xE007F), (0xE0100, 0xE01EF),
    )
    for code in range(first, last + 1)
)  # fmt: skip
# What prose puts around a name. Not "+", "#", "@", "&", "%", "/": they carry meaning.
_OPENING = " \t\r\n\"'([{<«‹“”„‘¿¡*,;:!?…|=~"
_CLOSING = " \t\r\n\"'>»›“”’*.,;:!?…|=~"
_PAIRS = {")": "(", "]": "[", "}": "{"}


def trim(name: str) -> str:
    """A name as written, but for what stands around it and what cannot be seen.

    >>> trim(" “MoE’s”, ")
    "MoE's"
    """
    return _strip(see(name).translate(_APOSTROPHES))


def see(name: str) -> str:
    """What a reader sees of a name. Lone surrogates (bytes that were no text) go as well."""
    if name.isascii():
        return name
    return name.translate(_INVISIBLE).encode("utf-8", "ignore").decode("utf-8")


def fold(name: str) -> str:
    """The key under which a name is the same however it is written.

    Unicode NFKC, case-folded; dashes, underscores and white space alike; invisible
    characters and surrounding punctuation gone. Characters that carry meaning stay.
    Folding twice changes nothing. (Unicode Standard, section 3.13, toNFKC_Casefold.)

    >>> fold("Fine\u2011tuning") == fold("FINE_TUNING") == "fine tuning"
    True
    >>> [fold(name) for name in ("C++", "pass@1", "β-VAE", "GPT-4.1", "“MoE”,")]
    ['c++', 'pass@1', 'β vae', 'gpt 4.1', 'moe']
    """
    if name.isascii():  # the usual name needs no table of Unicode
        key = name.lower()
    else:
        # Case folding can undo NFKC, and the other way round: the standard asks for both.
        key = unicodedata.normalize("NFKC", see(name)).casefold()
        key = see(unicodedata.normalize("NFKC", key))
    return _strip(" ".join(key.translate(_SPELLING).split()))


def _strip(key: str) -> str:
    """Take punctuation off both ends; a closing bracket only when nothing opens it."""
    while True:
        key = key.lstrip(_OPENING).rstrip(_CLOSING)
        opening = _PAIRS.get(key[-1:])
        if opening is None or opening in key:
            return key
        key = key[:-1]


def squeeze(folded: str) -> str:
    """The second, weaker key: a folded name without its spaces and accents.

    >>> squeeze(fold("SWE-Bench Pro")) == squeeze(fold("swebenchpro"))
    True
    >>> squeeze(fold("naïve Bayes"))
    'naivebayes'
    """
    return squeeze_accents(folded.replace(" ", ""))


def squeeze_accents(folded: str) -> str:
    """A folded name with the accents off its letters: "naïve" gives "naive"."""
    if folded.isascii():
        return folded
    parts = unicodedata.normalize("NFD", folded)
    return unicodedata.normalize("NFC", "".join(p for p in parts if not unicodedata.combining(p)))


_SPELLED = {"+": " plus ", "#": " sharp ", "@": " at ", "&": " and ", "%": " percent "}


def slug(term: str) -> str:
    """An id for a term: ASCII, lower case, words joined by hyphens.

    >>> [slug(term) for term in ("C++", "pass@1", "β-VAE", "GPT-4.1", "naïve Bayes")]
    ['c-plus-plus', 'pass-at-1', 'beta-vae', 'gpt-4-1', 'naive-bayes']
    """
    spelled = "".join(_SPELLED.get(char) or _spell(char) for char in squeeze_accents(fold(term)))
    return "-".join(re.findall(r"[a-z0-9]+", spelled.replace("'", "")))


def _spell(char: str) -> str:
    """An ASCII stand-in: a Greek letter's name, another script's code point."""
    if char.isascii() or not char.isalnum():
        return char
    name = unicodedata.name(char, "")
    if name.startswith("GREEK SMALL LETTER "):
        return name.split()[3].lower()
    return f" u{ord(char):x} "


# ---------------------------------------------------------------------- word forms

_PREPOSITIONS = frozenset(
    "about after against among as at before between beyond by for from in into of on onto "
    "over per through to under via with within without".split()
)
IRREGULAR_PLURALS = {
    "analysis": ("analyses",),
    "appendix": ("appendices", "appendixes"),
    "automaton": ("automata", "automatons"),
    "axis": ("axes",),
    "basis": ("bases",),
    "child": ("children",),
    "corpus": ("corpora", "corpuses"),
    "crisis": ("crises",),
    "criterion": ("criteria", "criterions"),
    "foot": ("feet",),
    "formula": ("formulas", "formulae"),
    "half": ("halves",),
    "hypothesis": ("hypotheses",),
    "index": ("indices", "indexes"),
    "knife": ("knives",),
    "leaf": ("leaves",),
    "life": ("lives",),
    "man": ("men",),
    "matrix": ("matrices", "matrixes"),
    "maximum": ("maxima", "maximums"),
    "minimum": ("minima", "minimums"),
    "mouse": ("mice",),
    "nucleus": ("nuclei",),
    "optimum": ("optima", "optimums"),
    "person": ("people", "persons"),
    "phenomenon": ("phenomena",),
    "quantum": ("quanta",),
    "schema": ("schemas", "schemata"),
    "self": ("selves",),
    "shelf": ("shelves",),
    "simplex": ("simplices", "simplexes"),
    "spectrum": ("spectra", "spectrums"),
    "stimulus": ("stimuli",),
    "synthesis": ("syntheses",),
    "thesis": ("theses",),
    "tooth": ("teeth",),
    "vertex": ("vertices", "vertexes"),
    "vortex": ("vortices", "vortexes"),
    "woman": ("women",),
}
_UNCHANGED = frozenset(
    "data hardware software firmware information metadata series species middleware "
    "spyware malware news".split()
)
_VOWEL_Y = ("ay", "ey", "iy", "oy", "uy")
_ENDINGS: dict[str, tuple[int | None, str]] = {
    "sis": (-2, "es"),
    "s": (None, "es"),
    "x": (None, "es"),
    "z": (None, "es"),
    "ch": (None, "es"),
    "sh": (None, "es"),
    "y": (-1, "ies"),
}
"""How a word of each ending makes its plural: what is cut off, what is put on."""


def word_forms(
    name: str, *, plural: bool = True, plurals: Sequence[str] | None = None
) -> tuple[str, ...]:
    """Plurals and possessives of a name, made once when a glossary is compiled.

    The head noun changes: the word before the first preposition, or the last word.
    An acronym takes a lower-case `s`. With `plural=False` (a proper name, such as a
    benchmark's) only the possessive is made; `plurals` are used instead of ours where
    an entry gives them. Nothing is ever taken off a name.

    >>> word_forms("mixture of experts")
    ('mixtures of experts', "mixture of experts's")
    >>> word_forms("MoE")
    ('MoEs', "MoE's")
    >>> word_forms("matrix")
    ('matrices', 'matrixes', "matrix's")
    >>> word_forms("GPT-4.1")
    ("GPT-4.1's",)
    """
    if plurals is None:
        plurals = _plurals(name) if plural else ()
    # "GPUs'" and "bias'" need no form: folding takes the apostrophe off their end.
    owners = (name, *(form for form in plurals if not form.endswith("s")))
    return (*plurals, *(owner + "'s" for owner in owners))


def is_acronym(word: str) -> bool:
    """Whether capitals make the word what it is: two of them, or one after the first letter.

    >>> [is_acronym(word) for word in ("RAG", "MoE", "PyTorch", "Llama", "attention")]
    [True, True, True, False, False]
    """
    return any(char.isupper() for char in word[1:])


def _plurals(name: str) -> tuple[str, ...]:
    start, end = _head(name)
    word = name[start:end]
    return tuple(name[:start] + form + name[end:] for form in _plurals_of_word(word))


def _head(name: str) -> tuple[int, int]:
    """Where the head noun's last word stands in the name."""
    words = [match.span() for match in re.finditer(r"\S+", name)]
    if len(words) == 1:  # "mixture-of-experts": the hyphens are the spaces
        words = [match.span() for match in re.finditer(r"[^\s\-\u2010\u2011]+", name)]
    head = words[-1] if words else (0, 0)
    for before, here in zip(words, words[1:], strict=False):
        if name[here[0] : here[1]].lower() in _PREPOSITIONS:
            head = before
            break
    tail = re.search(r"[^\W\d_]*$", name[head[0] : head[1]])
    return (head[0] + tail.start(), head[1]) if tail else (head[1], head[1])


def _plurals_of_word(word: str) -> tuple[str, ...]:
    lower = word.lower()
    if not word or lower in _UNCHANGED or lower.endswith(("ics", "ness")):
        return ()
    if lower in IRREGULAR_PLURALS:
        return tuple(word[0] + form[1:] for form in IRREGULAR_PLURALS[lower])
    if not is_acronym(word) and len(word) > 1:
        for ending, (cut, suffix) in _ENDINGS.items():
            if lower.endswith(ending) and not lower.endswith(_VOWEL_Y):
                return (word[:cut] + suffix,)
    return (word + "s",)


# ------------------------------------------------------------- links in entries' words


class Link:
    """A `[[target]]` or `[[target|shown]]` in an entry's words."""

    __slots__ = ("end", "shown", "start", "target")

    def __init__(self, start: int, end: int, target: str, shown: str | None) -> None:
        self.start = start
        self.end = end
        self.target = target
        self.shown = shown


def find_links(words: str) -> Iterator[Link]:
    """The links in an entry's words, in order.

    >>> [(link.target, link.shown) for link in find_links("a [[router]] and [[token|tokens]]")]
    [('router', None), ('token', 'tokens')]
    """
    end = 0
    while (first := words.find("[[", end)) >= 0 and (closing := words.find("]]", first)) >= 0:
        end = closing + 2
        start = words.rfind("[[", first, closing)  # of "[[a] [[b]]" the second is the link
        target, bar, shown = (part.strip() for part in words[start + 2 : closing].partition("|"))
        if target and bool(shown) == bool(bar) and not set("[]\n") & set(target):
            yield Link(start, end, target, shown or None)


def show_links(words: str) -> str:
    """Words with every link replaced by what a reader sees of it.

    >>> show_links("a [[feed-forward-network]] and [[token|tokens]]")
    'a feed forward network and tokens'
    """
    parts: list[str] = []
    at = 0
    for link in find_links(words):
        parts += words[at : link.start], link.shown or link.target.replace("-", " ")
        at = link.end
    return "".join((*parts, words[at:]))


def initials(name: str) -> tuple[str, ...]:
    """First letters of a name's words, with and without the small words, folded.

    >>> initials("chain of thought"), initials("transformer")
    (('cot', 'ct'), ())
    """
    words = fold(name).split(" ")
    telling = [word for word in words if word not in _PREPOSITIONS]
    found = ("".join(word[:1] for word in some) for some in (words, telling))
    return tuple(dict.fromkeys(letters for letters in found if len(letters) > 1))


def join_lines(words: str) -> str:
    """Words on one line, every run of white space one space."""
    return " ".join(words.split())
