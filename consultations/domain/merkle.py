"""Receipts: a Merkle tree over the ballots of a round, so that one ballot can be shown to be in the count.

A leaf is SHA-256(tag, round, serial, nonce, canonical answers); the 256-bit nonce is never printed, so a leaf
gives nothing away to somebody who guesses the answers. Leaves are sorted, so their order says nothing either.
Inner nodes carry a tag of their own, and an odd node moves up unchanged (as in RFC 6962).
"""

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LEAF = b"renewal-portal/ballot/1\x00"
NODE = b"renewal-portal/node/1\x00"
SIZE = 32  # bytes of a hash
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


@dataclass(frozen=True, slots=True)
class Tree:
    """The tree over a round's leaves, kept as one text of hashes a level: 64 bytes a ballot in all."""

    levels: tuple[bytes, ...]

    @classmethod
    def over(cls, leaves: Iterable[str]) -> "Tree":
        """The tree over these leaves, in whatever order they come."""
        level = sorted(map(bytes.fromhex, leaves))
        levels = [level]
        while len(level) > 1:
            pairs = [_join(left, right) for left, right in zip(level[::2], level[1::2], strict=False)]
            level = pairs + level[len(pairs) * 2 :]
            levels.append(level)
        return cls(tuple(b"".join(each) for each in levels))

    @property
    def root(self) -> str:
        """The root; a fixed value of its own when there is no leaf."""
        return self.levels[-1].hex() or EMPTY

    def proof(self, of: str) -> tuple[Step, ...]:
        """The steps from one leaf to the root.

        Raises ValueError when the leaf is not in the tree.
        """
        index = self._index(bytes.fromhex(of))
        steps = []
        for level in self.levels[:-1]:
            sibling = index ^ 1
            if sibling < len(level) // SIZE:
                steps.append(Step(_at(level, sibling).hex(), left=sibling < index))
            index //= 2
        return tuple(steps)

    def _index(self, leaf: bytes) -> int:
        lowest = self.levels[0]
        index = bisect_left(range(len(lowest) // SIZE), leaf, key=lambda each: _at(lowest, each))
        if _at(lowest, index) != leaf:
            raise ValueError("the leaf is not in the tree")
        return index


def root(leaves: Iterable[str]) -> str:
    """The root over the leaves."""
    return Tree.over(leaves).root


def verify(of: str, steps: Sequence[Step], expected_root: str) -> bool:
    """Do the steps lead from the leaf to this root?"""
    here = bytes.fromhex(of)
    for step in steps:
        sibling = bytes.fromhex(step.sibling)
        here = _join(sibling, here) if step.left else _join(here, sibling)
    return here == bytes.fromhex(expected_root)


def _join(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()


def _at(level: bytes, index: int) -> bytes:
    return level[index * SIZE : (index + 1) * SIZE]
