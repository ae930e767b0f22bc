"""A text as the coarse letters in which names are looked for, and the way back to its offsets.

Every letter becomes one byte that loses case, accents and script; whatever stands between
words becomes a space. Texts whose keys are equal (`text.fold`) have equal letters, never the
other way round: what is found here has still to be compared by its key.

The first letter of a word is a capital where the alphabet has them, so that names can be
looked for one behind the other: " machine learning " would take the space before the next.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from bisect import bisect_right
from functools import cache

from glossary import text

_SPACE = b" "
# Bytes that stand for the letters of all other scripts. They are control characters, which
# are left as they are by the table for Latin-1 and which no prose holds.
_OTHER_LETTERS = bytes((*range(1, 9), *range(0x0E, 0x1C)))
_FIRST = ord(" ")  # below it stand the control characters
_IDEOGRAPHS = (
    (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3FFFF),
)  # fmt: skip
"""Han characters and kana: written without spaces, so that each is a word of its own."""


def is_ideograph(char: str) -> bool:
    """Whether a character is a word of its own, as in Chinese and Japanese."""
    return any(first <= ord(char) <= last for first, last in _IDEOGRAPHS)


def is_gap(char: str) -> bool:
    """Whether a character is no letter and belongs to none."""
    return _spell(char) == _SPACE


@cache
def _spell(char: str) -> bytes:
    """The letters of one character; a space for all that is none; nothing for marks."""
    if not text.see(char):
        return b""
    key = unicodedata.normalize("NFKC", char).casefold()
    parts = unicodedata.normalize("NFKD", key)
    letters = b"".join(map(_spell_part, parts))
    if parts and not letters.strip():
        return _SPACE if letters else b""
    return letters


def _spell_part(part: str) -> bytes:
    if part.isascii():
        return part.encode() if part.isalnum() else _SPACE
    if unicodedata.category(part).startswith("M"):
        return b""
    if part.isalnum():
        code = ord(part) % len(_OTHER_LETTERS)
        letter = _OTHER_LETTERS[code : code + 1]
        return _SPACE + letter + _SPACE if is_ideograph(part) else letter
    return _SPACE


def _spell_byte(code: int) -> bytes:
    """The letters of a Latin-1 character, or of a byte that stands for another letter."""
    return bytes((code,)) if code in _OTHER_LETTERS else _spell(chr(code))


_SPELLED = [_spell_byte(code) for code in range(256)]
_TABLE = b"".join(letters if len(letters) == 1 else _SPACE for letters in _SPELLED)
_ASCII = _TABLE.translate(
    bytes(ord(" ") if code in _OTHER_LETTERS else code for code in range(256))
)
_CONTROLS = re.compile("[" + _OTHER_LETTERS.decode() + "]")
_UNEVEN = [bytes((code,)) for code, letters in enumerate(_SPELLED) if len(letters) != 1]
"""Latin-1 characters of no letter or of several: the soft hyphen, "ß", "½"."""


def _spell_beyond(error: UnicodeError) -> tuple[bytes, int]:
    """Bytes for characters beyond Latin-1; an error where one has not just one letter."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letters = [_spell(char) for char in error.object[error.start : error.end]]
    if any(len(one) != 1 for one in letters):
        raise error
    return b"".join(letters), error.end


_BEYOND = "glossary.linking.haystack"
codecs.register_error(_BEYOND, _spell_beyond)


def spell(words: str) -> bytes:
    """The letters of words, a space between them, before them and behind them.

    >>> spell("Fine\u2011tuning, naïvely") == spell("fine tuning naively")
    True
    """
    letters = _SPACE.join(b"".join(map(_spell, words)).split())
    return _SPACE + letters.title() + _SPACE


class Haystack:
    """The letters of a text, a space in front; where each of them stands in the text."""

    __slots__ = ("_runs", "_starts", "letters", "text")

    def __init__(self, words: str) -> None:
        self.text = words
        """The text itself."""
        self.letters: bytes
        """One byte a letter, one or more spaces between words, before and behind them."""
        # Where runs of characters of one letter each begin, in letters and in the text;
        # between them stand characters of none or several.
        self._runs: list[tuple[int, bool]] = []
        self._starts: list[int] = []
        even = _spell_evenly(words)
        letters = self._spell_runs() if even is None else even
        self.letters = _SPACE + letters.title() + _SPACE

    @property
    def is_even(self) -> bool:
        """Whether each character has just one letter, so that byte n + 1 is character n."""
        return not self._starts

    def _spell_runs(self) -> bytes:
        odd = {char for char in set(self.text) if len(_spell(char)) != 1 or ord(char) < _FIRST}
        parts = []
        at, length = 0, 1
        for place, part in enumerate(re.split(f"([{re.escape(''.join(sorted(odd)))}])", self.text)):
            is_run = not place % 2
            self._starts.append(length)
            self._runs.append((at, is_run))
            parts.append(
                part.encode("latin-1", _BEYOND).translate(_TABLE) if is_run else _spell(part)
            )
            at += len(part)
            length += len(parts[-1])
        return b"".join(parts)

    def span(self, first: int, end: int) -> tuple[int, int]:
        """Where in the text the letters from `first` up to `end` stand.

        Marks that belong to the last letter are part of it; what cannot be seen behind
        it is not.
        """
        if not self._starts:
            return first - 1, end - 1
        start, stop = self._place(first), self._place(end - 1) + 1
        ahead = stop
        while ahead < len(self.text) and not _spell(self.text[ahead]):
            ahead += 1
            if text.see(self.text[ahead - 1]):
                stop = ahead
        return start, stop

    def _place(self, letter: int) -> int:
        """Which character a letter is of."""
        number = bisect_right(self._starts, letter) - 1
        at, is_run = self._runs[number]
        return at + (letter - self._starts[number]) * is_run


def _spell_evenly(words: str) -> bytes | None:
    """A letter for each character, or `None` where one has none or several."""
    if words.isascii():
        return words.encode().translate(_ASCII)
    if _CONTROLS.search(words):
        return None
    try:
        raw = words.encode("latin-1", _BEYOND)
    except UnicodeEncodeError:
        return None
    return None if any(code in raw for code in _UNEVEN) else raw.translate(_TABLE)
