"""Documentations that Sphinx and MkDocs make with our extension, as their readers have them.

Each is a real project with the extension in its configuration and nothing else, opened from
the file system in a real browser. `visiting` sees to it that no page complains of anything,
and that nothing is asked for that is not in the folder.
"""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

PROJECT = Path(__file__).parent.parent
THEMES = ("alabaster", "classic", "material")
LINK, TOOLTIP = "a.glossary-term", ".glossary-tooltip"
HOSTILE = "</script></style><script>alert(1)</script><img src=x onerror=alert(2)> \"' {{ 7 * 7 }}"
LONG = "vessel with a spout and a handle, in which water is boiled over a fire or by a coil"
ENTRIES = {
    "kettle": f"""
term = "tea kettle"
gloss = "{LONG}"
definition = "Vessel of [[water]] with **no** [[samovar|tap]], and a `lid`."
[relations]
requires = ["water"]
contrasts = ["samovar"]
[[sources]]
key = "leaf-2001"
title = "On Kettles"
authors = ["Ada Leaf"]
date = "2001"
url = "https://kettles.example/"
""",
    "water": 'term = "water"\ngloss = "clear liquid"\n',
    "samovar": f'term = "samovar"\ngloss = "{"x" * 150}"\n',
    "brew": f"term = 'bad brew'\ngloss = '''{HOSTILE}'''\ndefinition = '''{HOSTILE}'''\n",
}
# The same words are Markdown and reStructuredText: links at every place of a line, and below.
SECTIONS = [f"Pot {n}\n------\n\n{'brewed ' * n}tea kettle, samovar.\n\n" for n in range(1, 24, 2)]
TEXT = f"Tea\n===\n\nA tea kettle boils, and a bad brew is made.\n\n{''.join(SECTIONS)}"
SPHINX = """
html_theme = "{theme}"
project = "Tea"
extensions = ["glossary.integrations.sphinx"]
glossary_entries = "terms"
glossary_bundled = False
"""
MATERIAL = """
site_name: Tea
use_directory_urls: false
theme:
  name: material
  font: false
  palette:
    - {media: "(prefers-color-scheme: light)", scheme: default}
    - {media: "(prefers-color-scheme: dark)", scheme: slate}
plugins:
  - search
  - glossary: {own: terms, bundled: false}
"""
PERMALINK = "\n ¶#"
BY_FINGER = {"size": "phone", "has_touch": True}

pytestmark = pytest.mark.slow


class Made(NamedTuple):
    """A documentation, and the same without our extension."""

    folder: Path
    plain: Path


@pytest.fixture(scope="module", params=THEMES)
def made(request, mkdocs, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "terms").mkdir()
    for entry_id, text in ENTRIES.items():
        (folder / "terms" / f"{entry_id}.toml").write_text(text, encoding="utf-8")
    if request.param == "material":
        pytest.importorskip("material", reason="Material for MkDocs is not installed")
        return _make_mkdocs(folder, mkdocs)
    pytest.importorskip("sphinx", reason="Sphinx is not installed")
    return _make_sphinx(folder, request.param)


def _make_sphinx(folder, theme):
    (folder / "index.rst").write_text(TEXT, encoding="utf-8")
    conf = SPHINX.format(theme=theme)
    plain = "".join(line for line in conf.splitlines(keepends=True) if "glossary" not in line)
    for name, text in (("plain", plain), ("out", conf)):
        (folder / "conf.py").write_text(text, encoding="utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "sphinx", "-q", "-W", "-n", "-E", ".", name],
            cwd=folder, env={**os.environ, "PYTHONPATH": str(PROJECT)},
            capture_output=True, text=True, encoding="utf-8", check=False, timeout=120,
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (0, "")
    return Made(folder / "out", folder / "plain")


def _make_mkdocs(folder, mkdocs):
    (folder / "docs").mkdir()
    (folder / "docs" / "index.md").write_text(TEXT, encoding="utf-8")
    plain = "".join(line for line in MATERIAL.splitlines(keepends=True) if "glossary" not in line)
    for name, text in (("plain", plain), ("out", MATERIAL)):
        (folder / "mkdocs.yml").write_text(text, encoding="utf-8")
        done = mkdocs("build", "--strict", "-q", "-d", name, cwd=folder)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    return Made(folder / "out", folder / "plain")


@pytest.fixture(params=["desktop", "phone"])
def page(request, made, visiting):
    """The first page, at either size."""
    return visiting(made.folder, size=request.param).go("index.html")


def press_tab_to_a_link(page):
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(f"document.activeElement.matches('{LINK}')"):
            return
    pytest.fail("no link is reached by keyboard")


def is_in_view(page, box):
    across, down = page.evaluate(
        "[document.documentElement.clientWidth, document.documentElement.clientHeight]"
    )
    return (
        box["x"] >= 0
        and box["y"] >= 0
        and box["x"] + box["width"] <= across
        and box["y"] + box["height"] <= down
    )


def shows_target(page):
    """Whether the term that the address names is in view, with nothing above it."""
    return page.evaluate("""() => {
        const target = document.querySelector("dt:target");
        const { left, top, height } = target.getBoundingClientRect();
        return target.contains(document.elementFromPoint(left + 8, top + height / 2));
    }""")


def test_a_tooltip_by_pointer_can_be_hovered(page):
    tooltip = page.locator(TOOLTIP)
    page.locator(LINK).first.hover()
    tooltip.wait_for()
    assert tooltip.text_content() == LONG
    tooltip.hover()
    page.wait_for_timeout(400)
    assert tooltip.is_visible()
    page.keyboard.press("Escape")
    assert tooltip.is_hidden()
    page.locator(LINK).first.hover()
    tooltip.wait_for()
    page.mouse.move(1, 1)
    tooltip.wait_for(state="hidden")


def test_a_tooltip_by_keyboard(page):
    press_tab_to_a_link(page)
    tooltip = page.locator(TOOLTIP)
    assert tooltip.text_content() == LONG
    assert tooltip.is_visible()
    page.keyboard.press("Escape")
    assert tooltip.is_hidden()
    assert page.evaluate(f"document.activeElement.matches('{LINK}')")
    page.keyboard.press("Tab")
    assert tooltip.is_visible()
    page.evaluate("document.activeElement.blur()")
    assert tooltip.is_hidden()


def test_every_tooltip_is_in_view_beside_its_link(page):
    tooltip = page.locator(TOOLTIP)
    page.keyboard.press("Shift")  # whoever uses the keyboard sees a tooltip on focus
    seen = set()
    for link in page.locator(LINK).all():
        link.focus()
        box, own = tooltip.bounding_box(), link.bounding_box()
        assert is_in_view(page, box), (box, own)
        apart = max(box["y"] - own["y"] - own["height"], own["y"] - box["y"] - box["height"])
        assert apart < 16, (box, own)
        overlap = min(box["x"] + box["width"], own["x"] + own["width"]) - max(box["x"], own["x"])
        assert overlap > 0, (box, own)
        seen.add((tooltip.text_content(), box["width"], box["height"]))
    assert len(seen) == 3  # one size a text, wherever its link stands


def test_a_tooltip_by_touch(made, visiting):
    page = visiting(made.folder, **BY_FINGER).go("index.html")
    before, tooltip = page.url, page.locator(TOOLTIP)
    link = page.locator(LINK).first
    link.tap()
    tooltip.wait_for()
    page.wait_for_timeout(400)
    assert tooltip.is_visible()
    assert is_in_view(page, tooltip.bounding_box())
    page.locator("h1").first.tap()
    assert tooltip.is_hidden()
    assert page.url == before
    link.tap()
    link.tap()
    page.wait_for_url("**/*#*kettle")
    assert shows_target(page)


def test_a_link_leads_to_its_term(page):
    page.locator(LINK).last.click()
    page.wait_for_url("**/*#*samovar")
    assert shows_target(page)
    assert page.locator("dt:target").text_content().strip(PERMALINK) == "samovar"
    for other in page.locator("dl.glossary-terms dd a[href*='#']").all():
        address = other.get_attribute("href")
        assert page.locator(f"[id='{address.partition('#')[2]}']").count() == 1
    terms = page.locator("dl.glossary-terms dt").all_text_contents()
    assert [term.strip(PERMALINK) for term in terms] == [
        "bad brew",
        "samovar",
        "tea kettle",
        "water",
    ]


def test_a_screen_reader_is_told_the_gloss(made, visiting):
    expect = pytest.importorskip("playwright.sync_api").expect
    page = visiting(made.folder).go("index.html")
    link = page.locator(LINK).first
    expect(link).to_have_accessible_name("tea kettle")
    expect(link).to_have_accessible_description(LONG)
    link.hover()
    page.locator(TOOLTIP).wait_for()
    assert LONG not in page.locator("body").aria_snapshot()  # said with the link, and once


def test_without_scripts_links_lead_and_no_gloss_is_in_the_way(made, visiting):
    page = visiting(made.folder, java_script_enabled=False).go("index.html")
    assert page.locator(".glossary-tips").is_hidden()
    page.locator(LINK).first.click()
    page.wait_for_url("**/*#*kettle")
    assert page.locator("dt:target").is_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found_in_what_we_add(made, visiting, scheme):
    plain = visiting(made.plain, color_scheme=scheme)
    plain.go("index.html")
    theirs = {rule for rule, _ in plain.find_barriers()}
    visit = visiting(made.folder, color_scheme=scheme)
    page = visit.go("index.html")
    page.locator(LINK).first.hover()
    page.locator(TOOLTIP).wait_for()
    assert visit.find_barriers(LINK, ".glossary-tips", TOOLTIP) == []
    assert {rule for rule, _ in visit.find_barriers()} <= theirs
    brightness = "getComputedStyle({}).color.match(/[0-9]+/g).slice(0, 3).every(one => one > 127)"
    seen = [
        page.evaluate(brightness.format(f"document.querySelector('{one}')"))
        for one in ("h1 ~ p", TOOLTIP)
    ]
    assert seen[0] == seen[1]  # light on dark or dark on light, as the page is
    page.locator(LINK).first.click()
    assert visit.find_barriers("dl.glossary-terms") == []


def test_the_page_of_terms_is_no_wider_than_the_theme_s(made, visiting):
    width = "document.documentElement.scrollWidth"
    plain = visiting(made.plain, size="phone").go("index.html")
    page = visiting(made.folder, size="phone").go("index.html")
    page.locator(LINK).first.click()
    page.wait_for_url("**/*#*kettle")
    assert page.evaluate(width) == plain.evaluate(width)


def test_hostile_words_run_nothing(made, visiting):
    page = visiting(made.folder).go("index.html")
    page.get_by_role("link", name="bad brew", exact=True).hover()
    tooltip = page.locator(TOOLTIP)
    tooltip.wait_for()
    assert tooltip.text_content() == HOSTILE
    page.get_by_role("link", name="bad brew", exact=True).click()
    page.wait_for_url("**/*#*brew")
    page.wait_for_timeout(200)
    assert HOSTILE in page.locator("dt:target + dd").text_content()
    assert page.locator("img[src=x]").count() == 0
