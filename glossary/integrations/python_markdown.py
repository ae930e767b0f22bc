"""The Python-Markdown extension `glossary`: the terms of a document linked and explained.

>>> import markdown
>>> html = markdown.markdown("An MoE.", extensions=[GlossaryExtension(tooltips=False)])
>>> html
'<p>An <a href="#term-mixture-of-experts">MoE</a>.</p>'
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.util import parseBoolValue

from glossary.integrations import terminology
from glossary.integrations.pages import Linker

if TYPE_CHECKING:
    from markdown import Markdown

_LAST = -100  # behind all others, which put raw HTML and code into the page

log = logging.getLogger(__name__)


class GlossaryExtension(Extension):
    """Links terms at their first mention, resolves references and lists the terms used.

    Options may be text, as in a configuration file. After a conversion the ids of the
    entries that the document leads to are in the parser's `glossary_ids`.
    """

    def __init__(self, **options: Any) -> None:
        self.config = {
            "glossary": ["", "A Glossary, or the folder of one; by default the bundled one"],
            "target": [f"#{terminology.ANCHOR.format('{id}')}", "Address of an entry, with {id}"],
            "first": ["section", "Where a term is linked again: section, page or all"],
            "exclude": ["", "Ids that are not linked: a list, or text with commas"],
            "density": ["", "At most so many links in 100 words of a section"],
            "tooltips": [True, "Whether links are described by their entry's gloss"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 -- Python-Markdown's form
        """Put the links in when everything else is done."""
        linking = _Linking(md, self.getConfigs())
        md.registerExtension(self)
        md.postprocessors.register(linking, "glossary", _LAST)
        self._md = md

    def reset(self) -> None:
        """Forget the document before."""
        self._md.glossary_ids = ()  # type: ignore[attr-defined]


class _Linking(Postprocessor):
    def __init__(self, md: Markdown, options: dict[str, Any]) -> None:
        super().__init__(md)
        given = options["glossary"]
        opened = terminology.open_glossary(given or None) if isinstance(given, str) else given
        exclude, density = options["exclude"], options["density"]
        self._glossary = opened
        self._target = options["target"]
        self._linker = Linker(
            opened,
            first=options["first"],
            exclude=exclude.replace(",", " ").split() if isinstance(exclude, str) else exclude,
            density=None if density in ("", None) else int(density),
            tooltips=bool(parseBoolValue(options["tooltips"])),
        )

    def run(self, text: str) -> str:
        linked = self._linker.link(text, self._target, report=log.warning)
        self.md.glossary_ids = linked.entry_ids  # type: ignore[attr-defined]
        html = linked.html
        if terminology.has_place(html):
            entries = terminology.gather(self._glossary, linked.entry_ids)
            html = terminology.fill_places(html, terminology.write_terms(entries))
        return f"{html}\n{linked.tips}" if linked.tips else html


def makeExtension(**options: Any) -> GlossaryExtension:  # noqa: N802 -- Python-Markdown's form
    """The extension, by its module's name."""
    return GlossaryExtension(**options)
