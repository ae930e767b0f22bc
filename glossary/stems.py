"""Stems: one key for the forms of an English word, so that "running" finds "run".

Porter's algorithm (1980, https://doi.org/10.1108/eb046814), as SQLite's full text has it,
after irregular forms are made regular and British spellings American.
"""

from __future__ import annotations

from glossary.text import IRREGULAR_PLURALS

_IRREGULAR_FORMS = {
    "bad": "worse worst", "beat": "beaten", "become": "became", "begin": "began begun",
    "break": "broke broken", "bring": "brought", "build": "built", "buy": "bought",
    "catch": "caught", "choose": "chose chosen", "come": "came", "draw": "drew drawn",
    "drive": "drove driven", "eat": "ate eaten", "fall": "fell fallen",
    "far": "farther farthest further furthest", "feed": "fed", "feel": "felt", "fight": "fought",
    "find": "found", "fly": "flew flown", "forget": "forgot forgotten", "freeze": "froze frozen",
    "get": "got gotten", "give": "gave given", "go": "goes went gone", "good": "better best",
    "grow": "grew grown", "hear": "heard", "hide": "hid hidden", "hold": "held", "keep": "kept",
    "know": "knew known", "lead": "led", "learn": "learnt", "lose": "lost", "mean": "meant",
    "meet": "met", "pay": "paid", "ride": "rode ridden", "rise": "rose risen", "run": "ran",
    "say": "said", "see": "seen", "seek": "sought", "sell": "sold", "send": "sent",
    "shake": "shook shaken", "show": "shown", "shrink": "shrank shrunk", "sing": "sang sung",
    "sink": "sank sunk", "speak": "spoke spoken", "spend": "spent", "steal": "stole stolen",
    "stick": "stuck", "swear": "swore sworn", "swim": "swam swum", "take": "took taken",
    "teach": "taught", "tell": "told", "think": "thought", "throw": "threw thrown",
    "understand": "understood", "wear": "wore worn", "win": "won", "write": "wrote written",
}  # fmt: skip
"""Forms that no ending leads to. Not "saw", "left" and "bore": they are words of their own."""
_REGULAR = {form: word for word, forms in _IRREGULAR_FORMS.items() for form in forms.split()} | {
    form: word for word, forms in IRREGULAR_PLURALS.items() for form in forms
}
_BRITISH = {
    "isation": "ization", "isations": "izations", "ise": "ize", "ises": "izes", "ised": "ized",
    "ising": "izing", "iser": "izer", "isers": "izers", "yse": "yze", "ysed": "yzed",
    "our": "or", "ours": "ors", "oured": "ored", "ouring": "oring", "tre": "ter", "tres": "ters",
}  # fmt: skip
_LONG_FORMS = {
    "ational": "ate", "tional": "tion", "enci": "ence", "anci": "ance", "izer": "ize",
    "logi": "log", "bli": "ble", "alli": "al", "entli": "ent", "eli": "e", "ousli": "ous",
    "ization": "ize", "ation": "ate", "ator": "ate", "alism": "al", "iveness": "ive",
    "fulness": "ful", "ousness": "ous", "aliti": "al", "iviti": "ive", "biliti": "ble",
}  # fmt: skip
_MIDDLE_FORMS = {
    "icate": "ic", "ative": "", "alize": "al", "iciti": "ic", "ical": "ic", "ful": "", "ness": "",
}  # fmt: skip
_LAST_FORMS = dict.fromkeys(
    "al ance ence er ic able ible ant ement ment ent ion ou ism ate iti ous ive ize".split(), ""
)
_LONGEST = 64
_SHORTEST = 3
_SHORTEST_BRITISH = 5


def stem(word: str) -> str:
    """The key of a lower-case word, the same for its forms and both spellings.

    >>> [stem(word) for word in ("running", "ran", "optimisation", "optimizing", "c++", "gpt4")]
    ['run', 'run', 'optim', 'optim', 'c++', 'gpt4']
    """
    word = regular(word)
    if not (word.isascii() and word.isalpha() and _SHORTEST <= len(word) <= _LONGEST):
        return word
    word = _end_verb(_end_plural(word))
    if word[-1] == "y" and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    word = _exchange(word, _LONG_FORMS, least=0)
    word = _exchange(word, _MIDDLE_FORMS, least=0)
    word = _exchange(word, _LAST_FORMS, least=1)
    return _end_silent(word)


def regular(word: str) -> str:
    """A lower-case word with its regular form, spelled the American way.

    >>> [regular(word) for word in ("spoke", "matrices", "tokenised", "neighbour", "layers")]
    ['speak', 'matrix', 'tokenized', 'neighbor', 'layers']
    """
    word = _REGULAR.get(word, word)
    return _exchange(word, _BRITISH, least=-1) if len(word) >= _SHORTEST_BRITISH else word


def _end_plural(word: str) -> str:
    if any(word.endswith(ending) and word != ending for ending in ("sses", "ies")):
        return word[:-2]
    return word[:-1] if word[-1] == "s" and word[-2] != "s" else word


def _end_verb(word: str) -> str:
    if word.endswith("eed") and word != "eed":
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        left = word.removesuffix(ending)
        if left != word and _has_vowel(left):
            if left.endswith(("at", "bl", "iz")):
                return left + "e"
            if _ends_double(left) and left[-1] not in "lsz":
                return left[:-1]
            return left + "e" if _measure(left) == 1 and _ends_short(left) else left
    return word


def _end_silent(word: str) -> str:
    left = word[:-1]
    if word[-1] == "e" and (_measure(left) > 1 or (_measure(left) == 1 and not _ends_short(left))):
        word = left
    return word[:-1] if word.endswith("ll") and _measure(word) > 1 else word


def _exchange(word: str, endings: dict[str, str], *, least: int) -> str:
    """The word with its longest ending of these exchanged, if enough of it is left."""
    for size in range(min(len(word), 8), 1, -1):
        ending = word[-size:]
        if ending in endings:
            left = word[:-size]
            kept = ending != "ion" or left.endswith(("s", "t"))
            return left + endings[ending] if kept and _measure(left) > least else word
    return word


def _is_consonant(word: str, at: int) -> bool:
    if word[at] == "y":
        return at == 0 or not _is_consonant(word, at - 1)
    return word[at] not in "aeiou"


def _measure(word: str) -> int:
    """How many times a vowel is followed by a consonant."""
    kinds = [_is_consonant(word, at) for at in range(len(word))]
    return sum(later and not one for one, later in zip(kinds, kinds[1:], strict=False))


def _has_vowel(word: str) -> bool:
    return not all(_is_consonant(word, at) for at in range(len(word)))


def _ends_double(word: str) -> bool:
    return len(word) > 1 and word[-1] == word[-2] and word[-1] not in "aeiou"


def _ends_short(word: str) -> bool:
    """Whether it ends consonant, vowel, consonant, as "hop" does, but not "how"."""
    end = len(word) - 1
    return (
        len(word) >= _SHORTEST
        and _is_consonant(word, end - 2)
        and not _is_consonant(word, end - 1)
        and _is_consonant(word, end)
        and word[-1] not in "wxy"
    )
