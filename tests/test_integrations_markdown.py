"""The plugin of markdown-it-py and the extension of Python-Markdown, and what they share."""

import re
from html import unescape

import pytest
from markdown_it import MarkdownIt

from glossary import Entry, Glossary
from glossary.errors import AmbiguousTermError, UnknownTermError, UsageError
from glossary.integrations import references, terminology
from glossary.integrations.markdown_it import glossary_plugin

TERM = re.compile(r'<a (?:class="glossary-term" )?href="#term-[^>]*>(.*?)</a>', re.DOTALL)
TIPS = re.compile(r'\n?<div class="glossary-tips" hidden>\n.*?</div>\n', re.DOTALL)
PAGE = """\
# The token

A token, `token` and [an F1](other.md): a *mixture of
experts*, a **GPU** & a dense
model. ![matrix](matrix.png)

- An item on a corpus
- <b>Naive Bayes</b> and <kbd>vertex</kbd>

> A token quoted & &lt;vertex&gt;

    token = "code"

## More

A token again; <!-- glossary: off -->a GPU<!-- glossary: on --> \\*F1\\*.

<div>
A vertex in raw HTML
</div>
"""


def links(html):
    """Where each link leads, and what it shows."""
    return re.findall(
        r'<a class="glossary-term" href="#term-([^"]*)"[^>]*>(.*?)</a>', html, re.DOTALL
    )


def make_renderer(preset, tiny):
    """What renders Markdown, with our links unless told otherwise."""
    if preset == "python-markdown":
        markdown = pytest.importorskip("markdown")
        from glossary.integrations.python_markdown import GlossaryExtension

        def run(text, *, plain=False, **options):
            ours = [] if plain else [GlossaryExtension(**{"glossary": tiny, **options})]
            return markdown.markdown(text, extensions=["tables", *ours]) + "\n"

    else:

        def run(text, *, plain=False, **options):
            md = MarkdownIt(preset, {"linkify": False} if preset == "gfm-like" else {})
            if not plain:
                md.use(glossary_plugin, **{"glossary": tiny, **options})
            return md.render(text)

    run.preset = preset
    return run


@pytest.fixture(params=["commonmark", "gfm-like", "js-default", "zero", "python-markdown"])
def render(request, tiny):
    return make_renderer(request.param, tiny)


@pytest.fixture(params=["commonmark", "gfm-like", "js-default", "python-markdown"])
def render_links(request, tiny):
    return make_renderer(request.param, tiny)


@pytest.fixture(params=["commonmark", "gfm-like", "python-markdown"])
def render_html(request, tiny):
    return make_renderer(request.param, tiny)


def unlink(html):
    return TIPS.sub("", TERM.sub(r"\1", html)).rstrip("\n")


def test_without_our_links_it_is_what_a_plain_parser_makes(render):
    html = render(PAGE)
    assert links(html)
    assert unlink(html) == render(PAGE, plain=True).rstrip("\n")
    for tip in re.findall(r'aria-describedby="([^"]*)"', html):
        assert html.count(f'<span id="{tip}" role="tooltip">') == 1


def test_terms_are_linked_at_their_first_mention_in_a_section(render_html):
    shown = [words for _, words in links(render_html(PAGE))]
    expected = ["token", "mixture of\nexperts", "GPU", "dense\nmodel", "corpus", "Naive Bayes"]
    expected += ["vertex", "token", "F1"]
    # A block of raw HTML is part of the page that Python-Markdown makes; to markdown-it it is raw.
    assert shown == [*expected, *(["vertex"] if render_html.preset == "python-markdown" else [])]


@pytest.mark.parametrize(("first", "count"), [("section", 2), ("page", 1), ("all", 3)])
def test_first_starts_anew_in_each_document(tiny, first, count):
    md = MarkdownIt().use(glossary_plugin, glossary=tiny, first=first)
    page = "# One\n\nA token, a token.\n\n# Two\n\nA token.\n"
    for _ in range(2):
        env = {}
        assert len(links(md.render(page, env))) == count
        assert env["glossary_ids"] == ("token",)


def test_options_say_where_links_lead_and_what_describes_them(render):
    options = {"target": "t.html?a&b#{id}", "tooltips": False, "exclude": ["gpu"]}
    html = render("An MoE with a GPU.", **options)
    assert html.strip() in (
        '<p>An <a href="t.html?a&amp;b#mixture-of-experts">MoE</a> with a GPU.</p>',
        '<a href="t.html?a&amp;b#mixture-of-experts">MoE</a> with a GPU.',
    )
    assert links(render("A token, a GPU, a matrix, a corpus.", density=1)) == [("token", "token")]
    with pytest.raises(UsageError, match="first is 'often'"):
        render("", first="often")


def test_references_lead_to_entries(render_links, caplog):
    page = (
        "[nets](glossary:router-network), [MoEs](glossary:), [**GPU**\n`s`](glossary:gpu),\n"
        "[cards](<glossary:graphics processing unit>), [dim](glossary:nonesuch) [SAM](glossary:)."
    )
    html = render_links(page)
    assert links(html) == [
        ("router-network", "nets"),
        ("mixture-of-experts", "MoEs"),
        ("gpu", "<strong>GPU</strong>\n<code>s</code>"),
        ("gpu", "cards"),
    ]
    assert "dim SAM" in html
    assert "glossary:" not in html
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert "no entry is called 'nonesuch'" in said[0]
    assert "'SAM' names 2 entries: sam-images, sam-optimizer" in said[1]


def test_the_terms_that_are_used_are_listed_in_their_place(render_html):
    html = render_html("A token.\n\n<!-- glossary: terms -->\n\nBelow, an MoE.\n")
    listed = re.findall(r'<dt id="term-([^"]*)">', html)
    assert listed == ["mixture-of-experts", "token"]
    assert html.index("<dt id=") < html.index("Below")
    plain = render_html("A token.\n\n    <!-- glossary: terms -->\n")
    assert "<dt" not in plain
    assert "&lt;!-- glossary: terms --&gt;" in plain


def test_what_entries_say_comes_out_as_text(render):
    hostile = "<script>alert(1)</script> \" ' & </style> {{ x }} [x](javascript:y)"
    entry = Entry(id="evil", term="evil", gloss=hostile, definition=hostile, synonyms=[hostile])
    html = render("An evil.\n\n<!-- glossary: terms -->\n", glossary=Glossary.from_entries([entry]))
    assert "<script>" not in html
    assert 'href="javascript' not in html
    assert hostile in unescape(html)


def test_plugins_of_others_are_left_as_they_are(tiny):
    plugins = pytest.importorskip("mdit_py_plugins")
    from mdit_py_plugins.anchors import anchors_plugin
    from mdit_py_plugins.attrs import attrs_plugin
    from mdit_py_plugins.container import container_plugin
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    assert plugins
    page = (
        "---\ntoken: GPU\n---\n\n# A token\n\nA GPU[^1] and $token$\n\n$$\ncorpus\n$$\n\n"
        "- [x] a vertex\n\nmatrix\n: A matrix is `code`{.token} of naive Bayes.\n\n"
        "::: note\nA corpus\n:::\n\n| F1 | a |\n|--|--|\n| b | top-k \\| x |\n\n"
        "[^1]: A token in a note.\n"
    )
    md = MarkdownIt("commonmark").enable("table")
    for plugin in (
        anchors_plugin,
        attrs_plugin,
        deflist_plugin,
        dollarmath_plugin,
        footnote_plugin,
        front_matter_plugin,
        tasklists_plugin,
    ):
        md.use(plugin)
    md.use(container_plugin, "note")
    plain = md.render(page)
    html = md.use(glossary_plugin, glossary=tiny).render(page)
    assert unlink(html) == plain.rstrip("\n")
    assert [shown for _, shown in links(html)] == [
        "GPU",
        "vertex",
        "matrix",
        "naive Bayes",
        "corpus",
        "F1",
        "top-k",
        "token",
    ]


def test_python_markdown_takes_options_as_text_and_by_name(tiny_copy):
    markdown = pytest.importorskip("markdown")
    name = "glossary.integrations.python_markdown"
    options = {
        "glossary": str(tiny_copy),
        "exclude": "gpu, token",
        "density": "50",
        "tooltips": "false",
        "first": "all",
        "target": "/terms/{id}",
    }
    md = markdown.Markdown(extensions=[name], extension_configs={name: options})
    assert md.convert("A GPU, a token; an MoE, MoEs.") == (
        '<p>A GPU, a token; an <a href="/terms/mixture-of-experts">MoE</a>, '
        '<a href="/terms/mixture-of-experts">MoEs</a>.</p>'
    )
    assert md.glossary_ids == ("mixture-of-experts",)
    assert md.reset().convert("Tea.") == "<p>Tea.</p>"
    assert md.glossary_ids == ()


# --------------------------------------------------------------------- what they share


def test_an_id_is_meant_before_a_name(tiny):
    assert references.find_entry(tiny, "glossary:bias-statistics", "") == "bias-statistics"
    assert references.find_entry(tiny, "glossary:", " top\nk ") == "top-k"
    assert references.find_entry(tiny, "glossary:mixture%20of%20experts", "x") == (
        "mixture-of-experts"
    )
    for shown in ("", "nonesuch at all"):
        with pytest.raises(UnknownTermError):
            references.find_entry(tiny, "glossary:", shown)
    with pytest.raises(AmbiguousTermError):
        references.find_entry(tiny, "glossary:", "SAM")


@pytest.mark.parametrize(
    ("html", "resolved"),
    [
        ('<A HREF="GLOSSARY:token">x</A >y', "[token|x]y"),
        ("<p>é\n<a title='&quot;>' href=glossary:>token</a>\n<a href=glossary:gpu>G</a>", None),
        ('<a href="glossary:token">never closed', '<a href="glossary:token">never closed'),
        ('<a href="glossary:token"><i>x</i></a>', "[token|<i>x</i>]"),
        ('<script>"<a href=glossary:token>x</a>"</script>', None),
        ('<!-- <a href="glossary:token">x</a> -->', None),
        ('<a href="https://x.example/glossary:token">x</a>', None),
        ("<p>glossary:token</p>", None),
        (
            '<![- [x]> <a href="glossary:token">x</a> <!DOCTYPE x>',
            "<![- [x]> [token|x] <!DOCTYPE x>",
        ),
    ],
)
def test_references_are_found_as_a_browser_finds_links(tiny, html, resolved):
    said = []
    done = references.resolve(html, tiny, "[{}|{}]".format, said.append)
    if "title=" in html:
        resolved = "<p>é\n[token|token]\n[gpu|G]"
    assert done.html == (html if resolved is None else resolved)
    assert said == []


@pytest.fixture
def joined(tmp_path, monkeypatch, tiny):
    """Open a project's entry beside the miniature glossary, which stands for ours."""
    monkeypatch.setattr(Glossary, "bundled", classmethod(lambda _: tiny))
    own = tmp_path / "terms" / "token.toml"
    own.parent.mkdir()

    def run(cache, text='abbreviations = ["MoE"]'):
        monkeypatch.setenv("GLOSSARY_CACHE", str(cache))
        words = f'term = "ticket"\ngloss = "entry"\n{text}\n'
        if not own.exists() or own.read_text(encoding="utf-8") != words:
            own.write_text(words, encoding="utf-8")
        return terminology.open_glossary(str(own.parent))

    return run


def test_a_project_s_entry_stands_alone_on_a_shared_name(joined, tmp_path, tiny):
    both = joined(tmp_path / "cache")
    assert len(both) == len(tiny)  # one more, and the one of the same id less
    assert both.lookup("MoE", strict=True).id == both.lookup("token").id == "token"
    assert both.lookup("token").term == "ticket"
    assert both.lookup("mixture of experts").abbreviations == ()
    other = joined(tmp_path / "cache", 'synonyms = ["gpu"]')
    assert other.lookup("GPU", strict=True).id == "token"
    assert "graphics processing unit" not in other  # the whole entry has given way


def test_a_joined_glossary_is_compiled_once(joined, tmp_path):
    first = joined(tmp_path / "cache")
    kept = {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").iterdir()}
    again = joined(tmp_path / "cache")
    assert again.snapshot == first.snapshot
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "cache").iterdir()} == kept
    changed = joined(tmp_path / "cache", "")
    assert changed.snapshot != first.snapshot


def test_a_joined_glossary_needs_no_cache(joined, tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert joined(tmp_path / "file" / "cache").lookup("MoE").id == "token"


def test_without_any_entries_there_is_no_glossary():
    with pytest.raises(UsageError, match="there are no entries"):
        terminology.open_glossary(bundled=False)


def test_terms_are_gathered_with_what_they_require():
    def make(name, *requires, **fields):
        return Entry(id=name, term=name, gloss="x", relations={"requires": requires}, **fields)

    glossary = Glossary.from_entries(
        [make("c", "b"), make("b", "a"), make("a"), make("d", status="deprecated")]
    )
    records = terminology.gather(glossary, ["c", "d"])
    assert [record["id"] for record in records] == ["a", "b", "c", "d"]
    listed = terminology.write_terms(records)
    assert 'Read first: <a href="#term-b">b</a>' in listed
    assert "<strong>Deprecated:</strong> no successor" in listed
    assert terminology.write_terms(()) == ""
