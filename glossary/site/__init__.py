"""The glossary as a site of static pages: no server, no network, from a file system too.

`build` writes it: a page an entry, indexes by letter, kind and subject, a search that runs in
the browser, and what machines read (`sitemap.xml`, `llms.txt`, `objects.inv`, JSON-LD, a
Markdown file an entry). `pages` says what stands on each page, `templates/` (Jinja2) how it
looks, `neighborhood` draws an entry among its relations, `listings` writes what machines
read, and `output` keeps to the folder that it was given.
"""

from __future__ import annotations

from glossary.site.builder import build

__all__ = ["build"]
