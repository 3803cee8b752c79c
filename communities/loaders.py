"""Rows of the register → domain values."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import FilteredRelation, Q, QuerySet
from django.utils import timezone

from communities.domain.electorate import ELSEWHERE, Part, Tenure, Title, Use, VoiceKind
from communities.domain.eligibility import Condition
from communities.domain.letters import Addressee, by_door, in_order, walk
from communities.domain.roll.rows import PersonRow, UnitRow
from communities.models import (
    Community,
    Credential,
    LetterBatch,
    Owner,
    OwnerMember,
    Ownership,
    RegisterFile,
    RollEntry,
    RollVersion,
    Unit,
)
from communities.querysets import OwnerMemberQuerySet, RollEntryQuerySet


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


def register_rows(community_id: int) -> list[UnitRow]:
    """The register as it stands, keyed, door by door; the named representative of an owner first."""
    people: dict[int, list[PersonRow]] = defaultdict(list)
    members = OwnerMember.objects.filter(owner__community=community_id).order_by("-is_representative", "pk")
    for owner, *person in members.values_list("owner", "person__name", "person__identity_hash", "person__phone"):
        people[owner].append(PersonRow(*person))
    present = FilteredRelation("ownerships", condition=Q(ownerships__until__isnull=True))
    fields = ("place__code", "door", "floor", "use", "area_cm2", "title", "tenure", "area_source", "present__owner")
    rows = [
        UnitRow(
            place, door, floor, Use(use), area, Title(title), tenure and Tenure(tenure), source, tuple(people[owner])
        )
        for place, door, floor, use, area, title, tenure, source, owner in Unit.objects.of(community_id)
        .annotate(present=present)
        .values_list(*fields)
    ]
    return sorted(rows, key=lambda row: (walk(row.place), walk(row.door)))


def remembered_columns(community_id: int) -> dict[str, str]:
    """Which heading, by its hash, meant which column in the newest register file of a community that was read."""
    files = RegisterFile.objects.filter(community_id=community_id).exclude(memory={}).order_by("-pk")
    return files.values_list("memory", flat=True).first() or {}


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
    """How many voices of a roll could not sign in today, though somebody is named to cast for them."""
    return _with_a_letter_due(roll, kind).without(Credential.objects.valid().that_cast()).count()


def co_owners_on(roll: RollVersion) -> OwnerMemberQuerySet:
    """The persons of a roll's owners who do not cast: somebody else of the same owner does, or nobody is named yet."""
    owners = RollEntry.objects.filter(roll=roll, kind=VoiceKind.OWNER).values("owner")
    return OwnerMember.objects.co_owners().filter(owner__in=owners)


def co_owners_lacking_a_letter(roll: RollVersion) -> int:
    """How many of them could not see today whether the ballot was cast."""
    return co_owners_on(roll).without(Credential.objects.valid()).count()


def letters_due(roll: RollVersion, kind: VoiceKind) -> int:
    """How many letters are missing in all."""
    co_owners = co_owners_lacking_a_letter(roll) if kind is VoiceKind.OWNER else 0
    return lacking_a_letter(roll, kind) + co_owners


def _with_a_letter_due(roll: RollVersion, kind: VoiceKind) -> RollEntryQuerySet:
    return RollEntry.objects.filter(roll=roll, kind=kind).with_somebody_to_cast()


def addressees(batch: LetterBatch) -> tuple[Addressee, ...]:
    """Whom a batch of letters goes to, from door to door: voices, and the co-owners among the owners."""
    entries = _with_a_letter_due(batch.roll, VoiceKind(batch.kind))
    if batch.unit_id or batch.owner_id:
        entries = entries.of_voice(owner_id=batch.owner_id, unit_id=batch.unit_id)
    elif batch.reason is None:
        entries = entries.without(Credential.objects.valid().that_cast())
    if batch.kind == VoiceKind.HOUSEHOLD:
        homes = entries.values_list("unit_id", "unit__door")
        return in_order(Addressee(VoiceKind.HOUSEHOLD, unit, (door,)) for unit, door in homes)
    voices, co_owners = list(entries.values_list("owner_id", flat=True)), _co_owners(batch)
    if co_owners and batch.owner_id:
        voices = []  # the letter of this co-owner alone
    return in_order(_owners(batch.roll, voices, co_owners))


def _co_owners(batch: LetterBatch) -> list[OwnerMember]:
    """To whom of those who do not cast a batch goes: to one by name, to those who lack a letter, or to all."""
    members = co_owners_on(batch.roll).select_related("person")
    if batch.owner_id:
        members = members.filter(owner=batch.owner_id, person=batch.person_id)
    elif batch.reason is None:
        members = members.without(Credential.objects.valid())
    return list(members)


def _owners(roll: RollVersion, voices: Collection[int], co_owners: Collection[OwnerMember]) -> Iterator[Addressee]:
    """Owners with the doors they held when the roll was fixed."""
    owner_ids = {*voices, *(member.owner_id for member in co_owners)}
    doors: dict[int, list[str]] = defaultdict(list)
    for owner, door in held_at(roll).filter(owner__in=owner_ids).values_list("owner_id", "unit__door"):
        doors[owner].append(door)
    members = OwnerMember.objects.filter(owner__in=owner_ids)
    known = members.representatives().values_list("owner_id", "person_id", "person__name")
    named = {owner: (person, name) for owner, person, name in known}
    shared = set(members.co_owners().values_list("owner_id", flat=True))
    for owner in voices:
        person, name = named.get(owner, (None, ""))
        yield Addressee(VoiceKind.OWNER, owner, by_door(doors[owner]), person, name, owner in shared)
    for each in co_owners:
        yield Addressee(
            VoiceKind.OWNER,
            each.owner_id,
            by_door(doors[each.owner_id]),
            each.person_id,
            each.person.name,
            others=True,
            represented=True,
            representative=named.get(each.owner_id, (None, ""))[1],
        )
