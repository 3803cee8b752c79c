"""The proof of a receipt as a file: from a ballot's leaf, step by step, to the root of the count (docs/formats.md).

Nothing in it says what the ballot says or whose it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from consultations.domain import merkle
from consultations.domain.entries import Entry

FORMAT = "renewal-portal/receipt-proof/1"
SIDES = ("left", "right")


@dataclass(frozen=True, slots=True)
class Proof:
    """One ballot's way into a count. ``key`` names the round; ``steps`` lead from ``leaf`` to ``root``, or do not."""

    key: str
    leaf: str
    steps: tuple[merkle.Step, ...]
    root: str
    inputs_digest: str

    @property
    def holds(self) -> bool:
        """Is the ballot in the count that has this root? Computed each time it is asked."""
        return merkle.verify(self.leaf, self.steps, self.root)

    def plain(self) -> dict[str, Any]:
        """The proof as its file says it."""
        return {
            "format": FORMAT,
            "round": self.key,
            "leaf": self.leaf,
            "steps": [{"side": "left" if step.left else "right", "hash": step.sibling} for step in self.steps],
            "merkle_root": self.root,
            "inputs_sha256": self.inputs_digest,
        }


def is_proof(plain: Any) -> bool:
    """Does a file say of itself that it is a proof, be it well formed or not?"""
    return isinstance(plain, dict) and plain.get("format") == FORMAT


def read(plain: Any) -> Proof:
    """A proof from its JSON.

    Raises FileFault with the place and the reason.
    """
    top = Entry.of(plain)
    top.one_of("format", (FORMAT,))
    top.only("format", "round", "leaf", "steps", "merkle_root", "inputs_sha256")
    return Proof(
        key=top.text("round"),
        leaf=top.hash("leaf"),
        steps=tuple(_steps(top)),
        root=top.hash("merkle_root"),
        inputs_digest=top.hash("inputs_sha256"),
    )


def _steps(top: Entry) -> Iterator[merkle.Step]:
    for entry in top.entries("steps"):
        entry.only("side", "hash")
        yield merkle.Step(entry.hash("hash"), left=entry.one_of("side", SIDES) == "left")
