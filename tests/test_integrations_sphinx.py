"""The Sphinx extension, by real builds of small projects."""

import io
import json
import re
import tempfile
import zipfile
from contextlib import redirect_stderr, redirect_stdout
from html.parser import HTMLParser

import pytest

pytest.importorskip("sphinx")

from sphinx.cmd.build import main as build_main
from sphinx.util.inventory import InventoryFile

pytestmark = pytest.mark.slow  # each test is a build

ENTRIES = {
    "kettle": """
term = "tea kettle"
abbreviations = ["TK"]
kind = "concept"
level = "basic"
gloss = "vessel in which water is boiled"
definition = "Vessel of [[water]] for [[tea|a cup of tea]], and is no [[ghost]] nor `[[code]]`."
[relations]
requires = ["water"]
contrasts = ["samovar"]
[[sources]]
key = "leaf-2001"
title = "On <Kettles>"
authors = ["Ada Leaf"]
date = "2001"
url = "https://kettles.example/"
""",
    "water": """
term = "water"
kind = "concept"
gloss = "clear liquid"
[relations]
requires = ["liquid"]
""",
    "liquid": 'term = "liquid"\nkind = "concept"\nlevel = "basic"\ngloss = "what flows"\n',
    "tea": 'term = "tea"\nkind = "concept"\ngloss = "drink made of leaves"\n',
    "samovar": 'term = "samovar"\nkind = "tool"\ngloss = "urn that keeps water hot"\n',
    "strainer-a": 'term = "SAM"\ncase = "exact"\nsense = "a"\ngloss = "strainer of one sort"\n',
    "strainer-b": 'term = "SAM"\ncase = "exact"\nsense = "b"\ngloss = "strainer of another"\n',
    "brew-h": """
term = "hostile brew"
gloss = "<script>alert(1)</script> \\"quoted\\" {{ braces }} `:ref:` </style>"
definition = "A <b>bold</b> **strong** {{ claim }}, \\\\textbf{x} & |sub| [x](javascript:alert)."
""",
}
CONF = """\
extensions = ["glossary.integrations.sphinx"]
glossary_entries = "terms"
glossary_bundled = False
show_warning_types = True
"""
INDEX = """\
Tea kettles
===========

A tea kettle boils; the tea kettle again. Two TKs.

.. toctree::

   more
   list

Second
------

A tea kettle in another section, and ``tea`` in code.
"""
PAGES = {
    "index": INDEX,
    "more": "More\n====\n\n:gloss:`a thing <TK>` and :term:`tea`.\n",
    "list": "List\n====\n\n.. glossary-terms::\n",
}


@pytest.fixture(autouse=True)
def _keep_reports(tmp_path, monkeypatch):
    """Sphinx writes a report of every error into the folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))


@pytest.fixture
def project(tmp_path):
    return Project(tmp_path / "docs")


class Project:
    """A documentation in a folder."""

    def __init__(self, folder, conf=CONF, entries=ENTRIES, suffix=".rst"):
        self.folder = folder
        self.suffix = suffix
        (folder / "terms" / "drinks").mkdir(parents=True)
        self.write("conf.py", conf)
        for entry_id, text in entries.items():
            self.add_entry(entry_id, text)

    def write(self, name, text):
        (self.folder / name).write_text(text, encoding="utf-8")

    def add_entry(self, entry_id, text):
        self.write(f"terms/drinks/{entry_id}.toml", text)

    def write_pages(self, **pages):
        for name, text in pages.items():
            self.write(name + self.suffix, text)

    def build(self, builder="html", *, out="out", jobs=1, strict=True, trees=None):
        """Build it; gives the folder, or the messages where it is not `strict`."""
        target = self.folder / out
        trees = self.folder / (trees or f"{out}-trees")
        arguments = ["-n", "-b", builder, "-d", str(trees), "-j", str(jobs), "--no-color"]
        arguments += ["-W"] if strict else []
        said, wrong = io.StringIO(), io.StringIO()
        with redirect_stdout(said), redirect_stderr(wrong):
            code = build_main([*arguments, str(self.folder), str(target)])
        if not strict:
            return code, wrong.getvalue()
        assert code == 0, wrong.getvalue()
        assert wrong.getvalue() == ""
        return target


class Reader(HTMLParser):
    """The links with tooltips of a page, and the ids on it."""

    def __init__(self, html):
        super().__init__()
        self.links, self.ids, self.tips = [], [], {}
        self._tip = None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if attrs.get("role") == "tooltip":
            self._tip = attrs["id"]
        if attrs.get("class") == "glossary-term":
            self.links.append((attrs["href"], attrs["aria-describedby"]))

    def handle_data(self, data):
        if self._tip:
            self.tips[self._tip] = self.tips.get(self._tip, "") + data

    def handle_endtag(self, tag):
        self._tip = None


def read(target, name):
    html = (target / name).read_text(encoding="utf-8")
    reader = Reader(html)
    assert len(reader.ids) == len(set(reader.ids)), name
    assert {tip for _, tip in reader.links} == set(reader.tips)
    return reader


def prose(target, name="index.html"):
    """What stands in the body of a page, links as [text](address)."""
    html = (target / name).read_text(encoding="utf-8")
    body = html[html.index('<div class="body"') : html.index('<div class="clearer"')]
    body = re.sub(r'<a class="headerlink".*?</a>', "", body)
    body = re.sub(r'<a class="glossary-term" href="([^"]*)"[^>]*>(.*?)</a>', r"[\2](\1)", body)
    return re.sub(r"<[^>]+>", "", body)


def contents(folder):
    """Every file that a build makes, but what Sphinx keeps for itself."""
    return {
        str(path.relative_to(folder)): forget_words(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (".buildinfo", "environment.pickle")
    }


def forget_words(made):
    """The file; Sphinx's search index keeps words that no page has any more: without these."""
    if not made.startswith(b"Search.setIndex("):
        return made
    index = json.loads(made.removeprefix(b"Search.setIndex(").removesuffix(b")"))
    for part in ("terms", "titleterms"):
        index[part] = {word: pages for word, pages in index[part].items() if pages != []}
    return json.dumps(index).encode()


def test_first_mentions_of_a_section_are_links_to_the_list(project):
    project.write_pages(**PAGES)
    target = project.build()
    index = read(target, "index.html")
    assert index.links == [("list.html#gloss-kettle", "glossary-tip-kettle")] * 2
    assert index.tips == {"glossary-tip-kettle": "vessel in which water is boiled"}
    text = prose(target)
    assert "A [tea kettle](list.html#gloss-kettle) boils; the tea kettle again. Two TKs." in text
    assert "tea in code" in text
    assert "<h1>Tea kettles<a" in (target / "index.html").read_text()
    assert "gloss-kettle" in read(target, "list.html").ids


def test_the_list_has_what_is_used_and_what_that_requires(project):
    project.write_pages(**PAGES)
    target = project.build()
    listed = [one for one in read(target, "list.html").ids if one.startswith("gloss-")]
    assert listed == ["gloss-liquid", "gloss-tea", "gloss-kettle", "gloss-water"]
    html = (target / "list.html").read_text()
    assert '<a class="reference internal" href="#gloss-water">water</a>' in html
    assert '<a class="reference internal" href="#gloss-tea">a cup of tea</a>' in html
    assert "is no ghost nor" in html
    assert "[[code]]" in html
    assert "Not to be confused with: samovar" in html
    assert '<a class="reference external" href="https://kettles.example/">' in html
    assert "On &lt;Kettles&gt;." in html


def test_nothing_but_the_extension_is_needed(tmp_path):
    project = Project(tmp_path, 'extensions = ["glossary.integrations.sphinx"]\n', {})
    project.write_pages(index="Home\n====\n\nAn MoE.\n")
    target = project.build(jobs=2)
    link = ("glossary-terms.html#gloss-mixture-of-experts", "glossary-tip-mixture-of-experts")
    assert read(target, "index.html").links == [link]
    assert "gloss-mixture-of-experts" in read(target, "glossary-terms.html").ids
    for name in ("glossary-terms.css", "glossary-terms.js"):
        assert (target / "_static" / name).stat().st_size
        assert f"_static/{name}" in (target / "index.html").read_text()


def test_roles_find_what_lookup_finds(project):
    project.write_pages(
        index="Home\n====\n\n:gloss:`Tea-Kettles`, :gloss:`kettle`, :gloss:`it <TK>`, "
        ":gloss:`SAM <strainer-b>`, :gloss:`!tea`, :term:`TKs`, :term:`water`\n"
    )
    text = prose(project.build())
    at = "glossary-terms.html#gloss-"
    assert (
        f"[Tea-Kettles]({at}kettle), [kettle]({at}kettle), [it]({at}kettle), "
        f"[SAM]({at}strainer-b), tea, [TKs]({at}kettle), [water]({at}water)"
    ) in text


def test_what_means_nothing_is_warned_of_where_it_stands(project):
    project.write_pages(index="Home\n====\n\n:gloss:`tea keetle`\n\nThen\n:gloss:`SAM`.\n")
    code, wrong = project.build(strict=False)
    assert code == 0
    unknown, ambiguous = wrong.strip().splitlines()
    assert re.search(r"index\.rst:4: WARNING: no entry is called 'tea keetle'; did you", unknown)
    assert unknown.endswith("did you mean tea kettle? [glossary.unknown]")
    assert re.search(r"index\.rst:[67]: WARNING: 'SAM' names 2 entries: ", ambiguous)
    assert "strainer-a, strainer-b; refer to one of them by its id" in ambiguous
    assert ambiguous.endswith("[glossary.ambiguous]")
    assert "tea] keetle" not in prose(project.folder / "out")


@pytest.mark.parametrize(
    ("link", "count"), [("'section'", 2), ("'page'", 1), ("'all'", 4), ("False", 0)]
)
def test_where_terms_are_linked_again(project, link, count):
    project.write("conf.py", f"{CONF}glossary_link = {link}\n")
    project.write_pages(**PAGES)
    assert len(read(project.build(), "index.html").links) == count


def test_a_reference_counts_as_the_first_mention(project):
    project.write_pages(
        index="Home\n====\n\nA tea kettle, or :gloss:`that <TK>`.\n\nA samovar: :term:`samovar`.\n"
    )
    text = prose(project.build())
    assert "A tea kettle, or [that](glossary-terms.html#gloss-kettle)." in text
    assert "A samovar: [samovar](glossary-terms.html#gloss-samovar)." in text


def test_density_and_exclude_hold(project):
    project.write("conf.py", f"{CONF}glossary_density = 1\nglossary_exclude = ['TK']\n")
    project.write_pages(index="Home\n====\n\nA tea kettle, tea, water, samovar.\n")
    assert "A tea kettle, [tea](glossary-terms.html#gloss-tea), water, samovar." in prose(
        project.build()
    )


NOT_PROSE = """\
:orphan:

Tea
===

``tea``, `tea`_, a hostile *brew*, :math:`tea`, :guilabel:`tea`, :abbr:`tea (x)`, |tea|,
`tea paper <https://tea.example>`__ :title:`tea` and tea* .

.. |tea| image:: tea.png
   :alt: tea
.. _tea: https://tea.example/
.. comment about a samovar
.. raw:: html

   <p>samovar</p>

.. code-block:: text
   :caption: samovar in code

   samovar

.. rubric:: samovar

.. math:: samovar

.. py:function:: samovar(samovar)

samovar
   :samovar: x

.. rst-class:: no-glossary

A samovar.

.. glossary: off

A samovar.

.. glossary: on

.. note:: A liquid *in a* note.

- A water tank.

+-------+
| A TK. |
+-------+
"""


def test_only_prose_is_linked(project):
    project.write_pages(index=NOT_PROSE)
    (project.folder / "tea.png").write_bytes(b"")
    project.write("conf.py", f"{CONF}extensions.append('sphinx.ext.mathjax')\n")
    links = [href.partition("#gloss-")[2] for href, _ in read(project.build(), "index.html").links]
    assert links == ["liquid", "water", "kettle"]


def test_a_page_opts_out(project):
    project.write_pages(
        index="Home\n====\n\n.. toctree::\n\n   a\n   b\n",
        a=":no-glossary:\n\nA\n=\n\nSome tea. :gloss:`water`\n",
        b=":no-glossary: no\n\nB\n=\n\nSome tea.\n",
    )
    target = project.build()
    assert [tip for _, tip in read(target, "a.html").links] == ["glossary-tip-water"]
    assert [tip for _, tip in read(target, "b.html").links] == ["glossary-tip-tea"]


def test_text_of_entries_is_text(project):
    project.write_pages(index="Home\n====\n\nA hostile brew.\n\n.. glossary-terms::\n")
    target = project.build()
    html = (target / "index.html").read_text()
    assert "<script>alert" not in html
    assert "javascript:" not in re.sub(r"\[x\]\(javascript:alert\)", "", html)
    assert "<b>bold" not in html
    gloss = """<script>alert(1)</script> "quoted" {{ braces }} `:ref:` </style>"""
    assert read(target, "index.html").tips == {"glossary-tip-brew-h": gloss}
    tex = next(project.build("latex", out="tex").glob("*.tex")).read_text()
    assert r"\textbackslash{}textbf\{x\}" in tex
    assert r"\textbf{x}" not in tex


def test_lists_take_kinds_and_levels(project):
    project.write_pages(
        index="Home\n====\n\nA tea kettle, a samovar.\n\n.. glossary-terms::\n   :kind: tool\n\n"
        ".. glossary-terms::\n   :level: basic\n\n.. glossary-terms::\n   :all:\n"
    )
    index = read(project.build(), "index.html")
    listed = [one.removeprefix("gloss-") for one in index.ids if one.startswith("gloss-")]
    rest = ["brew-h", "strainer-a", "strainer-b", "tea", "water"]
    assert listed == ["samovar", "liquid", "kettle", *rest]
    assert [href for href, _ in index.links] == ["#gloss-kettle", "#gloss-samovar"]


@pytest.mark.parametrize("options", [":kind: nonsense", ":level:", ":all:\n   :only-used:"])
def test_bad_options_of_a_list_are_refused(project, options):
    project.write_pages(index=f"Home\n====\n\n.. glossary-terms::\n   {options}\n")
    _, wrong = project.build(strict=False)
    assert re.search(r"index\.rst:\d: ERROR", wrong)


def test_links_lead_to_a_base_url_where_the_project_lists_nothing(project):
    project.write("conf.py", f"{CONF}glossary_base_url = 'https://terms.example/{{id}}.html'\n")
    project.write_pages(index="Home\n====\n\nSome tea.\n")
    target = project.build()
    link = ("https://terms.example/tea.html", "glossary-tip-tea")
    assert read(target, "index.html").links == [link]
    assert not (target / "glossary-terms.html").exists()


def test_a_projects_entries_stand_beside_ours(project):
    entries = 'extensions = ["glossary.integrations.sphinx"]\nglossary_entries = "terms"\n'
    project.write("conf.py", f"{entries}glossary_base_url = 'https://terms.example/'\n")
    project.add_entry("my-moe", 'term = "MoE"\ngloss = "manual of espresso"\n')
    project.write_pages(index="Home\n====\n\nAn MoE, and a dense model.\n")
    index = read(project.build(), "index.html")
    assert index.links == [
        ("glossary-terms.html#gloss-my-moe", "glossary-tip-my-moe"),
        ("https://terms.example/dense-model", "glossary-tip-dense-model"),
    ]
    assert index.tips["glossary-tip-my-moe"] == "manual of espresso"


OWN = ".. glossary::\n\n   Tea\n      What we mean by it.\n"


def test_the_projects_own_glossary_wins(project):
    project.write_pages(**PAGES | {"more": f"More\n====\n\n{OWN}\nTea.\n\nB\n-\n\n:term:`tea`\n"})
    target = project.build()
    html = (target / "more.html").read_text()
    assert html.count('href="#term-Tea"') == 3  # the permalink, the mention and the role
    assert "gloss-tea" not in read(target, "list.html").ids


def test_a_definition_does_not_link_what_it_defines(project):
    own = ".. glossary::\n\n   tea\n      Of tea, with a tea kettle.\n"
    project.write_pages(index=f"Home\n====\n\n{own}\nMore.\n")
    assert "Of tea, with a [tea kettle](" in prose(project.build())


def test_terms_of_other_projects_stay_theirs(project):
    project.write_pages(**PAGES)
    inventory = project.build() / "objects.inv"
    (project.folder / "objects.inv").write_bytes(inventory.read_bytes())
    mapping = "{'kettles': ('https://kettles.example/', 'objects.inv')}"
    extensions = "extensions.append('sphinx.ext.intersphinx')"
    project.write("conf.py", f"{CONF}{extensions}\nintersphinx_mapping = {mapping}\n")
    project.write_pages(more="More\n====\n\n:term:`TK`, :term:`samovar` and some water.\n")
    target = project.build()
    assert "https://kettles.example/list.html#gloss-kettle" in (target / "more.html").read_text()
    assert [href for href, _ in read(target, "more.html").links] == [
        "list.html#gloss-samovar",
        "list.html#gloss-water",
    ]


def test_builders_that_share_what_they_read_write_what_changed(project):
    project.write_pages(**PAGES)
    target = project.build(trees="trees")
    project.write_pages(more="More\n====\n\nA samovar.\n")
    project.build("text", out="text", trees="trees")
    project.build(trees="trees")
    assert "gloss-samovar" in read(target, "list.html").ids
    project.add_entry("kettle", ENTRIES["kettle"].replace("is boiled", "is heated"))
    project.build("text", out="text", trees="trees")
    project.build(trees="trees")
    assert "is heated" in (target / "index.html").read_text()


def test_references_in_titles_are_links_there_and_text_elsewhere(project):
    project.write_pages(
        index="Home\n====\n\n.. toctree::\n\n   a\n",
        a="On :gloss:`TK`\n==============\n\nNothing.\n",
    )
    target = project.build()
    assert [tip for _, tip in read(target, "a.html").links] == ["glossary-tip-kettle"]
    assert (
        '<a class="reference internal" href="a.html">On TK</a>'
        in (target / "index.html").read_text()
    )
    project.build("latex", out="tex")


def test_terms_are_in_the_inventory(project):
    project.write_pages(**PAGES)
    path = project.build() / "objects.inv"
    terms = InventoryFile.loads(path.read_bytes(), uri="").data["std:term"]
    assert terms["tea kettle"].uri == "list.html#gloss-kettle"
    assert terms["TK"].uri == "list.html#gloss-kettle"
    assert "samovar" not in terms


def test_a_projects_own_style_wins(project):
    static = project.folder / "static"
    static.mkdir()
    (static / "glossary-terms.css").write_text("a { color: green }")
    project.write("conf.py", f"{CONF}html_static_path = ['static']\n")
    project.write_pages(index="Home\n====\n\nSome tea.\n")
    for _ in range(2):
        target = project.build()
        css = (target / "_static" / "glossary-terms.css").read_text()
        assert css == "a { color: green }"
        project.write_pages(index="Home\n====\n\nMore tea.\n")


def test_parallel_builds_are_the_same(project):
    pages = {f"page{number}": PAGES["more"] for number in range(12)}
    names = "\n   ".join(pages)
    index = PAGES["index"].replace("   more\n", f"   {names}\n   more\n")
    project.write_pages(**PAGES | pages | {"index": index})
    one, two = project.build(), project.build(out="out2", jobs=2)
    assert contents(one) == contents(two)


def test_incremental_builds_are_the_same_as_clean_ones(project):
    project.write_pages(**PAGES)
    project.build()

    def check():
        changed = contents(project.build())
        clean = f"clean{len(list(project.folder.iterdir()))}"
        expected = contents(project.build(out=clean))
        # Sphinx leaves the files of a page that is gone.
        assert expected == {name: changed.get(name) for name in expected}
        return changed

    project.write_pages(more="More\n====\n\nA samovar.\n")  # the list gains it, loses tea
    assert b"gloss-samovar" in check()["list.html"]
    project.write_pages(more=f"More\n====\n\n{OWN}\n- TK\n")
    check()
    project.write_pages(more=f"More\n====\n\nA TK.\n\n{OWN.replace('Tea', 'tea kettle')}\n")
    assert b"more.html#term-tea-kettle" in check()["index.html"]
    project.write_pages(more="More\n====\n\n.. glossary-terms::\n", list="List\n====\n\nTea.\n")
    assert b"more.html#gloss-kettle" in check()["index.html"]
    project.add_entry("kettle", ENTRIES["kettle"].replace("is boiled", "is heated"))
    assert b"is heated" in check()["index.html"]
    project.add_entry("section", 'term = "another section"\ngloss = "part"\n')
    assert b"gloss-section" in check()["index.html"]
    (project.folder / "more.rst").unlink()
    project.write_pages(index=INDEX.replace("   more\n", ""))
    assert b"glossary-terms.html#gloss-kettle" in check()["index.html"]
    check()


def test_directory_urls_are_relative(project):
    project.write_pages(**PAGES)
    target = project.build("dirhtml")
    assert read(target, "more/index.html").links[0][0] == "../list/#gloss-kettle"


def test_latex_links_to_the_list(project):
    project.write_pages(**PAGES)
    tex = next(project.build("latex").glob("*.tex")).read_text()
    assert r"\hyperref[\detokenize{list:gloss-kettle}]" in tex
    assert r"\label{\detokenize{list:gloss-kettle}}" in tex
    assert "glossary-tip" not in tex


def test_pdftex_is_told_the_signs_of_entries(project):
    project.write_pages(index="Tea\n===\n\nA tea kettle.\n")

    def preamble(settings=""):
        project.write("conf.py", CONF + settings)
        return next(project.build("latex").glob("*.tex")).read_text()

    minus, gamma = (r"\DeclareUnicodeCharacter{" + code for code in ("2212}", "03B3}"))
    assert minus in preamble()
    assert gamma in preamble()
    own = preamble("latex_elements = {'preamble': '% ours', 'fontenc': r'LGR,T1'}\n")
    assert own.index(minus) < own.index("% ours")
    assert gamma not in own
    assert minus not in preamble("latex_engine = 'xelatex'\n")


@pytest.mark.parametrize("pages", [PAGES, {"index": "Tea\n===\n\nA tea kettle.\n"}])
def test_an_e_book_has_the_links_and_what_they_lead_to(project, pages):
    etree = pytest.importorskip("lxml.etree", reason="lxml is not installed")
    project.write("conf.py", f"{CONF}version = '1'\ncopyright = 'Ada Leaf'\n")
    project.write_pages(**pages)
    with zipfile.ZipFile(next(project.build("epub").glob("*.epub"))) as book:
        texts = {name: book.read(name) for name in book.namelist() if name.endswith("xhtml")}
    trees = {name: etree.fromstring(text) for name, text in texts.items()}
    places = {name: {one.get("id") for one in tree.iter()} for name, tree in trees.items()}
    links = [
        link.get("href").partition("#")
        for link in trees["index.xhtml"].iter("{http://www.w3.org/1999/xhtml}a")
        if "glossary-term" in link.get("class", "")
    ]
    assert links
    assert all(anchor in places[page] for page, _, anchor in links)
    assert not any(b"glossary-tip" in text for text in texts.values())


@pytest.mark.parametrize("builder", ["text", "man", "texinfo", "singlehtml", "xml", "gettext"])
def test_other_builders_are_content(project, builder):
    project.write("conf.py", f"{CONF}man_pages = [('index', 'tea', 'tea', 'me', 1)]\n")
    project.write_pages(**PAGES)
    target = project.build(builder)
    made = b"".join(one for one in contents(target).values())
    assert b"tea kettle" in made
    assert b"TermLink" not in made


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("glossary_link = 'sometimes'", "glossary_link in conf.py is 'sometimes': choose"),
        ("glossary_link = True", "glossary_link in conf.py is True: choose"),
        ("glossary_density = 'x'", "glossary_density in conf.py is 'x': give a number"),
        ("glossary_density = -1", "density is -1"),
        ("glossary_exclude = 'tea'", "glossary_exclude in conf.py is 'tea': give a list"),
        ("glossary_exclude = ['nope']", "no entry is called 'nope'"),
        ("glossary_entries = 7", "glossary_entries in conf.py is 7: give the path"),
        ("glossary_entries = 'absent'", "absent: "),
        ("glossary_entries = None", "there are no entries"),
        ("glossary_bundled = 'no'", "glossary_bundled in conf.py is 'no': choose"),
        ("glossary_base_url = 'x'", "glossary_base_url in conf.py is 'x': give an address"),
    ],
)
def test_bad_configuration_is_refused(project, line, said):
    project.write("conf.py", f"{CONF}{line}\n")
    project.write_pages(index="Home\n====\n")
    code, wrong = project.build(strict=False)
    assert code == 2
    assert said in wrong
    assert "Configuration error" in wrong


MYST = """\
# Tea kettles

A tea
kettle <!-- glossary: off --> has tea <!-- glossary: on --> in a *samovar*,
{gloss}`TK`, {gloss}`it <water>` and {term}`liquid`.

```python
tea = "tea"
```

{.no-glossary}
A samovar and water.

```{glossary-terms}
:kind: concept
```
"""


def test_myst_has_the_same(tmp_path):
    pytest.importorskip("myst_parser")
    conf = CONF.replace('"]', '", "myst_parser"]') + "myst_enable_extensions = ['attrs_block']\n"
    project = Project(tmp_path, conf, suffix=".md")
    project.write_pages(index=MYST)
    target = project.build(jobs=2)
    links = [href.partition("#gloss-")[2] for href, _ in read(target, "index.html").links]
    assert links == ["samovar", "kettle", "water", "liquid"]
    project.write_pages(index=f"---\nno-glossary: true\n---\n\n{MYST}")
    links = [href.partition("#gloss-")[2] for href, _ in read(project.build(), "index.html").links]
    assert links == ["kettle", "water", "liquid"]
