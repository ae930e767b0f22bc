"""Writes a site into a folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from jinja2 import TemplateError as JinjaError

from glossary.errors import UsageError
from glossary.integrations import annotations as notes
from glossary.site import listings, pages
from glossary.site.output import Output

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Template

    from glossary.glossary import Glossary

_HERE = Path(__file__).parent
TEMPLATES = _HERE / "templates"
ASSETS = (
    *(_HERE / "assets" / name for name in ("site.css", "site.js", "theme.js", "minisearch.js")),
    notes.STYLE,
    notes.SCRIPT,
)


def build(
    glossary: Glossary,
    out: str | os.PathLike[str],
    *,
    base_url: str = "",
    title: str = "Glossary",
    templates: str | os.PathLike[str] | None = None,
) -> int:
    """Write the site of a glossary into a folder, and give the number of its pages.

    `base_url` is where the site will be reached; with it, pages name their own address and
    there is a `sitemap.xml`. Templates of the same names in the folder `templates` take the
    place of ours (`glossary/site/templates`).

    A folder that holds anything else than a site that this function wrote is left alone.
    Of one that it wrote, the pages of entries that are no more are removed.

    Raises `UsageError` where the folder may not be written to, or a template is faulty, and
    `OSError` where the disk refuses.
    """
    site = pages.Site(glossary, base_url=base_url, title=title)
    output = Output(out)
    files = dict(_render(site, _environment(templates)))
    count = len(files)
    files |= listings.write(site)
    files |= {f"assets/{path.name}": path.read_bytes() for path in ASSETS}
    output.write(files)
    return count


def _environment(templates: str | os.PathLike[str] | None) -> Environment:
    if templates is not None and not os.path.isdir(templates):
        msg = f"{os.fspath(templates)}: there is no such folder of templates"
        raise UsageError(msg)
    own = [FileSystemLoader(templates)] if templates is not None else []
    return Environment(
        loader=ChoiceLoader([*own, FileSystemLoader(TEMPLATES)]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _render(site: pages.Site, environment: Environment) -> Iterator[tuple[str, bytes]]:
    """Each page: its path in the site, and its bytes."""
    name = ""
    try:
        known: dict[str, Template] = {}
        for page in site.pages():
            name = page.template
            template = known.get(name) or environment.get_template(name)
            known[name] = template
            words = template.render(site=site, page=page, **page.values)
            yield page.path, words.encode("utf-8", "replace")
    except JinjaError as error:
        msg = f"template {error_place(error) or name}: {error}"
        raise UsageError(msg) from error


def error_place(error: JinjaError) -> str:
    """The file and line of a fault in a template, where it tells."""
    name, line = getattr(error, "filename", None), getattr(error, "lineno", None)
    return f"{name}:{line}" if name and line else ""
