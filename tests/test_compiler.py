import random
from pathlib import Path

import pytest

from glossary import index
from glossary.compiler import compile_bytes, derive, linked, snapshot
from glossary.entry import dump
from glossary.reading import read

A = {"id": "a", "term": "A", "gloss": "first", "relations": {"broader": ["b"], "contrasts": ["c"]}}
B = {"id": "b", "term": "B", "gloss": "second", "definition": "After [[a]]."}
C = {"id": "c", "term": "C", "gloss": "third", "relations": {"requires": ["a", "nowhere"]}}


@pytest.fixture(scope="module")
def records():
    return [dump(entry) for entry in read(Path(__file__).parent / "data" / "tiny").entries]


def contents_of(compiled):
    opened = index.Index.from_bytes(compiled)
    return list(opened.connection.iterdump())


def test_inverses_links_and_backlinks():
    derived = derive([A, B, C])
    assert derived["b"] == {
        "narrower": ["a"],
        "links": ["a"],
        "backlinks": ["a"],
        "terms": {"a": "A"},
    }
    assert derived["a"]["required_by"] == ["c"]
    assert derived["a"]["backlinks"] == ["b", "c"]
    assert derived["a"]["contrasts"] == ["c"]
    assert derived["c"]["contrasts"] == ["a"]  # written once, true both ways


def test_a_dangling_target_derives_nothing():
    assert "nowhere" not in str(derive([C]))


def test_linked_takes_relations_successors_and_words():
    record = {**B, "replaced_by": ["n"], "relations": {"related": ["r"]}, "details": "[[d|x]]"}
    assert linked(record) == {"a", "d", "n", "r"}


def test_the_same_contents_in_whatever_order(records):
    shuffled = random.Random(7).sample(records, len(records))
    assert contents_of(compile_bytes(shuffled)) == contents_of(compile_bytes(records))
    assert compile_bytes(shuffled) == compile_bytes(records)
    assert snapshot(shuffled) == snapshot(records)


def test_the_snapshot_tells_any_change():
    assert snapshot([A, B]) != snapshot([A, {**B, "gloss": "other"}])
    assert snapshot([A, B]) != snapshot([A])


def test_names_come_with_their_role_and_options():
    record = {**A, "case": "exact", "abbreviations": ["AA", {"text": "Aa", "forms": ["Aas"]}]}
    assert list(index.names_of(record)) == [
        ("term", {"text": "A", "case": "exact"}),
        ("abbreviations", {"text": "AA"}),
        ("abbreviations", {"text": "Aa", "forms": ["Aas"]}),
        ("id", {"text": "a"}),
    ]
