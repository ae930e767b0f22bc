"""The command as its users meet it: a process with arguments, stdin, stdout and an exit code."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import glossary
from glossary.cli import COMMANDS

PROJECT = Path(__file__).parent.parent
TINY = PROJECT / "tests" / "data" / "tiny"


def test_the_main_job(on_tiny):
    done = on_tiny("lookup", "MoE")
    assert (done.returncode, done.stderr) == (0, "")
    assert "mixture of experts" in done.stdout
    assert "design that sends each input to a few of many sub-networks" in done.stdout
    assert "https://example.org/moe" in done.stdout


def test_words_are_joined(on_tiny):
    assert on_tiny("lookup", "mixture", "of", "experts").stdout == on_tiny("lookup", "MoE").stdout


def test_options_may_stand_anywhere(on_tiny, command):
    expected = on_tiny("lookup", "mixture of experts", "--short").stdout
    assert on_tiny("lookup", "mixture", "--short", "of", "experts").stdout == expected
    assert command("lookup", "--glossary", TINY, "mixture of experts", "--short").stdout == expected
    assert command("lookup", "MoE", "--short", env={"GLOSSARY_PATH": str(TINY)}).stdout == expected


def test_a_miss(on_tiny):
    done = on_tiny("lookup", "mixure of expert")
    assert (done.returncode, done.stdout) == (1, "")
    assert "no entry is called 'mixure of expert'" in done.stderr
    assert "mixture of experts" in done.stderr
    assert "glossary new mixure of expert" in done.stderr


@pytest.mark.parametrize("decoy", ["banana bread", "moo", "rest"])
def test_decoys(on_tiny, decoy):
    done = on_tiny("lookup", decoy, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Did you mean" not in done.stderr


def test_homographs_are_all_shown_best_first(on_tiny):
    done = on_tiny("lookup", "SAM", "--short")
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "Segment Anything Model (SAM) [images]: model that outlines objects in pictures",
        "sharpness-aware minimization (SAM) [optimization]: training that looks for flat valleys",
    ]


def test_strict(on_tiny):
    done = on_tiny("lookup", "SAM", "--strict")
    assert (done.returncode, done.stdout) == (3, "")
    assert "sam-images, sam-optimizer" in done.stderr
    assert on_tiny("lookup", "MoE", "--strict").returncode == 0


def test_json(on_tiny, tiny):
    answer = json.loads(on_tiny("lookup", "moes", "--json").stdout)
    assert answer["query"] == "moes"
    assert answer["snapshot"] == tiny.snapshot
    assert answer["suggestions"] == []
    (sense,) = answer["senses"]
    assert (sense["id"], sense["name"], sense["match"], sense["score"]) == (
        "mixture-of-experts",
        "MoE",
        "form",
        0.9,
    )
    assert sense["entry"] == tiny.lookup("MoE").record()


def test_names_from_stdin(on_tiny):
    done = on_tiny("lookup", "-", "--short", input="MoE\n\nnope nope\nGPUs\n")
    assert done.returncode == 0
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "mixture of experts (MoE)",
        "GPU",
    ]
    assert "'nope nope'" in done.stderr
    assert (
        on_tiny("lookup", "--short", input="MoE\n").stdout
        == done.stdout.splitlines(keepends=True)[0]
    )
    answers = json.loads(on_tiny("lookup", "--json", input="MoE\nnope nope\n").stdout)
    assert [(one["query"], len(one["senses"])) for one in answers] == [("MoE", 1), ("nope nope", 0)]
    nothing = on_tiny("lookup", "-", "--json", input="nope nope\n")
    assert (nothing.returncode, nothing.stdout) == (1, "")


@pytest.mark.parametrize(
    ("shape", "sign"), [("markdown", "## "), ("html", "<article"), ("text", "mixture")]
)
def test_formats(on_tiny, shape, sign):
    assert on_tiny("lookup", "MoE", "--format", shape).stdout.startswith(sign)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        ([], "usage"),
        (["frobnicate"], "there is no command 'frobnicate'"),
        (["lookup", "--frob", "x"], "--frob"),
        (["list", "--kind", "thing"], "no entry has the kind 'thing'; there are: architecture"),
        (["--color", "blue", "list"], "blue"),
        (["completion", "tcsh"], "tcsh"),
        (["new", "!!!"], "no id can be made"),
    ],
)
def test_usage_errors(on_tiny, args, words):
    done = on_tiny(*args)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_no_folder_no_traceback(command, tmp_path):
    done = command("--glossary", tmp_path / "nowhere", "lookup", "x")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"glossary: {tmp_path / 'nowhere'}: no such folder; check the path\n"


def test_a_broken_entry_names_file_field_value_and_fix(command, tiny_copy):
    (tiny_copy / "math" / "bad.toml").write_text('term = 3\ngloss = "x"\n')
    done = command("--glossary", tiny_copy, "lookup", "MoE")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        "math/bad.toml: term: this should be text (got 3). Put the value in quotes." in done.stderr
    )
    assert "Traceback" not in done.stderr


def test_list_filters(on_tiny):
    every = on_tiny("list").stdout.split()
    assert len(every) == 32
    assert every == sorted(every)
    assert on_tiny("list", "--kind", "benchmark").stdout.split() == ["swe-bench", "swe-bench-pro"]
    assert on_tiny("list", "--subject", "hardware").stdout.split() == ["router-network"]
    assert on_tiny("list", "--level", "basic").stdout.split() == ["dense-model", "token"]
    none = on_tiny("list", "--kind", "benchmark", "--level", "basic")
    assert (none.returncode, none.stdout) == (1, "")
    rows = json.loads(on_tiny("list", "--kind", "metric", "--json").stdout)
    assert [(row["id"], row["term"], row["subjects"]) for row in rows] == [
        ("f1", "F1", ["math"]),
        ("pass-at-k", "pass@k", ["benchmarks"]),
    ]


def test_list_prints_facts_and_lineage_as_a_table(on_tiny, tiny):
    done = on_tiny("list", "--kind", "benchmark", "--table")
    head, *rows = [line.split("\t") for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert [row[0] for row in rows] == [one.id for one in tiny if one.kind == "benchmark"]
    assert {len(row) for row in rows} == {len(head)}
    for row in rows:
        entry = tiny.lookup(row[0])
        metrics = [fact.value for fact in entry.facts if fact.about == "metric"]
        assert row[head.index("metric")] == (metrics[0] if metrics else "")
        assert row[head.index("derived_from")] == ", ".join(entry.relations.derived_from)


def test_a_table_needs_a_kind(on_tiny):
    done = on_tiny("list", "--table")
    assert (done.returncode, done.stdout) == (2, "")
    assert "--kind" in done.stderr


def test_what_list_prints_lookup_finds(on_tiny, tiny):
    for entry_id in on_tiny("list").stdout.split():
        assert tiny.lookup(entry_id).id == entry_id


def test_new_writes_a_file_that_reads_once_it_is_filled(command, tmp_path):
    done = command(
        "--glossary",
        tmp_path,
        "new",
        "key-value",
        "cache",
        "--kind",
        "method",
        "--subject",
        "serving",
    )
    path = tmp_path / "serving" / "key-value-cache.toml"
    assert (done.returncode, done.stdout) == (0, f"{path}\n")
    words = path.read_text(encoding="utf-8")
    path.write_text(
        words.replace('gloss = ""', 'gloss = "store"').replace(
            "definition = '''\n'''", "definition = 'Store.'"
        ),
        encoding="utf-8",
    )
    assert (
        command("--glossary", tmp_path, "lookup", "KEY_VALUE caches", "--short").stdout
        == "key-value cache: store\n"
    )
    again = command("--glossary", tmp_path, "new", "key-value cache", "--subject", "serving")
    assert (again.returncode, again.stdout) == (2, "")
    assert "exists already; nothing was changed" in again.stderr
    assert "store" in path.read_text(encoding="utf-8")


def test_new_says_when_the_name_is_taken_and_can_print(on_tiny):
    done = on_tiny("new", "SAM", "--stdout")
    assert done.returncode == 0
    assert done.stdout.count('term = "SAM"') == 1
    assert "sam-images, sam-optimizer" in done.stderr


def test_new_stays_inside_the_folder(command, tmp_path):
    folder = tmp_path / "terms"
    folder.mkdir()
    done = command("--glossary", folder, "new", "x", "--subject", "../elsewhere")
    assert (done.returncode, done.stdout) == (2, "")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["terms"]


def test_version(on_tiny, tiny):
    done = on_tiny("--version")
    assert done.stdout == f"glossary {glossary.__version__}, data {tiny.snapshot} (32 entries)\n"


@pytest.mark.parametrize("name", [*COMMANDS, None])
def test_help(command, name):
    done = command(*filter(None, [name]), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert "usage: glossary" in done.stdout
    if name is None:
        assert all(f"  {known} " in done.stdout for known in COMMANDS)


@pytest.mark.parametrize(
    "env",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "POSIX", "PYTHONIOENCODING": "ascii"},
        {"PYTHONUTF8": "0", "LANG": ""},
    ],
)
def test_utf8_on_any_locale(on_tiny, env):
    done = on_tiny("lookup", "头疼", "--short", env=env)
    assert done.stdout == "头疼: pain in the head\n"
    assert on_tiny("lookup", "-", "--short", input="头疼\n", env=env).stdout == done.stdout


def test_stdin_that_is_not_utf8(on_tiny):
    done = on_tiny("lookup", "-", input=b"MoE\n\xff\xfe\n", text=False)
    assert done.returncode == 2
    assert b"not UTF-8" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="arguments are bytes on POSIX alone")
def test_an_argument_that_is_not_utf8(on_tiny):
    done = on_tiny("lookup", b"\xff\xfe".decode(errors="surrogateescape"))
    assert (done.returncode, done.stdout) == (1, "")
    assert "Traceback" not in done.stderr


def test_ten_megabytes_on_one_line(on_tiny):
    done = on_tiny("lookup", "-", input="x" * 10_000_000)
    assert (done.returncode, done.stdout) == (1, "")
    assert len(done.stderr) < 1000


def test_no_color_off_a_terminal(on_tiny):
    assert "\x1b" not in on_tiny("lookup", "MoE").stdout
    assert (
        on_tiny("lookup", "MoE", env={"NO_COLOR": "1", "FORCE_COLOR": "1"}).stdout
        == on_tiny("lookup", "MoE").stdout
    )
    assert "\x1b" in on_tiny("--color", "always", "lookup", "MoE").stdout
    assert "\x1b" in on_tiny("lookup", "MoE", env={"FORCE_COLOR": "1"}).stdout
    assert (
        "\x1b" not in on_tiny("--color", "never", "lookup", "MoE", env={"FORCE_COLOR": "1"}).stdout
    )


@pytest.mark.skipif(os.name != "posix", reason="pipes of a POSIX shell")
def test_a_closed_pipe_is_quiet():
    command = f'"{sys.executable}" -m glossary --glossary "{TINY}" lookup -'
    script = f'yes MoE | head -n 300 | {command} | head -n 1; echo "${{PIPESTATUS[2]}}"'
    done = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "141"


def test_complete(on_tiny):
    assert on_tiny("complete", "mix").stdout == "mixture of experts\n"
    assert on_tiny("complete", "--last", "mixture", "o").stdout == "of experts\n"
    assert on_tiny("complete", "SWE").stdout.splitlines() == ["SWE-bench", "SWE-Bench Pro"]
    none = on_tiny("complete", "zzz")
    assert (none.returncode, none.stdout) == (1, "")


def test_the_module_and_the_command_are_the_same(on_tiny):
    code = "import sys; from glossary.cli import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", code, "--glossary", str(TINY), "lookup", "MoE"],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    assert done.stdout == on_tiny("lookup", "MoE").stdout
