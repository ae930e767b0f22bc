"""reStructuredText: a `.. glossary::` directive of Sphinx, so that `:term:` finds the entries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossary import index
from glossary.rendering import parser, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from glossary.formats.collection import Collection, Record
    from glossary.rendering.parser import Token

CANNOT_HOLD = (
    "case", "forms", "not_in", "misspellings", "kind", "subjects", "level", "since", "details",
    "example", "relations", "sources", "facts", "undisclosed", "reviewed",
)  # fmt: skip

_HEAD = ".. glossary::\n"
# All that may begin or end markup, and a colon that divides a term from its index key or
# announces a literal block.
_MARKS = re.compile(r"[\\`*|<>]|(?<![^\W_])_|_(?![^\W_])|(?<!\S):(?!\S)|:(?=:)|(?<=:):")
_PLAIN_BEGINNING = re.compile(r"\w+(?:[ ,]|$)")
_NOTHING = "\\ "
"""What reStructuredText shows nothing of: it keeps markup apart, or a line from being such."""


def write(collection: Collection) -> bytes:
    """The directive: each entry's names, a line each, then its definition."""
    owners = collection.owners()
    titles = _find_titles(collection, owners)
    return "\n".join(
        (_HEAD, *(_write_entry(record, owners, titles) for record in collection.records))
    ).encode()


def _find_titles(collection: Collection, owners: dict[str, str]) -> dict[str, str]:
    """The name by which `:term:` finds each entry: its term, or that with its sense."""
    taken = {name.casefold() for name in owners}
    titles = {}
    for record in collection.records:
        title = words.line(record["term"])
        if owners.get(record["term"]) != record["id"]:
            title = f"{title} ({words.line(record.get('sense', '')) or record['id']})"
            if title.casefold() in taken:
                title = f"{words.line(record['term'])} ({record['id']})"
        taken.add(title.casefold())
        titles[record["id"]] = title
    return titles


def _write_entry(record: Record, owners: dict[str, str], titles: dict[str, str]) -> str:
    title = titles[record["id"]]
    names = [
        words.line(name["text"])
        for role, name in index.names_of(record)
        if role not in ("term", "misspellings", "id") and owners.get(name["text"]) == record["id"]
    ]
    shown = [name for name in dict.fromkeys((title, *names)) if name]
    lines = [f"   {_begin(escape(name))}" for name in shown]
    return "\n".join((*lines, *(f"      {_begin(row)}\n" for row in _write_words(record, titles))))


def _write_words(record: Record, titles: dict[str, str]) -> Iterator[str]:
    sense = words.line(record.get("sense", ""))
    label = f"[{sense}] " if sense else ""
    if record.get("status") == "deprecated":
        later = [titles.get(other, other) for other in record.get("replaced_by", ())]
        notice = f"replaced by {', '.join(later)}" if later else "no successor"
        yield escape(f"Deprecated: {notice}.")
    yield escape(label + words.line(record["gloss"]))
    if "definition" in record:
        yield _convert(words.line(record["definition"]), titles)


def _convert(marked: str, titles: dict[str, str]) -> str:
    """A definition's Markdown in one line of reStructuredText."""

    def link(target: str, shown: str | None) -> str:
        name = shown or titles.get(target, target.replace("-", " "))
        return f"[{name}](#{target})" if target in titles else name

    tokens = parser.parse(words.link_words(marked, link), images=False)
    blocks = (
        "".join(_write_inline(token.children, titles)) if token.children else escape(token.content)
        for token in tokens
    )
    return words.line(" ".join(filter(None, blocks)))


def _write_inline(tokens: Sequence[Token], titles: dict[str, str]) -> Iterator[str]:
    """Words, code and links; of emphasis, which cannot stand within a link, the words alone."""
    target = ""
    shown: list[str] = []
    for token in tokens:
        if token.type == "link_open":
            target = str(token.attrGet("href") or "")
            shown = []
        elif token.type == "link_close":
            yield _write_link("".join(shown), target, titles)
            target = ""
        elif target:
            shown.append(token.content or " ")
        elif token.type == "code_inline":
            yield _write_code(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            yield " "
        else:
            yield escape(token.content)


def _write_link(shown: str, target: str, titles: dict[str, str]) -> str:
    title = titles.get(target.removeprefix("#"), "")
    if not target.startswith("#"):
        return escape(f"{shown} ({target})")
    if "<" in title or not title:  # Sphinx ends a title at this mark, escaped or not
        return escape(shown)
    if shown == title:
        return f"{_NOTHING}:term:`{_begin(escape(title))}`{_NOTHING}"
    return f"{_NOTHING}:term:`{_begin(escape(shown))} <{escape(title)}>`{_NOTHING}"


def _write_code(code: str) -> str:
    if not code.strip() or code != code.strip() or "`" in code or code.endswith("\\"):
        return escape(code)
    return f"{_NOTHING}``{code}``{_NOTHING}"


def _begin(written: str) -> str:
    """A line that begins no list, comment, table or field."""
    return written if _PLAIN_BEGINNING.match(written) else _NOTHING + written


def escape(plain: str) -> str:
    r"""Text that reStructuredText shows as it is.

    >>> print(escape("A*-search, snake_case and `C_`"))
    A\*-search, snake_case and \`C\_\`
    """
    return _MARKS.sub(r"\\\g<0>", plain)
