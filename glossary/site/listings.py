"""What machines read of a site: search data, a site map, `llms.txt`, an inventory, Markdown."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

from glossary import rendering
from glossary.formats import inventory
from glossary.formats.collection import Collection
from glossary.index import names_of
from glossary.site.pages import find_path, name_subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from glossary.site.pages import Record, Site


def write(site: Site) -> dict[str, bytes]:
    """The files, by their path in the site."""
    files = {
        "assets/search-data.js": _write_search(site),
        "llms.txt": _write_llms(site),
    }
    if site.base_url:
        files["sitemap.xml"] = _write_sitemap(site)
    for record in site.records:
        files[_find_words(record)] = rendering.to_markdown(record, heading_level=1, link="{id}.md")
    written = {path: words.encode("utf-8", "replace") for path, words in files.items()}
    return {"objects.inv": inventory.write(Collection(site.glossary.entries())), **written}


def _write_search(site: Site) -> str:
    """The names and glosses of all entries, as a script: a page of a file system loads no data."""
    rows = [list(_row(record)) for record in site.records]
    data = json.dumps(rows, ensure_ascii=True, separators=(",", ":"))
    return f"window.glossarySearchData={data.replace('<', chr(92) + 'u003c')};\n"


def _row(record: Record) -> Iterator[str]:
    names = [name["text"] for role, name in names_of(record) if role not in ("term", "id")]
    yield record["id"]
    yield record["term"]
    yield "\n".join(names)
    yield record["gloss"]
    yield record.get("sense") or ""


def _write_sitemap(site: Site) -> str:
    paths = [
        "",
        *(group.path for group in (*site.letters, *site.kinds, *site.subjects)),
        *(find_path(record["id"]) for record in site.records),
    ]
    rows = (f"<url><loc>{escape(site.base_url + path)}</loc></url>\n" for path in paths)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        f"{''.join(rows)}</urlset>\n"
    )


def _write_llms(site: Site) -> str:
    """The list of the Markdown files, in the form of https://llmstxt.org."""
    lines = [f"# {_plain(site.title)}", "", f"> {len(site.records)} terms, each with its sources."]
    seen: set[str] = set()
    groups = [(name_subject(group.name), group.records) for group in site.subjects]
    for name, records in (*groups, ("Others", site.records)):
        rest = [record for record in records if record["id"] not in seen]
        seen.update(record["id"] for record in rest)
        if rest:
            lines += ["", f"## {_plain(name)}", "", *map(_item, rest)]
    return "\n".join(lines) + "\n"


def _item(record: Record) -> str:
    return f"- [{_plain(record['term'])}]({_find_words(record)}): {_plain(record['gloss'])}"


def _find_words(record: Record) -> str:
    """Where an entry's Markdown file stands in the site."""
    return find_path(record["id"]).removesuffix(".html") + ".md"


def _plain(words: str) -> str:
    """Words that Markdown takes as they are."""
    return "".join(f"\\{char}" if char in r"\`*_[]<>" else char for char in " ".join(words.split()))
