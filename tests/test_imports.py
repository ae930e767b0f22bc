"""What starting costs, held by what is loaded: law 3 of the design."""

import subprocess
import sys
from pathlib import Path

import pytest

PROJECT = Path(__file__).parent.parent
TINY = PROJECT / "tests" / "data" / "tiny"

LOADED = "import sys; before = set(sys.modules); {code}; print(*sorted(set(sys.modules) - before))"

# What a terminal lookup may not load: each costs more than the whole answer.
HEAVY = {
    "pydantic", "pydantic_core", "rapidfuzz", "rich", "markdown_it", "dataclasses", "typing",
    "importlib.metadata", "importlib.resources", "pathlib", "inspect", "tomllib", "textwrap",
    "tempfile", "logging", "asyncio", "subprocess", "html", "glossary.entry", "glossary.compiler",
    "glossary.reading", "glossary.matching", "glossary.linking", "ahocorasick_rs", "pyromark",
    "tree_sitter", "glossary.formats", "glossary.site", "glossary.integrations",
}  # fmt: skip


def loaded(code):
    """Modules that some code loads in a fresh interpreter without site packages' hooks."""
    paths = [str(PROJECT), *(path for path in sys.path if path.endswith("site-packages"))]
    script = f"import sys; sys.path[:0] = {paths!r}; {LOADED.format(code=code)}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


def test_import_loads_nothing_and_opens_nothing():
    assert loaded("import glossary") == {"glossary"}
    audit = (
        "import sys; opened = []\n"
        "def note(event, args):\n    if event == 'open': opened.append(args[0])\n"
        "sys.addaudithook(note)\n"
        "import glossary\n"
        "print([path for path in opened if not str(path).endswith(('.py', '.pyc'))])"
    )
    done = subprocess.run(
        [sys.executable, "-c", audit], capture_output=True, text=True, check=True, cwd=PROJECT
    )
    assert done.stdout == "[]\n"


def run_code(*args):
    words = list(map(str, args))
    return f"from glossary.cli import main; main({words!r})"


@pytest.mark.parametrize("shape", [(), ("--json",), ("--short",), ("--strict",)])
def test_a_lookup_that_finds_loads_nothing_heavy(shape, tiny):
    assert len(tiny) > 0  # the cache is warm
    modules = loaded(run_code("--glossary", TINY, "lookup", "MoE", *shape))
    # The cache folder of a glossary of one's own needs platformdirs; the bundled one does not.
    assert modules & HEAVY == set()


def test_a_miss_needs_rapidfuzz_and_no_model(tiny):
    assert len(tiny) > 0
    modules = loaded(run_code("--glossary", TINY, "lookup", "mixure"))
    assert "rapidfuzz" in modules
    assert modules & {"pydantic", "rich", "glossary.entry"} == set()


def test_an_entry_in_python_needs_neither_rich_nor_rapidfuzz(tiny):
    modules = loaded(f"import glossary; glossary.Glossary.open({str(TINY)!r}).lookup('MoE')")
    assert "pydantic" in modules
    assert (
        modules & {"rich", "rapidfuzz", "markdown_it", "glossary.matching", "glossary.cli"} == set()
    )


@pytest.mark.parametrize("command", ["list", "complete", "completion"])
def test_other_light_commands(command, tiny):
    assert len(tiny) > 0
    args = {"list": [], "complete": ["mix"], "completion": ["bash"]}[command]
    assert loaded(run_code("--glossary", TINY, command, *args)) & HEAVY == set()


def test_each_third_party_library_is_imported_by_one_module():
    """Or by one integration, which stands by itself."""
    homes = {}
    for path in sorted((PROJECT / "glossary").rglob("*.py")):
        if "integrations" in path.parts:
            continue
        for line in path.read_text(encoding="utf-8").splitlines():
            words = line.strip().split()
            if words[:1] in (["import"], ["from"]):
                library = words[1].split(".")[0]
                if library in {"pydantic", "rapidfuzz", "rich", "platformdirs", "markdown_it"}:
                    homes.setdefault(library, set()).add(path.relative_to(PROJECT).as_posix())
    assert {library: len(modules) for library, modules in homes.items()} == {
        "pydantic": 1, "rapidfuzz": 1, "rich": 1, "platformdirs": 1, "markdown_it": 1,
    }  # fmt: skip


def test_finding_mentions_needs_neither_a_model_nor_another_formats_parser(tiny):
    code = f"import glossary; glossary.Glossary.open({str(TINY)!r}).find_mentions('MoE')"
    modules = loaded(code)
    assert "ahocorasick_rs" in modules
    assert modules & {"pydantic", "rich", "rapidfuzz", "pyromark", "tree_sitter"} == set()
