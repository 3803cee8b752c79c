"""Rows of the register → domain values."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from communities.domain.electorate import ELSEWHERE, Part, Tenure, Title, Use, VoiceKind
from communities.domain.eligibility import Condition
from communities.domain.letters import Addressee, by_door, in_order
from communities.models import (
    Community,
    Credential,
    LetterBatch,
    Owner,
    OwnerMember,
    Ownership,
    RollEntry,
    RollVersion,
    Unit,
)


def parts(community_id: int) -> tuple[Part, ...]:
    """Every exclusive part with its present owner, the developer's among them; None where nobody owns it now."""
    present = FilteredRelation("ownerships", condition=Q(ownerships__until__isnull=True))
    rows = (
        Unit.objects.of(community_id)
        .annotate(present=present)
        .order_by("pk")
        .values_list("pk", "present__owner_id", "place__code", "area_cm2", "use", "title", "tenure")
    )
    return tuple(
        Part(unit, owner, place, area, Use(use), Title(title), Tenure(tenure or Tenure.OWNER_OCCUPIED))
        for unit, owner, place, area, use, title, tenure in rows
    )


def developer_id(community_id: int) -> int | None:
    """The owner that stands for the developer, if it holds anything."""
    return Owner.objects.filter(community_id=community_id, kind="developer").values_list("pk", flat=True).first()


def condition(community: Community) -> Condition:
    """What the survey says of a community."""
    return Condition(
        built_year=community.built_year,
        poor_upkeep=community.poor_upkeep,
        poor_facilities=community.poor_facilities,
        strong_wish=community.strong_wish,
        in_demolition_plan=community.in_demolition_plan,
    )


def doors_of(credential: Credential) -> tuple[Unit, ...]:
    """The doors a letter speaks for: its household's, or all that its owner holds at present."""
    if credential.unit is not None:
        return (credential.unit,)
    held = Unit.objects.filter(ownerships__owner=credential.owner, ownerships__until__isnull=True)
    return tuple(held.select_related("place").order_by("place__code", "door"))


@dataclass(frozen=True, slots=True)
class Named:
    """A person of an owner, and whether they cast the ballot for all of them."""

    name: str
    speaks: bool


def names_of(credential: Credential) -> tuple[Named, ...]:
    """The persons of a letter's owner, the named representative first; none for a household or a firm."""
    members = (
        OwnerMember.objects.filter(owner=credential.owner_id) if credential.owner_id else OwnerMember.objects.none()
    )
    rows = members.order_by("-is_representative", "pk").values_list("person__name", "is_representative")
    return tuple(Named(name, speaks) for name, speaks in rows)


def homes_elsewhere(credential: Credential, roll: RollVersion) -> "QuerySet[RollEntry]":
    """The households of a roll whose homes a letter's owner held when it was fixed, and does not live in."""
    homes = RollEntry.objects.filter(roll=roll, kind=VoiceKind.HOUSEHOLD, tenure__in=ELSEWHERE)
    if credential.owner_id is None:
        return homes.none()
    return homes.filter(unit__in=held_at(roll).filter(owner=credential.owner_id).values("unit"))


def held_at(roll: RollVersion) -> "QuerySet[Ownership]":
    """Who held what when a roll was fixed; a sale since then changes nothing in its votes."""
    day = timezone.localdate(roll.frozen_at)
    return Ownership.objects.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


def lacking_a_letter(roll: RollVersion, kind: VoiceKind) -> int:
    """How many voices of a roll could not sign in today."""
    return RollEntry.objects.filter(roll=roll, kind=kind).without(Credential.objects.valid().that_cast()).count()


def addressees(batch: LetterBatch) -> tuple[Addressee, ...]:
    """The voices a batch of letters goes to, from door to door."""
    entries = RollEntry.objects.filter(roll=batch.roll_id, kind=batch.kind)
    if batch.unit_id or batch.owner_id:
        entries = entries.of_voice(owner_id=batch.owner_id, unit_id=batch.unit_id)
    elif batch.reason is None:
        entries = entries.without(Credential.objects.valid().that_cast())
    if batch.kind == VoiceKind.HOUSEHOLD:
        homes = entries.values_list("unit_id", "unit__door")
        return in_order(Addressee(VoiceKind.HOUSEHOLD, unit, (door,)) for unit, door in homes)
    return in_order(_owners(batch.roll, list(entries.values_list("owner_id", flat=True))))


def _owners(roll: RollVersion, owner_ids: Collection[int]) -> list[Addressee]:
    """Owners with the doors they held when the roll was fixed."""
    doors: dict[int, list[str]] = defaultdict(list)
    for owner, door in held_at(roll).filter(owner__in=owner_ids).values_list("owner_id", "unit__door"):
        doors[owner].append(door)
    members = OwnerMember.objects.filter(owner__in=owner_ids)
    known = members.filter(is_representative=True).values_list("owner_id", "person_id", "person__name")
    named = {owner: (person, name) for owner, person, name in known}
    shared = set(members.filter(is_representative=False).values_list("owner_id", flat=True))

    def addressee(owner: int) -> Addressee:
        person, name = named.get(owner, (None, ""))
        return Addressee(VoiceKind.OWNER, owner, by_door(doors[owner]), person, name, owner in shared)

    return [addressee(owner) for owner in owner_ids]
