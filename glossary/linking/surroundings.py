"""Whether what stands around a name lets it be prose: not a path, an address, an identifier.

Plain text has no markup that tells code and addresses from prose; and prose in markup
holds bare addresses and names of files and functions as well.
"""

from __future__ import annotations

# Beside these, a name may be a part of something else.
_BEFORE = frozenset("_./\\@#$-=~:%&+\u2010\u2011")
_AFTER = frozenset("_./\\@#-=:(%&+\u2010\u2011")
CLEAR = frozenset(" \n\t\r,;!?'\"`*|)[]{}<>’“”‘—")
"""Beside these, on either side, it is none."""
_MOST_KEPT = 10_000
_REACH = 200  # characters to both sides in which the end of a chunk is looked for
_HYPHENS = frozenset("-\u2010\u2011")
_SIGILS = frozenset("$#_=")  # before a name
_SIGNS = frozenset("#_=")  # behind it
_ENDINGS = frozenset(".:(")
_CODE = frozenset(("()", "::", "++"))
_SCHEME = "://"
_BRACKETS = "()[]{}<>\"'“”‘’,;*`"


def refusal(text: str, start: int, end: int) -> str | None:
    """The rule that refuses a name at this place, or `None` where it may be meant.

    >>> line = "See https://moe.example or call moe.fit() on a self-moe, not MoE-based."
    >>> line.find("moe,"), line.find("MoE")
    (52, 61)
    >>> [refusal(line, at, at + 3) for at in (12, 32, 52, 61)]
    ['address', 'identifier', 'part of a word', None]
    """
    before, behind = text[start - 1 : start], text[end : end + 2]
    if before not in _BEFORE and not BESIDE[behind]:
        return None
    after = behind[:1] if BESIDE[behind] else ""
    beyond = behind[1:]
    ahead = text[start - 2 : start - 1]
    is_dotted = (after == "." and _is_word(beyond)) or (before == "." and _is_word(ahead))
    if is_dotted and _SCHEME in _chunk(text, start, end):
        return "address"
    if is_dotted or before in _SIGILS or after in _SIGNS or after + beyond in _CODE:
        return "identifier"
    if before in _HYPHENS and _is_word(ahead):
        return "part of a word"
    if after in _HYPHENS and beyond.isdigit():
        return "part of a name"
    return _find_address(text, start, end)


class _Beside(dict[str, bool]):
    """Whether a name may be a part of something else, by the two characters behind it."""

    def __missing__(self, behind: str) -> bool:
        after, beyond = behind[:1], behind[1:]
        # The end of a sentence, or a bracket that opens.
        is_ending = after in _ENDINGS and not _is_word(beyond) and behind not in _CODE
        is_beside = after in _AFTER and not is_ending
        if len(self) < _MOST_KEPT:
            self[behind] = is_beside
        return is_beside


BESIDE = _Beside()


def _find_address(text: str, start: int, end: int) -> str | None:
    chunk = _chunk(text, start, end)
    if _SCHEME in chunk or "\\" in chunk or chunk.startswith(("/", "~/", "./", "../", "www.")):
        return "address"
    if chunk.startswith("-") and _is_word(chunk.lstrip("-")[:1]):
        return "identifier"  # an option of a command
    own = text[start:end]
    others = chunk.replace(own, "", 1)
    if "@" in others:
        return "address"
    has_file = "/" in others and any(_is_word(part[:1]) for part in others.split(".")[1:])
    return "address" if has_file else None


def _chunk(text: str, start: int, end: int) -> str:
    """What stands around a name without a space, brackets and quotation marks off its ends."""
    left = text[max(0, start - _REACH) : start]
    right = text[end : end + _REACH]
    first = left.split()[-1] if left and not left[-1].isspace() else ""
    last = right.split()[0] if right and not right[0].isspace() else ""
    return (first + text[start:end] + last).strip(_BRACKETS + ".:!?")


def _is_word(char: str) -> bool:
    return char.isalnum()
