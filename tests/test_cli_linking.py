"""`link`, `explain`, `why` and `scan` as processes."""

import json
import os
import stat
import sys

import pytest

from glossary.cli import files

PAGE = "# MoE\n\nAn MoE and `MoE`; a token.\n\n## Next\n\nMoE again, and RAGs.\n"
LINKED = (
    "# MoE\n\nAn [MoE](#mixture-of-experts) and `MoE`; a [token](#token).\n\n## Next\n\n"
    "[MoE](#mixture-of-experts) again, and [RAGs](#retrieval-augmented-generation).\n"
)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.md"
    path.write_bytes(PAGE.encode())
    return path


def test_link_prints_the_text(on_tiny, page):
    done = on_tiny("link", page)
    assert (done.returncode, done.stdout, done.stderr) == (0, LINKED, "")
    assert page.read_text() == PAGE


def test_link_reads_stdin(on_tiny):
    assert on_tiny("link", "-", input=PAGE).stdout == LINKED


def test_link_in_place(on_tiny, page):
    page.chmod(0o640)
    done = on_tiny("link", "--in-place", page)
    assert (done.returncode, done.stdout) == (0, "")
    assert "page.md: linked" in done.stderr
    assert page.read_text() == LINKED
    if os.name != "nt":
        assert stat.S_IMODE(page.stat().st_mode) == 0o640
    again = on_tiny("link", "--in-place", page)
    assert (again.returncode, again.stderr) == (0, "")
    assert [path.name for path in page.parent.iterdir()] == ["page.md"]


def test_link_changes_folders(on_tiny, page):
    (page.parent / "sub").mkdir()
    (page.parent / "sub" / "a.html").write_text("<p>MoE</p>")
    (page.parent / "sub" / "a.py").write_text("MoE")
    (page.parent / ".git").mkdir()
    (page.parent / ".git" / "a.md").write_text("MoE")
    assert on_tiny("link", "--in-place", page.parent).returncode == 0
    assert page.read_text() == LINKED
    assert 'href="#mixture-of-experts"' in (page.parent / "sub" / "a.html").read_text()
    assert (page.parent / "sub" / "a.py").read_text() == "MoE"
    assert (page.parent / ".git" / "a.md").read_text() == "MoE"


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_link_writes_through_a_symbolic_link(on_tiny, page, tmp_path):
    link = tmp_path / "link.md"
    link.symlink_to(page)
    on_tiny("link", "--in-place", link)
    assert link.is_symlink()
    assert page.read_text() == LINKED


def test_line_ends_and_byte_order_marks_are_kept(on_tiny, tmp_path):
    path = tmp_path / "a.md"
    path.write_bytes("\ufeffMoE\r\nb\r".encode())
    done = on_tiny("link", path, text=False)
    assert done.stdout == "\ufeff[MoE](#mixture-of-experts)\r\nb\r".encode()


def test_link_options(on_tiny, page):
    done = on_tiny(
        "link",
        page,
        "--first",
        "page",
        "--target",
        "t/{id}",
        "--exclude",
        "token",
        "--density",
        "99",
    )
    assert done.stdout.count("](t/") == 2
    roles = on_tiny("link", page, "--target", ":term:").stdout
    assert "{term}`RAGs <retrieval-augmented generation>`" in roles


@pytest.mark.parametrize(
    ("contents", "message"),
    [
        (b"ok\n\xff MoE", "bad.md:2: not UTF-8 (byte 0xFF); save the file as UTF-8"),
        (b"\x7fELF\x00\x00", "bad.md: this is no text file: it holds a NUL byte"),
    ],
)
def test_what_is_no_text(on_tiny, page, contents, message):
    bad = page.with_name("bad.md")
    bad.write_bytes(contents)
    for command in (["link"], ["explain"], ["scan"], ["link", "--in-place"]):
        done = on_tiny(*command, bad)
        assert done.returncode == 2
        assert message in done.stderr
        assert "Traceback" not in done.stderr
    assert bad.read_bytes() == contents
    done = on_tiny("link", "--in-place", page.parent)
    assert done.returncode == 2
    assert page.read_text() == LINKED  # one bad file keeps no other from it


def test_paths_that_are_not_there(on_tiny, tmp_path):
    for command in (["link"], ["explain"], ["scan"]):
        done = on_tiny(*command, tmp_path / "no.md")
        assert (done.returncode, done.stdout) == (2, "")
        assert "there is no such file or folder" in done.stderr
    done = on_tiny("link", tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "add --in-place" in done.stderr


def test_a_write_that_fails_leaves_the_file_as_it_was(page, monkeypatch):
    def refuse(source, target):
        raise PermissionError(13, "Permission denied", target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(PermissionError):
        files.write(str(page), "new")
    assert page.read_text() == PAGE
    assert [path.name for path in page.parent.iterdir()] == ["page.md"]


def test_explain_writes_markdown(on_tiny, page):
    done = on_tiny("explain", page)
    assert done.returncode == 0
    assert done.stdout.startswith("## Terminology explained\n\n- <a id=")
    assert "**mixture of experts (MoE)**: " in done.stdout
    assert done.stdout.count("\n- ") == 3


def test_explain_in_other_shapes(on_tiny, page):
    html = on_tiny("explain", page, "--as", "html", "--limit", "1").stdout
    assert html.startswith('<section class="terminology">')
    assert html.count("<dt") == 1
    answer = json.loads(on_tiny("explain", page, "--as", "json").stdout)
    first = answer["terms"][0]
    assert first["id"] == "mixture-of-experts"
    assert PAGE[first["mentions"][0]["start"] : first["mentions"][0]["end"]] == "MoE"
    shown = on_tiny("explain", page, "--color", "always").stdout
    assert "\x1b[" not in shown or "mixture of experts" in shown


def test_explain_finds_nothing(on_tiny):
    done = on_tiny("explain", "-", input="nothing")
    assert (done.returncode, done.stdout) == (1, "")
    assert "uses no term" in done.stderr


def test_why(on_tiny):
    done = on_tiny("why", "rag", "or", "MoEs", "of", "x.token()")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "0-3 'rag': not linked",
        (
            "    case: its capitals are others than the name's; name 'RAG' of "
            "retrieval-augmented-generation"
        ),
        "7-11 'MoEs': linked to mixture-of-experts",
        "    form: a plural or another form of it; name 'MoE' of mixture-of-experts",
        "17-22 'token': not linked",
        "    identifier: a part of code, an option or a number sign; name 'token' of token",
    ]


def test_why_of_markdown_and_json(on_tiny):
    done = on_tiny("why", "-", "--format", "markdown", "--json", input="# MoE\n\n[MoE](x) SAM\n")
    rules = [(one["text"], one["rule"]) for one in json.loads(done.stdout)["candidates"]]
    assert sorted(rules) == [("MoE", "heading"), ("MoE", "link"), ("SAM", "ambiguous")]


def test_why_of_nothing(on_tiny):
    done = on_tiny("why", "nothing")
    assert (done.returncode, done.stdout) == (1, "")


def test_scan_counts(on_tiny, page):
    page.with_name("b.txt").write_text("MoE, and SAM is here")
    done = on_tiny("scan", page.parent)
    assert done.stdout.splitlines() == [
        "3\tmixture-of-experts\tmixture of experts",
        "1\tretrieval-augmented-generation\tretrieval-augmented generation",
        "1\ttoken\ttoken",
    ]
    answer = json.loads(on_tiny("scan", "--json", page).stdout)
    assert answer["counts"][0] == {"id": "mixture-of-experts", "count": 2}
    assert answer["files"][0]["mentions"][0]["text"] == "MoE"


def test_scan_finds_nothing(on_tiny):
    done = on_tiny("scan", "-", input="nothing")
    assert (done.returncode, done.stdout) == (1, "")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt", "a.rst"])
def test_ten_megabytes_on_one_line(on_tiny, tmp_path, name):
    path = tmp_path / name
    path.write_text("a MoE of tokens, " * 600_000)
    done = on_tiny("scan", path)
    assert done.returncode == 0
    assert done.stdout.startswith("600000\tmixture-of-experts")
    if name == "a.md":
        linked = on_tiny("link", path, "--first", "all")
        assert linked.stdout.count("](#token)") == 600_000


def test_a_closed_pipe_is_quiet(tmp_path):
    if os.name == "nt":
        pytest.skip("pipes differ")
    path = tmp_path / "a.md"
    path.write_text("MoE words\n\n" * 50_000)
    import subprocess

    script = f"{sys.executable} -m glossary link {path} --first all | head -c 10"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert done.stderr == ""
