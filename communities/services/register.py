"""The register of a community: places, units and owners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from communities.domain.electorate import COMMUNITY, DEVELOPERS, Tenure, Title, Use
from communities.models import Community, Owner, OwnerMember, Ownership, Person, Place, Unit
from communities.services.secrets import keyed_hash
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class RegisterRefused(Refused):
    """The register cannot be entered as given."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A registered person. ``identity`` is the register's number; only its keyed hash is kept."""

    name: str
    identity: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of a register. ``persons``: the owners, first of them the named representative; empty for the
    developer's parts. ``place`` is a stairwell "3-2", a building "3" or "community". Area in whole cm²."""

    place: str
    door: str
    floor: int | None
    use: Use
    area_cm2: int
    title: Title = Title.REGISTERED
    tenure: Tenure | None = Tenure.OWNER_OCCUPIED
    area_source: str = "register"
    persons: tuple[PersonRow, ...] = ()


@transaction.atomic
def enter_register(*, community_id: int, rows: Sequence[UnitRow], since: date, by: str, at: datetime) -> int:
    """Enter a community's whole register at once; returns the number of units.

    Raises RegisterRefused "register_not_empty", "area_does_not_add_up" (the units and the community's own area),
    "part_without_owner" or "door_twice", naming the door.
    """
    community = Community.objects.select_for_update().get(pk=community_id)
    if Unit.objects.of(community_id).exists():
        raise RegisterRefused("register_not_empty", community=community.slug)
    _check(community, rows)
    places = _places(community, rows)
    units = Unit.objects.bulk_create([_unit(row, places[row.place]) for row in rows])
    owners = _owners(community, rows)
    Ownership.objects.bulk_create(
        Ownership(unit=unit, owner=owners[_set_hash(row)], since=since) for unit, row in zip(units, rows, strict=True)
    )
    events.record(
        what="register.entered",
        about=f"community:{community.pk}",
        by=by,
        at=at,
        district=community.subdistrict.district.code,
        detail={"units": len(units), "owners": len(owners)},
    )
    return len(units)


def _check(community: Community, rows: Sequence[UnitRow]) -> None:
    doors = set()
    for row in rows:
        if (row.place, row.door) in doors:
            raise RegisterRefused("door_twice", door=row.door)
        doors.add((row.place, row.door))
        if bool(row.persons) == (row.title in DEVELOPERS):
            raise RegisterRefused("part_without_owner", door=row.door)
    total = sum(row.area_cm2 for row in rows)
    if total != community.area_cm2:
        raise RegisterRefused("area_does_not_add_up", units_cm2=total, community_cm2=community.area_cm2)


def _places(community: Community, rows: Sequence[UnitRow]) -> dict[str, Place]:
    top, _ = Place.objects.get_or_create(community=community, code=COMMUNITY, defaults={"kind": "community"})
    places = {COMMUNITY: top}
    for code in sorted({row.place for row in rows} - {COMMUNITY}):
        building, dash, _ = code.partition("-")
        if building not in places:
            places[building] = Place.objects.create(community=community, kind="building", code=building, parent=top)
        if dash:
            floors = max((row.floor or 0 for row in rows if row.place == code), default=0) or None
            places[code] = Place.objects.create(
                community=community, kind="stairwell", code=code, parent=places[building], floors=floors
            )
    return places


def _unit(row: UnitRow, place: Place) -> Unit:
    tenure = row.tenure if row.use is Use.DWELLING else None
    return Unit(
        place=place,
        door=row.door,
        floor=row.floor,
        use=row.use,
        title=row.title,
        tenure=tenure,
        area_cm2=row.area_cm2,
        area_source=row.area_source,
    )


def _owners(community: Community, rows: Sequence[UnitRow]) -> dict[str, Owner]:
    """Owners joined by identity alone: the same set of persons is one owner over all its units."""
    persons = _persons(community, rows)
    first = {_set_hash(row): row for row in reversed(rows)}
    owners = {
        set_hash: Owner(community=community, set_hash=set_hash, kind="persons" if row.persons else "developer")
        for set_hash, row in sorted(first.items())
    }
    Owner.objects.bulk_create(owners.values())
    OwnerMember.objects.bulk_create(
        OwnerMember(owner=owners[set_hash], person=persons[_identity(person)], is_representative=i == 0)
        for set_hash, row in sorted(first.items())
        for i, person in enumerate(row.persons)
    )
    return owners


def _persons(community: Community, rows: Sequence[UnitRow]) -> dict[str, Person]:
    seen = {_identity(person): person for row in rows for person in row.persons}
    persons = {
        key: Person(community=community, name=row.name, identity_hash=key, phone=row.phone)
        for key, row in sorted(seen.items())
    }
    Person.objects.bulk_create(persons.values())
    return persons


def _identity(person: PersonRow) -> str:
    return keyed_hash("identity", person.identity.strip().upper())


def _set_hash(row: UnitRow) -> str:
    """Names a set of persons; the developer's is of a set with no person in it."""
    return keyed_hash("owner", "+".join(sorted(_identity(person) for person in row.persons)))
