# ruff: noqa: E501 -- a case a line
"""Formats: what is written is read back equal, and a broken file is told of, not survived."""

import json
import os
import re
import string
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from glossary import Entry, Glossary, GlossaryNotFoundError, InvalidEntriesError, formats, text
from glossary.entry import Fact, Name, Relations, Source
from glossary.errors import UsageError
from glossary.formats import FORMATS

CARRIERS = [name for name, row in FORMATS.items() if row.suffixes]
carriers = pytest.mark.parametrize("name", CARRIERS)

# Nasty bits beside every character there is; XML has no way to write some.
BITS = ["]]>", "--- ", "\n---\nid: x\n", '"', "''", "|", "&amp;", "<b>", "=1+1", "@x", "`", "*a*",
        "[[token]]", "\\", ": ", "# h", "\r\n", "\u2028", "头疼", "β", "a = 1", "{}", '["a"]', ",",
        "null", "x: |\n  y", "'=", "\t", "\n\n", "\x85", "\ufeff", "it's"]  # fmt: skip
CHARACTERS = st.characters(blacklist_categories=["Cs", "Cc", "Cn"], whitelist_characters="\t\n\r")
TEXT = st.text(CHARACTERS, max_size=8)
BIT = st.sampled_from(BITS)
WORDS = BIT | TEXT | st.tuples(BIT, TEXT, BIT).map("".join)
LINES = WORDS.map(text.join_lines).filter(bool)
TEXTS = WORDS.map(str.strip).filter(bool)
IDS = st.from_regex(r"[a-z0-9]{1,4}(-[a-z0-9]{1,3}){0,2}", fullmatch=True)
DATES = st.sampled_from(["1999", "2024-02", "2024-02-29"])
URLS = st.text(string.ascii_letters + "<>\"'&%{}|\\^`$#?=/", min_size=1).map(
    "https://e.org/".__add__
)
SOME_IDS = st.lists(IDS, max_size=2, unique=True).map(tuple)
SOME_LINES = st.lists(LINES, max_size=2).map(tuple)
CASES = st.sampled_from(["auto", "exact", "insensitive"])
FORMS = st.none() | SOME_LINES
NAMES = st.lists(
    st.builds(Name, text=LINES, case=CASES, forms=FORMS, not_in=SOME_LINES), max_size=1
).map(tuple)
ENTRIES = st.builds(
    Entry,
    id=IDS,
    term=LINES,
    case=CASES,
    forms=FORMS,
    not_in=SOME_LINES,
    sense=st.none() | LINES,
    abbreviations=NAMES,
    synonyms=NAMES,
    variants=NAMES,
    former=NAMES,
    misspellings=NAMES,
    kind=st.sampled_from([None, "concept", "benchmark"]),
    subjects=SOME_IDS,
    level=st.sampled_from([None, "basic", "advanced"]),
    since=st.none() | st.integers(1600, 2200),
    gloss=LINES,
    definition=st.none() | LINES,
    details=st.none() | TEXTS,
    example=st.none() | TEXTS,
    relations=st.builds(
        Relations,
        broader=SOME_IDS,
        requires=SOME_IDS,
        contrasts=SOME_IDS,
        related=SOME_IDS,
        part_of=SOME_IDS,
    ),
    sources=st.lists(
        st.builds(
            Source,
            key=IDS,
            title=LINES,
            authors=SOME_LINES,
            date=st.none() | DATES,
            url=URLS,
            seen=st.sampled_from([None, "full"]),
        ),
        max_size=2,
    ).map(tuple),
    facts=st.lists(st.builds(Fact, about=LINES, value=LINES, by=st.none() | LINES), max_size=2).map(
        tuple
    ),
    undisclosed=SOME_LINES,
    status=st.sampled_from(["current", "deprecated"]),
    replaced_by=SOME_IDS,
    reviewed=st.none() | DATES,
)


def need(name):
    """Skip where the library of a format is not installed."""
    if name.startswith("skos"):
        pytest.importorskip("rdflib")


def read_back(name, contents, folder):
    path = folder / f"terms{FORMATS[name].suffixes[0]}"
    path.write_bytes(contents)
    return formats.read(str(path)).entries


def faults(folder, file, contents):
    """What is said of a broken file, without the number of faults."""
    path = folder / file
    path.write_bytes(contents if isinstance(contents, bytes) else contents.encode())
    with pytest.raises(InvalidEntriesError) as caught:
        formats.read(str(path))
    return [str(problem) for problem in caught.value.problems]


@carriers
@settings(
    max_examples=25,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(entries=st.lists(ENTRIES, max_size=2, unique_by=lambda entry: entry.id))
def test_export_then_import_gives_equal_entries(name, tmp_path, entries):
    need(name)
    if not entries and name in {"front-matter", "tbx", "skos-turtle", "skos-jsonld", "csv"}:
        entries = [Entry(id="a", term="a", gloss="a")]  # an empty one of these is a broken one
    back = read_back(name, formats.write(name, entries), tmp_path)
    assert back == tuple(sorted(entries, key=lambda entry: entry.id))


def test_a_mark_in_the_details_opens_no_entry(tmp_path):
    entries = (
        Entry(id="a", term="a", gloss="b", details="---\nid: x"),
        Entry(id="b", term="a", gloss="b", definition="---", details="more\n---\n\n---"),
    )
    assert read_back("front-matter", formats.write("front-matter", entries), tmp_path) == entries


@carriers
def test_the_miniature_glossary_opens_from_every_format(name, tiny, tmp_path):
    need(name)
    path = tmp_path / f"terms{FORMATS[name].suffixes[-1].upper()}"
    path.write_bytes(formats.write(name, tiny))
    opened = Glossary.open(path, base_url="https://e.org/")
    assert list(opened) == list(tiny)
    assert opened.snapshot == tiny.snapshot
    assert opened.lookup("MoE").url == "https://e.org/mixture-of-experts"


def test_a_file_that_changes_is_compiled_anew(tmp_path):
    path = tmp_path / "terms.json"
    for gloss in ("drink", "plant"):
        path.write_text(json.dumps([{"term": "Tea", "gloss": gloss}]), encoding="utf-8")
        assert Glossary.open(path).lookup("tea").gloss == gloss


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_entries_give_the_same_bytes(name, tiny):
    need(name)
    assert formats.write(name, tiny) == formats.write(name, reversed(list(tiny)))


FULL = {
    "id": "moe", "term": "MoE", "case": "exact", "forms": ["MoEz"], "not_in": ["MoE cafe"],
    "sense": "design", "abbreviations": ["MX"], "synonyms": ["mix"], "variants": ["mixx"],
    "former": ["old mix"], "misspellings": ["mxi"], "kind": "method", "subjects": ["models"],
    "level": "basic", "since": 1991, "gloss": "design with parts", "definition": "It has parts.",
    "details": "More of it.", "example": "Eight parts.", "relations": {"related": ["tea"]},
    "sources": [{"key": "k", "title": "Parts", "url": "https://e.org/k"}],
    "facts": [{"about": "parts", "value": "eight"}], "undisclosed": ["cost"],
    "status": "deprecated", "replaced_by": ["tea"], "reviewed": "2026-01-02",
}  # fmt: skip
OTHER = Entry(id="tea", term="Tea", gloss="drink")


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("field", sorted(FULL.keys() - {"id", "term", "gloss"}))
def test_a_format_holds_all_fields_but_those_that_it_says_it_cannot(name, field):
    need(name)

    def export(record):
        contents = formats.write(name, [Entry.model_validate(record), OTHER])
        return re.sub(rb"# Version: \w+", b"", contents)  # the digest of all that was exported

    without = {key: value for key, value in FULL.items() if key != field}
    cannot_hold = field in formats.load(name).CANNOT_HOLD
    assert (export(FULL) == export(without)) == cannot_hold


def test_there_is_a_field_for_every_case_above():
    assert set(FULL) == set(Entry.model_fields)


def test_a_word_of_no_format_is_refused():
    with pytest.raises(UsageError, match=r"there is no format 'xls'; choose from json, "):
        formats.write("xls", [])


# --------------------------------------------------------------------------- broken files


@pytest.mark.parametrize(
    ("file", "contents", "message"),
    [
        ("a.json", '[{"term": "a"', "a.json:1: not valid JSON: Expecting ',' delimiter (column 14)"),
        ("a.json", '\n[{"term": 1, "gloss": "b"}]', "a.json, item 1: term: this should be text (got 1)"),
        ("a.json", "3", "a.json: not an array of entries (got 3)"),
        ("a.json", "null", "a.json: no entry, but null"),
        ("a.json", "[3]", "a.json, item 1: an entry is a table of fields (got 3)"),
        ("a.json", "[" * 200_000, "a.json: nested too deeply"),
        ("a.json", "9" * 5000, "a.json: not valid JSON: Exceeds the limit"),
        ("a.json", b"\n[\xff]", "a.json:2: not UTF-8 text (got byte 0xff). Save the file as UTF-8."),
        ("a.json", '[{"term": "a", "glos": "b"}]', "a.json, item 1: glos: unknown field (got 'b'). Did you mean gloss?"),
        ("a.json", '[{"term": "a", "gloss": "b"}, {"id": "a", "term": "c", "gloss": "b"}]', "a.json, item 2: id: another entry has this id (item 1) (got a). Change one of them."),
        ("a.json", '[{"term": "?!", "gloss": "b"}]', "a.json, item 1: id: this field is required"),
        ("a.jsonl", '{"term": "a", "gloss": "b"}\n\n{"term"\n', "a.jsonl:3: not valid JSON: Expecting ':' delimiter"),
        ("a.jsonl", "null\n", "a.jsonl:1: no entry, but null"),
        ("a.csv", "", "a.csv:1: the first row names no term and gloss"),
        ("a.csv", "name,gloss\n", "a.csv:1: the first row names no term and gloss (got name,gloss)"),
        ("a.csv", 'term,gloss\na,"b\n\nb"\nc\n', "a.csv:5: gloss: this field is required"),
        ("a.csv", "term,gloss\na,b,c\n", "a.csv:2: 3 cells under 2 columns (got c)"),
        ("a.csv", 'term,gloss\na,"b\n', "a.csv:2: not valid CSV: unexpected end of data"),
        ("a.csv", "term,gloss,synonyms\na,b,c; d\n", 'a.csv:2: synonyms: not what this column holds (got c; d). Write JSON, such as ["one", "two"].'),
        ("a.csv", "term,gloss,since\na,b,1991?\n", "a.csv:2: since: not what this column holds (got 1991?). Write a year."),
        ("a.md", "# Tea\n\nA drink.\n", "a.md:1: no front matter"),
        ("a.md", "---\nterm: tea\n", "a.md:1: no front matter"),
        ("a.md", "---\nterm: [tea\ngloss: b\n---\n", "a.md:3: not valid YAML: "),
        ("a.md", "---\nterm: tea\ngloss: &a b\nsense: *a\n---\n", "a.md:1: YAML with aliases is not read"),
        ("a.md", "---\nterm: tea\n? [x]\n: b\n---\n", "a.md:3: not valid YAML: found unhashable key"),
        ("a.md", "---\nx: " + "[" * 1000 + "]" * 1000 + "\n---\n", "a.md:1: nested too deeply"),
        ("a.tbx", "<tbx><a></tbx>", "a.tbx:1: not valid XML: mismatched tag (column 11)"),
        ("a.tbx", "", "a.tbx:1: not valid XML: no element found"),
        ("a.tbx", "<tbx>\n</tbx>", "a.tbx:1: no concept in this file (got tbx)"),
        ("a.tbx", '<!DOCTYPE x [<!ENTITY e "ha">]>\n<tbx>&e;</tbx>', "a.tbx:1: a document type (DTD) is not read, nor are its entities"),
        ("a.tbx", '<!DOCTYPE x SYSTEM "/etc/passwd"><tbx/>', "a.tbx:1: a document type (DTD) is not read"),
        ("a.tbx", "<a>" * 200_000, "a.tbx:1: nested too deeply"),
        ("a.tbx", '<tbx>\n<conceptEntry id="a"><langSec><termSec><term>tea</term></termSec></langSec></conceptEntry></tbx>', 'a.tbx:2: this concept has no definition (got tea). Give it a <descrip type="definition">.'),
        ("a.tbx", '<tbx>\n<conceptEntry id="a"><descrip type="definition">b</descrip></conceptEntry></tbx>', "a.tbx:2: term: this field is required"),
    ],
)  # fmt: skip
def test_a_broken_file_is_told_of_with_its_place(tmp_path, file, contents, message):
    assert any(one.startswith(message) for one in faults(tmp_path, file, contents))


@pytest.mark.parametrize(
    ("file", "contents", "message"),
    [
        ("a.ttl", "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n<a> skos:x , .\n", "a.ttl:3: not valid RDF: "),
        ("a.ttl", "", "a.ttl: no SKOS concept in this file"),
        ("a.ttl", b"\xff", "a.ttl:1: not UTF-8 text"),
        ("a.ttl", '@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<http://e.org/a> a s:Concept; s:prefLabel "tea" .', "a.ttl, concept <http://e.org/a>: this concept has no definition (got tea). Give it a skos:definition."),
        ("a.ttl", '@prefix s: <http://www.w3.org/2004/02/skos/core#> .\n<http://e.org/a> a s:Concept; s:definition "tea" .', "a.ttl, concept <http://e.org/a>: term: this field is required"),
        ("a.jsonld", "{", "a.jsonld:1: not valid JSON: "),
        ("a.jsonld", '{"@context": "https://e.org/c"}', "a.jsonld: @context: a context that lies elsewhere is not fetched (got https://e.org/c)"),
        ("a.jsonld", '{"@context": {"a": {"@id": "x:y", "@context": ["/etc/passwd"]}}}', "a.jsonld: @context: a context that lies elsewhere is not fetched (got /etc/passwd)"),
        ("a.jsonld", '{"@context": {"@import": "x"}}', "a.jsonld: @context: "),
        ("a.jsonld", "[]", "a.jsonld: no SKOS concept in this file"),
    ],
)  # fmt: skip
def test_a_broken_graph_is_told_of_with_its_place(tmp_path, file, contents, message):
    pytest.importorskip("rdflib")
    assert any(one.startswith(message) for one in faults(tmp_path, file, contents))


def test_every_fault_is_told_and_the_sound_entries_can_be_had(tmp_path):
    lines = ['{"term": "a", "gloss": "b"}', '{"term": "c"}', '{"gloss": "d"}']
    assert len(faults(tmp_path, "a.jsonl", "\n".join(lines))) == 3  # the last lacks an id as well
    found = formats.read(str(tmp_path / "a.jsonl"), keep_going=True)
    assert [entry.term for entry in found.entries] == ["a"]
    assert len(found.problems) == 3


def test_a_path_that_is_no_file_to_read_is_told_of(tmp_path):
    (tmp_path / "a.xlsx").write_bytes(b"")
    with pytest.raises(GlossaryNotFoundError, match=r"nor a file that can be read \(\.json, "):
        Glossary.open(tmp_path / "a.xlsx")
    with pytest.raises(GlossaryNotFoundError, match="no such folder"):
        Glossary.open(tmp_path / "a.json")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.json")
        with pytest.raises(GlossaryNotFoundError, match="not a regular file"):
            formats.read(str(tmp_path / "pipe.json"))


@pytest.mark.parametrize("name", [one for one in CARRIERS if not one.startswith("skos")])
def test_ten_megabytes_on_one_line_are_read(name, tmp_path):
    entry = Entry(id="a", term="a", gloss="b", example="x" * 10_000_000)
    assert read_back(name, formats.write(name, [entry]), tmp_path) == (entry,)


# ------------------------------------------------------------------------ files of others


def test_a_spreadsheet_runs_no_formula_of_an_entry():
    for cell in ("=1+1", "+1", "-1", "@a", "'=x"):
        (row,) = formats.write("csv", [Entry(id="a", term=cell, gloss="b")]).splitlines()[1:]
        assert row.startswith(b"a,'" + cell.encode())


def test_csv_of_a_spreadsheet_is_read(tmp_path):
    entries = b'\xef\xbb\xbfterm,gloss,synonyms\r\nTea,drink,"[""chai""]"\r\n,,\r\n'
    (tmp_path / "a.csv").write_bytes(entries)
    (entry,) = formats.read(str(tmp_path / "a.csv")).entries
    assert entry == Entry(id="tea", term="Tea", gloss="drink", synonyms=("chai",))


def test_json_with_nulls_or_around_the_entries_is_read(tmp_path):
    data = {"entries": [{"term": "Tea", "gloss": "drink", "level": None}], "by": "me"}
    (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
    assert formats.read(str(tmp_path / "a.json")).entries[0].id == "tea"


def test_front_matter_by_hand_is_read(tmp_path):
    pytest.importorskip("yaml")
    page = (
        "---\nterm: green tea\ngloss: drink\nreviewed: 2026-01-02\nsince: 1700\n"
        "synonyms:\n  - text: matcha\n    case: exact\n---\n\nA drink\nof leaves.\n\n"
        "Details.\n\n---\n\nMore.\n"
    )
    (tmp_path / "tea-green.md").write_text(page, encoding="utf-8", newline="\r\n")
    (entry,) = formats.read(str(tmp_path / "tea-green.md")).entries
    assert entry == Entry(
        id="tea-green",
        term="green tea",
        gloss="drink",
        reviewed="2026-01-02",
        since=1700,
        synonyms=(Name(text="matcha", case="exact"),),
        definition="A drink of leaves.",
        details="Details.\n\n---\n\nMore.",
    )


def test_tbx_of_others_is_read(tmp_path):
    version_2 = """<martif type="TBX"><text><body><termEntry id="ID 7">
    <descrip type="subjectField">Hot Drinks</descrip>
    <langSet xml:lang="fr"><tig><term>thé</term></tig></langSet>
    <langSet xml:lang="en-US"><descripGrp><descrip type="definition">drink
      of <hi>leaves</hi></descrip></descripGrp>
      <ntig><termGrp><term>chai</term>
        <termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termGrp></ntig>
      <tig><term>the</term><termNote type="termType">abbreviation</termNote>
        <termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></tig>
      <tig><term>tea</term>
        <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
      <note>gloss = 5</note><note>synonyms = 5</note></langSet></termEntry></body></text></martif>"""
    (tmp_path / "a.tbx").write_text(version_2, encoding="utf-8")
    with pytest.raises(InvalidEntriesError, match="gloss: this should be text"):
        formats.read(str(tmp_path / "a.tbx"))
    sound = version_2.replace("<note>gloss = 5</note>", "<note>Hot.</note>")
    (tmp_path / "a.tbx").write_text(sound, encoding="utf-8")
    (entry,) = formats.read(str(tmp_path / "a.tbx")).entries
    assert entry == Entry(
        id="id-7",
        term="tea",
        gloss="drink of leaves",
        subjects=("hot-drinks",),
        former=("chai",),
        abbreviations=("the",),
        details="Hot.\n\nsynonyms = 5",
    )


def test_tbx_in_the_dct_style_is_read(tmp_path):
    page = """<tbx style="dct" type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"
    xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic">
    <text><body><conceptEntry id="c1"><min:subjectField>drinks</min:subjectField>
    <basic:crossReference target="c2">cup</basic:crossReference>
    <langSec xml:lang="en"><basic:definition>drink</basic:definition>
    <termSec><term>tee</term><basic:termType>variant</basic:termType>
    <min:administrativeStatus>admittedTerm-admn-sts</min:administrativeStatus></termSec>
    <termSec><term>tea</term>
    <min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec>
    </langSec></conceptEntry></body></text></tbx>"""
    (tmp_path / "a.tbx").write_text(page, encoding="utf-8")
    (entry,) = formats.read(str(tmp_path / "a.tbx")).entries
    assert entry == Entry(
        id="c1",
        term="tea",
        gloss="drink",
        subjects=("drinks",),
        variants=("tee",),
        relations=Relations(related=("c2",)),
    )


def test_skos_of_others_is_read(tmp_path):
    pytest.importorskip("rdflib")
    page = """@prefix : <https://e.org/drinks/> . @prefix s: <http://www.w3.org/2004/02/skos/core#> .
    :Green_Tea a s:Concept ; s:prefLabel "thé vert"@fr, "green tea"@en-GB ; s:altLabel "matcha"@en-GB,
      "sencha"@en-GB ; s:hiddenLabel "greentea"@en-GB ; s:broader :t1 ; s:related :Cup ;
      s:definition "drink of leaves"@en-GB ; s:scopeNote "not black"@en-GB ; s:example "A pot." .
    :t1 a s:Concept ; s:notation "tea" ; s:prefLabel "tea" ; s:definition "drink" ; s:narrower :Mate .
    :Mate a s:Concept ; s:prefLabel "mate" ; s:definition "other drink" ."""
    (tmp_path / "a.ttl").write_text(page, encoding="utf-8")
    green, mate, tea = formats.read(str(tmp_path / "a.ttl")).entries
    assert green == Entry(
        id="green-tea",
        term="green tea",
        gloss="drink of leaves",
        details="not black",
        example="A pot.",
        synonyms=("matcha", "sencha"),
        misspellings=("greentea",),
        relations=Relations(broader=("tea",), related=("cup",)),
    )
    assert tea.id == "tea"
    assert mate.relations.broader == ("tea",)


def test_what_xml_cannot_write_is_refused_with_its_place():
    entry = Entry(id="a", term="a", gloss="b\x08")
    with pytest.raises(UsageError, match=re.escape("a: gloss: XML cannot hold U+0008")):
        formats.write("tbx", [entry])
    held = Entry(id="a", term="a", gloss="b", details="b\x08")  # in JSON, and so it can
    assert b"b\\b" in formats.write("tbx", [held])


@pytest.mark.parametrize(
    ("library", "call"),
    [
        ("rdflib", "formats.write('skos-turtle', [])"),
        ("yaml", "formats.read('tea.md')"),
    ],
)
def test_a_missing_library_is_named(library, call, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, library, None)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tea.md").write_text("---\nterm: tea\n---\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"pip install 'ai-glossary\["):
        eval(call, {"formats": formats})  # noqa: S307


def test_the_docs_list_what_each_format_opens_and_cannot_hold():
    page = Path(__file__).parent.parent / "docs" / "formats.md"
    rows = re.findall(
        r"^\| `([a-z-]+)` \| (.*) \| (.*) \|$", page.read_text(encoding="utf-8"), re.MULTILINE
    )

    def tell(values):
        return ", ".join(f"`{value}`" for value in values) or "–"

    told = {name: (opens, lost) for name, opens, lost in rows if name in FORMATS}
    assert told == {
        name: (tell(row.suffixes), tell(formats.load(name).CANNOT_HOLD))
        for name, row in FORMATS.items()
    }
