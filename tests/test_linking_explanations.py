"""What a text's readers need explained, and what they should read first."""

from pathlib import Path

import pytest

from glossary import Entry, Glossary
from glossary.entry import Relations
from glossary.errors import UsageError

TERMS = Glossary.from_entries(
    [
        Entry(id="model", term="model", level="basic", gloss="g"),
        Entry(id="expert", term="expert", level="intermediate", gloss="g",
              relations=Relations(requires=("model",))),
        Entry(id="router", term="router", level="advanced", gloss="g",
              relations=Relations(requires=("expert", "model", "nowhere"))),
        Entry(id="moe", term="mixture of experts", abbreviations=("MoE",), level="intermediate",
              gloss="g", relations=Relations(requires=("router",))),
        Entry(id="acme", term="Acme", kind="organization", gloss="g"),
    ]
)  # fmt: skip


def ids(text, **options):
    return [item.entry_id for item in TERMS.explain(text, **options)]


def test_often_used_terms_come_first():
    assert ids("x " * 99 + "router expert expert") == ["expert", "router"]


def test_early_terms_and_terms_of_headings_are_central():
    assert ids("x " * 99 + "expert\n\n# MoE\n") == ["moe", "expert"]
    assert ids("expert " + "x " * 99 + " MoE") == ["expert", "moe"]


def test_specialized_terms_are_needed_more():
    assert ids("x " * 99 + "model expert router") == ["router", "expert", "model"]


def test_named_things_are_needed_less():
    assert ids("x " * 99 + "Acme expert") == ["expert", "acme"]


@pytest.mark.parametrize("words", ["MoE (many small networks)", "MoE is a design", "MoE means x"])
def test_what_the_text_explains_is_needed_less(words):
    (item,) = TERMS.explain(words)
    assert "explained in the text" in item.reasons


def test_an_abbreviation_is_no_explanation():
    (item,) = TERMS.explain("mixture of experts (MoE)")
    assert "explained in the text" not in item.reasons
    assert item.count == 2


def test_the_score_is_the_product_of_its_reasons():
    (item,) = TERMS.explain("MoE MoE")
    product = 1.0
    for part in item.reasons.values():
        product *= part
    assert item.score == pytest.approx(product, abs=1e-3)
    assert [mention.text for mention in item.mentions] == ["MoE", "MoE"]


def test_what_should_be_known_first_comes_in_the_order_of_reading():
    (item,) = TERMS.explain("MoE")
    assert item.first == ("model", "expert", "router")


def test_limits():
    assert ids("model expert router", limit=1) == ["router"]
    assert set(ids("model expert router", level="intermediate")) == {"expert", "router"}
    assert ids("model expert router", level="advanced") == ["router"]
    assert ids("nothing") == []
    with pytest.raises(UsageError, match="no level 'expert'"):
        TERMS.explain("x", level="expert")
    with pytest.raises(UsageError, match="limit is 0"):
        TERMS.explain("x", limit=0)


def test_terms_in_links_count_and_those_in_code_do_not():
    assert ids("[MoE](u) and `router`") == ["moe"]


def test_requirements_in_a_circle_end():
    terms = Glossary.from_entries(
        [
            Entry(id="a", term="aaa", gloss="g", relations=Relations(requires=("b",))),
            Entry(id="b", term="bbb", gloss="g", relations=Relations(requires=("a",))),
        ]
    )
    assert terms.explain("aaa")[0].first == ("b",)


def test_order_does_not_depend_on_the_order_of_entries():
    reverse = Glossary.from_entries(reversed(list(TERMS)))
    text = Path(__file__).read_text(encoding="utf-8")
    assert [item.entry_id for item in reverse.explain(text)] == ids(text)
