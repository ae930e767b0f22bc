"""An entry's page on a terminal, for rich.

Every string of the record becomes a rich `Text`, never rich markup. Colors are the
terminal's own, so that they follow a light or a dark theme. Markdown is laid out here:
rich's own layout has no place for the names of entries, and hides a link's address.
"""

from __future__ import annotations

import re

from rich.console import Console, Group
from rich.constrain import Constrain
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table
from rich.text import Text

from glossary.rendering import words
from glossary.rendering.markdown import Links
from glossary.rendering.outline import read_blocks
from glossary.rendering.page import Page, end_sentence, join_authors

TYPE_CHECKING = False  # as everywhere in this package
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import Any

    from rich.console import ConsoleOptions, RenderableType

    from glossary.rendering.outline import Block
    from glossary.rendering.page import Source
    from glossary.rendering.parser import Token

_TEXT_WIDTH = 88
_TABLE_WIDTH = 56  # below it, a label stands above its value
_LABEL_WIDTH = 32
_TERM_WIDTH = 36
_MOST_IDS = 12
_MOST_AUTHORS = 3

_PLAIN = Style()
_TERM = Style(bold=True, color="cyan")
_ENTRY = Style(color="cyan")  # whatever can be looked up
_LABEL = Style(bold=True)
_EMPHASIS = Style(italic=True)
_STRONG = Style(bold=True)
_CODE = Style(color="magenta")
_QUIET = Style(dim=True)
_NOTICE = Style(bold=True, color="red")
_WEB = ("https://", "http://")
_MARKS = {"em_open": _EMPHASIS, "strong_open": _STRONG}
_BREAKS = {"softbreak": " ", "hardbreak": "\n"}


def entry_page(record: Mapping[str, Any]) -> RenderableType:
    """What rich shows of an entry: its page, no wider than is good to read."""
    blocks: list[RenderableType] = []
    for block in _write_blocks(Page(record)):
        blocks += (Text(), block) if blocks else (block,)
    return Constrain(Group(*blocks), _TEXT_WIDTH)


def title_table(titles: Iterable[Mapping[str, Any]]) -> RenderableType:
    """What rich shows of many entries: term, kind and gloss of each, a line each if it can."""
    table = Table.grid(padding=(0, 2), expand=True)
    table.add_column(max_width=_TERM_WIDTH, no_wrap=True, overflow="ellipsis")
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, no_wrap=True, overflow="ellipsis")
    stack: list[RenderableType] = []
    for title in titles:
        term = Text(words.line(title["term"]), _ENTRY)
        gloss = Text(words.line(title["gloss"]))
        table.add_row(term, Text(words.line(title.get("kind") or ""), _QUIET), gloss)
        stack += term, _indent(gloss)
    return _Fitting(table, Group(*stack))


def search_result(record: Mapping[str, Any], reason: str, notes: Iterable[str]) -> RenderableType:
    """What rich shows of an entry found: its line, why it was found, notes.

    In `reason`, the words that matched stand between STX and ETX, and are shown in bold.
    """
    page = Page(record)
    why = Text(style=_QUIET)
    for place, part in enumerate(re.split("[\x02\x03]", " ".join(reason.split()))):
        why.append(words.line(part) if part.strip() else part, _STRONG if place % 2 else _PLAIN)
    lines = [_indent(why), *(_indent(Text(words.line(note), _QUIET)) for note in notes)]
    return Constrain(Group(_write_head(page), *lines, Text()), _TEXT_WIDTH)


def explanation(record: Mapping[str, Any], first: Sequence[str]) -> RenderableType:
    """An entry in a terminology section: its definition, and what should be read first."""
    page = Page(record)
    blocks: list[RenderableType] = [_write_head(page)]
    blocks += map(_indent, _read_markdown(page, page.definition or page.gloss))
    if first:
        blocks.append(_indent(Text(f"First read: {', '.join(map(words.line, first))}", _QUIET)))
    return Constrain(Group(*blocks, Text()), _TEXT_WIDTH)


def track(steps: Sequence[str], label: str) -> Iterator[str]:
    """The steps of long work, one after the other, with a progress bar on stderr."""
    from rich.progress import track as show_progress

    yield from show_progress(steps, label, console=Console(stderr=True), transient=True)


def show(page: RenderableType, *, color: bool) -> None:
    """Print a page as for a terminal, in color or not, whatever stdout is."""
    console = _Console(force_terminal=True, no_color=not color, highlight=False)
    console.print(page)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave a closed pipe to the caller: rich would end the process here, with code 1."""
        raise BrokenPipeError


def _write_blocks(page: Page) -> Iterator[RenderableType]:
    if page.is_deprecated:
        yield _write_notice(page)
    yield _write_head(page)
    for marked in filter(None, (page.definition, page.details)):
        yield Group(*_read_markdown(page, marked))
    if page.example:
        yield _write_section("Example", *_read_markdown(page, page.example))
    if page.relations:
        rows = ((Text(label), _write_links(page, ids)) for label, ids in page.relations)
        yield _write_section("Related terms", _write_rows(rows))
    if page.facts:
        yield _write_section("Facts", _write_rows(_write_facts(page)))
    if page.sources:
        yield _write_section("Sources", _write_sources(page.sources))
    foot = [Text(f"{label}: {', '.join(names)}") for label, names in page.names]
    if page.meta:
        foot.append(Text(" · ".join(_write_meta(*pair) for pair in page.meta), _QUIET))
    if foot:
        yield Group(*foot)


def _write_section(label: str, *blocks: RenderableType) -> RenderableType:
    return Group(Text(label, _LABEL), _indent(Group(*blocks)))


def _indent(block: RenderableType, columns: int = 2) -> RenderableType:
    return Padding(block, (0, 0, 0, columns)) if columns else block


def _write_notice(page: Page) -> Text:
    notice = Text().append("Deprecated: ", _NOTICE)
    if not page.successors:
        return notice.append("no successor")
    return notice.append("replaced by ").append_text(_write_links(page, page.successors))


def _write_head(page: Page) -> Text:
    head = Text().append(page.term, _TERM)
    if page.abbreviations:
        head.append(f" ({', '.join(page.abbreviations)})", _LABEL)
    if page.sense:
        head.append(f" [{page.sense}]", _QUIET)
    return head.append("\n").append(page.gloss, _EMPHASIS)


def _write_links(page: Page, ids: tuple[str, ...]) -> Text:
    shown = [Text(page.find_term(entry_id), _link(page, entry_id)) for entry_id in ids[:_MOST_IDS]]
    if len(ids) > _MOST_IDS:
        shown.append(Text(f"and {len(ids) - _MOST_IDS} more", _QUIET))
    return Text(", ").join(shown)


def _link(page: Page, entry_id: str) -> Style:
    """The style of an entry's name: to be looked up, and clicked where it has a page."""
    if entry_id not in page.terms:
        return _PLAIN
    return _ENTRY + Style(link=page.base_url + entry_id) if page.base_url else _ENTRY


def _write_facts(page: Page) -> Iterator[tuple[Text, Text]]:
    before = ""
    for fact in page.facts:
        about = "" if fact.about == before else fact.about
        yield Text(about), Text(fact.value).append(fact.backing, _QUIET)
        before = fact.about


def _write_sources(sources: Iterable[Source]) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for source in sources:
        table.add_row(Text(f"[{source.number}]"), _write_source(source))
    return table


def _write_source(source: Source) -> Text:
    authors = source.authors
    if len(authors) > _MOST_AUTHORS + 1:
        authors = (*authors[:_MOST_AUTHORS], "others")
    link = Style(link=source.url) if source.url else _PLAIN
    parts = (
        Text(end_sentence(join_authors(authors))),
        Text(end_sentence(source.title), _EMPHASIS + link),
        Text(end_sentence(source.date)),
        Text(source.url, _QUIET + link),
    )
    return Text(" ").join(part for part in parts if part)


def _write_meta(label: str, value: str) -> str:
    return f"{label.lower()} {value}" if label in ("Since", "Reviewed") else value


class _Fitting:
    """One of two layouts: the wide one where there is room for it."""

    __slots__ = ("narrow", "wide")

    def __init__(self, wide: RenderableType, narrow: RenderableType) -> None:
        self.wide = wide
        self.narrow = narrow

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        yield self.wide if options.max_width >= _TABLE_WIDTH else self.narrow


def _write_rows(rows: Iterable[tuple[Text, Text]]) -> RenderableType:
    """Labels beside their values where there is room, above them where not."""
    table = Table.grid(padding=(0, 2))
    table.add_column(max_width=_LABEL_WIDTH)
    stack: list[RenderableType] = []
    for label, value in rows:
        table.add_row(label, value)
        stack += (label, _indent(value)) if label else (_indent(value),)
    return _Fitting(table, Group(*stack))


# ------------------------------------------------------------------------ Markdown


def _read_markdown(page: Page, marked: str) -> Iterator[RenderableType]:
    """A renderable for each block of Markdown words, and for each blank line between them."""
    for block in read_blocks(Links(page, "#{id}").resolve(marked)):
        if block.is_apart:
            yield Text()
        shown = _read_block(page, block)
        if not block.bullets:
            yield _indent(shown, block.column)
            continue
        table = Table.grid(padding=(0, 1))
        table.add_row(Text(block.bullets), shown)
        yield _indent(table, max(block.column - len(block.bullets) - 1, 0))


def _read_block(page: Page, block: Block) -> RenderableType:
    if block.token.type == "hr":
        return Rule(style=_QUIET)
    if block.token.type in ("code_block", "fence"):
        return _indent(Text(block.token.content.removesuffix("\n"), _CODE, overflow="fold"))
    return _read_inline(page, block.token, _LABEL if block.is_heading else _PLAIN)


def _read_inline(page: Page, block: Token, style: Style) -> Text:
    """The text of a paragraph, its emphasis, code and links as styles."""
    shown = Text()
    styles = [style]
    behind = Text()
    for token in block.children or ():
        if token.nesting > 0:
            styles.append(styles[-1] + _find_style(page, token))
            behind = _write_address(token) if token.type == "link_open" else behind
        elif token.nesting < 0:
            styles.pop()
            shown.append_text(behind if token.type == "link_close" else Text())
        elif token.type == "image":
            shown.append_text(_read_inline(page, token, styles[-1]))
        else:
            code = _CODE if token.type == "code_inline" else _PLAIN
            # Again, for the parser makes characters of "&#x202e;".
            content = words.clean(_BREAKS.get(token.type) or token.content)
            shown.append(content, styles[-1] + code)
    return shown


def _find_style(page: Page, token: Token) -> Style:
    if token.type != "link_open":
        return _MARKS[token.type]
    address = str(token.attrs["href"])
    if address.startswith("#"):
        return _link(page, address[1:])
    is_in_sight = token.info == "auto" and address.startswith(_WEB)
    return Style(link=address, underline=True) if is_in_sight else _PLAIN


def _write_address(token: Token) -> Text:
    """What stands behind a label, for it may claim another address than it leads to."""
    address = str(token.attrs["href"])
    if address.startswith("#") or token.info == "auto":
        return Text()
    link = _QUIET + Style(link=address) if address.startswith(_WEB) else _PLAIN
    return Text(" (").append(address, link).append(")")
