import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import Glossary
from glossary.ranking import CUTOFF, STAGES

TINY = Path(__file__).parent / "data" / "tiny"


def found(tiny, query, **options):
    return [match.entry_id for match in tiny.search(query, **options)]


@pytest.mark.parametrize(
    ("query", "best", "kind"),
    [
        ("MoE", "mixture-of-experts", "exact"),
        ("moes", "mixture-of-experts", "form"),
        ("swebenchpro", "swe-bench-pro", "spaceless"),
        ("mixture", "mixture-of-experts", "prefix"),
        ("mixure of expert", "mixture-of-experts", "fuzzy"),
        ("experts mixture of", "mixture-of-experts", "partial"),
        ("any segm", "sam-images", "partial"),
        ("nb", "naive-bayes", "initials"),
        ("outlines objects in pictures", "sam-images", "words"),
        ("what is a mixture of experts?", "mixture-of-experts", "exact"),
        ("which optimizer keeps a step size for each parameter?", "adam", "words"),
    ],
)
def test_each_way_of_finding(tiny, query, best, kind):
    match = tiny.search(query)[0]
    assert (match.entry_id, match.kind) == (best, kind)
    assert CUTOFF <= match.score <= 1
    assert max(match.stages.values()) <= match.score


@pytest.mark.parametrize(
    "decoy",
    ["banana bread", "train to Berlin", "zzzz", "mix", "", " ", "?!", "the of and", "🦈", "\0"],
)
def test_decoys_find_nothing(tiny, decoy):
    assert tiny.search(decoy) == ()


@pytest.mark.parametrize(
    "query",
    [
        '"', '"loss', "NEAR(loss bias)", "loss*", "-loss", "loss AND", "names:loss", "(loss",
        "{a b}: c", "loss OR OR", "^loss", "a\0b", "x" * 10_000, "loss " * 5_000,
        "\u202emodel", "\ud800 loss", "!" * 10_000,
    ],
)  # fmt: skip
def test_a_query_is_data_and_never_syntax(tiny, query):
    for match in tiny.search(query):
        assert match.entry.id == match.entry_id


@given(st.text(max_size=60))
def test_any_query_is_safe_and_its_answer_sorted(query):
    terms = Glossary.open(TINY)
    scores = [match.score for match in terms.search(query, limit=10)]
    assert scores == sorted(scores, reverse=True)
    assert all(CUTOFF <= score <= 1 for score in scores)


def test_the_limit_and_the_filters(tiny):
    assert len(found(tiny, "model", limit=2)) <= 2
    assert found(tiny, "model", limit=0) == []
    every = found(tiny, "language model", limit=50)
    models = found(tiny, "language model", limit=50, kind="model")
    assert set(models) <= set(every)
    assert {tiny.lookup(one).kind for one in models} == {"model"}
    assert {
        s for one in found(tiny, "numbers", subject="tools") for s in tiny.lookup(one).subjects
    } == {"tools"}
    assert found(tiny, "model", kind="nothing") == []


def test_words_come_with_their_passage(tiny):
    match = tiny.search("outlines objects in pictures")[0]
    assert match.passage.replace("\x02", "[").replace("\x03", "]") == (
        "model that [outlines] [objects] in [pictures]"
    )
    assert tiny.search("MoE")[0].passage == ""


def test_the_same_answer_every_time(tiny):
    again = Glossary.from_entries(reversed(list(tiny)))
    for query in ("model", "number", "design that sends"):
        assert [(m.entry_id, m.score) for m in tiny.search(query)] == [
            (m.entry_id, m.score) for m in again.search(query)
        ]


def test_stages_are_a_list_that_one_can_read():
    assert list(STAGES) == ["name", "prefix", "likeness", "initials", "words"]
    assert all(stage.__doc__ for stage in STAGES.values())


def test_suggest_and_complete(tiny):
    assert tiny.suggest("mixure of expert") == ("mixture of experts",)
    assert tiny.complete("swe", limit=1) == ("SWE-bench",)


# ------------------------------------------------------------------------ the command


def test_search_from_the_command_line(on_tiny):
    done = on_tiny("search", "outlines", "objects", "in", "pictures")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[0].startswith("Segment Anything Model (SAM)")
    none = on_tiny("search", "banana bread")
    assert (none.returncode, none.stdout) == (1, "")
    assert "nothing is close to" in none.stderr


def test_search_as_json_and_explained(on_tiny, tiny):
    answer = json.loads(on_tiny("search", "experts", "mixture", "--json", "--limit", "1").stdout)
    assert (answer["query"], answer["snapshot"]) == ("experts mixture", tiny.snapshot)
    (result,) = answer["results"]
    assert result["id"] == "mixture-of-experts"
    assert set(result) == {"id", "term", "gloss", "name", "match", "score", "passage", "stages"}
    explained = on_tiny("search", "outlines objects", "--explain").stdout
    assert "by words: model that outlines objects in pictures" in explained
    assert "stages: words" in explained


def test_search_filters_and_usage(on_tiny):
    assert on_tiny("search", "repairs", "--kind", "benchmark").returncode == 0
    assert on_tiny("search", "repairs", "--kind", "thing").returncode == 2
    for limit in ("many", "0", "-1", "9" * 5000):
        assert on_tiny("search", "x", "--limit", limit).returncode == 2
    assert "\x1b[" in on_tiny("--color", "always", "search", "outlines objects").stdout
