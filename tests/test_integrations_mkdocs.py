"""Real builds of MkDocs with our plugin in the configuration, warnings as errors."""

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("mkdocs")
PROJECT = Path(__file__).parent.parent
TINY = PROJECT / "tests" / "data" / "tiny"
pytestmark = pytest.mark.slow
LINK = re.compile(r'<a class="glossary-term"[^>]*>(.*?)</a>', re.DOTALL)
TIPS = re.compile(r'\n<div class="glossary-tips" hidden>\n.*?</div>\n', re.DOTALL)
ASSET = re.compile(r"\s*<(?:link|script)[^>]*glossary-terms\.(?:css|js)[^>]*>(?:</script>)?")
MATERIAL_EXTENSIONS = """\
  - abbr
  - admonition
  - attr_list
  - def_list
  - footnotes
  - md_in_html
  - tables
  - toc: {permalink: true}
  - pymdownx.arithmatex: {generic: true}
  - pymdownx.details
  - pymdownx.emoji:
      emoji_index: !!python/name:material.extensions.emoji.twemoji
      emoji_generator: !!python/name:material.extensions.emoji.to_svg
  - pymdownx.highlight
  - pymdownx.keys
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:pymdownx.superfences.fence_code_format
  - pymdownx.tabbed: {alternate_style: true}
  - pymdownx.tasklist: {custom_checkbox: true}
"""
CONSTRUCTS = """\
# The token

A token in prose, then `token` in code, $token$ in math and [an F1](other.md) in a link.

$$
\\text{corpus}
$$

!!! note "GPU notes"

    A GPU in an admonition.

??? tip "A vertex"

    The corpus in details.

=== "GPU tab"

    A matrix in a tab.

``` python
gpu = "GPU"  # (1)!
```

1.  A vertex in an annotation, with naive Bayes.

``` mermaid
graph LR
  GPU --> token
```

## A GPU :material-chip: heading

| GPU | cell |
|---|---|
| row | a headache in a table |

- [x] A done F1 task, ++ctrl+c++

fine-tuning
:   A definition of top-k.[^1]

The HTML of <abbr title="token">GPU</abbr>s, <kbd>token</kbd> and <script>token = "GPU"</script>.

[^1]: A footnote on LLaMA and dense models.
"""


@pytest.fixture
def build(mkdocs, tmp_path):
    """Write a project, build it; give the output folder, or what was said if it failed."""

    def run(
        pages,
        *,
        config="",
        plugin="{own: terms, bundled: false}",
        name="project",
        fails=False,
        **files,
    ):
        project = tmp_path / name
        used = f"plugins:\n  - search\n  - glossary: {plugin}\n" if plugin else ""
        settings = {"mkdocs.yml": f"site_name: Tea\n{used}{config}"}
        pages = {f"docs/{path}": text for path, text in pages.items()}
        for path, text in {**settings, **pages, **files}.items():
            (project / path).parent.mkdir(parents=True, exist_ok=True)
            (project / path).write_text(text, encoding="utf-8", newline="\n")
        if not (project / "terms").exists():
            (project / "terms").symlink_to(TINY)
        done = mkdocs("build", "--strict", "-d", "site", cwd=project)
        said = done.stdout + done.stderr
        assert (done.returncode != 0) == fails, said
        return said if fails else project / "site"

    return run


def read(path):
    return path.read_text(encoding="utf-8")


def links(path):
    return re.findall(r'<a class="glossary-term" href="([^"]*)"[^>]*>(.*?)</a>', read(path))


def unlink(html):
    """What is left without our links; templates leave blank lines where our assets are."""
    words = ASSET.sub("", TIPS.sub("", LINK.sub(r"\1", html)))
    return [line for line in words.splitlines() if line.strip()]


def test_nothing_but_the_plugin_links_explains_and_lists(build):
    pages = {"index.md": "# Tea\n\nAn MoE and its token; an MoE.\n", "a/b.md": "# B\n\nTokens.\n"}
    site = build(pages)
    assert links(site / "index.html") == [
        ("glossary/#term-mixture-of-experts", "MoE"),
        ("glossary/#term-token", "token"),
    ]
    assert links(site / "a" / "b" / "index.html") == [("../../glossary/#term-token", "Tokens")]
    for path, root in ((site / "index.html", ""), (site / "a" / "b" / "index.html", "../../")):
        html = read(path)
        assert f'href="{root}assets/glossary/glossary-terms.css"' in html
        assert f'src="{root}assets/glossary/glossary-terms.js"' in html
        for tip in re.findall(r'aria-describedby="([^"]*)"', html):
            assert html.count(f'<span id="{tip}" role="tooltip">') == 1
    assert (site / "assets/glossary/glossary-terms.css").stat().st_size > 0
    assert (site / "assets/glossary/glossary-terms.js").stat().st_size > 0
    home = read(site / "glossary" / "index.html")
    listed = re.findall(r'<dt id="term-([^"]*)">', home)
    assert listed == ["mixture-of-experts", "token"]
    assert 'href="../glossary/"' in read(site / "a" / ".." / "404.html") or "Glossary" in home
    assert "Glossary" in read(site / "index.html")  # it is in the navigation


def test_what_the_terms_require_is_listed_too(build):
    terms = {
        "terms/cup.toml": 'term = "teacup"\ngloss = "cup for tea"\n'
        'definition = "Cup for [[tea|hot tea]], not a [[saucer]]."\n'
        '[relations]\nrequires = ["tea"]\n',
        "terms/tea.toml": 'term = "tea"\ngloss = "drink"\n[relations]\nrequires = ["water"]\n'
        '[[sources]]\nkey = "a"\ntitle = "On <tea>"\nauthors = ["Ada Leaf"]\ndate = "1999"\n'
        'url = "https://tea.example/?a=1&b=2"\n',
        "terms/water.toml": 'term = "water"\ngloss = "what rain is"\n',
        "terms/saucer.toml": 'term = "saucer"\ngloss = "plate"\n',
    }
    home = read(build({"index.md": "A teacup.\n"}, **terms) / "glossary" / "index.html")
    assert re.findall(r'<dt id="term-([^"]*)">', home) == ["tea", "cup", "water"]
    assert '<a href="#term-tea">hot tea</a>, not a saucer.' in home
    assert 'Read first: <a href="#term-water">water</a>' in home
    assert '<a href="https://tea.example/?a=1&amp;b=2"><cite>On &lt;tea&gt;.</cite></a>' in home


@pytest.mark.parametrize("urls", ["true", "false"])
def test_links_lead_to_the_place_for_the_terms(build, urls):
    pages = {
        "index.md": "# Tea\n\nA token.\n",
        "deep/er/page.md": "# Page\n\nA token.\n",
        "more/terms.md": "# Terms\n\nA token.\n\n<!-- glossary: terms -->\n\nBelow.\n",
        "code.md": "# Code\n\n    <!-- glossary: terms -->\n\nThe place, in code.\n",
    }
    site = build(pages, config=f"use_directory_urls: {urls}\n")
    seen = [path for path in sorted(site.rglob("*.html")) if links(path)]
    assert len(seen) == 3
    for path in seen:
        (address, _), *_ = links(path)
        place, _, anchor = address.partition("#")
        target = (path.parent / place) if place else path
        target = target / "index.html" if target.is_dir() else target
        assert f'<dt id="{anchor}">' in read(target)
    assert not (site / "glossary").exists()
    assert not (site / "glossary.html").exists()
    home = read(next(site.rglob("terms*/index.html" if urls == "true" else "terms.html")))
    assert home.index("<dt id=") < home.index("Below.")


def test_a_glossary_of_ones_own_keeps_its_words(build):
    pages = {"index.md": "A token.\n", "glossary.md": "# Our words\n\nBrew: make tea.\n"}
    home = read(build(pages) / "glossary" / "index.html")
    assert home.index("Brew: make tea.") < home.index('<dt id="term-token">')


def test_a_written_navigation_stays_as_it_is(build):
    config = "nav: [index.md]\nvalidation: {nav: {omitted_files: warn}}\n"
    site = build({"index.md": "# Tea\n\nA token.\n"}, config=config)
    assert links(site / "index.html") == [("glossary/#term-token", "token")]
    assert ">Glossary</a>" not in read(site / "index.html")
    assert '<dt id="term-token">' in read(site / "glossary" / "index.html")
    named = build({"index.md": "A token.\n"}, config="nav: [index.md, Words: glossary.md]\n")
    assert ">Words</a>" in read(named / "index.html")


@pytest.mark.parametrize("theme", ["mkdocs", "readthedocs", "material"])
def test_a_page_without_our_links_is_the_page_of_a_plain_build(build, theme):
    if theme == "material":
        pytest.importorskip("material")
    extensions = MATERIAL_EXTENSIONS if theme == "material" else "  - tables\n  - def_list\n"
    config = (
        f"theme: {{name: {theme}}}\nnav: [index.md, other.md]\nmarkdown_extensions:\n{extensions}"
    )
    pages = {"index.md": CONSTRUCTS, "other.md": "# Other\n\nNothing.\n"}
    plain = build(pages, config=config, plugin="", name="plain")
    site = build(pages, config=config)
    for name in ("index.html", "other/index.html"):
        assert unlink(read(site / name)) == unlink(read(plain / name))
    assert links(site / "index.html")
    assert [*plain.rglob("*glossary*")] == []
    index = "search/search_index.json"
    entries = json.loads(read(site / index))["docs"]
    ours = [entry for entry in entries if not entry["location"].startswith("glossary/")]
    assert ours == json.loads(read(plain / index))["docs"]


def test_every_construct_of_material_is_linked_or_left_alone(build):
    pytest.importorskip("material")
    config = f"theme: {{name: material}}\nmarkdown_extensions:\n{MATERIAL_EXTENSIONS}"
    site = build({"index.md": CONSTRUCTS, "other.md": "# Other\n"}, config=config)
    html = read(site / "index.html")
    assert [shown for _, shown in links(site / "index.html")] == [
        "token",  # in prose
        "GPU",  # in the admonition, not in its title
        "corpus",  # in the details, not in the math
        "matrix",  # in a tab, not in its label
        "vertex",  # in a code annotation, not in the title of the details
        "naive Bayes",
        "GPU",  # in a table of the next section, not in its heading
        "headache",
        "F1",
        "top-k",
        "dense models",
    ]
    for untouched in (
        '<span class="arithmatex">\\(token\\)</span>',
        "\\text{corpus}",
        '<p class="admonition-title">GPU notes</p>',
        "<summary>A vertex</summary>",
        ">GPU tab</label>",
        '<pre class="mermaid"><code>graph LR\n  GPU --&gt; token</code></pre>',
        '<script>token = "GPU"</script>',
        '<abbr title="token">GPU</abbr>',
        "<kbd>token</kbd>",
    ):
        assert untouched in html


def test_references_lead_to_entries(build):
    page = (
        "[experts](glossary:mixture-of-experts), [MoEs](glossary:), [`GPU`](glossary:), "
        "[F&#49;](glossary:), [cards](<glossary:graphics processing unit>), "
        '[nets](glossary:router-network "title"), `[x](glossary:y)`.\n'
    )
    site = build({"index.md": page})
    assert links(site / "index.html") == [
        ("glossary/#term-mixture-of-experts", "experts"),
        ("glossary/#term-mixture-of-experts", "MoEs"),
        ("glossary/#term-gpu", "<code>GPU</code>"),
        ("glossary/#term-f1", "F&#49;"),
        ("glossary/#term-gpu", "cards"),
        ("glossary/#term-router-network", "nets"),
    ]
    assert "<code>[x](glossary:y)</code>" in read(site / "index.html")


@pytest.mark.parametrize(
    ("reference", "message"),
    [
        ("[tokne](glossary:)", "no entry is called 'tokne'; did you mean token"),
        ("[x](glossary:nonesuch-at-all)", "no entry is called 'nonesuch-at-all'"),
        ("[SAM](glossary:)", "'SAM' names 2 entries: sam-images, sam-optimizer"),
    ],
)
def test_a_reference_to_nothing_fails_a_strict_build(build, reference, message):
    said = build({"index.md": "# Tea\n", "deep/page.md": f"See {reference}.\n"}, fails=True)
    assert f"deep/page.md: {message}" in said
    assert "1 warnings in strict mode" in said


def test_pages_can_be_left_out(build):
    pages = {
        "index.md": "---\nglossary: false\n---\nA token, an [MoE](glossary:).\n",
        "drafts/one.md": "A token.\n",
        "two.md": "A token, a GPU.\n",
    }
    options = "{own: terms, bundled: false, exclude_pages: ['drafts/*'], exclude: [gpu]}"
    site = build(pages, plugin=options)
    assert [shown for _, shown in links(site / "index.html")] == ["MoE"]
    assert links(site / "drafts" / "one" / "index.html") == []
    assert [shown for _, shown in links(site / "two" / "index.html")] == ["token"]


@pytest.mark.parametrize(
    ("options", "shown"), [("first: section", 2), ("first: page", 1), ("first: all", 3)]
)
def test_mentions_are_linked_as_often_as_asked(build, options, shown):
    page = "# One\n\nA token, a token.\n\n# Two\n\nA token.\n"
    site = build({"index.md": page}, plugin=f"{{own: terms, bundled: false, {options}}}")
    assert len(links(site / "index.html")) == shown


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("{own: nowhere}", "nowhere"),
        ("{bundled: false}", "there are no entries"),
        ("{density: -1}", "density is -1"),
        ("{first: often}", "section"),
        ("{own: terms, exclude: [nonesuch]}", "exclude names 'nonesuch'"),
    ],
)
def test_an_option_that_makes_no_sense_is_told(build, options, message):
    said = build({"index.md": "Tea.\n"}, plugin=options, fails=True)
    assert message in said
    assert "Traceback" not in said


def test_what_entries_say_comes_out_as_text(build):
    hostile = "<script>alert(1)</script> </style> {{ page }} {% raw %} \" ' & [x](javascript:y)"
    quoted = json.dumps(hostile)
    term = (
        f'term = "evil"\ngloss = {quoted}\ndefinition = {quoted}\nsynonyms = [{quoted}]\n'
        f'sense = {quoted}\n[[sources]]\nkey = "a"\ntitle = {quoted}\nauthors = [{quoted}]\n'
        'url = "https://evil.example/%22><script>"\n'
    )
    site = build({"index.md": "An evil.\n"}, **{"terms/evil.toml": term})
    for name in ("index.html", "glossary/index.html"):
        html = read(site / name)
        assert "alert(1)&lt;/script&gt; &lt;/style&gt; {{ page }} {% raw %}" in html
        assert "<script>alert" not in html
        assert "</style> {{" not in html
        assert 'href="javascript' not in html
        assert "><script>" not in html.replace("&gt;", "")


def test_a_project_s_entries_stand_before_ours(build):
    term = 'term = "tokens"\nabbreviations = ["MoE"]\ngloss = "months of exams"\n'
    pages = {"index.md": "The MoE of a transformer, a mixture of experts.\n"}
    files = {"terms/months.toml": term}
    site = build(pages, plugin="{own: terms}", **files)
    assert links(site / "index.html") == [
        ("glossary/#term-months", "MoE"),
        ("glossary/#term-transformer", "transformer"),
        ("glossary/#term-mixture-of-experts", "mixture of experts"),
    ]


def test_two_builds_give_the_same_bytes(build):
    pages = {"index.md": CONSTRUCTS, "other.md": "# Other\n\nAn MoE, a GPU.\n"}
    config = "markdown_extensions: [tables, def_list, footnotes]\n"
    first = build(pages, config=config)
    before = {path.relative_to(first): path.read_bytes() for path in first.rglob("*.html")}
    again = build(pages, config=config, name="again")
    assert len(before) == 4
    for path, contents in before.items():
        assert (again / path).read_bytes() == contents


@pytest.mark.parametrize(
    ("home", "words"),
    [
        ("glossary", None),  # made by the plugin
        ("glossary", "# Our words\n"),
        ("terms", "# Terms\n\n<!-- glossary: terms -->\n"),
    ],
)
def test_a_dirty_build_lists_what_untouched_pages_use(build, mkdocs, home, words):
    pages = {"index.md": "An MoE.\n", "more.md": "A token.\n", "other.md": "A token.\n"}
    if words:
        pages[f"{home}.md"] = words
    site = build(pages)
    (site.parent / "docs" / "more.md").write_text("An F1.\n", encoding="utf-8")
    before = read(site / "index.html")
    done = mkdocs("build", "--dirty", "-d", "site", cwd=site.parent)
    assert done.returncode == 0, done.stderr
    assert [shown for _, shown in links(site / "more" / "index.html")] == ["F1"]
    assert read(site / "index.html") == before
    listed = re.findall(r'<dt id="term-([^"]*)">', read(site / home / "index.html"))
    assert listed == ["f1", "mixture-of-experts", "token"]


def test_a_plugin_that_serves_starts_each_build_anew(monkeypatch, tmp_path):
    """`mkdocs serve` builds many times in one process, with one plugin or several."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config
    from mkdocs.plugins import PluginCollection

    from glossary.integrations.mkdocs import GlossaryPlugin

    plugin = GlossaryPlugin()
    page, term = tmp_path / "docs" / "index.md", tmp_path / "terms" / "tea.toml"
    page.parent.mkdir()
    term.parent.mkdir()
    page.write_text("A cup of tea.\n", encoding="utf-8")

    def serve(gloss):
        term.write_text(f'term = "tea"\ngloss = "{gloss}"\n', encoding="utf-8")
        plugins = PluginCollection()
        plugins["glossary"] = plugin
        plugin.load_config({"own": str(term.parent), "bundled": False})
        (tmp_path / "mkdocs.yml").write_text("site_name: Tea\nplugins: []\n", encoding="utf-8")
        config = load_config(str(tmp_path / "mkdocs.yml"), plugins=[])
        config.plugins = plugins
        build(config)
        return read(tmp_path / "site" / "index.html"), read(
            tmp_path / "site" / "glossary" / "index.html"
        )

    first, home = serve("drink")
    assert ">drink</span>" in first
    assert first.count("glossary-terms.css") == 1
    again, home = serve("herb")
    assert ">herb</span>" in again
    assert again.count("glossary-terms.css") == 1
    assert "herb" in home
    assert "drink" not in home
