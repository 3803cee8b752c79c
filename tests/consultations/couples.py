"""The couple that owns 1-1-101 together: the first of them casts the ballot, the second may dispute it."""

from communities.models import OwnerMember, RollEntry
from communities.services.credentials import Letter, issue_for_owner
from consultations.models import BallotDispute, Round
from consultations.services import disputing
from tests.residents import with_couple
from tests.stages import S, newest, onward
from tests.world import CHAIR, WANT, World

DOOR, REASON, AGREEMENT = "1-1-101", "没有问过我", "两人均同意，已签字"


def deciding_couple(**options: object) -> tuple[World, Round]:
    """A decision that is open, in which the couple has a voice."""
    world = onward(World(rows=with_couple(), **options), S.DECIDING)
    return world, newest(world, "decision")


def second(world: World) -> OwnerMember:
    """The co-owner for whom the other casts."""
    return OwnerMember.objects.co_owners().filter(owner__community=world.community).order_by("pk")[0]


def voice_of(world: World, round: Round) -> RollEntry:
    """The one voice that both have."""
    return round.roll.entries.get(kind="owner", owner=second(world).owner_id)


def letter_of(member: OwnerMember, world: World) -> Letter:
    """A letter for this one of the owners by name."""
    return issue_for_owner(owner_id=member.owner_id, person_id=member.person_id, by=CHAIR, at=world.at)


def dispute(world: World, round: Round, member: OwnerMember | None = None, reason: str = REASON) -> BallotDispute:
    """A co-owner says no."""
    entry = voice_of(world, round)
    return disputing.raise_dispute(
        round_id=round.pk,
        entry_id=entry.pk,
        person_id=(member or second(world)).person_id,
        reason=reason,
        by=f"voice:{entry.pk}",
        at=world.at,
    )


def cast_and_disputed(world: World, round: Round) -> BallotDispute:
    """The representative agrees to everything, and the other does not."""
    world.cast(round, voice_of(world, round), WANT)
    return dispute(world, round)


def withdraw(world: World, found: BallotDispute) -> BallotDispute:
    by = f"voice:{found.ballot.entry_id}"
    return disputing.withdraw_dispute(dispute_id=found.pk, by=by, at=world.at)


def agree(world: World, found: BallotDispute, agreement: str = AGREEMENT) -> BallotDispute:
    """The committee records what both signed."""
    return disputing.record_agreement(dispute_id=found.pk, agreement=agreement, by=CHAIR, at=world.at)
