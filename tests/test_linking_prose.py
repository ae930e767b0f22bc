"""Prose of each format, and nothing but prose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossary.errors import UsageError
from glossary.linking import prose
from glossary.linking.prose.passage import BARRIER, Passage, character_offsets

PIECES = {
    "markdown": ["# ", "> ", "- ", "1. ", "`", "```\n", "*", "**", "_", "[", "](x)", "]", "<b>",
    "</b>",
                 "<!-- glossary: off -->", "<!-- glossary: on -->", "<a href=x>", "</a>", "&amp;",
                 "\\*", "|", "\n|--|\n", "$", "~~", "---\n"],
    "html": ["<p>", "</p>", "<b>", "</b>", "<a href='x'>", "</a>", "<code>", "</code>", "<h1>",
    "</h1>", "&amp;", "&lt",
             "<!-- c -->", "<script>", "</script>", "<br>", "<pre>", "</div>", "<", ">", '"'],
    "rst": ["=====\n", "* ", "``", "`", ":term:`", "`_", ".. note:: ", ".. code::\n\n   ", "   ",
    "::\n\n  ", "|", "**", "[1]_",
            ".. glossary: off\n", ".. glossary: on\n", "+--+\n", "\\", ":f: "],
    "text": [],
}  # fmt: skip
WORDS = ["MoE", "é", "頭", " ", "\n", "\n\n", "\r\n", "word", "\ud800", "😀", "\x00", "\t"]


def shown(source, format):
    return [
        passage.text.replace(BARRIER, "~")
        for passage in prose.load(format).read(source)
        if passage.is_open
    ]


@pytest.mark.parametrize("format", PIECES)
@given(st.data())
@settings(deadline=None, max_examples=200)
def test_what_is_read_stands_in_the_source(format, data):
    pieces = st.sampled_from(PIECES[format] + WORDS) | st.text(max_size=3)
    source = "".join(data.draw(st.lists(pieces, max_size=14)))
    for passage in prose.load(format).read(source):
        place = 0
        for at, char in enumerate(passage.text):
            span = passage.span(at, at + 1)
            if span is None or char == BARRIER:
                continue
            assert place <= span[0] <= span[1] <= len(source)
            place = span[1]
            if span[1] - span[0] == 1 and source[span[0]] not in "\r\n&\ud800\x00":
                assert source[span[0]] == char


MARKDOWN = """\
---
title: front matter
---
# A heading

A *mixture* of R&amp;D, \\*x, `code`, [a link](u), ![alt](x.png), $x$ <b>raw</b> <code>tag</code>.
But <!-- glossary: off -->not this<!-- glossary: on --> but this

> quoted
> words

| cell | b |
|------|---|
| two  | c |

    indented code

```
fenced
```

<div>
block
</div>

- item
- [ ] task

Term
: what it is

A[^1] {term}`role <r>` and [[wiki]] and <https://a.example>

[^1]: foot
"""


def test_markdown():
    text = "\n".join(shown(MARKDOWN, "markdown"))
    for word in ("mixture", "R&D", "*x", "raw", "but this", "quoted\nwords", "cell", "two", "item",
                 "task", "what it is", "foot"):  # fmt: skip
        assert word in text
    for word in ("front", "heading", "code", "link", "alt", "$", "tag", "not this", "fenced",
                 "block", "Term", "role", "wiki", "https"):  # fmt: skip
        assert word not in text


def test_markdown_knows_sections_and_links():
    passages = prose.load("markdown").read("# A\n\nx [b](u)\n\n# C\n\n{term}`d <e>`\n")
    assert [(one.text, one.section, one.link, one.is_heading) for one in passages] == [
        ("A", 1, None, True),
        ("b", 1, "u", False),
        (f"x {BARRIER}", 1, None, False),
        ("C", 2, None, True),
        ("d", 2, ":term:", False),
    ]


HTML = """\
<!doctype html><html><head><title>title</title><style>css</style></head><body>
<h1>heading</h1>
<p title="attribute">A mixture
 of <b>bold</b> R&amp;D <a href="u&amp;v">link</a> <code>code</code> <kbd>key</kbd>
<!-- glossary: off -->not this<!-- glossary: on --> but this</p>
<pre>pre</pre><script>script</script><button>button</button><svg><text>svg</text></svg>
<dl><dt>name</dt><dd>what</dd></dl><table><tr><td>cell</td></tr></table>
<textarea>area</textarea><abbr title="x">abbr</abbr>
</body></html>
"""


def test_html():
    text = "\n".join(shown(HTML, "html"))
    for word in ("A mixture\n of", "bold", "R&D", "but this", "what", "cell"):
        assert word in text
    for word in ("title", "css", "heading", "attribute", "link", "code", "key", "not this", "pre",
                 "script", "button", "svg", "name", "area", "abbr"):  # fmt: skip
        assert word not in text


def test_html_knows_sections_and_links():
    passages = prose.load("html").read("<h2>A</h2><p>x <a href='u&amp;v'>b</a></p>")
    assert [(one.text, one.section, one.link) for one in passages] == [
        ("A", 1, None),
        ("b", 1, "u&v"),
        (f"x{BARRIER}", 1, None),
    ]


RST = """\
Heading
=======

A mixture of ``literal`` and :term:`role`, `link <u>`_, *emphasis* word_ |sub| https://a.example.

.. note:: argument

   inside *a* note
   and more

   - nested

.. code-block:: python

   code

Literal::

   literal block

- item
  continued

===== =====
cell  b
===== =====
two   c
===== =====

+------+
| grid |
+------+

>>> doctest

.. glossary: off

not this

.. glossary: on

but this

.. |sub| replace:: substitution
.. _target: http://x

Term
  what it is
"""


def test_rst():
    text = "\n".join(shown(RST, "rst"))
    for word in ("A mixture of", "inside", "and more", "nested", "item\n  continued", "but this",
                 "what it is"):  # fmt: skip
        assert word in text
    for word in ("Heading", "``", "role", "link", "emphasis", "word", "sub", "https", "code",
                 "block", "cell", "two", "grid", "doctest", "not this", "target",
                 "Term"):  # fmt: skip
        assert word not in text


def test_rst_is_read_in_order():
    source = (
        "MoE one ``x``.\n\nMoE two\n\nMoE three ``y``\n\n.. note::\n\n   MoE four\n\nMoE five\n"
    )
    assert [words.split()[1] for words in shown(source, "rst")] == [
        "one",
        "two",
        "three",
        "four",
        "five",
    ]


def test_a_reference_ends_before_its_carriage_return():
    passages = prose.load("rst").read("`foo <#foo>`__\r\nfoo")
    assert [(one.text.strip("\ufffc"), one.link) for one in passages] == [
        ("foo", "`foo <#foo>`__"),
        ("\nfoo", None),
    ]


def test_rst_knows_sections_and_links():
    passages = prose.load("rst").read("A\n=\n\nx :term:`b <c>` `d <e>`_ f_\n")
    assert [(one.text, one.section, bool(one.link)) for one in passages if one.link] == [
        ("b", 1, True),
        ("d", 1, True),
        ("f", 1, True),
    ]


@pytest.mark.parametrize(
    ("format", "source"),
    [
        ("html", "<div>" * 20_000 + "MoE"),
        ("html", "<b>" * 20_000 + "MoE" + "</b>" * 20_000),
        ("markdown", "> " * 2_000 + "MoE"),
        ("markdown", "*a " * 20_000),
        ("markdown", "[" * 20_000),
        ("rst", "* " * 2_000 + "MoE"),
        ("rst", "`" * 5_000),
    ],
)
def test_hostile_sources_end(format, source):
    assert isinstance(prose.load(format).read(source), list)


def test_a_unit_is_not_divided():
    passage = Passage([("R", 0, 1), ("&", 1, 6), ("D", 6, 7)])
    assert passage.text == "R&D"
    assert passage.span(0, 3) == (0, 7)
    assert passage.span(1, 2) == (1, 6)


def test_offsets_of_characters():
    assert character_offsets("abc") is None
    assert list(character_offsets("aé😀")) == [0, 1, 1, 2, 2, 2, 2, 3]


def test_an_unknown_format():
    with pytest.raises(UsageError, match="no format"):
        prose.load("pdf")
