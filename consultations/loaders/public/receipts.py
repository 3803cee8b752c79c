"""What a receipt's code finds: that the ballot is there and whether it is in the count. Never what it says."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.db.models import Count, Sum, TextField
from django.db.models.functions import Cast

from consultations.domain import merkle
from consultations.domain.proofs import Proof
from consultations.loaders.rounds import round_key, set_aside_why
from consultations.models import Ballot, BallotVersion, Round, Tally


@dataclass(frozen=True, slots=True)
class Found:
    """A ballot by its receipt. ``why`` it is not in the count (loaders.rounds.set_aside_why); ``proof`` leads from its
    leaf to the root on the tally sheet, once it is counted."""

    round: Round
    version: BallotVersion
    stands: bool
    tally: Tally | None
    why: str = ""
    proof: Proof | None = None

    @property
    def in_the_count(self) -> bool:
        """Does the ballot, as it is stored, lead to the root that was published? Computed each time it is asked."""
        return self.proof is not None and self.proof.holds


def find(serial: str) -> Found | None:
    """The ballot of a receipt; once it is counted with the proof that it is in the root."""
    versions = BallotVersion.objects.select_related("ballot").annotate(why=set_aside_why())
    version = versions.filter(serial=serial).first()
    if version is None:
        return None
    round = Round.objects.with_community().select_related("tally").get(pk=version.ballot.round_id)
    stands = version.ballot.standing_id == version.pk
    tally = round.tally if round.state == "counted" else None
    proof = _proof(round, tally, version) if tally and stands else None
    return Found(round, version, stands, tally, version.why, proof)


def _proof(round: Round, tally: Tally, version: BallotVersion) -> Proof:
    """The steps from the ballot, as it is stored now, through the ballots that stand now."""
    key = round_key(round)
    leaf = _leaf(key, version.serial, version.nonce, str(version.answers), version.choices)
    try:
        steps = _tree(round, key).proof(leaf)
    except ValueError:  # changed behind the portal's back since the tree was made: it leads nowhere
        steps = ()
    return Proof(key, leaf, steps, tally.merkle_root, tally.inputs_sha256)


def _tree(round: Round, key: str) -> merkle.Tree:
    those = Ballot.objects.standing().filter(round=round).aggregate(many=Count("pk"), which=Sum("standing"))
    return _tree_of(round.pk, key, those["many"], those["which"])


@lru_cache(maxsize=16)
def _tree_of(round_id: int, key: str, many: int, which: int) -> merkle.Tree:
    """Made once a process, and again as soon as others stand: a version itself never changes (a trigger insists)."""
    return merkle.Tree.over(_leaves(round_id, key))


def _leaves(round_id: int, key: str) -> Iterator[str]:
    """The leaves of the ballots that stand, as the count made them."""
    rows = BallotVersion.objects.filter(stands_for__round=round_id).annotate(text=Cast("answers", TextField()))
    for row in rows.values_list("serial", "nonce", "text", "choices").iterator(chunk_size=10_000):
        yield _leaf(key, *row)


def _leaf(key: str, serial: str, nonce: Any, answers: str, choices: str) -> str:
    return merkle.leaf(round_key=key, serial=serial, nonce=bytes(nonce), answers=answers, choices=choices)
