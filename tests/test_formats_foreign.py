# ruff: noqa: E501 -- turtle
"""Exports read back by programs that we did not write."""

import csv
import io
import json
import logging
import re
import subprocess
import sys
from pathlib import Path

import pytest

from glossary import Entry, Glossary, formats
from glossary.entry import Relations, Source

pytestmark = pytest.mark.slow  # the other tools take their time

SCHEMA = Path(__file__).parent / "data" / "tbx-basic.rng"

TRAPS = ("]]>", '"quoted"', "a|b", "R&D", "<script>alert(1)</script>", "`code`", "*a*", "x : y",
         ".. note:: x", "{{ x }}", "C++", "1. one", "snake_case_", "头疼", "\\", "a]: b", "Phase 2 1 x",
         "=1+1", "|sub|", "::", "it's", "- x", "%s")  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tiny):
    """The miniature glossary, and an entry for each trap, with it wherever text may stand."""
    trapped = [
        Entry(
            id=f"trap-{number:02}",
            term=trap,
            abbreviations=(f"{trap}{number}",),
            misspellings=(f"{trap}-{number}",),
            gloss=f"{trap} in a gloss",
            definition=f"{trap} in a [[token|{trap}]] definition with a [[trap-00]].",
            details=f"{trap}\n\n{trap}",
            example=trap,
            relations=Relations(broader=("token",), related=("token", "trap-01")),
            sources=(Source(key="k", title=trap, url='https://e.org/<"&>'),),
        )
        for number, trap in enumerate(TRAPS)
    ]
    return [*tiny, *trapped]


def shown_names(entries):
    return {name for entry in entries for name in entry.names}


def test_json_and_csv(hostile):
    data = json.loads(formats.write("json", hostile))
    lines = formats.write("jsonl", hostile).decode().splitlines()
    rows = list(csv.DictReader(io.StringIO(formats.write("csv", hostile).decode(), newline="")))
    terms = [entry.term for entry in sorted(hostile, key=lambda entry: entry.id)]
    assert [item["term"] for item in data] == terms
    assert [json.loads(line)["term"] for line in lines] == terms
    assert [row["term"].removeprefix("'") for row in rows] == terms


def test_front_matter_is_yaml(hostile):
    yaml = pytest.importorskip("yaml")
    pages = formats.write("front-matter", hostile).decode().split("---\n")
    loaded = [yaml.safe_load(page) for page in pages if page.startswith("id: ")]
    assert {item["id"]: item["term"] for item in loaded} == {
        entry.id: entry.term for entry in hostile
    }


# ---------------------------------------------------------------------------------- SKOS


@pytest.fixture(scope="module", params=["skos-turtle", "skos-jsonld"])
def graph(request, hostile):
    rdflib = pytest.importorskip("rdflib")
    contents = formats.write(request.param, hostile).decode()
    if request.param == "skos-turtle":
        return rdflib.Graph().parse(data=contents, format="turtle")
    found = rdflib.Graph()
    rdflib.plugin.get("json-ld", rdflib.parser.Parser)
    from rdflib.plugins.parsers.jsonld import to_rdf

    return to_rdf(json.loads(contents), found)


def test_skos_has_every_name_as_the_label_that_it_is(graph, hostile):
    from rdflib import SKOS

    def labels(predicate):
        return {str(label) for label in graph.objects(None, predicate)}

    assert labels(SKOS.prefLabel) == {entry.term for entry in hostile} | {"Glossary"}
    assert labels(SKOS.prefLabel) | labels(SKOS.altLabel) == shown_names(hostile) | {"Glossary"}
    assert labels(SKOS.hiddenLabel) == {
        name.text for entry in hostile for name in entry.misspellings
    }


# The integrity conditions of the SKOS reference (W3C, 2009) that a graph can break.
CONDITIONS = {
    "S9 a scheme is no concept": "?x a skos:Concept, skos:ConceptScheme .",
    "S13 labels are of one kind": """{ ?x skos:prefLabel ?l ; skos:altLabel ?l }
        UNION { ?x skos:prefLabel ?l ; skos:hiddenLabel ?l }
        UNION { ?x skos:altLabel ?l ; skos:hiddenLabel ?l }""",
    "S14 one preferred label a language": """?x skos:prefLabel ?l, ?m .
        FILTER (?l != ?m && lang(?l) = lang(?m))""",
    "S27 related is not above": "?x skos:related ?y ; (skos:broader|^skos:narrower)+ ?y .",
    "no circle": "?x (skos:broader|^skos:narrower)+ ?x .",
}


@pytest.mark.parametrize("condition", CONDITIONS)
def test_skos_keeps_its_integrity_conditions(graph, condition):
    query = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#> ASK { %s }"
    assert not graph.query(query % CONDITIONS[condition]).askAnswer


def test_what_is_above_is_not_said_to_be_beside():
    rdflib = pytest.importorskip("rdflib")
    entries = [
        Entry(id="a", term="a", gloss="a", relations=Relations(broader=("b",), related=("c", "d"))),
        Entry(id="b", term="b", gloss="b", relations=Relations(broader=("c",))),
        *(Entry(id=one, term=one, gloss=one) for one in "cd"),
    ]
    graph = rdflib.Graph().parse(data=formats.write("skos-turtle", entries), format="turtle")
    related = [str(other)[-1] for other in graph.objects(None, rdflib.SKOS.related)]
    assert related == ["d"]


SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
[] a sh:NodeShape ; sh:targetClass skos:Concept ;
  sh:property [ sh:path skos:prefLabel ; sh:minCount 1 ; sh:uniqueLang true ; sh:datatype rdf:langString ] ;
  sh:property [ sh:path skos:notation ; sh:minCount 1 ; sh:maxCount 1 ] ;
  sh:property [ sh:path skos:definition ; sh:minCount 1 ; sh:datatype rdf:langString ] ;
  sh:property [ sh:path skos:inScheme ; sh:minCount 1 ; sh:class skos:ConceptScheme ] ;
  sh:property [ sh:path skos:broader ; sh:class skos:Concept ] ;
  sh:property [ sh:path skos:related ; sh:class skos:Concept ] .
"""


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # pyshacl's, of rdflib
def test_skos_conforms_to_shapes(graph):
    pyshacl = pytest.importorskip("pyshacl")
    conforms, _, report = pyshacl.validate(graph, shacl_graph=SHAPES, shacl_graph_format="turtle")
    assert conforms, report


def test_skosify_finds_nothing_to_mend(graph, caplog):
    skosify = pytest.importorskip("skosify")
    before = len(graph)
    with caplog.at_level(logging.WARNING):
        skosify.infer.skos_symmetric_mappings(graph)
        skosify.check.preflabel_uniqueness(graph, ["shortest"])
        skosify.check.label_overlap(graph)
        skosify.check.hierarchy_cycles(graph)
        skosify.check.disjoint_relations(graph)
    assert caplog.messages == []
    assert len(graph) == before


# ----------------------------------------------------------------------------------- TBX


def test_tbx_is_what_the_schema_says(hostile):
    etree = pytest.importorskip("lxml.etree")
    schema = etree.RelaxNG(etree.parse(SCHEMA))
    page = etree.fromstring(formats.write("tbx", hostile))
    assert schema.validate(page), schema.error_log
    # Every reference leads to a concept of the file.
    ids = set(page.xpath("//@id"))
    assert {one.get("target") for one in page.iter("{*}ref")} <= ids
    assert len(ids) == len(hostile)
    # The schema is strict: it refuses what TBX-Basic has no category for.
    page.find(".//{*}descrip").set("type", "kind")
    assert not schema.validate(page)


def test_tbx_has_every_name_for_another_reader(hostile):
    etree = pytest.importorskip("lxml.etree")
    page = etree.fromstring(formats.write("tbx", hostile))
    terms = {one.text for one in page.iter("{*}term")}
    assert terms == shown_names(hostile) | {
        name.text for entry in hostile for name in entry.misspellings
    }


def test_translate_toolkit_reads_tbx(hostile):
    tbx = pytest.importorskip("translate.storage.tbx")
    # It knows version 2, whose elements have other names for the same things.
    page = formats.write("tbx", hostile).decode()
    for new, old in (("conceptEntry", "termEntry"), ("langSec", "langSet"), ("termSec", "tig"),
                     ("<tbx ", "<martif "), ("</tbx>", "</martif>"),
                     (' xmlns="urn:iso:std:iso:30042:ed-2"', "")):  # fmt: skip
        page = page.replace(new, old)
    store = tbx.tbxfile.parsestring(page.encode())
    assert len(store.units) == len(hostile)
    found = {term.text for unit in store.units for term in unit.get_source_terms()}
    assert shown_names(hostile) <= found


# -------------------------------------------------------------------------------- Sphinx


@pytest.fixture(scope="module")
def built(hostile, tmp_path_factory):
    """A Sphinx project with the reStructuredText export and a link to every term."""
    pytest.importorskip("sphinx")
    folder = tmp_path_factory.mktemp("sphinx")
    (folder / "conf.py").write_text("project = 'x'\nextensions = []\n", encoding="utf-8")
    page = formats.write("rst", hostile).decode()
    (folder / "index.rst").write_text(f"Terms\n=====\n\n:term:`MoE`\n\n{page}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-n", ".", "out"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return folder / "out"


def test_sphinx_builds_the_directive_without_a_warning(built, hostile):
    inventory = pytest.importorskip("sphinx.util.inventory").InventoryFile
    with (built / "objects.inv").open("rb") as file:
        found = inventory.load(file, "", lambda base, path: path)["std:term"]
    # Sphinx's own inventory cannot hold a name such as this one.
    unwritable = {"Phase 2 1 x", "Phase 2 1 x16"}
    folded = {name.casefold() for name in found}
    assert {name for name in shown_names(hostile) if name.casefold() not in folded} <= unwritable
    page = (built / "index.html").read_text(encoding="utf-8")
    assert "<script>alert" not in page
    assert "system-message" not in page


def test_intersphinx_reads_the_inventory(hostile, tmp_path):
    inventory = pytest.importorskip("sphinx.util.inventory").InventoryFile
    contents = formats.write("inventory", hostile)
    found = inventory.load(io.BytesIO(contents), "https://e.org/", lambda base, path: base + path)
    unwritable = {"Phase 2 1 x", "Phase 2 1 x16"}
    assert set(found["std:term"]) == {
        name for name in shown_names(hostile) if name not in unwritable
    }
    moe = found["std:term"]["MoE"]
    assert moe.uri == "https://e.org/terms/mixture-of-experts.html"
    assert found["std:label"]["moe"].display_name == "MoE"
    assert {entry.id for entry in hostile} <= set(found["std:label"])


def test_sphobjinv_reads_the_inventory(hostile):
    sphobjinv = pytest.importorskip("sphobjinv")
    contents = formats.write("inventory", hostile, target="glossary.html#{id}")
    found = sphobjinv.Inventory(zlib=contents)
    uris = {one.name: one.uri_expanded for one in found.objects if one.role == "term"}
    assert found.version == Glossary.from_entries(hostile).snapshot
    assert uris["MoE"] == "glossary.html#mixture-of-experts"


# ------------------------------------------------------------------------------ Markdown


def test_python_markdown_explains_the_abbreviations(hostile):
    markdown = pytest.importorskip("markdown")
    definitions = formats.write("abbr", hostile).decode()
    page = markdown.markdown(f"An MoE on a GPU by R&D3.\n\n{definitions}", extensions=["abbr"])
    assert '<abbr title="mixture of experts: design that sends each input to' in page
    assert re.search(r'<abbr title="chip that [^"]*">GPU</abbr>', page)
    assert "<script" not in page
    assert "*[" not in page  # every line was understood


def test_the_document_is_markdown_with_every_entry(hostile):
    markdown_it = pytest.importorskip("markdown_it")
    page = formats.write("markdown", hostile).decode()
    tokens = markdown_it.MarkdownIt("commonmark").parse(page)
    headings = [token for token in tokens if token.type == "heading_open" and token.tag == "h2"]
    assert len(headings) == len(hostile)


def test_the_page_is_html_and_shows_text_as_text(hostile):
    html = pytest.importorskip("lxml.html")
    page = html.document_fromstring(formats.write("html", hostile).decode())
    assert len(page.findall(".//article")) == len(hostile)
    assert page.find(".//script") is None
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {address for address in page.xpath("//a/@href") if address[0] == "#"} <= {
        f"#{one}" for one in ids
    }


def test_links_of_a_choice_lead_nowhere_else(tiny):
    chosen = [tiny.lookup("MoE")]
    page = formats.write("html", chosen).decode()
    assert 'href="#token"' not in page
    assert Glossary.from_entries(chosen).lookup("MoE") == chosen[0]
