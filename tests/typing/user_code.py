"""Code as a user writes it: type checkers must agree with what is public."""

from __future__ import annotations

import glossary
from glossary import Entry, Explanation, Glossary, Match, Mention, UnknownTermError


def explain(name: str) -> str:
    try:
        entry: Entry = glossary.lookup(name, strict=True)
    except UnknownTermError as error:
        suggestions: tuple[str, ...] = error.suggestions
        return ", ".join(suggestions)
    authors: tuple[str, ...] = entry.sources[0].authors
    names: tuple[str, ...] = entry.names
    level: str | None = entry.level
    return f"{entry.term} {authors} {names} {level} {entry.derived.narrower} {entry.url}"


def count(folder: str) -> int:
    terms = Glossary.open(folder, base_url="https://example.org/")
    found: Entry | None = terms.get("x")
    fallback: Entry | str = terms.get("x", "none") or "none"
    matches: tuple[Match, ...] = terms.senses("x")
    kinds: list[str] = [match.kind for match in matches if match.entry == found]
    return len(kinds) + len(terms) + len(str(fallback)) + sum(1 for _ in glossary.entries())


def annotate(text: str) -> str:
    mentions: tuple[Mention, ...] = glossary.find_mentions(text, format="markdown")
    ids: list[str] = [one.entry_id for one in mentions if one.entry_id is not None]
    entries: list[Entry] = [one.entry for one in mentions if one.entry is not None]
    items: tuple[Explanation, ...] = glossary.explain(text, limit=3, level="intermediate")
    linked: str = glossary.link(text, first="page", target="x/{id}", exclude=ids, density=5)
    return f"{linked} {entries} {[item.entry.term for item in items]} {items[0].first}"
