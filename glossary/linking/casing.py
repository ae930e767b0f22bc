"""Whether a name's capitals allow that it is meant: `rag` is no `RAG`, `Attention` is attention.

The rule is worked out from the name, and an entry may set another (`case`):

- A word that capitals make what it is (`RAG`, `MoE`, `PyTorch`) stands as it is written.
- The name of a particular thing keeps its first capital (`Llama`, but no `llama`).
- Any other word may stand in any case; but four capitals or fewer, alone, are an acronym.
- A name of several words that no ordinary words make (`SWE-bench Pro`) may be all lower case.
"""

from __future__ import annotations

import re
import unicodedata

from glossary import text

_WORD = re.compile(r"[^\W_]+")
_ACRONYM_LENGTH = 4  # "REST" is not the word "rest"; "ATTENTION" is emphasis


def fits(surface: str, written: str, *, policy: str = "auto", is_proper: bool = False) -> bool:
    """Whether a name as it stands in a text can be the name as it is written in an entry.

    The two have the same key or the same letters. `written` may be an inflected form;
    `policy` is the entry's `case`; `is_proper` says that the name is one of a named thing.

    >>> [fits(word, "RAG") for word in ("RAG", "rag", "Rag")]
    [True, False, False]
    >>> fits("Attention", "attention"), fits("llama", "Llama", is_proper=True)
    (True, False)
    """
    if policy == "insensitive":
        return True
    found, own = _words(surface), _words(written)
    if policy == "exact":
        return "".join(found) == "".join(own)
    if _ends_louder(found[-1], own[-1]) and not surface.isupper():
        return False  # "AdamS" is no plural of "Adam"
    # Each word of its own could be another; all of them together could not.
    if len(own) > 1 and surface == surface.lower() and any(map(_is_unmistakable, own)):
        return True
    if len(found) != len(own):
        found, own = ["".join(found)], ["".join(own)]
    if is_proper and own[0][0].isupper() and not found[0][0].isupper():
        return False
    is_other = _is_other_acronym(found, own)
    return not is_other and all(map(_word_fits, found, own))


def _words(name: str) -> list[str]:
    """The words of a name, each letter in its usual form: full-width ones are wide capitals."""
    plain = name if name.isascii() else unicodedata.normalize("NFKC", text.see(name))
    return _WORD.findall(plain) or [plain]


def _ends_louder(found: str, own: str) -> bool:
    return found[-1].isupper() and own[-1].islower()


def _word_fits(found: str, own: str) -> bool:
    return found == own if text.is_acronym(own) or len(own) == 1 else True


def _is_other_acronym(found: list[str], own: list[str]) -> bool:
    (first, *others) = found
    is_short = not others and 1 < len(first) <= _ACRONYM_LENGTH
    return is_short and first.isupper() and own[0].islower()


def _is_unmistakable(word: str) -> bool:
    return text.is_acronym(word) or any(char.isdigit() for char in word)
