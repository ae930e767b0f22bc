"""The MkDocs plugin `glossary`: a documentation's terms linked, explained and listed.

```yaml
plugins:
  - search
  - glossary
```

The pages are linked when all of them are rendered, since only then is it known which page
lists the terms. They are shown with links when search has read them without: its results are
those of the words that the author wrote.
"""

from __future__ import annotations

import os
import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from markdown import Markdown
from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File, InclusionLevel
from mkdocs.utils import get_relative_url

from glossary.errors import GlossaryError
from glossary.integrations import terminology
from glossary.integrations.annotations import SCRIPT, STYLE, TIP
from glossary.integrations.pages import Linker
from glossary.linking import links

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page
    from mkdocs.utils.templates import TemplateContext

    from glossary.glossary import Glossary

FOLDER = "assets/glossary"
"""Where a site has the style sheet and the script of the tooltips."""
PAGE = "glossary.md"
"""The page that lists the terms, where no page has a place for them."""
_SOURCE = "# Glossary\n\n<!-- glossary: terms -->\n"
_DESCRIBED = re.compile(rf'aria-describedby="{TIP}([^"]*)"')
_LAST = -100  # behind the plugins that search pages or resolve their links

log = get_plugin_logger("glossary")


class GlossaryConfig(Config):  # type: ignore[no-untyped-call]
    """The options of the plugin in `mkdocs.yml`."""

    first = config_options.Choice(links.FIRST, default="section")
    density = config_options.Optional(config_options.Type(int))
    exclude = config_options.ListOfItems(config_options.Type(str), default=[])
    exclude_pages = config_options.ListOfItems(config_options.Type(str), default=[])
    own = config_options.Optional(config_options.FilesystemObject(exists=True))
    bundled = config_options.Type(bool, default=True)


class GlossaryPlugin(BasePlugin[GlossaryConfig]):  # type: ignore[no-untyped-call]
    """Links the terms in the pages of a documentation, and lists those that it uses."""

    def __init__(self) -> None:
        self._glossary: Glossary
        self._linker: Linker
        self._home: File
        self._linked: dict[str, str] = {}

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Open the glossary anew, and have every page load the tooltips."""
        options = self.config
        try:
            self._glossary = terminology.open_glossary(options.own, bundled=options.bundled)
            self._linker = Linker(
                self._glossary,
                first=options.first,
                exclude=options.exclude,
                density=options.density,
            )
        except GlossaryError as error:
            raise PluginError(f"glossary: {error}") from error
        for entry_id in options.exclude:
            if not self._glossary.finder.has(entry_id):
                log.warning("exclude names %r, and no entry has this id", entry_id)
        config.extra_css.append(f"{FOLDER}/{STYLE.name}")
        config.extra_javascript.append(f"{FOLDER}/{SCRIPT.name}")
        self._linked = {}
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the tooltips' files, and a page that lists the terms where there is none."""
        for path in (STYLE, SCRIPT):
            name = f"{FOLDER}/{path.name}"
            if files.get_file_from_path(name) is None:  # a project may have its own
                files.append(File.generated(config, name, abs_src_path=str(path)))
        self._home = _find_home(files, config) or _add_home(files, config)
        _make_outdated(files, self._home)
        return files

    @event_priority(_LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:  # noqa: ARG002 -- MkDocs' form
        """Link the terms in every page, then list those that are used."""
        listed = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
        pages = [file.page for file in listed if file.page and file.page.content is not None]
        places = [page for page in pages if terminology.has_place(page.content or "")]
        if places and self._home.page not in places:
            self._home = places[0].file
        left = [file for file in listed if file.page and file.page.content is None]
        used = dict.fromkeys(entry_id for file in left for entry_id in _read_used(file))
        for page in pages:
            used.update(dict.fromkeys(self._link(page)))
        records = terminology.gather(self._glossary, used)
        terms = terminology.write_terms(records)
        for page in places or [page for page in pages if page.file is self._home]:
            path = page.file.src_uri
            page.content = _put(page.content or "", terms)
            self._linked[path] = _put(self._linked[path], terms)
            if page.present_anchor_ids is not None:
                page.present_anchor_ids |= {
                    terminology.ANCHOR.format(record["id"]) for record in records
                }
        return env

    @event_priority(_LAST)
    def on_page_context(
        self,
        context: TemplateContext,
        *,
        page: Page,
        config: MkDocsConfig,  # noqa: ARG002 -- MkDocs' form
        nav: Navigation,  # noqa: ARG002
    ) -> TemplateContext:
        """Show the page with its links, which search has read without them."""
        page.content = self._linked.pop(page.file.src_uri, page.content)
        return context

    def on_serve(
        self,
        server: LiveReloadServer,
        *,
        config: MkDocsConfig,  # noqa: ARG002 -- MkDocs' form
        builder: object,  # noqa: ARG002
    ) -> LiveReloadServer:
        """Build anew when an entry of the project changes."""
        if self.config.own:
            server.watch(self.config.own)
        return server

    def _link(self, page: Page) -> tuple[str, ...]:
        """Put links into a page, and give the entries that they lead to."""
        path = page.file.src_uri
        is_home = page.file is self._home
        place = "" if is_home else get_relative_url(self._home.url, page.url)
        linked = self._linker.link(
            page.content or "",
            f"{place}#{terminology.ANCHOR.format('{id}')}",
            report=lambda message: log.warning("%s: %s", path, message),
            only_references=not self._is_linked(page),
        )
        self._linked[path] = f"{linked.html}\n{linked.tips}" if linked.tips else linked.html
        return linked.entry_ids

    def _is_linked(self, page: Page) -> bool:
        path = page.file.src_uri
        if any(fnmatchcase(path, pattern) for pattern in self.config.exclude_pages):
            return False
        return page.meta.get("glossary") is not False


def _find_home(files: Files, config: MkDocsConfig) -> File | None:
    """The page that has a place for the terms; else one that stands where ours would."""
    dest = File(PAGE, None, config.site_dir, config.use_directory_urls).dest_uri
    pages = files.documentation_pages(inclusion=InclusionLevel.is_in_serve)
    for file in pages:
        source = file.content_string
        if terminology.has_place(source) and terminology.has_place(_render(source, config)):
            return file
    return next((file for file in pages if file.dest_uri == dest), None)


def _make_outdated(files: Files, home: File) -> None:
    """Have a dirty build, which leaves what is newer than its source, write the lists anew."""
    for file in files.documentation_pages(inclusion=InclusionLevel.is_in_serve):
        if not os.path.exists(file.abs_dest_path):
            continue
        if file is home or terminology.has_place(file.content_string):
            os.utime(file.abs_dest_path, (0, 0))


def _read_used(file: File) -> list[str]:
    """The entries that a page leads to which a dirty build leaves as it was written."""
    if not os.path.exists(file.abs_dest_path):  # a draft: no build writes it
        return []
    with open(file.abs_dest_path, encoding="utf-8") as written:
        return _DESCRIBED.findall(written.read())


def _put(html: str, terms: str) -> str:
    """A page with the terms in their place, or at its end where there is none."""
    if terminology.has_place(html):
        return terminology.fill_places(html, terms)
    return f"{html}\n{terms}"


def _render(source: str, config: MkDocsConfig) -> str:
    """The page's HTML, in which code does not look like a comment."""
    renderer = Markdown(
        extensions=config.markdown_extensions, extension_configs=config.mdx_configs or {}
    )
    return str(renderer.convert(source))


def _add_home(files: Files, config: MkDocsConfig) -> File:
    """A page that lists the terms, in the navigation unless that is written out."""
    inclusion = InclusionLevel.NOT_IN_NAV if config.nav is not None else InclusionLevel.UNDEFINED
    home = File.generated(config, PAGE, content=_SOURCE, inclusion=inclusion)
    files.append(home)
    return home
