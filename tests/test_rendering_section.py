"""The "Terminology explained" section, with a stranger's words in it."""

from html.parser import HTMLParser

from markdown_it import MarkdownIt

from glossary.rendering import section

TEA = {
    "id": "tea",
    "term": "tea*",
    "gloss": "drink",
    "definition": "Drink made of [[leaf|leaves]] in [[water]].",
    "sources": [{"key": "a", "title": "On <tea>", "url": "https://a.example/t", "date": "1999"}],
    "derived": {"terms": {"leaf": "leaf", "water": "water"}},
}
LEAF = {"id": "leaf", "term": "leaf", "gloss": "part of a plant"}
HOSTILE = {
    "id": "x",
    "term": "<script>alert(1)</script>",
    "gloss": "</dd>",
    "definition": "<img src=x onerror=alert(1)> [a](javascript:alert(1)) ![b](https://evil.example/p)",
    "sources": [{"key": "a", "title": "](javascript:x)", "url": "javascript:alert(1)"}],
}


def test_markdown():
    shown = section.write_markdown([(TEA, ["water"]), (LEAF, [])], heading_level=3)
    assert shown == (
        "### Terminology explained\n\n"
        '- <a id="tea"></a>**tea\\***: Drink made of [leaves](#leaf) in water. First read: water. '
        "(Source: [On \\<tea\\>](<https://a.example/t>), 1999.)\n"
        '- <a id="leaf"></a>**leaf**: part of a plant.\n'
    )


def test_links_lead_only_to_what_is_listed():
    shown = MarkdownIt().render(section.write_markdown([(TEA, [])]))
    assert "#leaf" not in shown
    assert "leaves" in shown


def test_html_is_well_formed_and_nothing_of_a_strangers_is_markup():
    shown = section.write_html([(HOSTILE, ["<b>"]), (TEA, [])])
    tags = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attrs: tags.append((tag, dict(attrs)))
    parser.feed(shown)
    names = [tag for tag, _ in tags]
    assert not {"script", "img", "b"} & set(names)
    assert all(not attrs.get("href", "").startswith("javascript") for _, attrs in tags)
    assert names.count("dt") == names.count("dd") == 2
