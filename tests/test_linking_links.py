"""Links in a text: nothing else of it changes, and linking twice changes nothing."""

import re
import subprocess
import sys
import tarfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from glossary import Entry, Glossary
from glossary.errors import UsageError
from glossary.linking import links

WORDS = Glossary.from_entries(
    [
        Entry(id=word, term=word, gloss="g")
        for word in ("foo", "bar", "baz", "bim", "aaa", "bbb", "ccc", "hello", "hi", "okay", "text",
                     "title", "link", "code", "one", "two", "three", "world", "emphasis", "http")
    ]
)  # fmt: skip
OURS = re.compile(r'<a href="#our-[^"]*">(.*?)</a>', re.DOTALL)
PIECES = st.sampled_from(
    ["foo", "bar", "two words", "*", "**", "_", "`", "[", "]", "](u)", "!", "\\", "|", "<b>",
    "</b>",
     "&amp;", "# ", "> ", "- ", "\n", "\n\n", " ", " ", "~~", "$", "^", "(", ")", "```", ": ",
     "[^1]",
     "{term}`foo`", "<a>", "</a>", "MoE", "é", "头疼", ":", "1. ", "\r\n", "<!-- glossary: off -->",
     "https://", "foo_"]
)  # fmt: skip
SOURCES = st.lists(PIECES, max_size=14).map("".join)
TERMS = Glossary.from_entries(
    [
        Entry(id="foo", term="foo", gloss="g"),
        Entry(id="bar", term="bar", gloss="g"),
        Entry(id="two", term="two words", gloss="g"),
        Entry(id="moe", term="mixture of experts", abbreviations=("MoE",), gloss="g"),
        Entry(id="headache", term="头疼", gloss="g"),
    ]
)


def render(source):
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    return parser.render(source)


def unlink(terms, source, format, target="#our-{id}", **options):
    """The source with links put in and, by where they were put, taken out again."""
    chosen = links.plan(
        terms.finder,
        source,
        links.Options(options.get("first", "all"), target, (), options.get("density")),
        format=format,
    )
    linked = links.insert(source, chosen)
    for one in reversed(chosen):
        shift = sum(
            len(before.written) - (before.end - before.start)
            for before in chosen
            if before.start < one.start
        )
        start = one.start + shift
        assert linked[start : start + len(one.written)] == one.written
        assert one.mention.text in one.written
        linked = linked[:start] + one.mention.text + linked[start + len(one.written) :]
    return linked


@pytest.mark.parametrize("format", ["markdown", "html", "rst"])
@given(SOURCES)
@settings(deadline=None, max_examples=150)
def test_taking_the_links_out_gives_the_source(format, source):
    assert unlink(TERMS, source, format) == source


@pytest.mark.parametrize("format", ["markdown", "html", "rst"])
@pytest.mark.parametrize("first", links.FIRST)
@given(SOURCES, st.sampled_from([None, 0, 20, 100]))
@settings(deadline=None, max_examples=60)
def test_linking_twice_changes_nothing(format, first, source, density):
    once = TERMS.link(source, format=format, first=first, density=density, target="#our-{id}")
    assert TERMS.link(once, format=format, first=first, density=density, target="#our-{id}") == once


@given(SOURCES)
@settings(deadline=None, max_examples=300)
def test_a_markdown_page_looks_the_same_but_for_the_links(source):
    linked = TERMS.link(source, first="all", target="#our-{id}")
    assert OURS.sub(r"\1", render(linked)) == render(source)


@pytest.fixture(scope="session")
def spec_examples(tmp_path_factory):
    """The examples of the CommonMark and GFM specifications, from a package that ships both."""
    folder = tmp_path_factory.mktemp("specs")
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--no-binary=:all:",
               "-d", str(folder), "marko"]  # fmt: skip
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("the specifications cannot be downloaded")
    (archive,) = folder.glob("*.tar.gz")
    examples = []
    with tarfile.open(archive) as files:
        for name in files.getnames():
            if re.search(r"tests/spec/(commonmark|gfm)\.txt$", name):
                words = files.extractfile(name).read().decode()
                found = re.findall(
                    r"^`{32} example[^\n]*\n(.*?)^\.\n", words, re.DOTALL | re.MULTILINE
                )
                examples += [example.replace("→", "\t") for example in found]
    assert len(examples) > 1_200
    return examples


@pytest.mark.slow
def test_the_examples_of_the_specifications_look_the_same(spec_examples):
    number = 0
    for example in spec_examples:
        linked = WORDS.link(example, first="all", target="#our-{id}")
        number += linked != example
        assert OURS.sub(r"\1", render(linked)) == render(example), example
        assert WORDS.link(linked, first="all", target="#our-{id}") == linked
    assert number > 300


def link(source, **options):
    return TERMS.link(source, target="t/{id}", **options)


def test_each_section_links_a_term_once():
    page = "foo foo\n\n# A\n\nfoo foo\n"
    assert link(page) == "[foo](t/foo) foo\n\n# A\n\n[foo](t/foo) foo\n"
    assert link(page, first="page") == "[foo](t/foo) foo\n\n# A\n\nfoo foo\n"
    assert link(page, first="all").count("](t/foo)") == 4


def test_a_term_that_its_author_linked_is_linked():
    assert link("foo and [foo](x)\n") == "foo and [foo](x)\n"


def test_a_pages_own_entry_is_not_linked():
    assert link("foo bar", exclude=["foo"]) == "foo [bar](t/bar)"


def test_density():
    words = "foo " + "words " * 49 + "bar " + "words " * 49 + "MoE\n"
    assert link(words, density=2).count("](") == 2
    assert link(words, density=0) == words
    assert link(words, density=100).count("](") == 3


def test_targets_are_templates():
    source = "two words"
    target = "site/{id}.html?name={name}&text={text}#{term}"
    assert TERMS.link(source, target=target) == (
        "[two words](site/two.html?name=two%20words&text=two%20words#two%20words)"
    )
    assert TERMS.link("MoE", target=":term:") == "{term}`MoE <mixture of experts>`"
    assert TERMS.link("MoE", target=":term:", format="rst") == ":term:`MoE <mixture of experts>`"
    assert TERMS.link("MoE") == "[MoE](#moe)"
    based = Glossary.from_entries(TERMS, base_url="https://terms.example/")
    assert based.link("MoE") == "[MoE](https://terms.example/moe)"


def test_each_format():
    assert link("x foo", format="html") == 'x <a href="t/foo">foo</a>'
    assert link("x foo.", format="rst") == "x `foo <t/foo>`__."
    assert link("xfoo\\foo `foo`", format="rst") == "xfoo\\foo `foo`"


@pytest.mark.parametrize(
    "source",
    ["!foo", "\\foo", "*foo*x", "foo_x_", "[foo]: u", "# foo", "`foo`", "![foo](u)", "[foo](u)",
    "$foo$",
     "<a>foo</a>", "    foo", "<div>\nfoo\n</div>", "---\na: foo\n---", "https://foo.x",
     "<!-- foo -->"],
)  # fmt: skip
def test_stays_as_it_is(source):
    assert link(source) == source


def test_line_ends_and_marks_are_kept():
    assert link("\ufefffoo\r\nbar\r\n") == "\ufeff[foo](t/foo)\r\n[bar](t/bar)\r\n"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"first": "chapter"}, "first is 'chapter'; choose from section, page, all"),
        ({"target": "x/{slug}"}, "no field 'slug'; there are: id, term, name, text"),
        ({"density": -1}, "density is -1"),
        ({"format": "text"}, "plain text has no links"),
        ({"format": "html", "target": ":term:"}, "HTML has no roles"),
        ({"format": "docx"}, "no format 'docx'"),
    ],
)
def test_options_that_make_no_sense(options, message):
    with pytest.raises(UsageError, match=re.escape(message)):
        TERMS.link("foo", **options)
