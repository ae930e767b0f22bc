"""The blocks of Markdown words, and where each stands."""

import pytest

from glossary.rendering.outline import read_blocks


def places(marked):
    return [(block.column, block.bullets, block.token.content) for block in read_blocks(marked)]


def test_paragraphs_stand_at_the_margin():
    assert places("a\nb\n\nc") == [(0, "", "a\nb"), (0, "", "c")]


def test_items_stand_behind_their_bullets():
    assert places("3. green\n4. black\n   - flat") == [
        (4, "3.", "green"),
        (4, "4.", "black"),
        (6, "•", "flat"),
    ]


def test_the_second_block_of_an_item_has_no_bullet():
    assert places("- green\n\n  tea") == [(3, "•", "green"), (3, "", "tea")]


def test_an_item_that_begins_with_a_list_has_both_bullets():
    assert places("- 1. tea") == [(6, "• 1.", "tea")]


def test_an_empty_item_is_there():
    assert places("-\n- tea") == [(3, "•", ""), (3, "•", "tea")]


def test_quotations_are_indented():
    assert places("> tea\n>> leaf") == [(2, "", "tea"), (4, "", "leaf")]


def test_what_is_nested_deeply_goes_no_further_to_the_right():
    assert places("> " * 15 + "tea")[0][0] == 12


def test_headings_are_known():
    assert [block.is_heading for block in read_blocks("# Tea\n\nleaf")] == [True, False]


@pytest.mark.parametrize(
    ("marked", "apart"),
    [("a\n\nb", [False, True]), ("- a\n- b", [False, False]), ("- a\n\n- b", [False, True])],
)
def test_a_blank_line_between_blocks_is_kept(marked, apart):
    assert [block.is_apart for block in read_blocks(marked)] == apart
