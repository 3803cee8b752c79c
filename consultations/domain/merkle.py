"""Receipts: a Merkle tree over the ballots of a round, so that one ballot can be shown to be in the count.

A leaf is SHA-256(tag, round, serial, nonce, canonical answers); the 256-bit nonce is never printed, so a leaf
gives nothing away to somebody who guesses the answers. Leaves are sorted, so their order says nothing either.
Inner nodes carry a tag of their own, and an odd node moves up unchanged (as in RFC 6962).
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

LEAF = b"renewal-portal/ballot/1\x00"
NODE = b"renewal-portal/node/1\x00"
EMPTY = hashlib.sha256(b"renewal-portal/empty/1\x00").hexdigest()


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a proof: the sibling's hash (hex) and whether it stands on the left."""

    sibling: str
    left: bool


def leaf(*, round_key: str, serial: str, nonce: bytes, answers: str, choices: str = "") -> str:
    """The leaf of one ballot version, as 64 hex digits.

    Raises ValueError unless the nonce has 32 bytes.
    """
    if len(nonce) != 32:
        raise ValueError("a nonce has 32 bytes")
    fields = (round_key.encode(), serial.encode(), nonce, answers.encode(), choices.encode())
    body = b"".join(len(field).to_bytes(4, "big") + field for field in fields)
    return hashlib.sha256(LEAF + body).hexdigest()


def root(leaves: Sequence[str]) -> str:
    """The root over the leaves in sorted order; a fixed value of its own when there is none."""
    if not leaves:
        return EMPTY
    return _levels(leaves)[-1][0]


def proof(leaves: Sequence[str], of: str) -> tuple[Step, ...]:
    """The steps from one leaf to the root.

    Raises ValueError when the leaf is not among them.
    """
    index = sorted(leaves).index(of)
    steps = []
    for level in _levels(leaves)[:-1]:
        sibling = index ^ 1
        if sibling < len(level):
            steps.append(Step(level[sibling], left=sibling < index))
        index //= 2
    return tuple(steps)


def verify(of: str, steps: Sequence[Step], expected_root: str) -> bool:
    """Do the steps lead from the leaf to this root?"""
    here = of
    for step in steps:
        here = _node(step.sibling, here) if step.left else _node(here, step.sibling)
    return here == expected_root


def _levels(leaves: Sequence[str]) -> list[list[str]]:
    levels = [sorted(leaves)]
    while len(levels[-1]) > 1:
        below = levels[-1]
        pairs = [_node(left, right) for left, right in zip(below[::2], below[1::2], strict=False)]
        levels.append(pairs + below[len(pairs) * 2 :])
    return levels


def _node(left: str, right: str) -> str:
    return hashlib.sha256(NODE + bytes.fromhex(left) + bytes.fromhex(right)).hexdigest()
