"""`glossary export`, run as people run it; and a file in the place of a folder everywhere."""

import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from glossary import Glossary, formats
from glossary.cli import main
from glossary.formats import FORMATS

TINY = Path(__file__).parent / "data" / "tiny"


def ids_of(contents):
    return [item["id"] for item in json.loads(contents)]


@pytest.mark.parametrize("name", [one for one in FORMATS if not one.startswith("skos")])
def test_every_format_is_printed(name, on_tiny, tiny):
    done = on_tiny("export", name, text=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout == formats.write(name, tiny)
    assert done.stderr == b""


def test_help_lists_every_format(command):
    shown = command("export", "--help").stdout
    assert all(f"  {name} " in shown for name in FORMATS)
    done = command("export", "xls")
    assert done.returncode == 2
    assert "'xls'" in done.stderr


def test_filters_choose_the_entries(on_tiny, tiny):
    done = on_tiny("export", "json", "--kind", "benchmark", "--subject", "benchmarks")
    assert ids_of(done.stdout) == [entry.id for entry in tiny if entry.kind == "benchmark"]
    done = on_tiny("export", "json", "--kind", "planet")
    assert (done.returncode, done.stdout) == (2, "")
    assert "there are: architecture, " in done.stderr
    done = on_tiny("export", "json", "--kind", "benchmark", "--subject", "math")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no entry passes" in done.stderr


def test_only_what_texts_use_and_what_that_requires(on_tiny, tmp_path):
    (tmp_path / "a.md").write_text("# GPUs\n\nAn MoE, `C++` and\n", encoding="utf-8")
    (tmp_path / "b.html").write_text(
        "<p title='Adam'>a <a href='#'>corpus</a></p>", encoding="utf-8"
    )
    done = on_tiny("export", "json", "--only-used-in", tmp_path / "a.md")
    # The mixture of experts requires token; code is no prose.
    assert ids_of(done.stdout) == ["gpu", "mixture-of-experts", "token"]
    done = on_tiny("export", "json", "--only-used-in", tmp_path)
    assert ids_of(done.stdout) == ["corpus", "gpu", "mixture-of-experts", "token"]
    done = on_tiny("export", "json", "--only-used-in", "-", input="Some corpus.")
    assert ids_of(done.stdout) == ["corpus"]
    done = on_tiny("export", "json", "--only-used-in", "-", input="Nothing.")
    assert (done.returncode, done.stdout) == (1, "")
    done = on_tiny("export", "json", "--only-used-in", tmp_path / "c.md")
    assert (done.returncode, done.stdout) == (2, "")
    assert "c.md: there is no such file or folder" in done.stderr


def test_a_name_of_many_senses_brings_them_all(on_tiny):
    done = on_tiny("export", "json", "--only-used-in", "-", input="A bias.")
    assert {"bias-parameter", "bias-statistics"} <= set(ids_of(done.stdout))


def test_required_entries_are_found_through_one_another(command, tmp_path):
    chain = [
        {"id": "a", "term": "alpha", "gloss": "one", "relations": {"requires": ["b", "gone"]}},
        {"id": "b", "term": "beta", "gloss": "two", "relations": {"requires": ["c"]}},
        {"id": "c", "term": "gamma", "gloss": "three", "relations": {"requires": ["a"]}},
        {"id": "d", "term": "delta", "gloss": "four"},
    ]
    (tmp_path / "t.json").write_text(json.dumps(chain), encoding="utf-8")
    args = ("--glossary", tmp_path / "t.json", "export", "json", "--only-used-in", "-")
    assert ids_of(command(*args, input="an alpha").stdout) == ["a", "b", "c"]


def test_a_file_is_written_whole_in_the_place_of_another(on_tiny, tiny, tmp_path):
    out = tmp_path / "terms.csv"
    out.write_text("before", encoding="utf-8")
    done = on_tiny("export", "csv", "-o", out)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"{out}: {len(tiny)} entries\n"
    assert out.read_bytes() == formats.write("csv", tiny)
    assert os.listdir(tmp_path) == ["terms.csv"]
    if os.name == "posix":
        assert stat.S_IMODE(out.stat().st_mode) == 0o644


def test_a_file_that_cannot_be_written_leaves_what_was(on_tiny, tmp_path):
    (tmp_path / "out").mkdir()
    done = on_tiny("export", "csv", "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "this is a folder; name the file to write" in done.stderr
    done = on_tiny("export", "csv", "-o", tmp_path / "none" / "terms.csv")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert os.listdir(tmp_path) == ["out"]


def test_what_a_format_refuses_writes_nothing(command, tmp_path):
    terms = tmp_path / "terms.json"
    terms.write_text('[{"term": "tea", "gloss": "a \\u0001 drink"}]', encoding="utf-8")
    out = tmp_path / "out.tbx"
    out.write_text("before", encoding="utf-8")
    done = command("--glossary", terms, "export", "tbx", "-o", out)
    assert done.returncode == 2
    assert "tea: gloss: XML cannot hold U+0001" in done.stderr
    assert out.read_text(encoding="utf-8") == "before"


def test_an_inventory_is_not_printed_on_a_terminal(monkeypatch, capsys):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert main(["--glossary", str(TINY), "export", "inventory"]) == 2
    assert "name a file with -o, such as objects.inv" in capsys.readouterr().err


def test_the_target_and_the_language_can_be_told(on_tiny):
    assert 'xml:lang="de"' in on_tiny("export", "tbx", "--lang", "de").stdout
    done = on_tiny("export", "skos-turtle", "--lang", "the best")
    assert done.returncode == 2
    assert "'the best' is no language" in done.stderr
    one = on_tiny("export", "inventory", "--target", "x/{id}", text=False).stdout
    assert one != on_tiny("export", "inventory", text=False).stdout


def test_a_base_url_is_in_the_addresses_of_skos(on_tiny):
    pytest.importorskip("rdflib")
    env = {"GLOSSARY_BASE_URL": "https://e.org/terms/"}
    shown = on_tiny("export", "skos-turtle", env=env).stdout
    assert "<https://e.org/terms/gpu> a skos:Concept ;" in shown


@pytest.mark.parametrize("seed", ["1", "2"])
@pytest.mark.parametrize("name", ["skos-turtle", "skos-jsonld"])
def test_skos_is_the_same_in_every_run(name, seed, on_tiny, tiny):
    pytest.importorskip("rdflib")
    done = on_tiny("export", name, env={"PYTHONHASHSEED": seed}, text=False)
    assert done.stdout == formats.write(name, tiny)


# -------------------------------------------------------------- a file as the glossary


@pytest.fixture
def drinks(tmp_path):
    path = tmp_path / "drinks.csv"
    path.write_text(
        "term,gloss,kind,abbreviations\ntea,drink of leaves,concept,\n"
        'cold brew,coffee made cold,method,"[""CB""]"\n',
        encoding="utf-8",
    )
    return path


@pytest.mark.parametrize(
    ("args", "shown"),
    [
        (("lookup", "CB", "--short"), "cold brew (CB): coffee made cold"),
        (("search", "leaves"), "tea"),
        (("list",), "cold-brew\ntea"),
        (("complete", "co"), "cold brew"),
        (("link", "-", "--target", "#{id}"), "[CB](#cold-brew)"),
        (("scan", "-"), "1\tcold-brew"),
        (("explain", "-"), "cold brew"),
        (("why", "-", "CB"), "cold-brew"),
        (("export", "abbr"), "*[CB]: cold brew: coffee made cold"),
        (("--version",), "(2 entries)"),
    ],
)
def test_every_command_takes_a_file(command, drinks, args, shown):
    done = command("--glossary", drinks, *args, input="A CB please.")
    assert done.returncode == 0, done.stderr
    assert shown in done.stdout


def test_a_file_is_linted(command, drinks):
    done = command("--glossary", drinks, "lint")
    assert done.returncode == 1
    assert f"{drinks}: " in done.stdout
    drinks.write_text("term,gloss\ntea\n", encoding="utf-8")
    done = command("lint", drinks)
    assert f"{drinks}:2: E100 error gloss: this field is required" in done.stdout


def test_a_new_entry_is_not_written_into_a_file(command, drinks):
    done = command("--glossary", drinks, "new", "mate")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_broken_file_is_told_of(command, drinks):
    drinks.write_text("term,gloss\ntea\n", encoding="utf-8")
    done = command("--glossary", drinks, "lookup", "tea")
    assert (done.returncode, done.stdout) == (2, "")
    assert "drinks.csv:2: gloss: this field is required" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_warm_lookup_in_a_file_loads_no_format(drinks):
    assert Glossary.open(drinks).lookup("tea").gloss == "drink of leaves"
    code = (
        "import sys; from glossary.cli import main\n"
        f"main(['--glossary', {str(drinks)!r}, 'lookup', 'tea'])\n"
        "print([name for name in sys.modules if name.startswith(('glossary.formats', 'pydantic'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
