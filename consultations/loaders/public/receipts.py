"""What a receipt's code finds: that the ballot is there and whether it is in the count. Never what it says."""

from dataclasses import dataclass

from django.db.models import TextField
from django.db.models.functions import Cast

from consultations.domain import merkle
from consultations.loaders.rounds import round_key
from consultations.models import BallotVersion, Round, Tally


@dataclass(frozen=True, slots=True)
class Found:
    """A ballot by its receipt. ``steps`` lead from ``leaf`` to the root on the tally sheet, once it is counted."""

    round: Round
    version: BallotVersion
    stands: bool
    tally: Tally | None
    leaf: str = ""
    steps: tuple[merkle.Step, ...] = ()

    @property
    def in_the_count(self) -> bool:
        """Does the ballot, as it is stored, lead to the root that was published?"""
        return bool(self.tally and self.leaf and merkle.verify(self.leaf, self.steps, self.tally.merkle_root))


def find(serial: str) -> Found | None:
    """The ballot of a receipt; once it is counted with the proof that it is in the root."""
    version = BallotVersion.objects.select_related("ballot").filter(serial=serial).first()
    if version is None:
        return None
    round = Round.objects.with_community().get(pk=version.ballot.round_id)
    stands = version.ballot.standing_id == version.pk
    tally = Tally.objects.filter(round=round).first()
    if tally is None or not stands:
        return Found(round, version, stands, tally)
    leaves = _leaves(round)
    own = leaves[version.pk]
    return Found(round, version, stands, tally, own, merkle.proof(list(leaves.values()), own))


def _leaves(round: Round) -> dict[int, str]:
    """The leaves of the standing ballots by version, as the count made them."""
    key = round_key(round)
    rows = BallotVersion.objects.filter(stands_for__round=round).annotate(text=Cast("answers", TextField()))
    return {
        pk: merkle.leaf(round_key=key, serial=serial, nonce=bytes(nonce), answers=text, choices=choices)
        for pk, serial, nonce, text, choices in rows.values_list("pk", "serial", "nonce", "text", "choices")
    }
