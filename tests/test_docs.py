"""What the docs show is what happens. Outputs are written anew with --regenerate."""

import doctest
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from glossary.cli import COMMANDS

PROJECT = Path(__file__).parent.parent
PAGES = [
    PROJECT / "README.md",
    PROJECT / "CONTRIBUTING.md",
    *sorted((PROJECT / "docs").glob("*.md")),
]
CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PYTHON = re.compile(r"^```pycon\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Shown, and tested elsewhere: they install, evaluate or write.
NOT_RUN = ("$ pip ", "$ eval ", "$ glossary new ", "$ glossary lint ")
pages = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


@pytest.fixture(scope="module")
def shell(tmp_path_factory):
    """Run a line of a console block, with `glossary` meaning this checkout's."""
    folder = tmp_path_factory.mktemp("bin")
    shim = folder / "glossary"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m glossary "$@"\n', encoding="utf-8")
    shim.chmod(0o755)

    def run(line):
        done = subprocess.run(
            ["sh", "-c", f"{line} 2>&1"],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            cwd=PROJECT,
            env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ['PATH']}"},
        )
        return done.stdout

    return run


@pytest.mark.skipif(os.name != "posix", reason="console blocks are for a POSIX shell")
@pages
def test_commands_print_what_is_shown(page, shell, request):
    words = page.read_text(encoding="utf-8")

    def run_block(block):
        shown = []
        steps = re.split(r"^(?=\$ )", block[1], flags=re.MULTILINE)[1:]
        # A list of commands, each with a comment, says what there is and shows no output.
        only_commands = all(step.count("\n") == 1 and " # " in step for step in steps)
        for step in steps:
            command, _, output = step.partition("\n")
            if only_commands or command.startswith(NOT_RUN):
                shown.append(f"{command}\n{output}")
            else:
                shown.append(f"{command}\n{shell(command[2:])}")
        return "```console\n" + "".join(shown) + "```"

    real = CONSOLE.sub(run_block, words)
    if request.config.getoption("--regenerate"):
        page.write_text(real, encoding="utf-8", newline="\n")
    assert real == words or request.config.getoption("--regenerate")


@pages
def test_python_prints_what_is_shown(page):
    words = page.read_text(encoding="utf-8")
    examples = "\n".join(PYTHON.findall(words))
    test = doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0)
    runner = doctest.DocTestRunner(verbose=False)
    assert runner.run(test).failed == 0


@pages
def test_links_lead_somewhere(page):
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.lstrip("<").startswith(("http", "glossary:")):
            assert (page.parent / target).exists(), target


@pytest.fixture(scope="module")
def known_options():
    """Every option that the help of any command names."""
    names = [[], *([name] for name in COMMANDS)]
    told = [
        subprocess.run(
            [sys.executable, "-m", "glossary", *name, "--help"],
            capture_output=True, text=True, encoding="utf-8", check=True, cwd=PROJECT,
        ).stdout
        for name in names
    ]  # fmt: skip
    return set(re.findall(r"--[a-z-]+", " ".join(told)))


@pages
def test_every_option_that_is_shown_exists(page, known_options):
    words = page.read_text(encoding="utf-8")
    shown = set()
    for line in re.findall(r"^\$ (glossary .*)$|`(glossary [^`]*)`", words, re.MULTILINE):
        shown |= set(re.findall(r"(?<!\S)--[a-z-]+", " ".join(line)))
    shown |= set(re.findall(r"^\| `(--[a-z-]+)", words, re.MULTILINE))
    assert shown - known_options == set()


def test_the_first_screen_of_the_readme_has_both_uses():
    first = (PROJECT / "README.md").read_text(encoding="utf-8").splitlines()[:30]
    assert any(line.startswith("$ pip install") for line in first)
    assert "$ glossary lookup MoE --short" in first
    assert ">>> import glossary" in first


def test_the_json_is_what_its_schema_says(on_tiny):
    schema = json.loads((PROJECT / "docs" / "lookup.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    every = on_tiny("list").stdout + "nope nope\nmixure of expert\n"
    answers = json.loads(on_tiny("lookup", "-", "--json", input=every).stdout)
    assert len(answers) == 34
    validator.validate(answers)
    validator.validate(json.loads(on_tiny("lookup", "SAM", "--json").stdout))
    assert not validator.is_valid({"query": "x"})


@pytest.mark.slow
def test_our_own_documentation_is_built_with_our_plugin(tmp_path):
    pytest.importorskip("mkdocs", reason="MkDocs is not installed")
    pytest.importorskip("material", reason="Material for MkDocs is not installed")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", tmp_path],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=PROJECT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")
    page = (tmp_path / "linking" / "index.html").read_text(encoding="utf-8")
    assert 'class="glossary-term" href="../glossary/#term-' in page
    listed = (tmp_path / "glossary" / "index.html").read_text(encoding="utf-8")
    for anchor in re.findall(r'href="\.\./glossary/#([^"]+)"', page):
        assert f'id="{anchor}"' in listed
