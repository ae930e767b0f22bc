"""References to entries led to where these stand, when a page is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from docutils import nodes
from sphinx import addnodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.nodes import make_refnode

from glossary.integrations.annotations import LINK_CLASS, write_link, write_tips
from glossary.integrations.sphinx.directives import TermsList
from glossary.integrations.sphinx.domain import ANCHOR, get_domain
from glossary.integrations.sphinx.linking import read_use
from glossary.integrations.sphinx.listing import write_list

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from glossary.integrations.sphinx.domain import Use

PAGE = "glossary-terms"
"""The page of the terms that no page of the project lists, which HTML builders add."""


class TermLink(nodes.reference):
    """A link to an entry that is described by its gloss."""


class TermResolver(SphinxPostTransform):
    """Fills the lists of terms, then leads references to the entries."""

    default_priority = 5  # before Sphinx resolves the rest

    def run(self, **kwargs: object) -> None:  # noqa: ARG002 -- Sphinx's form
        """Resolve a page, or all of them in one document."""
        _Resolver(self.env).resolve(self.document)


class _Resolver:
    def __init__(self, env: BuildEnvironment) -> None:
        self._domain = get_domain(env)
        self._builder = self._domain.builder
        self._added: frozenset[str] = frozenset()
        if self._builder.format == "html" and PAGE not in env.found_docs:
            self._added = frozenset(self._domain.rest())

    def resolve(self, tree: nodes.Element) -> None:
        """Fill the lists in a tree, then lead its references somewhere."""
        for place in list(tree.findall(TermsList)):
            docname, number = home = place["docname"], place["number"]
            ids = self._domain.listed(docname, number)
            homes = {one for one in ids if self._domain.find_home(one) == home}
            records = map(self._domain.find_record, ids)
            place.replace_self(write_list(records, homes, docname))
        for node in list(tree.findall(addnodes.pending_xref)):
            use = read_use(self._domain, node)
            is_own = node.get("refdomain") == "std" and self._domain.defines(node["reftarget"])
            if use is not None and not is_own:
                node.replace_self(self._lead(node, use))

    def _lead(self, node: addnodes.pending_xref, use: Use) -> list[nodes.Node]:
        """The link in a reference's place, or what it shows where there is no such place."""
        docname = node["refdoc"]
        own = self._domain.find_own(use)
        try:
            if own is not None:
                return [make_refnode(self._builder, docname, *own, node.children)]
            target = self._find_target(docname, use.entry_id)
        except NoUri:
            target = {}
        if not target:
            return node.children
        if node.get("is_plain"):
            return [nodes.reference("", "", *node.children, **target)]
        # Without a style sheet that hides them, an e-book would show the glosses.
        has_tip = self._builder.format == "html" and self._builder.name != "epub"
        kind = TermLink if has_tip else nodes.reference
        link = kind("", "", *node.children, **target, classes=[LINK_CLASS])
        link["entry_id"] = use.entry_id
        return [link]

    def _find_target(self, docname: str, entry_id: str) -> dict[str, Any]:
        """Where a link from a page to an entry leads, as attributes; nothing for nowhere."""
        found = self._domain.find_home(entry_id)
        home = found[0] if found else PAGE
        if found is None and entry_id not in self._added:
            url = self._domain.settings.find_url(entry_id)
            return {"refuri": url, "internal": False} if url else {}
        anchor = ANCHOR.format(entry_id)
        if home == docname:
            return {"refid": anchor, "internal": True}
        address = self._builder.get_relative_uri(docname, home)
        return {"refuri": f"{address}#{anchor}", "internal": True}


def visit_link(self: HTML5Translator, node: TermLink) -> None:
    """Open a link that is described by its gloss."""
    address = node.get("refuri") or f"#{node['refid']}"
    self.body.append(write_link(node["entry_id"], "", address).removesuffix("</a>"))


def depart_link(self: HTML5Translator, node: TermLink) -> None:  # noqa: ARG001 -- Sphinx's form
    """Close the link."""
    self.body.append("</a>")


def add_tips(
    app: Sphinx,
    pagename: str,  # noqa: ARG001 -- Sphinx's form
    templatename: str,  # noqa: ARG001
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Put the glosses that a page's links are described by at its end."""
    if doctree is None or "body" not in context:
        return
    domain = get_domain(app.env)
    ids = dict.fromkeys(link["entry_id"] for link in doctree.findall(TermLink))
    tips = write_tips({one: domain.find_record(one)["gloss"] for one in ids})
    context["body"] += tips


class _Added(NamedTuple):
    """A page beside those that the project has: its name, its context, its template."""

    name: str
    context: dict[str, Any]
    template: str


def write_pages(app: Sphinx) -> Iterator[_Added]:
    """The page of the terms that the project uses and does not list, if there are any."""
    domain, builder = get_domain(app.env), cast("StandaloneHTMLBuilder", app.builder)
    ids = domain.rest()
    if not ids or PAGE in app.env.found_docs:
        return
    holder = nodes.section("", *write_list(map(domain.find_record, ids), ids, PAGE))
    _Resolver(app.env).resolve(holder)
    body = "".join(builder.render_partial(node)["fragment"] for node in holder.children)
    yield _Added(PAGE, {"title": "Glossary", "body": f"<h1>Glossary</h1>\n{body}"}, "page.html")
