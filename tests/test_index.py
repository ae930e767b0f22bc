import os
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary import text
from glossary.compiler import compile_bytes
from glossary.index import KINDS, Index, loads, names_of
from glossary.store import APPLICATION_ID, DamagedIndexError


def index_of(*records):
    full = [{"id": text.slug(r["term"]), "gloss": "thing", **r} for r in records]
    return Index.from_bytes(compile_bytes(full))


def found(index, name):
    return [(hit.entry_id, hit.kind) for hit in index.find(name)]


def test_kinds_of_match_in_their_order():
    index = index_of({"term": "fine-tuning", "misspellings": ["fine-tunning"]})
    names = ("fine-tuning", "Fine Tuning", "fine-tunings", "finetuning", "fine tunning")
    kinds = ["exact", "folded", "form", "spaceless", "misspelling"]
    assert [index.find(name)[0].kind for name in names] == kinds
    scores = [KINDS[kind] for kind in kinds]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_an_acronyms_plural_as_written_ranks_before_folded():
    index = index_of({"term": "TPS", "id": "second"}, {"term": "TP", "id": "parallel"})
    assert found(index, "TPs") == [("parallel", "form"), ("second", "folded")]
    assert found(index, "TPS")[0] == ("second", "exact")
    assert found(index, "tps") == [("second", "folded"), ("parallel", "form")]


@pytest.mark.parametrize(
    ("name", "kind"), [("Adams", "form"), ("ADAMS", "form"), ("adams", "form"), ("Adam's", "form")]
)
def test_an_ending_in_lower_case_or_a_name_all_in_capitals_is_a_form(name, kind):
    assert found(index_of({"term": "Adam"}), name) == [("adam", kind)]


def test_an_ending_in_capitals_is_another_name():
    assert found(index_of({"term": "Adam"}), "AdamS") == []
    assert found(index_of({"term": "Adam"}, {"term": "AdamS"}), "AdamS") == [("adams", "exact")]


def test_nothing_is_taken_off_a_name():
    index = index_of({"term": "bia"}, {"term": "los"}, {"term": "datum"}, {"term": "corpu"})
    assert found(index, "data") == []
    assert found(index, "los") == [("los", "exact")]
    plain = index_of({"term": "bias"}, {"term": "loss"}, {"term": "corpus"}, {"term": "data"})
    for name in ("bia", "los", "corpu", "dat", "datas"):
        assert found(plain, name) == []


def test_the_weaker_keys_count_only_where_nothing_else_does():
    index = index_of({"term": "swe bench"}, {"term": "swebench"})
    assert found(index, "swebench") == [("swebench", "exact")]
    assert found(index, "SWE-bench") == [("swe-bench", "folded")]


def test_senses_are_ordered_by_role_then_backlinks_then_id():
    index = index_of(
        {"term": "zeta", "abbreviations": ["X"]},
        {"term": "X"},
        {"term": "alpha", "synonyms": ["X"]},
        {"term": "beta", "synonyms": ["X"]},
        {"term": "gamma", "relations": {"related": ["beta"]}},
    )
    assert [hit.entry_id for hit in index.find("X")] == ["x", "zeta", "beta", "alpha"]


def test_an_entry_is_found_once_by_its_best_name():
    index = index_of({"term": "RAG", "variants": ["Rag"], "id": "rag"})
    assert found(index, "RAG") == [("rag", "exact")]
    assert found(index, "rag") == [("rag", "exact")]  # the id as written
    assert [hit.name for hit in index.find("rag's")] == ["RAG"]


def test_forms_of_the_entry_replace_the_generated_plural():
    index = index_of({"term": "corpus", "forms": ["corpora"]})
    assert found(index, "corpora") == [("corpus", "form")]
    assert found(index, "corpuses") == []


def test_a_proper_name_has_no_plural():
    index = index_of({"term": "ImageNet", "kind": "dataset"})
    assert found(index, "ImageNets") == []
    assert found(index, "ImageNet's") == [("imagenet", "form")]


@pytest.mark.parametrize(
    "name", ["", " ", "!!!", "\u200b", "\0", "x" * 10_000_000, "'; DROP TABLE keys; --", "\ud800"]
)
def test_odd_names_are_safe(name):
    index = index_of({"term": "token"})
    assert index.find(name) == ()
    assert len(index) == 1


names = st.text(min_size=1, max_size=20).filter(lambda name: text.fold(name) != "")


@given(st.lists(names, min_size=1, max_size=8), names)
def test_find_equals_a_slow_and_obvious_search(terms, query):
    """The oracle folds every name anew; the index answers from keys made beforehand."""
    records = [{"id": f"e{n}", "term": term, "gloss": "g"} for n, term in enumerate(terms)]
    index = Index.from_bytes(compile_bytes(records))
    for asked in (query, terms[0], terms[0].upper()):
        key = text.fold(asked)
        same = {
            record["id"]
            for record in records
            for _, name in names_of(record)
            if text.fold(name["text"]) == key
        }
        named = {hit.entry_id for hit in index.find(asked) if hit.kind in ("exact", "folded")}
        assert named == (same if key else set())


def test_complete_gives_names_by_prefix_shortest_first():
    index = index_of(
        {"term": "mixture of experts", "abbreviations": ["MoE"]},
        {"term": "mix"},
        {"term": "token", "misspellings": ["mixx"]},
    )
    assert index.complete("Mix") == ["mix", "mixture of experts"]
    assert index.complete("mixture-of") == ["mixture of experts"]
    assert index.complete("zz") == []
    assert index.complete("m", limit=1) == ["mix"]


def write(tmp_path, contents, name="index.sqlite"):
    path = tmp_path / name
    path.write_bytes(contents)
    return str(path)


COMPILED = compile_bytes(
    [{"id": f"e{n}", "term": f"term {n}", "gloss": "g" * 500} for n in range(200)]
)


@pytest.mark.parametrize("name", ["plain.sqlite", "with space # ? %41 ü.sqlite"])
def test_an_index_opens_from_any_path(tmp_path, name):
    assert len(Index.open(write(tmp_path, COMPILED, name))) == 200


def test_an_index_opens_on_a_read_only_folder(tmp_path):
    path = write(tmp_path, COMPILED)
    os.chmod(path, 0o444)
    os.chmod(tmp_path, 0o555)
    try:
        assert found(Index.open(path), "term 7") == [("e7", "exact")]
        assert os.listdir(tmp_path) == ["index.sqlite"]
    finally:
        os.chmod(tmp_path, 0o755)


@pytest.mark.parametrize(
    "damage",
    [
        lambda good: b"",
        lambda good: b"hello",
        lambda good: good[:50],
        lambda good: good[: len(good) // 2],
        lambda good: good[:-1],
        lambda good: good + b"x",
        lambda good: b"x" * len(good),
        lambda good: good[:68] + b"\0\0\0\0" + good[72:],
    ],
)
def test_a_damaged_file_is_told_when_it_is_opened(tmp_path, damage):
    with pytest.raises(DamagedIndexError):
        Index.open(write(tmp_path, damage(COMPILED)))


def test_a_file_of_another_format_is_told_when_it_is_opened(tmp_path):
    other = compile_bytes([])
    opened = Index.from_bytes(other)
    opened.connection.execute("UPDATE meta SET value = '0' WHERE key = 'format'")
    opened.connection.commit()
    with pytest.raises(DamagedIndexError, match="format 0"):
        Index.open(write(tmp_path, opened.connection.serialize()))


def test_damage_inside_is_told_when_it_is_met(tmp_path):
    page = 4096
    garbled = COMPILED[: 3 * page] + b"\xa5" * (len(COMPILED) - 3 * page)
    with pytest.raises(DamagedIndexError):
        opened = Index.open(write(tmp_path, garbled))
        for number in range(200):
            for hit in opened.find(f"term {number}"):
                loads(hit.record, hit.derived)


def test_the_header_says_whose_file_it_is():
    assert int.from_bytes(COMPILED[68:72], "big") == APPLICATION_ID


def test_threads_share_an_index(tmp_path):
    index = Index.open(write(tmp_path, COMPILED))
    wrong = []

    def ask(start):
        for number in range(start, 200, 8):
            if found(index, f"term {number}") != [(f"e{number}", "exact")]:
                wrong.append(number)  # noqa: PERF401 -- a list shared by threads

    threads = [threading.Thread(target=ask, args=(start,)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert wrong == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_process_opens_its_own_connection(tmp_path):
    index = Index.open(write(tmp_path, COMPILED))
    parent = index.connection
    child = os.fork()
    if child == 0:
        sound = index.connection is not parent and found(index, "term 1") == [("e1", "exact")]
        os._exit(0 if sound else 1)
    assert os.waitpid(child, 0)[1] == 0
