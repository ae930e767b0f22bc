"""Markdown words as tokens that lead nowhere a page must not lead."""

import pytest

from glossary.rendering import parser


@pytest.mark.parametrize(
    "address", ["javascript:x", "JaVaScript:x", "data:text/html,x", "file:///x", "vbscript:x"]
)
def test_an_unsafe_address_is_text(address):
    assert "<a" not in parser.render(parser.parse(f"[x]({address})", images=False))


@pytest.mark.parametrize("address", ["#leaf", "../leaf.html", "https://a.example", "mailto:a@b.c"])
def test_a_safe_address_is_a_link(address):
    assert f'<a href="{address}">' in parser.render(parser.parse(f"[x]({address})", images=False))


def test_html_is_text():
    assert parser.render(parser.parse("<b>", images=False)) == "<p>&lt;b&gt;</p>\n"


def test_an_image_is_a_link_where_none_may_stand():
    marked = "![tea](https://a.example/tea.png)"
    assert "<img" not in parser.render(parser.parse(marked, images=False))
    assert [token.type for token in parser.parse(marked, images=True)[1].children] == ["image"]


def test_an_address_in_sight_is_not_decoded():
    (link, *_) = parser.parse("<https://a.example/%E2%80%AE>", images=False)[1].children[1:]
    assert link.content == "https://a.example/%E2%80%AE"
