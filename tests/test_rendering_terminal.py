"""The page on a terminal, as rich prints it."""

import io
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from glossary.rendering import terminal

BARE = {"id": "leaf", "term": "leaf", "gloss": "part of a plant"}
MARKS = (
    r"* ** _ ` `` [ ]( ) [bold] [/bold] :smile: \ \* < > https://a.example [[leaf]] [[a| ]] # tea"
)
SPACES = (" ", "\n", "    ", "- ", "\n\n")
CONTROLS = ("\x1b[2J", "\x1b]8;;x\x1b\\", "\x9b", "\x07", "\u202e")
PIECES = st.sampled_from((*MARKS.split(), *SPACES, *CONTROLS, "北京"))
MARKED = st.lists(PIECES | st.text(max_size=2), max_size=12).map("".join)


def printed(renderable, width=80):
    console = Console(file=io.StringIO(), width=width, color_system=None)
    console.print(renderable)
    return console.file.getvalue()


def page(width=80, **fields):
    return printed(terminal.entry_page({**BARE, **fields}), width)


def styled(**fields):
    """Each piece of text with the style it has on a terminal in color."""
    console = Console(file=io.StringIO(), width=80, force_terminal=True, color_system="standard")
    segments = console.render(terminal.entry_page({**BARE, **fields}))
    return [(segment.text, segment.style) for segment in segments if segment.text.strip()]


def style_of(text, **fields):
    return next(style for shown, style in styled(**fields) if shown == text)


EVERYTHING = {
    "abbreviations": ["LF"],
    "sense": "botany",
    "definition": "A [[tea-bag|bag]] and `code` and *some* **more** [web](https://a.example).",
    "details": "- one\n- two\n\n```\ncode block\n```",
    "example": "One leaf.",
    "status": "deprecated",
    "replaced_by": ["tea-bag"],
    "relations": {"contrasts": ["tea-bag"]},
    "facts": [{"about": "size", "value": "small", "as_of": "2024"}],
    "sources": [{"key": "a", "title": "Leaves", "url": "https://a.example/leaves"}],
    "synonyms": ["blade"],
    "kind": "concept",
    "derived": {"terms": {"tea-bag": "tea bag"}},
    "url": "https://tea.example/leaf",
}


@given(MARKED, st.sampled_from([20, 40, 100]))
@settings(deadline=None)
def test_any_words_are_printed_safely_and_within_the_width(words, width):
    shown = page(width, term=words, definition=words, details=words, synonyms=[words])
    assert {char for char in shown if unicodedata.category(char) in ("Cc", "Cs")} <= {"\n"}
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
    assert max(map(cell_len, shown.split("\n"))) <= min(width, 88)


@given(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8))
@settings(deadline=None)
def test_markup_of_rich_is_text(word):
    marked = f"[{word}]x[/{word}] :{word}:"
    assert " ".join(page(term=marked).split()).startswith(marked)


@pytest.mark.parametrize("width", [40, 60, 88, 200])
def test_everything_is_there_at_every_width(width):
    shown = " ".join(page(width, **EVERYTHING).split())
    for words in (
        "Deprecated: replaced by tea bag",
        "leaf (LF) [botany]",
        "A bag and code and some more web (https://a.example).",
        "• one • two",
        "code block",
        "Example One leaf.",
        "Not to be confused with tea bag",
        "size small (as of 2024)",
        "[1] Leaves. https://a.example/leaves",
        "Also called: blade",
    ):
        assert words in shown


def test_styles():
    assert style_of("leaf", **EVERYTHING).bold
    assert style_of("part of a plant", **EVERYTHING).italic
    assert style_of(" [botany]", **EVERYTHING).dim
    assert style_of("some", **EVERYTHING).italic
    assert style_of("more", **EVERYTHING).bold
    assert style_of("Leaves.", **EVERYTHING).link == "https://a.example/leaves"
    assert style_of("tea bag", **EVERYTHING).link == "https://tea.example/tea-bag"
    assert style_of("bag", **EVERYTHING).link == "https://tea.example/tea-bag"
    assert style_of("bag", **{**EVERYTHING, "url": "leaf"}).link is None


def test_colors_suit_a_light_and_a_dark_terminal():
    for _, style in styled(**EVERYTHING):
        if style is not None:
            assert style.bgcolor is None
            assert style.color is None or style.color.name in ("cyan", "magenta", "red")


def test_links_lead_only_to_the_web():
    definition = (
        "[a](javascript:x) [b](file:///x) [c](#leaf) <https://a.example/d> [e](http://a.example)"
    )
    links = {style.link for _, style in styled(definition=definition) if style and style.link}
    assert links == {"https://a.example/d", "http://a.example"}


def test_the_address_behind_a_label_is_in_sight():
    assert "https://good.example (https://evil.example)" in page(
        definition="[https://good.example](https://evil.example)"
    )


@pytest.mark.parametrize(
    ("marked", "shown"),
    [
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("snake_case_name and __init__", "snake_case_name and init"),
        ("***both*** *a **b** c*", "both a b c"),
        (r"\*not\* emphasis", "*not* emphasis"),
        ("`*code*` and ``a ` b``", "*code* and a ` b"),
        ("[[no-such]] and [[no-such|shown]]", "no such and shown"),
        ("`[[leaf]]`", "[[leaf]]"),
    ],
)
def test_inline_markdown(marked, shown):
    assert page(definition=marked).split("\n")[3].rstrip() == shown


def test_long_rows_of_ids_are_cut():
    ids = [f"leaf-{number}" for number in range(30)]
    shown = " ".join(page(relations={"related": ids}).split())
    assert "leaf 11, and 18 more" in shown
    assert "leaf 12" not in shown


@pytest.mark.parametrize("piece", ["*a ", "_a ", "`", "[", "[a](", "***a", "*_", "<http://"])
def test_hostile_markdown_ends(piece):
    shown = page(definition=f"tea {piece * 2_000}")
    assert piece.strip(" *_") in shown


def test_deep_emphasis_does_not_exhaust_the_stack():
    shown = page(definition="*_" * 300 + "tea" + "_*" * 300)
    assert "tea" in shown


TITLES = [
    {
        "id": "leaf",
        "term": "leaf",
        "gloss": "part of [b]a plant",
        "kind": "concept",
        "subjects": [],
    },
    {"id": "x", "term": "\x1b[31mtwig" * 12, "gloss": "wood " * 30, "kind": None, "subjects": []},
]


def test_title_table_is_a_line_an_entry():
    rows = printed(terminal.title_table(TITLES), width=100).rstrip("\n").split("\n")
    assert [row.split()[0] for row in rows] == ["leaf", "twigtwigtwigtwigtwigtwigtwigtwigtwi…"]
    assert rows[0].split(maxsplit=1)[1].rstrip() == "concept  part of [b]a plant"
    assert rows[1].endswith("…")


def test_title_table_stacks_where_it_is_narrow():
    rows = printed(terminal.title_table(TITLES[:1]), width=40).split("\n")
    assert [row.rstrip() for row in rows] == ["leaf", "  part of [b]a plant", ""]


@pytest.mark.parametrize("color", [True, False])
def test_show_prints_as_for_a_terminal(color, capsys, monkeypatch):
    monkeypatch.setenv("TERM", "xterm-256color")
    terminal.show(terminal.entry_page(EVERYTHING | BARE), color=color)
    out = capsys.readouterr().out
    assert ("\x1b[1;36mleaf" in out) is color
    assert "\x1b[1" in out


def test_show_leaves_a_closed_pipe_to_its_caller(monkeypatch):
    class ClosedPipe(io.StringIO):
        def write(self, _text):
            raise BrokenPipeError

    monkeypatch.setattr("sys.stdout", ClosedPipe())
    with pytest.raises(BrokenPipeError):
        terminal.show(terminal.entry_page(BARE), color=False)
