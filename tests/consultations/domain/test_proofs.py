"""The proof of a receipt as a file: it holds, or it does not, or it is refused with the place and the reason."""

import hashlib

import pytest

from consultations.domain.entries import FileFault
from consultations.domain.merkle import Tree
from consultations.domain.proofs import FORMAT, Proof, is_proof, read

LEAVES = [hashlib.sha256(bytes([number])).hexdigest() for number in range(5)]
TREE = Tree.over(LEAVES)
PROOFS = [Proof("长石苑/1/2", leaf, TREE.proof(leaf), TREE.root, "d" * 64) for leaf in LEAVES]
PLAIN = PROOFS[0].plain()


@pytest.mark.parametrize("proof", PROOFS)
def test_what_is_written_is_read_as_it_was_and_holds(proof):
    assert read(proof.plain()) == proof
    assert proof.holds


def test_it_names_the_round_the_root_and_the_way_there_and_nothing_else():
    assert list(PLAIN) == ["format", "round", "leaf", "steps", "merkle_root", "inputs_sha256"]
    assert PLAIN["steps"] == [
        {"side": "left" if step.left else "right", "hash": step.sibling} for step in TREE.proof(LEAVES[0])
    ]


def test_capital_digits_are_the_same_digits():
    loud = PLAIN | {name: PLAIN[name].upper() for name in ("leaf", "merkle_root")}

    assert read(loud).holds


ELSEWHERE = [
    ("another leaf", {"leaf": LEAVES[1]}),
    ("another root", {"merkle_root": "0" * 64}),
    ("no step", {"steps": []}),
    ("a step too many", {"steps": [*PLAIN["steps"], {"side": "left", "hash": "0" * 64}]}),
    ("the steps turned round", {"steps": PLAIN["steps"][::-1]}),
]


@pytest.mark.parametrize("what, change", ELSEWHERE, ids=[case[0] for case in ELSEWHERE])
def test_whatever_leads_elsewhere_does_not_hold(what, change):
    assert not read(PLAIN | change).holds


REFUSED = [
    ("another format", {"format": "renewal-portal/receipt-proof/2"}, "format", f"must be one of {FORMAT}"),
    ("no round", {"round": ""}, "round", "must be a text, not empty and without control characters"),
    ("a leaf cut off", {"leaf": "ab"}, "leaf", "must be 64 hexadecimal digits"),
    ("a root that is a number", {"merkle_root": 7}, "merkle_root", "must be 64 hexadecimal digits"),
    ("a digest that is none", {"inputs_sha256": "x" * 64}, "inputs_sha256", "must be 64 hexadecimal digits"),
    ("steps that are no list", {"steps": {}}, "steps", "must be a list"),
    ("a step that is a text", {"steps": ["left"]}, "steps[0]", "must be an object"),
    ("a side unheard of", {"steps": [{"side": "up", "hash": "0" * 64}]}, "steps[0].side", "must be one of left, right"),
    ("a step without hash", {"steps": [{"side": "left"}]}, "steps[0].hash", "is missing"),
    (
        "a step with more",
        {"steps": [{"side": "left", "hash": "0" * 64, "voice": 1}]},
        "steps[0]",
        "knows no 'voice', only side, hash",
    ),
    (
        "answers",
        {"answers": "+"},
        "file",
        "knows no 'answers', only format, round, leaf, steps, merkle_root, inputs_sha256",
    ),
]


@pytest.mark.parametrize("what, change, where, why", REFUSED, ids=[case[0] for case in REFUSED])
def test_a_file_that_is_no_proof_is_refused_with_place_and_reason(what, change, where, why):
    with pytest.raises(FileFault) as refused:
        read(PLAIN | change)

    assert (refused.value.where, refused.value.why) == (where, why)


def test_a_proof_says_of_itself_that_it_is_one():
    assert is_proof(PLAIN)
    assert is_proof({"format": FORMAT})
    assert [is_proof(each) for each in ({}, [], None, FORMAT, {"format": "renewal-portal/sealed-round/1"})] == [
        False
    ] * 5
