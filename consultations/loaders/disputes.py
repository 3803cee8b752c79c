"""Ballots that co-owners do not agree on: as they see it themselves, and as the committee does."""

from collections.abc import Sequence
from dataclasses import dataclass

from communities.domain.letters import by_door
from communities.loaders import held_at
from communities.models import OwnerMember, Person, RollEntry
from consultations.models import BallotDispute, Consultation, Round


@dataclass(frozen=True, slots=True)
class Disputed:
    """A dispute at the desk: whose doors the ballot is for, and who disagrees."""

    dispute: BallotDispute
    doors: tuple[str, ...]
    is_open: bool


def of_entry(round: Round, entry: RollEntry) -> Sequence[BallotDispute]:
    """Every dispute about the ballot of one voice, newest first."""
    found = BallotDispute.objects.filter(ballot__round=round, ballot__entry=entry)
    return list(found.order_by("-raised_at", "-pk"))


def unsettled(round: Round, entry: RollEntry) -> Sequence[BallotDispute]:
    """Those of them that stand."""
    return [dispute for dispute in of_entry(round, entry) if dispute.settled_at is None]


def representative(owner_id: int | None) -> Person | None:
    """Who casts the ballot of an owner; nobody is named for a firm."""
    member = OwnerMember.objects.representatives().filter(owner=owner_id).select_related("person").first()
    return member.person if member else None


def how_many_unsettled(round: Round) -> int:
    """Ballots of a vote that are in dispute."""
    return BallotDispute.objects.unsettled().filter(ballot__round=round).values("ballot").distinct().count()


def of_consultation(consultation: Consultation) -> Sequence[Disputed]:
    """Every dispute of the newest decision, those that stand first, with the doors they are about."""
    round: Round | None = consultation.rounds.newest("decision")
    if round is None:
        return []
    disputes = BallotDispute.objects.filter(ballot__round=round).select_related("person", "ballot__entry")
    found = list(disputes.order_by("raised_at", "pk"))
    doors: dict[int | None, list[str]] = {dispute.ballot.entry.owner_id: [] for dispute in found}
    for owner, door in held_at(round.roll).filter(owner__in=doors).values_list("owner", "unit__door"):
        doors[owner].append(door)
    told = [
        Disputed(each, by_door(doors[each.ballot.entry.owner_id]), round.state == "open" and each.settled_at is None)
        for each in found
    ]
    return sorted(told, key=lambda each: not each.is_open)
