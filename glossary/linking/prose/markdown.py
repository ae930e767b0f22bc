"""Markdown: CommonMark with GitHub's tables, footnotes, front matter, math and wiki links.

Read by pulldown-cmark (the package `pyromark`), which gives the bytes of every event.
"""

from __future__ import annotations

import re

import pyromark

from glossary.linking.prose import markup
from glossary.linking.prose.passage import BARRIER, character_offsets
from glossary.linking.prose.reader import Reader

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from typing import Any

    from glossary.linking.prose.passage import Passage, Piece

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    | pyromark.Options.ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS
    | pyromark.Options.ENABLE_MATH
    | pyromark.Options.ENABLE_GFM
    | pyromark.Options.ENABLE_DEFINITION_LIST
    | pyromark.Options.ENABLE_WIKILINKS
)
_INLINE = frozenset(("Emphasis", "Strong", "Strikethrough", "Superscript", "Subscript"))
_SKIPPED = frozenset(("CodeBlock", "MetadataBlock", "HtmlBlock", "Image"))
_HEADINGS = frozenset(("Heading", "DefinitionListTitle"))


def read(source: str) -> list[Passage]:
    """The prose of a Markdown source; headings and what links show stand apart."""
    reader = _Reader(source)
    for kind, tag, data, at, end in _events(source, _OPTIONS):
        reader.take(kind, tag, data, at, end)
    reader.close()
    return reader.passages


def _events(source: str, options: pyromark.Options) -> Iterator[tuple[str, str, Any, int, int]]:
    """Each event: its type, its tag, its data, and from where to where it stands."""
    offsets = character_offsets(source)
    # A lone surrogate is no text; what stands in for it is as long.
    readable = source if offsets is None else _LONE.sub("\ufffd", source)
    for event, reach in pyromark.events_with_range(readable, options=options):
        at, end = reach["start"], reach["end"]
        if offsets is not None:
            at, end = offsets[at], offsets[end]
        yield (*_name_event(event), at, end)


def _name_event(event: Any) -> tuple[str, str, Any]:
    """An event's type, its tag if it opens or shuts something, and its data."""
    if isinstance(event, str):
        return event, "", None
    ((kind, data),) = event.items()
    if kind not in ("Start", "End"):
        return kind, "", data
    return (kind, data, None) if isinstance(data, str) else (kind, *next(iter(data.items())))


class _Reader(Reader):
    """Gathers passages from events."""

    def __init__(self, source: str) -> None:
        super().__init__(source)
        self.pieces: list[Piece] = []
        self.skipped = 0  # how many things that hold no prose are open
        self.link: str | None = None
        self.shown: list[Piece] = []  # what the open link shows
        self.is_heading = False
        self.marks = markup.Marks()

    def take(self, event: str, tag: str, data: Any, at: int, end: int) -> None:
        if event == "Start":
            self.open(tag, at, data)
        elif event == "End":
            self.shut(tag, end)
        elif event in ("Html", "InlineHtml"):
            self.marks.take(str(data))
            self.add(BARRIER, at, at)
        elif event == "Text":
            self.add(str(data), at, end)
        elif event == "Code" and self.pieces and self.pieces[-1][0].endswith(_ROLE):
            self.add_role(str(data), at, end)
        elif event in ("SoftBreak", "HardBreak"):
            self.add("\n" if event == "SoftBreak" else BARRIER, at, end)
        else:
            self.add(BARRIER, at, end)

    def open(self, tag: str, at: int, data: Any) -> None:
        if tag in _SKIPPED:
            self.skipped += 1
            self.add_barrier(at)
        elif tag == "Link":
            self.add_barrier(at)
            self.link = str(data["dest_url"])
        elif tag in _INLINE:
            self.add(BARRIER, at, at)
        else:
            self.close()
            if tag == "Heading":
                self.section += 1
            self.is_heading = tag in _HEADINGS

    def shut(self, tag: str, end: int) -> None:
        if tag in _SKIPPED:
            self.skipped -= 1
        elif tag == "Link":
            self.close_link()
        elif tag in _INLINE:
            self.add(BARRIER, end, end)
        else:
            self.close()
            self.is_heading = False

    def add(self, read: str, at: int, end: int) -> None:
        if self.skipped:
            return
        if self.marks.is_off:
            read, end = BARRIER, at
        pieces = self.pieces if self.link is None else self.shown
        pieces.append((read, at, end))

    def add_barrier(self, at: int) -> None:
        self.pieces.append((BARRIER, at, at))

    def add_role(self, data: str, at: int, end: int) -> None:
        """A term's role of MyST: a link, written as code behind the role's name."""
        read, first, last = self.pieces.pop()
        self.pieces.append((read.removesuffix(_ROLE), first, last - len(_ROLE)))
        if not self.skipped and not self.marks.is_off:
            self.keep([(_shown_by_role(data), at, end)], link=":term:")
        self.add_barrier(at)

    def close_link(self) -> None:
        self.keep(self.shown, link=self.link)
        self.shown = []
        self.link = None

    def close(self) -> None:
        """End the block."""
        if self.link is not None:
            self.close_link()
        self.keep(self.pieces, is_heading=self.is_heading)
        self.pieces = []


def _shown_by_role(data: str) -> str:
    return _TITLE.sub("", data)


# ----------------------------------------------------------------------------- links

_TITLE = re.compile(r"\s*<[^<>]*>$")
_LONE = re.compile("[\ud800-\udfff]")
_UNSAFE = re.compile(r"[\[\]`<>*_~\\|$^]")
_TARGET = str.maketrans({" ": "%20", "(": "%28", ")": "%29", "<": "%3C", ">": "%3E", "\\": "%5C",
                         "\n": "%0A", "|": "%7C", "`": "%60", "*": "%2A"})  # fmt: skip
_DELIMITERS = frozenset("*_~")
_OUTSIDE = frozenset(("", *" \t\r\n.,;:!?()"))
_ROLE = "{term}"


def write_link(shown: str, target: str) -> str:
    """An inline link; with the target `:term:`, the role of MyST.

    >>> write_link("MoE", "terms.html#moe")
    '[MoE](terms.html#moe)'
    """
    return f"[{shown}]({target.translate(_TARGET)})"


def write_role(shown: str, role: str, term: str) -> str:
    """A role of MyST.

    >>> write_role("MoE", "term", "mixture of experts")
    '{term}`MoE <mixture of experts>`'
    """
    return f"{{{role}}}`{shown} <{term}>`"


def keeps(source: str, linked: str, places: list[int]) -> bool:
    """Whether the links that begin at these places are all that differs.

    Read again, the text with links must give the same events, those of the links left out.
    """
    # Many readers of Markdown know no math, and what stands around "$" is other markup to them.
    dialects = (
        (_OPTIONS, _OPTIONS & ~pyromark.Options.ENABLE_MATH) if "$" in source else (_OPTIONS,)
    )
    return all(
        _outline(source, (), options) == _outline(linked, frozenset(places), options)
        for options in dialects
    )


def _outline(
    source: str, places: Collection[int], options: pyromark.Options
) -> list[tuple[str, object]]:
    """What a source is read as, the links that begin at these places left out."""
    rows: list[tuple[str, object]] = []
    words: list[str] = []
    open_links: list[bool] = []
    for kind, tag, data, at, _ in _events(source, options):
        if tag == "Link":
            is_ours = at in places if kind == "Start" else open_links.pop()
            if kind == "Start":
                open_links.append(is_ours)
            if is_ours:
                continue
        if kind == "Text":
            words.append(str(data))
        elif kind == "Code" and at - len(_ROLE) in places:
            words.append(words.pop().removesuffix(_ROLE) + _shown_by_role(str(data)))
        else:
            rows.append(("Text", "".join(words)))
            words = []
            rows.append((f"{kind} {tag}", data))
    return [row for row in rows if row != ("Text", "")]


def refusal(source: str, start: int, end: int) -> str | None:
    """`markup` where brackets here would change what the rest of the block means."""
    if _UNSAFE.search(source, start, end) or source[start - 1 : start] in ("!", "\\", "^"):
        return "markup"
    before, behind = start, end
    while before and source[before - 1] in _DELIMITERS:
        before -= 1
    while behind < len(source) and source[behind] in _DELIMITERS:
        behind += 1
    runs = source[before:start], source[end:behind]
    if not any(runs):
        return None
    # "a*foo*" is emphasis, "a*[foo](u)*" is none: brackets are punctuation.
    is_apart = source[before - 1 : before] in _OUTSIDE and source[behind : behind + 1] in _OUTSIDE
    return None if is_apart and all(len(set(run)) <= 1 for run in runs) else "markup"
