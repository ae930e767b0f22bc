"""What tests share: the miniature glossary, the command as a process, pages in a browser."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from glossary import Glossary

TESTS = Path(__file__).parent
PROJECT = TESTS.parent
TINY = TESTS / "data" / "tiny"
SIZES = {"desktop": (1280, 900), "phone": (360, 740)}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def pytest_addoption(parser):
    parser.addoption(
        "--regenerate", action="store_true", help="write golden files anew instead of comparing"
    )
    parser.addoption("--fast", action="store_true", help="leave the slow tests out")


def pytest_sessionfinish(session):
    """Where nothing may be missing (GLOSSARY_NO_SKIPS), a skipped test is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("GLOSSARY_NO_SKIPS") and reporter and reporter.stats.get("skipped"):
        for report in reporter.stats["skipped"]:
            reporter.write_line(f"skipped, and so failed: {report.nodeid} {report.longrepr[-1]}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_collection_modifyitems(config, items):
    if not config.getoption("--fast"):
        return
    slow = [item for item in items if "slow" in item.keywords]
    config.hook.pytest_deselected(items=slow)
    items[:] = [item for item in items if "slow" not in item.keywords]


@pytest.fixture(autouse=True, scope="session")
def _own_cache(tmp_path_factory):
    """Keep the user's cache and settings out of every test."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GLOSSARY_CACHE", str(tmp_path_factory.mktemp("cache")))
        for name in ("GLOSSARY_PATH", "GLOSSARY_BASE_URL", "NO_COLOR", "FORCE_COLOR"):
            patch.delenv(name, raising=False)
        yield


@pytest.fixture(scope="session")
def tiny():
    """The miniature glossary, opened."""
    return Glossary.open(TINY)


@pytest.fixture
def tiny_copy(tmp_path):
    """A folder of one's own with the miniature glossary in it."""
    return Path(shutil.copytree(TINY, tmp_path / "terms"))


@pytest.fixture
def command():
    """Run `glossary ARGS...` as a process; give its exit code, stdout and stderr."""

    def run(*args, env=None, text=True, **options):
        environment = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONWARNINGS": "error"}
        environment.update(env or {})
        return subprocess.run(
            [sys.executable, "-m", "glossary", *map(str, args)],
            capture_output=True,
            check=False,
            env=environment,
            text=text,
            encoding="utf-8" if text else None,
            timeout=60,
            **options,
        )

    return run


@pytest.fixture
def on_tiny(command):
    """Run `glossary --glossary TINY ARGS...` as a process."""

    def run(*args, **options):
        return command("--glossary", TINY, *args, **options)

    return run


@pytest.fixture(scope="session")
def mkdocs(tmp_path_factory):
    """Run `python -m mkdocs ARGS...` in a folder, our plugin known to it."""
    packages = tmp_path_factory.mktemp("packages")
    info = packages / "glossary_under_test-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        "Metadata-Version: 2.1\nName: glossary-under-test\nVersion: 1\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(
        "[mkdocs.plugins]\nglossary = glossary.integrations.mkdocs:GlossaryPlugin\n",
        encoding="utf-8",
    )

    def run(*args, cwd):
        return subprocess.run(
            [sys.executable, "-m", "mkdocs", *args],
            cwd=cwd,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            env={
                **os.environ,
                "PYTHONPATH": os.pathsep.join((str(packages), str(PROJECT))),
                "NO_MKDOCS_2_WARNING": "1",
                "SOURCE_DATE_EPOCH": "0",
            },
        )

    return run


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        pytest.skip("Chromium is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A folder's pages in the browser, and all that they asked for and complained of."""

    def __init__(self, page, folder):
        self.page = page
        self.folder = folder
        self.complaints = []
        self.requests = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("dialog", self._refuse)

    def _refuse(self, dialog):
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def go(self, path):
        self.page.goto(f"{self.folder.as_uri()}/{path}")
        return self.page

    def find_barriers(self, *within):
        """The rules of WCAG 2.2 AA that axe finds broken, and where: on the page, or in parts."""
        axe = pytest.importorskip("axe_playwright_python.base", reason="axe is not installed")
        self.page.add_script_tag(path=Path(axe.__file__).with_name("axe.min.js"))
        context = {"include": [[one] for one in within]} if within else {"exclude": []}
        # Without `preload`, which fetches the style sheets anew, and is refused from a file.
        options = {"runOnly": RULES, "preload": False}
        found = self.page.evaluate(
            "([context, options]) => axe.run(context, options)", [context, options]
        )
        assert found["passes"]
        return [(one["id"], node["html"]) for one in found["violations"] for node in one["nodes"]]


@pytest.fixture
def visiting(browser):
    """Visit a folder; at the end no page has complained, or asked for what is not there."""
    visits = []

    def start(folder, *, size="desktop", **options):
        width, height = SIZES[size]
        page = browser.new_page(viewport={"width": width, "height": height}, **options)
        visits.append(Visit(page, folder))
        return visits[-1]

    yield start
    for visit in visits:
        visit.page.close()
    for visit in visits:
        assert visit.complaints == []
        assert all(url.startswith(("file:", "data:")) for url in visit.requests), visit.requests
