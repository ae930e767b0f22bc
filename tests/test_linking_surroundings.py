"""What stands around a name and makes it something else."""

import pytest

from glossary.linking.surroundings import refusal


def judged(text, name="MoE"):
    start = text.index(name)
    return refusal(text, start, start + len(name))


@pytest.mark.parametrize(
    "text",
    [
        "An MoE.", "(MoE)", "“MoE”", "MoE, and", "MoE: a", "MoE/dense", "MoE's", "MoE-based",
        "MoE (mixture)", "MoE; MoE", "MoE?", "[MoE]", "the MoE", "MoE", "MoE… ", "an MoE & more",
        "and/or MoE", "MoE) (x",
    ],
)  # fmt: skip
def test_prose(text):
    assert judged(text) is None


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("https://x/MoE", "address"), ("see https://x.org/a/MoE/b", "address"),
        ("x@MoE.org", "identifier"), ("MoE@x", "address"), ("a@MoE", "address"),
        ("/usr/MoE", "address"), ("~/MoE", "address"), ("./MoE", "address"),
        ("C:\\MoE", "address"), ("docs/MoE/index.md", "address"), ("MoE.fit()", "identifier"),
        ("MoE()", "identifier"), ("x.MoE", "identifier"), ("my_MoE", "identifier"),
        ("MoE_x", "identifier"), ("#MoE", "identifier"), ("$MoE", "identifier"),
        ("--MoE", "identifier"), ("MoE=3", "identifier"), ("MoE::run", "identifier"),
        ("MoE++", "identifier"), ("MoE#", "identifier"), ("self-MoE", "part of a word"),
        ("MoE-4", "part of a name"),
    ],
)  # fmt: skip
def test_something_else(text, rule):
    assert judged(text) == rule


def test_long_chunks_are_looked_at_in_part():
    assert judged("a" * 10_000 + "/MoE/" + "b" * 10_000) is None
