"""Writing the register: whatever stands, afterwards it says what the rows say. Only what differs is written."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from communities.domain.electorate import COMMUNITY, Use
from communities.domain.roll.difference import FIELDS, owners, persons
from communities.domain.roll.rows import UnitRow
from communities.models import Community, Owner, OwnerMember, Ownership, Person, Place, Unit
from communities.services.secrets import keyed_hash

BATCH = 1_000


def keyed(row: UnitRow, key_of: Callable[[str], str]) -> UnitRow:
    """The row with every identity number replaced by its key; without a tenure where nobody lives."""
    known = tuple(replace(person, identity=key_of(person.identity)) for person in row.persons)
    return replace(row, persons=known, tenure=row.tenure if row.use is Use.DWELLING else None)


def write(*, community: Community, rows: Sequence[UnitRow], day: date) -> None:
    """Make the register say what the keyed rows say; what changes hands does so on that day. The caller holds the
    community, and answers for the rows being fit to be entered."""
    people = _people(community, rows)
    held = _owners(community, rows, people)
    units = _units(community, rows, _places(community, rows), day)
    _ownerships(community, {units[row.key]: held[row.owner] for row in rows}, day)


def _people(community: Community, rows: Sequence[UnitRow]) -> dict[str, int]:
    """Everybody's row by key; names and telephone numbers as the rows say them."""
    known = {person.identity_hash: person for person in Person.objects.filter(community=community)}
    new, changed = [], []
    for key, said in sorted(persons(rows).items()):
        person = known.get(key)
        if person is None:
            known[key] = Person(community=community, identity_hash=key, name=said.name, phone=said.phone)
            new.append(known[key])
        elif (person.name, person.phone) != (said.name, said.phone):
            person.name, person.phone = said.name, said.phone
            changed.append(person)
    Person.objects.bulk_create(new, batch_size=BATCH)
    Person.objects.bulk_update(changed, ["name", "phone"], batch_size=BATCH)
    return {key: person.pk for key, person in known.items()}


def _owners(community: Community, rows: Sequence[UnitRow], people: dict[str, int]) -> dict[frozenset[str], int]:
    """Owners joined by identity alone: the same set of persons is one owner over all its units."""
    first = owners(rows)
    named = {key: _set_hash(key) for key in first}
    known = dict(Owner.objects.filter(community=community).values_list("set_hash", "pk"))
    new = sorted((key for key in first if named[key] not in known), key=lambda key: named[key])
    made = Owner.objects.bulk_create(
        [Owner(community=community, set_hash=named[key], kind="persons" if key else "developer") for key in new],
        batch_size=BATCH,
    )
    OwnerMember.objects.bulk_create(
        [
            OwnerMember(owner=owner, person_id=people[person.identity], is_representative=number == 0)
            for owner, key in zip(made, new, strict=True)
            for number, person in enumerate(first[key].persons)
        ],
        batch_size=BATCH,
    )
    known |= {owner.set_hash: owner.pk for owner in made}
    standing = {known[named[key]]: people[row.persons[0].identity] for key, row in first.items() if key}
    _representatives(community, standing)
    return {key: known[named[key]] for key in first}


def _representatives(community: Community, first: dict[int, int]) -> None:
    """Whoever is named first speaks for the owner. One goes before the other comes: there is never more than one."""
    members = OwnerMember.objects.filter(owner__community=community)
    goes: list[int] = []
    comes: list[int] = []
    for pk, owner, person, speaks in members.values_list("pk", "owner_id", "person_id", "is_representative"):
        if owner in first and speaks != (first[owner] == person):
            (goes if speaks else comes).append(pk)
    members.filter(pk__in=goes).update(is_representative=False)
    members.filter(pk__in=comes).update(is_representative=True)


def _places(community: Community, rows: Sequence[UnitRow]) -> dict[str, Place]:
    """Every place the rows name; those they no longer name stay, for questions may have been asked there."""
    places = Place.objects.filter(community=community).by_code()
    if COMMUNITY not in places:
        places[COMMUNITY] = Place.objects.create(community=community, code=COMMUNITY, kind="community")
    floors: dict[str, int] = {}
    for row in rows:
        floors[row.place] = max(floors.get(row.place, 0), row.floor or 0)
    for code in sorted(set(floors) - {COMMUNITY}):
        building, dash, _ = code.partition("-")
        if building not in places:
            top = places[COMMUNITY]
            places[building] = Place.objects.create(community=community, kind="building", code=building, parent=top)
        if dash and code not in places:
            parent = places[building]
            places[code] = Place.objects.create(community=community, kind="stairwell", code=code, parent=parent)
        if dash and places[code].floors != (floors[code] or None):
            places[code].floors = floors[code] or None
            places[code].save(update_fields=["floors"])
    return places


def _units(
    community: Community, rows: Sequence[UnitRow], places: dict[str, Place], day: date
) -> dict[tuple[str, str], int]:
    """Every part's row by place and door. One that comes back is the one that went."""
    known = {(unit.place.code, unit.door): unit for unit in Unit.objects.ever_of(community.pk).select_related("place")}
    new, changed, named = [], [], {row.key for row in rows}
    for row in rows:
        unit = known.get(row.key)
        if unit is None:
            known[row.key] = _said(Unit(place=places[row.place], door=row.door), row)
            new.append(known[row.key])
        elif unit.gone_on or any(getattr(unit, name) != getattr(row, name) for name in FIELDS.values()):
            changed.append(_said(unit, row))
    for key, unit in known.items():
        if key not in named and unit.gone_on is None:
            unit.gone_on = day
            changed.append(unit)
    Unit.objects.bulk_create(new, batch_size=BATCH)
    Unit.objects.bulk_update(changed, [*FIELDS.values(), "gone_on"], batch_size=BATCH)
    return {key: unit.pk for key, unit in known.items()}


def _said(unit: Unit, row: UnitRow) -> Unit:
    for name in FIELDS.values():
        setattr(unit, name, getattr(row, name))
    unit.gone_on = None
    return unit


def _ownerships(community: Community, held: dict[int, int], day: date) -> None:
    """Who holds what from that day. What began on that day or later is corrected where it stands."""
    present = Ownership.objects.filter(unit__place__community=community, until__isnull=True)
    corrected, ended, undone, standing = [], [], [], set()
    for each in present:
        owner = held.get(each.unit_id)
        if owner == each.owner_id:
            standing.add(each.unit_id)
        elif each.since < day:
            each.until = day
            ended.append(each)
        elif owner is None:
            undone.append(each.pk)
        else:
            each.owner_id = owner
            corrected.append(each)
            standing.add(each.unit_id)
    Ownership.objects.filter(pk__in=undone).delete()
    Ownership.objects.bulk_update([*corrected, *ended], ["owner", "until"], batch_size=BATCH)
    Ownership.objects.bulk_create(
        [Ownership(unit_id=unit, owner_id=owner, since=day) for unit, owner in held.items() if unit not in standing],
        batch_size=BATCH,
    )


def _set_hash(key: frozenset[str]) -> str:
    """Names a set of persons; the developer's is of a set with no person in it."""
    return keyed_hash("owner", "+".join(sorted(key)))
