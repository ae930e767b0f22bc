"""Mentions as users find them: the acceptance cases of other tools' failures."""

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import glossary
from glossary import Entry, Glossary
from glossary.errors import UsageError

HARD = "MoE İßﬁé\u0301\u200b\u202e\ufe0f😀 RAGs\r\n\t\x00頭🏽'’*_`<>[]()#&;\ud800"
FORMATS = ["text", "markdown", "html", "rst"]


def ids(terms, text, format="text"):
    return [one.entry_id for one in terms.find_mentions(text, format=format)]


def texts(terms, text, format="text"):
    return [one.text for one in terms.find_mentions(text, format=format)]


@given(st.lists(st.sampled_from(HARD.split(" ")) | st.text(HARD, max_size=6), max_size=8))
@settings(deadline=None, max_examples=150)
def test_offsets_index_the_callers_text(tiny, pieces):
    source = " ".join(pieces)
    for format in FORMATS:
        done = 0
        for one in tiny.find_mentions(source, format=format):
            assert source[one.start : one.end] == one.text
            assert done <= one.start < one.end
            done = one.end


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("GPUs", ["GPUs"]), ("MoEs", ["MoEs"]), ("MoE's", ["MoE"]), ("MoE’s", ["MoE"]),
        ("matrices and matrixes", ["matrices", "matrixes"]), ("vertices", ["vertices"]),
        ("analyses", ["analyses"]), ("corpora", ["corpora"]),
        ("fine tuning", ["fine tuning"]), ("finetuning", ["finetuning"]),
        ("Fine\u2011tuning", ["Fine\u2011tuning"]), ("fine-\ntuning", ["fine-\ntuning"]),
        ("SWE Bench Pro", ["SWE Bench Pro"]), ("swebench-pro", ["swebench-pro"]),
        ("SWE-bench_Pro", ["SWE-bench_Pro"]), ("SWE-bench's", ["SWE-bench"]),
        ("C++ and R&D", ["C++", "R&D"]), ("pass@1, pass@k", ["pass@1", "pass@k"]),
        ("top-k", ["top-k"]), ("β-VAE", ["β-VAE"]), ("F1", ["F1"]), ("GPT-4.1.", ["GPT-4.1"]),
        ("Llama 3.1", ["Llama 3.1"]), ("ＭｏＥ", ["ＭｏＥ"]), ("mixture of\n   experts",
        ["mixture of\n   experts"]),
        ("naïve Bayes, naive Bayes", ["naïve Bayes", "naive Bayes"]),
        ("İ Bay Area MoE", ["MoE"]), ("i\u0307 MoE", ["MoE"]), ("\u200fMoE\u200f", ["MoE"]),
        ("头疼头疼", ["头疼", "头疼"]), ("头疼2", ["头疼"]), ("F₁ score", ["F₁ score"]),
        ("Loss", ["Loss"]), ("SWE-Bench Pro", ["SWE-Bench Pro"]),
    ],
)  # fmt: skip
def test_is_found(tiny, text, found):
    assert texts(tiny, text) == found


@pytest.mark.parametrize(
    "text",
    [
        "AdamS", "dat", "los", "bia", "rag", "Rag", "moe", "model.fit() of x.token()",
        "https://x/token", "token@x.org", "/usr/token", "a_token", "tokens_per_second",
        "self-token", "mixture\n\nof experts",
        "mixture\n  \n  of experts", "Uncle SAM", "xMoE", "MoEx", "GPT-4.10", "C#",
    ],
)  # fmt: skip
def test_is_not_found(tiny, text):
    assert texts(tiny, text) == []


def test_a_name_within_a_longer_one(tiny):
    assert ids(tiny, "SWE-bench and SWE-Bench Pro") == ["swe-bench", "swe-bench-pro"]


def test_a_sense_is_chosen_by_the_words_around_it(tiny):
    (images,) = tiny.find_mentions("Outlines of objects in pictures, by SAM.")
    assert images.entry_id == "sam-images"
    assert {"object", "picture"} <= set(images.evidence)
    (training,) = tiny.find_mentions("We train with SAM, which looks for flat valleys.")
    assert training.entry_id == "sam-optimizer"


def test_thin_evidence_leaves_a_mention_ambiguous(tiny):
    (one,) = tiny.find_mentions("SAM is here.")
    assert (one.entry_id, one.entry, one.rule) == (None, None, "ambiguous")
    assert set(one.senses) == {"sam-images", "sam-optimizer"}


def test_a_mention_says_what_it_is(tiny):
    (one,) = tiny.find_mentions("Two MoEs.")
    assert (one.start, one.end, one.text) == (4, 8, "MoEs")
    assert (one.entry_id, one.name, one.rule) == ("mixture-of-experts", "MoE", "form")
    assert one.entry.term == "mixture of experts"
    assert one == tiny.find_mentions("Two MoEs.")[0]
    assert len({one, tiny.find_mentions("Two MoEs.")[0]}) == 1
    assert "MoEs" in repr(one)


def test_an_entry_may_set_the_case_of_a_name():
    entries = [
        Entry(id="shift", term="Shift", case="exact", gloss="g"),
        Entry(id="rag", term="RAG", gloss="g", synonyms=({"text": "Rag", "case": "insensitive"},)),
    ]
    terms = Glossary.from_entries(entries)
    assert texts(terms, "Shift shift rag") == ["Shift", "rag"]


def test_other_formats_are_refused(tiny):
    with pytest.raises(UsageError, match="no format 'docx'; choose from text, markdown"):
        tiny.find_mentions("x", format="docx")


def test_threads_share_a_glossary(tiny):
    found = []
    work = [
        threading.Thread(target=lambda: found.append(ids(tiny, "MoE and GPUs"))) for _ in range(8)
    ]
    for one in work:
        one.start()
    for one in work:
        one.join()
    assert found == [["mixture-of-experts", "gpu"]] * 8


def test_the_bundled_glossary_has_the_same_functions():
    assert ids(glossary, "MoEs")
    assert glossary.link("An MoE", target="x/{id}") == "An [MoE](x/mixture-of-experts)"
    assert glossary.explain("An MoE")[0].entry_id == "mixture-of-experts"


def test_an_empty_glossary_finds_nothing():
    assert Glossary.from_entries([]).find_mentions("MoE") == ()


def test_a_name_of_symbols_alone_is_not_looked_for():
    terms = Glossary.from_entries([Entry(id="sign", term=">>>", gloss="g")])
    assert terms.find_mentions(">>> x") == ()
