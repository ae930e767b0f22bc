"""The site as it is built: by the command, and by `glossary.site.build`."""

import json
import zlib

import pytest

from glossary import Entry, Glossary
from glossary.errors import UsageError

site = pytest.importorskip("glossary.site", reason="the site extra is not installed")
html5lib = pytest.importorskip("html5lib", reason="html5lib is not installed")

HOSTILE = """</script><script>alert(1)</script></style>{{ 7*7 }}{% raw %}"'&amp;[x](javascript:1)"""


@pytest.fixture(scope="module")
def built(tiny, tmp_path_factory):
    out = tmp_path_factory.mktemp("built") / "site"
    count = site.build(tiny, out, base_url="https://terms.example/x", title="Terms")
    return out, count


def files(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def parse(path):
    """The document, by a parser that knows HTML's rules and forgives no breach of them."""
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return parser.parse(path.read_bytes().decode())


def test_every_entry_has_a_page(built, tiny):
    out, count = built
    pages = list(out.rglob("*.html"))
    assert len(pages) == count
    for entry in tiny:
        assert (out / "terms" / f"{entry.id}.html").is_file()
        assert (out / "terms" / f"{entry.id}.md").read_text("utf-8").startswith("# ")


def test_every_page_is_html_and_every_link_leads_somewhere(built):
    out, _ = built
    for path in out.rglob("*.html"):
        document = parse(path)
        ids = {node.get("id") for node in document.iter() if node.get("id")}
        for node in document.iter():
            described = node.get("aria-describedby")
            assert described is None or described in ids, (path, described)
            address = node.get("href") or node.get("src") or ""
            if not address or address.startswith(("https:", "data:")):
                continue
            file, _, anchor = address.partition("#")
            assert not file or (path.parent / file).resolve().is_file(), (path, address)
            assert not anchor or file or anchor in ids, (path, address)


def test_a_page_says_what_the_entry_says(built, tiny):
    out, _ = built
    page = (out / "terms" / "mixture-of-experts.html").read_text("utf-8")
    entry = tiny.lookup("mixture-of-experts")
    assert "<dfn>mixture of experts</dfn>" in page
    assert f'<p class="gloss">{entry.gloss}</p>' in page
    assert '<svg class="neighborhood"' in page
    assert 'rel="canonical" href="https://terms.example/x/terms/mixture-of-experts.html"' in page
    document = parse(out / "terms" / "mixture-of-experts.html")
    (script,) = [s for s in document.iter("script") if s.get("type") == "application/ld+json"]
    data = json.loads(script.text)
    assert (data["@type"], data["termCode"]) == ("DefinedTerm", entry.id)
    assert "MoE" in data["alternateName"]


def test_what_links_here(built, tiny):
    out, _ = built
    for record in tiny.records():
        page = (out / "terms" / f"{record['id']}.html").read_text("utf-8")
        links = record["derived"].get("backlinks", ())
        assert ("What links here" in page) == bool(links)
        section = page.partition("What links here")[2]
        assert all(f'href="{one}.html"' in section for one in links)


def test_indexes_hold_every_entry(built, tiny):
    out, _ = built
    letters = "".join(p.read_text("utf-8") for p in sorted((out / "letters").iterdir()))
    kinds = "".join(p.read_text("utf-8") for p in sorted((out / "kinds").iterdir()))
    for entry in tiny:
        link = f'href="../terms/{entry.id}.html"'
        assert letters.count(link) == 1
        assert kinds.count(link) == (1 if entry.kind else 0)
        for subject in entry.subjects:
            assert link in (out / "subjects" / f"{subject}.html").read_text("utf-8")


def test_machines_read_it(built, tiny):
    out, _ = built
    site_map = (out / "sitemap.xml").read_text("utf-8")
    assert site_map.count("<loc>https://terms.example/x/terms/") == len(tiny)
    listed = (out / "llms.txt").read_text("utf-8")
    assert all(listed.count(f"(terms/{entry.id}.md)") == 1 for entry in tiny)
    inventory = (out / "objects.inv").read_bytes().split(b"\n", 4)[4]
    assert b"terms/mixture-of-experts.html" in zlib.decompress(inventory)


def test_without_an_address_there_is_no_site_map(tiny, tmp_path):
    site.build(tiny, tmp_path / "out")
    assert not (tmp_path / "out" / "sitemap.xml").exists()
    assert "canonical" not in (tmp_path / "out" / "index.html").read_text("utf-8")


def test_two_builds_are_the_same(built, tiny, tmp_path):
    out, _ = built
    site.build(tiny, tmp_path / "again", base_url="https://terms.example/x/", title="Terms")
    assert files(tmp_path / "again") == files(out)


def test_a_strangers_words_come_out_as_text(tmp_path):
    entry = Entry(
        id="bad", term=HOSTILE, gloss=HOSTILE, synonyms=[HOSTILE + "2"], definition=HOSTILE,
        example=HOSTILE, sense=HOSTILE,
    )  # fmt: skip
    site.build(Glossary.from_entries([entry]), tmp_path / "out", title=HOSTILE)
    for path in (tmp_path / "out").rglob("*.html"):
        document = parse(path)
        assert not [s.text for s in document.iter("script") if s.text and s.text == "alert(1)"]
        assert not [a for a in document.iter("a") if a.get("href", "").startswith("javascript:")]
        assert "49" not in "".join(document.itertext())
    page = parse(tmp_path / "out" / "terms" / "bad.html")
    assert page.find(".//dfn").text == HOSTILE
    assert "</script" not in (tmp_path / "out" / "assets" / "search-data.js").read_text("utf-8")


# ------------------------------------------------------------------- the folder


def test_a_folder_of_someone_elses_is_left_alone(tiny, tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds files"):
        site.build(tiny, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_a_file_is_no_folder(tiny, tmp_path):
    (tmp_path / "file").write_text("mine")
    with pytest.raises(UsageError, match="no folder"):
        site.build(tiny, tmp_path / "file")


def test_what_is_added_to_a_site_stays(tiny, tmp_path):
    out = tmp_path / "out"
    two = Glossary.from_entries([Entry(id=i, term=i, gloss="thing of no use") for i in "ab"])
    site.build(two, out)
    (out / "CNAME").write_text("terms.example")
    one = Glossary.from_entries([Entry(id="b", term="b", gloss="thing of no use")])
    site.build(one, out)
    assert (out / "CNAME").read_text() == "terms.example"
    assert not (out / "terms" / "a.html").exists()
    assert not (out / "letters" / "a.html").exists()
    assert (out / "terms" / "b.html").is_file()


def test_a_file_in_the_way_is_not_overwritten(tmp_path):
    out = tmp_path / "out"
    site.build(Glossary.from_entries([Entry(id="a", term="a", gloss="thing of no use")]), out)
    (out / "terms" / "b.html").write_text("mine")
    before = files(out)
    both = Glossary.from_entries([Entry(id=i, term=i, gloss="thing of no use") for i in "ab"])
    with pytest.raises(UsageError, match=r"b\.html.*not the site's"):
        site.build(both, out)
    assert files(out) == before


def test_nothing_is_written_outside(tiny, tmp_path):
    out = tmp_path / "out"
    site.build(tiny, out)
    for path in (out / "terms").iterdir():
        path.unlink()
    (out / "terms").rmdir()
    (tmp_path / "elsewhere").mkdir()
    try:
        (out / "terms").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    with pytest.raises(UsageError, match="leads out of"):
        site.build(tiny, out)
    assert not list((tmp_path / "elsewhere").iterdir())


def test_a_damaged_list_of_files_is_told(tiny, tmp_path):
    site.build(tiny, tmp_path / "out")
    (tmp_path / "out" / ".glossary-site.json").write_text("{")
    with pytest.raises(UsageError, match="cannot be read"):
        site.build(tiny, tmp_path / "out")


# ---------------------------------------------------------------- templates, command


def test_templates_of_ones_own(tiny, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "home.html").write_text("<p>{{ site.title }}: {{ site.records | length }}")
    site.build(tiny, tmp_path / "out", title="Mine & yours", templates=tmp_path / "own")
    assert (tmp_path / "out" / "index.html").read_text() == f"<p>Mine &amp; yours: {len(tiny)}"
    assert "<dfn>" in (tmp_path / "out" / "terms" / "mixture-of-experts.html").read_text("utf-8")


def test_a_faulty_template_is_named(tiny, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "home.html").write_text("one\n{% if %}")
    with pytest.raises(UsageError, match=r"home\.html:2"):
        site.build(tiny, tmp_path / "out", templates=tmp_path / "own")
    assert not (tmp_path / "out").exists()


def test_the_command(on_tiny, tiny, tmp_path):
    done = on_tiny("site", tmp_path / "out", "--title", "Mine")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{len(list((tmp_path / 'out').rglob('*.html')))} pages: ")
    assert "<title>Mine</title>" in (tmp_path / "out" / "index.html").read_text("utf-8")


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("--base-url", "terms.example"), "begins with https://"),
        (("--templates", "nowhere"), "no such folder of templates"),
    ],
)
def test_wrong_options(on_tiny, tmp_path, args, said):
    done = on_tiny("site", tmp_path / "out", *args)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()
