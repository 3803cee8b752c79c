"""Receipts: every ballot that was counted leads to the root, and nothing else does."""

import hashlib

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from consultations.domain.merkle import EMPTY, Step, Tree, leaf, root, verify

BALLOTS = {"round_key": "长石苑/1/2", "serial": "7Q2KD0M4XW9A", "nonce": bytes(range(32)), "answers": "+-0_x."}
LEAVES = st.lists(
    st.binary(min_size=1, max_size=3).map(lambda b: hashlib.sha256(b).hexdigest()), unique=True, max_size=20
)


def sha(*parts: bytes) -> str:
    return hashlib.sha256(b"".join(parts)).hexdigest()


def node(left: str, right: str) -> str:
    return sha(b"renewal-portal/node/1\0", bytes.fromhex(left), bytes.fromhex(right))


def test_a_leaf_is_made_as_the_documentation_says():
    fields = ("长石苑/1/2".encode(), b"7Q2KD0M4XW9A", bytes(range(32)), b"+-0_x.", b"p3,1")
    lengths = [len(field).to_bytes(4, "big") for field in fields]

    by_hand = sha(b"renewal-portal/ballot/1\0", *(part for both in zip(lengths, fields, strict=True) for part in both))

    assert leaf(**BALLOTS, choices="p3,1") == by_hand


CHANGES = [
    ("another round", {"round_key": "长石苑/1/3"}),
    ("another serial", {"serial": "7Q2KD0M4XW9B"}),
    ("another nonce", {"nonce": bytes(32)}),
    ("another answer", {"answers": "++0_x."}),
    ("a choice", {"choices": "p1"}),
    ("a sign moved from the serial to the round", {"round_key": "长石苑/1/27", "serial": "Q2KD0M4XW9A"}),
    ("a sign moved from the choices to the answers", {"answers": "+-0_x.p", "choices": ""}),
]


@pytest.mark.parametrize("what, change", CHANGES, ids=[case[0] for case in CHANGES])
def test_whatever_changes_changes_the_leaf(what, change):
    assert leaf(**BALLOTS | change) != leaf(**BALLOTS)


@pytest.mark.parametrize("length", [0, 31, 33])
def test_a_nonce_has_32_bytes(length):
    with pytest.raises(ValueError, match=r"^a nonce has 32 bytes$"):
        leaf(**BALLOTS | {"nonce": bytes(length)})


def test_the_root_of_nothing_is_a_value_of_its_own():
    assert root([]) == EMPTY == sha(b"renewal-portal/empty/1\0")


def test_the_root_of_one_is_the_leaf_and_needs_no_step():
    only = leaf(**BALLOTS)

    assert (root([only]), Tree.over([only]).proof(only)) == (only, ())
    assert verify(only, (), only)


def test_in_the_tree_of_nothing_no_leaf_is_found():
    with pytest.raises(ValueError, match=r"^the leaf is not in the tree$"):
        Tree.over([]).proof(leaf(**BALLOTS))


def test_a_tree_keeps_sixty_four_bytes_a_ballot_and_a_proof_is_as_short_as_the_tree_is_high():
    leaves = [hashlib.sha256(bytes([n])).hexdigest() for n in range(128)]
    tree = Tree.over(leaves)

    assert sum(map(len, tree.levels)) == 128 * 64 - 32
    assert {len(tree.proof(each)) for each in leaves} == {7}


def test_an_odd_leaf_moves_up_unchanged():
    a, b, c = sorted(hashlib.sha256(bytes([n])).hexdigest() for n in range(3))

    assert root([c, a, b]) == node(node(a, b), c)
    assert Tree.over([c, a, b]).proof(c) == (Step(node(a, b), left=True),)
    assert Tree.over([c, a, b]).proof(b) == (Step(a, left=True), Step(c, left=False))


@given(LEAVES)
def test_every_leafs_proof_leads_to_the_root(leaves):
    assert [each for each in leaves if not verify(each, Tree.over(leaves).proof(each), root(leaves))] == []


@given(LEAVES, st.randoms())
def test_order_of_leaves_never_matters(leaves, random):
    shuffled = list(leaves)
    random.shuffle(shuffled)

    assert root(shuffled) == root(leaves)


@given(LEAVES, st.data())
def test_no_foreign_leaf_leads_to_the_root_by_anybodys_proof(leaves, data):
    assume(leaves)
    foreign = leaf(**BALLOTS)
    tree = Tree.over(leaves)
    steps = tree.proof(data.draw(st.sampled_from(leaves)))

    assert not verify(foreign, steps, root(leaves))
    with pytest.raises(ValueError, match=r"^the leaf is not in the tree$"):
        tree.proof(foreign)


@given(LEAVES, st.data())
def test_a_leaf_taken_out_or_put_in_changes_the_root(leaves, data):
    assume(leaves)
    out = data.draw(st.sampled_from(leaves))

    assert root([each for each in leaves if each != out]) != root(leaves) != root([*leaves, leaf(**BALLOTS)])


@given(LEAVES, st.data())
def test_a_step_turned_round_leads_nowhere(leaves, data):
    assume(len(leaves) > 1)
    own = data.draw(st.sampled_from(leaves))
    first, *rest = Tree.over(leaves).proof(own)

    assert not verify(own, [Step(first.sibling, left=not first.left), *rest], root(leaves))
