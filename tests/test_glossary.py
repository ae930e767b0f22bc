import pickle
import threading

import pytest

import glossary
from glossary import (
    AmbiguousTermError,
    DamagedIndexError,
    Entry,
    Glossary,
    GlossaryNotFoundError,
    UnknownTermError,
)


@pytest.mark.parametrize(
    ("name", "entry_id", "kind"),
    [
        ("mixture of experts", "mixture-of-experts", "exact"),
        ("Mixture-of-Experts", "mixture-of-experts", "folded"),
        ("mixtures of experts", "mixture-of-experts", "form"),
        ("mixtures-of-experts", "mixture-of-experts", "form"),
        ("MoE", "mixture-of-experts", "exact"),
        ("moe", "mixture-of-experts", "folded"),
        ("ＭｏＥ", "mixture-of-experts", "folded"),
        ("Mo\u200bE", "mixture-of-experts", "exact"),
        ("\u202bMoE\u202c", "mixture-of-experts", "exact"),
        ("“MoE”", "mixture-of-experts", "exact"),
        ("MoEs", "mixture-of-experts", "form"),
        ("MoE's", "mixture-of-experts", "form"),
        ("MoE’s", "mixture-of-experts", "form"),
        ("GPUs", "gpu", "form"),
        ("graphics processing units", "gpu", "form"),
        ("SWE-Bench Pro", "swe-bench-pro", "exact"),
        ("swebench-pro", "swe-bench-pro", "spaceless"),
        ("SWE bench pro", "swe-bench-pro", "folded"),
        ("SWE-bench_Pro", "swe-bench-pro", "folded"),
        ("SWE-bench", "swe-bench", "exact"),
        ("SWE-bench's", "swe-bench", "form"),
        ("Fine\u2011tuning", "fine-tuning", "folded"),
        ("fine tuning", "fine-tuning", "folded"),
        ("finetuning", "fine-tuning", "spaceless"),
        ("C++", "c-plus-plus", "exact"),
        ("c++", "c-plus-plus", "folded"),
        ("R&D", "research-and-development", "exact"),
        ("pass@1", "pass-at-k", "exact"),
        ("Pass@K", "pass-at-k", "folded"),
        ("top k", "top-k", "folded"),
        ("topk", "top-k", "spaceless"),
        ("β-VAE", "beta-vae", "exact"),
        ("Β-vae", "beta-vae", "folded"),
        ("beta-vae", "beta-vae", "exact"),
        ("F1", "f1", "exact"),
        ("F1 score", "f1", "folded"),
        ("GPT-4.1", "gpt-4-1", "exact"),
        ("GPT 4.1", "gpt-4-1", "folded"),
        ("gpt4.1", "gpt-4-1", "spaceless"),
        ("GPT-4.1’s", "gpt-4-1", "form"),
        ("Llama 3.1", "llama-3-1", "exact"),
        ("llama-3.1", "llama-3-1", "folded"),
        ("matrices", "matrix", "form"),
        ("vertices", "vertex", "form"),
        ("analyses", "analysis", "form"),
        ("corpora", "corpus", "form"),
        ("data", "data", "exact"),
        ("loss", "loss", "exact"),
        ("corpus", "corpus", "exact"),
        ("naive Bayes", "naive-bayes", "folded"),
        ("头疼", "headache", "exact"),
        ("tocken", "token", "misspelling"),
        ("perceptron cabinet", "old-name", "exact"),
        ("RAG", "retrieval-augmented-generation", "exact"),
        ("rag", "retrieval-augmented-generation", "folded"),
    ],
)
def test_the_acceptance_corpus_of_names(tiny, name, entry_id, kind):
    matches = tiny.senses(name)
    assert [(match.entry_id, match.kind) for match in matches] == [(entry_id, kind)]
    assert tiny.lookup(name).id == entry_id
    assert name in tiny


@pytest.mark.parametrize(
    "decoy",
    [
        "banana bread", "moo", "rest", "it", "us", "AdamS", "bia", "los", "SWE", "bench", "experts",
        "GPT-4", "GPT-4.2", "C", "C+", "GPT-4.1 mini", "头", "头疼头晕", "mixture", "", "?",
    ],
)  # fmt: skip
def test_decoys_find_nothing(tiny, decoy):
    assert tiny.senses(decoy) == ()
    assert tiny.get(decoy) is None
    assert tiny.get(decoy, "nothing") == "nothing"
    assert decoy not in tiny
    with pytest.raises(UnknownTermError):
        tiny.lookup(decoy)


def test_a_near_miss_is_a_suggestion_and_never_an_answer(tiny):
    with pytest.raises(UnknownTermError) as caught:
        tiny.lookup("mixure of expert")
    assert caught.value.suggestions[0] == "mixture of experts"
    assert caught.value.name == "mixure of expert"
    assert "did you mean mixture of experts" in str(caught.value)
    assert isinstance(caught.value, LookupError)


def test_all_senses_of_a_homograph(tiny):
    matches = tiny.senses("SAM")
    assert [(match.entry_id, match.entry.sense) for match in matches] == [
        ("sam-images", "images"),
        ("sam-optimizer", "optimization"),
    ]
    # One more backlink decides between two entries whose preferred term is the same.
    assert [match.entry_id for match in tiny.senses("router")] == ["router-moe", "router-network"]


def test_strict_raises_where_senses_compete(tiny):
    with pytest.raises(AmbiguousTermError) as caught:
        tiny.lookup("sam", strict=True)
    assert caught.value.ids == ("sam-images", "sam-optimizer")
    assert tiny.lookup("MoE", strict=True).id == "mixture-of-experts"


def test_strict_takes_the_better_match_where_they_do_not():
    terms = Glossary.from_entries(
        [Entry(id="x", term="TP", gloss="a"), Entry(id="y", term="TPS", gloss="b")]
    )
    assert len(terms.senses("TPS")) == 2
    assert terms.lookup("TPS", strict=True).id == "y"


def test_a_match_says_which_name_and_which_rule(tiny):
    (match,) = tiny.senses("moes")
    assert (match.name, match.kind, match.score) == ("MoE", "form", 0.9)
    assert match.entry.id == match.entry_id == match.record["id"]
    assert match == tiny.senses("MoEs")[0]
    assert repr(match) == "Match('mixture-of-experts', name='MoE', kind='form')"


def test_an_entry_comes_with_what_is_derived(tiny):
    entry = tiny.lookup("dense model")
    assert entry.derived.contrasts == ("mixture-of-experts",)
    assert entry.backlinks == ("mixture-of-experts",)
    assert tiny.lookup("MoE").derived.has_part == ("router-moe",)
    assert tiny.lookup("MoE").links == ("dense-model", "router-moe", "token")
    assert entry.derived.terms == {"mixture-of-experts": "mixture of experts", "token": "token"}


def test_a_deprecated_entry_is_found_and_leads_on(tiny):
    entry = tiny.lookup("perceptron cabinet")
    assert (entry.status, entry.replaced_by) == ("deprecated", ("gpu",))


def test_entries_in_order_of_id(tiny):
    ids = [entry.id for entry in tiny]
    assert ids == sorted(ids)
    assert len(ids) == len(tiny) == len(list(tiny.entries()))
    assert all(isinstance(entry, Entry) for entry in tiny)


def test_the_same_entries_from_a_folder_and_from_python(tiny):
    again = Glossary.from_entries(reversed(list(tiny)))
    assert list(again) == list(tiny)
    assert again.snapshot == tiny.snapshot
    assert again.lookup("MoE").derived == tiny.lookup("MoE").derived


def test_two_entries_with_one_id_are_refused():
    with pytest.raises(ValueError, match="two entries have the id 'a'"):
        Glossary.from_entries(
            [Entry(id="a", term="A", gloss="x"), Entry(id="a", term="B", gloss="y")]
        )


def test_an_empty_glossary(tmp_path):
    empty = Glossary.open(tmp_path)
    assert (len(empty), list(empty), empty.get("x")) == (0, [], None)
    with pytest.raises(UnknownTermError):
        empty.lookup("x")


def test_no_folder(tmp_path):
    with pytest.raises(GlossaryNotFoundError, match="no such folder") as caught:
        Glossary.open(tmp_path / "nowhere")
    assert isinstance(caught.value, FileNotFoundError)


def test_names_are_text(tiny):
    with pytest.raises(TypeError, match="a name is text, not int"):
        tiny.lookup(3)
    assert 3 not in tiny


def test_a_base_url(tiny_copy):
    terms = Glossary.open(tiny_copy, base_url="https://example.org/t/")
    assert terms.lookup("MoE").url == "https://example.org/t/mixture-of-experts"
    assert terms.senses("MoE")[0].record["url"] == terms.lookup("MoE").url
    assert next(iter(terms)).url.startswith("https://example.org/t/")


def test_pickling(tiny, tiny_copy):
    copied = Glossary.open(tiny_copy, base_url="b/")
    given = Glossary.from_entries([Entry(id="a", term="A", gloss="x")])
    for terms in (tiny, copied, given):
        again = pickle.loads(pickle.dumps(terms))
        assert list(again) == list(terms)
        assert (again.folder, again.base_url) == (terms.folder, terms.base_url)
    match = pickle.loads(pickle.dumps(tiny.senses("moes")[0]))
    assert match == tiny.senses("moes")[0]
    assert match.entry.id == "mixture-of-experts"


def test_errors_survive_pickling():
    for error in (
        UnknownTermError("x", ["y"]),
        AmbiguousTermError("x", ["a", "b"]),
        GlossaryNotFoundError("/x", "no such folder"),
        DamagedIndexError("/x", "cut short"),
    ):
        again = pickle.loads(pickle.dumps(error))
        assert (str(again), vars(again)) == (str(error), vars(error))


def test_threads_share_a_glossary(tiny):
    failures = []

    def ask():
        for name, entry_id in (("MoE", "mixture-of-experts"), ("GPUs", "gpu"), ("F1", "f1")) * 30:
            if tiny.lookup(name).id != entry_id:
                failures.append(name)

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_bundled_index_that_is_damaged_is_an_error_with_a_fix(tiny):
    terms = Glossary(tiny._index)
    terms._index = type(
        "Broken",
        (),
        {"find": lambda self, name: (_ for _ in ()).throw(DamagedIndexError("p", "corrupt"))},
    )()
    with pytest.raises(DamagedIndexError):
        terms.lookup("MoE")


def test_public_names_are_sorted_and_there():
    assert glossary.__all__ == sorted(glossary.__all__)
    for name in glossary.__all__:
        assert getattr(glossary, name) is not None
    assert set(glossary.__all__) <= set(dir(glossary))
    with pytest.raises(AttributeError, match="no attribute 'lookupp'"):
        glossary.lookupp  # noqa: B018


def test_no_module_bears_the_name_of_a_public_function():
    import pkgutil

    modules = {module.name for module in pkgutil.iter_modules(glossary.__path__)}
    assert modules & set(glossary.__all__) == set()


def test_a_record_is_what_all_records_give(tiny):
    assert [tiny.record(one["id"]) for one in tiny.records()] == list(tiny.records())
    with pytest.raises(KeyError, match="'no-such-id'"):
        tiny.record("no-such-id")


def test_what_entries_require_is_gathered_with_them():
    entries = [
        Entry(id="a", term="a", gloss="g", relations={"requires": ["b"]}),
        Entry(id="b", term="b", gloss="g", relations={"requires": ["c"]}),
        Entry(id="c", term="c", gloss="g", relations={"requires": ["a"]}),
        Entry(id="d", term="d", gloss="g", relations={"requires": ["a"]}),
    ]
    terms = Glossary.from_entries(entries)
    assert sorted(terms.gather(["a", "nobody"])) == ["a", "b", "c"]
    assert terms.gather(["b"])["b"] == terms.record("b")
