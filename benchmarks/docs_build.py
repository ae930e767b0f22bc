"""Processor time of building a documentation of 200 pages with a glossary of 2,000 terms.

The pages are generated from a fixed seed: sections of prose that use the terms, lists, code.
MkDocs and Sphinx build them plain, with ours, with mkdocs-ezglossary-plugin, and with Sphinx's
own glossary directive. Those two find no terms: their pages have the references written in,
at the first mention in each section, where ours has to find them. Each build is a process of
its own and starts from nothing, but for our compiled entries, which are kept between builds.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

RUNS = 3
WHERE_A_TERM = 0.05  # of the words of the prose: a term in twenty
ADJECTIVES = """adaptive amber annealed binary blended bounded cached causal chained coarse cold
compact convex copied curved deep dense dual early elastic even fixed folded fuzzy gated greedy
hidden inner joint lagged latent linear local lossy masked mixed nested online outer paired
partial pruned quick ranked robust sparse stacked static tiled wide""".split()
NOUNS = """anchor batch beam block bound bucket cell chain cluster codec cursor decoder encoder
epoch filter frame gate graph kernel lattice layer ledger margin mixer monitor node oracle parser
planner pool probe queue ranker router sampler scheduler shard solver stream tuner""".split()
FILLER = """a about after all also and any are as at be because been before between both build
but by can case change data design does each easy every few file find first fits for from give
goes good has have here holds how in into is it its keep kind large later less like long made
makes many may means more most must need never new not now of often on one only or order other
out over page part path place point reader reads rest run same says second see set should shown
side simple since small so some still such take test than that the their them then there these
they this time to two under until up use used value very was way well what when where which
while who why will with without word work write""".split()


def main() -> int:
    """Print a table a tool."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--pages", type=int, default=200)
    arguments.add_argument("--terms", type=int, default=2_000)
    args = arguments.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["GLOSSARY_CACHE"] = str(folder / "cache")
        os.environ["NO_MKDOCS_2_WARNING"] = "1"
        terms = [f"{one} {other}" for one in ADJECTIVES for other in NOUNS][: args.terms]
        write_entries(folder / "terms", terms)
        prose = list(write_prose(args.pages, terms))
        words = sum(len(text.split()) for text in prose)
        print(f"{len(prose)} pages, {words:,} words, {len(terms):,} terms; the best of {RUNS}")
        for tool, build, ways in (
            ("MkDocs", build_mkdocs, mkdocs_ways(folder, terms, prose, theme="mkdocs")),
            ("MkDocs, Material", build_mkdocs, mkdocs_ways(folder, terms, prose, theme="material")),
            ("Sphinx", build_sphinx, sphinx_ways(folder, terms, prose)),
        ):
            print_table(tool, build, ways)
    return 0


def write_entries(folder: Path, terms: list[str]) -> None:
    """A file an entry, each requiring the one before."""
    folder.mkdir()
    for before, term in zip([None, *terms], terms, strict=False):
        rows = [f'term = "{term}"', f'gloss = "{explain(term)}"']
        rows.append(f'definition = "{explain(term).capitalize()}."')
        if before:
            rows += ["[relations]", f'related = ["{before.replace(" ", "-")}"]']
        path = folder / f"{term.replace(' ', '-')}.toml"
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")


def explain(term: str) -> str:
    """A gloss."""
    adjective, noun = term.split()
    return f"{noun} of the {adjective} kind, as it is used in these pages"


def write_prose(pages: int, terms: list[str]) -> Iterator[str]:
    """Pages in which `{{term}}` stands at the first mention in a section, `[[term]]` later."""
    chance = random.Random(2026)
    for number in range(pages):
        rows = [f"# Page {number}"]
        for section in range(6):
            seen: set[str] = set()
            rows.append(f"## Part {section} of {number}")
            rows += (write_paragraph(chance, terms, seen) for _ in range(3))
            rows.append("\n".join(f"- {write_line(chance, terms, seen, 8)}" for _ in range(4)))
            rows.append("    def step(router, batch):\n        return router.send(batch)")
        yield "\n\n".join(rows) + "\n"


def write_paragraph(chance: random.Random, terms: list[str], seen: set[str]) -> str:
    """Some sentences."""
    lines = (write_line(chance, terms, seen, chance.randint(8, 20)) for _ in range(5))
    return "\n".join(f"{line.capitalize()}." for line in lines)


def write_line(chance: random.Random, terms: list[str], seen: set[str], words: int) -> str:
    """A sentence of so many words, a few of them terms or parts of terms."""
    return " ".join(write_word(chance, terms, seen) for _ in range(words))


def write_word(chance: random.Random, terms: list[str], seen: set[str]) -> str:
    """A word, a part of a term or a term; a few terms are frequent and most are rare."""
    drawn = chance.random()
    if drawn > 2 * WHERE_A_TERM:
        return chance.choice(FILLER)
    if drawn > WHERE_A_TERM:
        return chance.choice(NOUNS)
    # Words are used as in all prose: the n-th most frequent 1/n as often as the first.
    term = terms[int(len(terms) ** chance.random()) - 1]
    is_first = term not in seen
    seen.add(term)
    return f"{{{{{term}}}}}" if is_first else f"[[{term}]]"


def fill(text: str, first: str) -> str:
    """The page with its terms plain, and the first mentions written as a reference."""
    text = text.replace("[[", "").replace("]]", "")
    before, after = first.split("*")
    return text.replace("{{", before).replace("}}", after)


# ------------------------------------------------------------------------- projects

Ways = dict[str, Path]
EXTENSIONS = {
    "mkdocs": "[def_list]",
    "material": "[admonition, attr_list, def_list, footnotes, md_in_html, pymdownx.details, "
    "pymdownx.highlight, pymdownx.inlinehilite, pymdownx.superfences, {toc: {permalink: true}}]",
}
"""Those that pages of a theme are usually written with."""


def mkdocs_ways(folder: Path, terms: list[str], prose: list[str], *, theme: str) -> Ways:
    """A project of MkDocs for each way."""
    defined = "\n\n".join(f"word:{term}\n:   {explain(term)}" for term in terms)
    own = json.dumps(str(folder / "terms"))
    ways = {
        "plain": ("", "*", ""),
        "ours": (f"  - glossary:\n      own: {own}\n      bundled: false\n", "*", ""),
    }
    if importlib.util.find_spec("mkdocs_ezglossary_plugin"):
        plugin = "  - ezglossary:\n      tooltip: short\n"
        ways["ezglossary"] = (plugin, "<word:*>", f"# Terms\n\n{defined}\n")
    made = {}
    for way, (plugin, first, glossary) in ways.items():
        pages = {f"page{number}.md": fill(text, first) for number, text in enumerate(prose)}
        if glossary:
            pages["terms.md"] = glossary
        made[way] = project = folder / f"mkdocs-{theme}-{way}"
        settings = (
            f"site_name: Terms\ntheme: {{name: {theme}}}\nplugins:\n  - search\n{plugin}"
            f"markdown_extensions: {EXTENSIONS[theme]}\n"
        )
        write_files(project, {"mkdocs.yml": settings})
        write_files(project / "docs", {"index.md": "# Home\n", **pages})
    return made


def sphinx_ways(folder: Path, terms: list[str], prose: list[str]) -> Ways:
    """A project of Sphinx for each way."""
    defined = "\n".join(f"   {term}\n      {explain(term)}\n" for term in terms)
    directive = f"Terms\n=====\n\n.. glossary::\n\n{defined}"
    ours = (
        "extensions = ['glossary.integrations.sphinx']\nglossary_bundled = False\n"
        f"glossary_entries = {str(folder / 'terms')!r}\n"
    )
    listed = "Terms\n=====\n\n.. glossary-terms::\n"
    ways = {"plain": ("", "*", "Terms\n=====\n")}
    if importlib.util.find_spec("glossary.integrations.sphinx"):
        ways["ours"] = (ours, "*", listed)
    ways["glossary directive"] = ("", ":term:`*`", directive)
    made = {}
    for way, (settings, first, glossary) in ways.items():
        pages = {
            f"page{number}.rst": to_rst(fill(text, first)) for number, text in enumerate(prose)
        }
        tree = "".join(f"   page{number}\n" for number in range(len(prose)))
        index = f"Home\n====\n\n.. toctree::\n\n   terms\n{tree}"
        made[way] = project = folder / f"sphinx-{way.replace(' ', '-')}"
        write_files(
            project / "docs",
            {"conf.py": f"project = 'Terms'\n{settings}", "index.rst": index, **pages},
        )
        write_files(project / "docs", {"terms.rst": glossary})
    return made


def to_rst(page: str) -> str:
    """The page with reStructuredText's headings and code."""
    rows: list[str] = []
    for block in page.split("\n\n"):
        marks, _, title = block.partition(" ")
        if marks in ("#", "##"):
            rows.append(f"{title}\n{('=' if marks == '#' else '-') * len(title)}")
        else:
            rows.append(f"::\n\n{block}" if block.startswith("    ") else block)
    return "\n\n".join(rows)


def write_files(folder: Path, files: dict[str, str]) -> None:
    """Files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")


# ------------------------------------------------------------------------ measuring


def build_mkdocs(project: Path) -> list[str]:
    """The command that builds a project."""
    config, out = str(project / "mkdocs.yml"), str(project / "out")
    return [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", config, "-d", out]


def build_sphinx(project: Path) -> list[str]:
    """The command that builds a project, with all warnings errors."""
    docs, out = str(project / "docs"), str(project / "out")
    return [sys.executable, "-m", "sphinx", "-q", "-E", "-W", "-b", "html", docs, out]


def print_table(tool: str, build: Callable[[Path], list[str]], ways: Ways) -> None:
    """A row a way, its time beside the plain build's; they take turns, since a load varies."""
    times: dict[str, list[float]] = {way: [] for way in ways}
    for _ in range(RUNS):
        for way, project in ways.items():
            shutil.rmtree(project / "out", ignore_errors=True)
            times[way].append(measure(build(project)))
    plain = min(times["plain"])
    print(f"{tool:20} {'seconds':>8} {'ratio':>6} {'links':>8}")
    for way, project in ways.items():
        best = min(times[way])
        print(f"{way:20} {best:8.2f} {best / plain:6.2f} {count_links(project / 'out'):8,}")


def measure(command: list[str]) -> float:
    """Seconds of processor time of a process."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def count_links(out: Path) -> int:
    """Links to terms in the pages, each tool's own kind."""
    marks = ('class="glossary-term', 'class="mkdocs-ezglossary-link', "std-term")
    pages = (path.read_text(encoding="utf-8") for path in sorted(out.rglob("page*.html")))
    nested = (path.read_text(encoding="utf-8") for path in sorted(out.glob("page*/index.html")))
    return sum(page.count(mark) for page in (*pages, *nested) for mark in marks)


if __name__ == "__main__":
    sys.exit(main())
