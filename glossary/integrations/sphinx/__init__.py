"""The Sphinx extension: a documentation's terms linked, explained and listed.

```python
extensions = ["glossary.integrations.sphinx"]
```

Pages are linked when they are read (`linking`), and their links led somewhere when they are
written (`resolving`), since only when all are read is it known which terms are used and
which page lists them: that is settled in between (`domain`), for parallel and incremental
builds alike.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from glossary.cache import write_whole
from glossary.integrations.annotations import SCRIPT, STYLE
from glossary.integrations.sphinx.directives import GlossRole, TermsDirective
from glossary.integrations.sphinx.domain import GlossaryDomain, get_domain
from glossary.integrations.sphinx.linking import link_terms
from glossary.integrations.sphinx.resolving import (
    TermLink,
    TermResolver,
    add_tips,
    depart_link,
    visit_link,
    write_pages,
)
from glossary.integrations.sphinx.settings import DEFAULTS, read_settings
from glossary.integrations.sphinx.signs import declare

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.util.typing import ExtensionMetadata


_TYPES = {"glossary_link": (str, bool)}  # where the default is not of the only type


def setup(app: Sphinx) -> ExtensionMetadata:
    """What Sphinx is told: the role, the directive, the configuration and the events."""
    for name, default in DEFAULTS.items():
        app.add_config_value(name, default, "env", types=_TYPES.get(name, ()))
    app.add_domain(GlossaryDomain)
    app.add_role("gloss", GlossRole())
    app.add_directive("glossary-terms", TermsDirective)
    app.add_node(TermLink, html=(visit_link, depart_link))
    app.add_post_transform(TermResolver)
    app.add_css_file(STYLE.name)
    app.add_js_file(SCRIPT.name)
    app.connect("config-inited", declare)
    app.connect("builder-inited", _open)
    app.connect("env-get-outdated", _find_outdated)
    app.connect("env-before-read-docs", _withdraw)
    app.connect("doctree-read", _link)
    app.connect("env-updated", _settle)
    app.connect("html-collect-pages", write_pages)
    app.connect("html-page-context", add_tips)
    return {
        "version": "1",
        "env_version": GlossaryDomain.data_version,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _open(app: Sphinx) -> None:
    """Open the glossary anew, and put the tooltips' files where pages load them from."""
    domain = get_domain(app.env)
    domain.settings = read_settings(str(app.confdir), app.config)
    domain.builder = app.builder
    if app.builder.format == "html":
        # Before Sphinx copies the project's own static files, so that these win.
        for path in (STYLE, SCRIPT):
            _copy(str(path), os.path.join(app.outdir, "_static", path.name))


def _copy(path: str, target: str) -> None:
    with open(path, "rb") as file:
        contents = file.read()
    os.makedirs(os.path.dirname(target), exist_ok=True)
    write_whole(target, contents, mode=0o644)  # for any web server to read


def _find_outdated(
    app: Sphinx,
    env: BuildEnvironment,
    added: Collection[str],  # noqa: ARG001 -- Sphinx's form
    changed: Collection[str],  # noqa: ARG001
    removed: Collection[str],  # noqa: ARG001
) -> Sequence[str]:
    """Every page, where entries have changed since it was read."""
    del app
    return sorted(env.found_docs) if get_domain(env).note_snapshot() else []


def _withdraw(app: Sphinx, env: BuildEnvironment, docnames: Collection[str]) -> None:
    """Take our terms back, so that a project may define one of the same name."""
    del app, docnames
    get_domain(env).withdraw()


def _link(app: Sphinx, document: nodes.document) -> None:
    link_terms(get_domain(app.env), document)


def _settle(app: Sphinx, env: BuildEnvironment) -> Sequence[str]:
    """The pages to be written again since a link of theirs, or their list, has changed."""
    del app
    return get_domain(env).settle()
