"""Capitals that allow a name, and capitals that do not."""

import pytest

from glossary.linking.casing import fits


@pytest.mark.parametrize(
    ("surface", "written"),
    [
        ("RAG", "RAG"), ("MoEs", "MoEs"), ("Attention", "attention"), ("ATTENTION", "attention"),
        ("Multi-Head Attention", "multi-head attention"), ("swe-bench pro", "SWE-Bench Pro"),
        ("SWE Bench Pro", "SWE-bench Pro"), ("gpt-4", "GPT-4"), ("RAG Pipeline", "RAG pipeline"),
        ("agile software", "Agile Software"), ("o1", "o1"), ("Finetuning", "fine-tuning"),
    ],
)  # fmt: skip
def test_meant(surface, written):
    assert fits(surface, written)


@pytest.mark.parametrize(
    ("surface", "written"),
    [
        ("rag", "RAG"), ("Rag", "RAG"), ("MOE", "MoE"), ("pytorch", "PyTorch"), ("it", "IT"),
        ("Us", "US"), ("REST", "rest"), ("k", "K"), ("Rag pipeline", "RAG pipeline"),
    ],
)  # fmt: skip
def test_not_meant(surface, written):
    assert not fits(surface, written)


def test_a_named_thing_keeps_its_capital():
    assert fits("Llama", "Llama", is_proper=True)
    assert fits("LLAMA", "Llama", is_proper=True)
    assert not fits("llama", "Llama", is_proper=True)
    assert not fits("common crawl", "Common Crawl", is_proper=True)
    assert fits("llama 3.1", "Llama 3.1", is_proper=True)


def test_an_entry_may_set_the_rule():
    assert fits("rag", "RAG", policy="insensitive")
    assert not fits("Shift", "shift", policy="exact")
    assert fits("shift", "shift", policy="exact")
