"""What a register file changes in the register that stands."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from communities.domain.electorate import Tenure, Use
from communities.domain.roll.columns import Column
from communities.domain.roll.rows import PersonRow, UnitRow

#: Column of a file → field of a unit. What a file has no column for stays as it is.
FIELDS = {
    Column.FLOOR: "floor",
    Column.USE: "use",
    Column.AREA: "area_cm2",
    Column.SOURCE: "area_source",
    Column.TITLE: "title",
    Column.TENURE: "tenure",
}


class About(StrEnum):
    """What a change is about."""

    UNIT = "unit"
    PERSON = "person"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that is another afterwards. ``label`` is the door, or the person's name until now."""

    about: About
    label: str
    field: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Difference:
    """Parts that come, parts that go, and field by field what changes in those that stay."""

    added: tuple[UnitRow, ...] = ()
    gone: tuple[UnitRow, ...] = ()
    changes: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.gone or self.changes)


def completed(rows: Sequence[UnitRow], stored: Sequence[UnitRow], columns: Collection[Column]) -> list[UnitRow]:
    """The rows, with what their file has no column for taken from the register."""
    missing = [name for column, name in FIELDS.items() if column not in columns]
    standing = {row.key: row for row in stored}
    phones = {} if Column.PHONES in columns else {p.identity: p.phone for row in stored for p in row.persons}
    return [_completed(row, standing.get(row.key), missing, phones) for row in rows]


def _completed(row: UnitRow, before: UnitRow | None, missing: Sequence[str], phones: dict[str, str]) -> UnitRow:
    if phones:
        persons = (replace(person, phone=phones.get(person.identity, person.phone)) for person in row.persons)
        row = replace(row, persons=tuple(persons))
    if before is None or not missing:
        return row
    filled: UnitRow = replace(row, **{name: getattr(before, name) for name in missing})
    if filled.use is Use.DWELLING:
        return filled if filled.tenure is not None else replace(filled, tenure=row.tenure or Tenure.OWNER_OCCUPIED)
    return replace(filled, tenure=None)


def difference(stored: Sequence[UnitRow], rows: Sequence[UnitRow]) -> Difference:
    """Compare keyed rows with the register's."""
    before, after = {row.key: row for row in stored}, {row.key: row for row in rows}
    return Difference(
        added=tuple(row for key, row in after.items() if key not in before),
        gone=tuple(row for key, row in before.items() if key not in after),
        changes=(
            *(change for key, row in after.items() if key in before for change in _unit(before[key], row)),
            *_people(stored, rows),
            *_representatives(stored, rows),
        ),
    )


def persons(rows: Sequence[UnitRow]) -> dict[str, PersonRow]:
    """Everybody by identity, as the first row says it."""
    seen: dict[str, PersonRow] = {}
    for row in rows:
        for person in row.persons:
            seen.setdefault(person.identity, person)
    return seen


def owners(rows: Sequence[UnitRow]) -> dict[frozenset[str], UnitRow]:
    """Every owner with the first of its rows; the first person named there represents."""
    seen: dict[frozenset[str], UnitRow] = {}
    for row in rows:
        seen.setdefault(row.owner, row)
    return seen


def _unit(before: UnitRow, after: UnitRow) -> Iterator[Change]:
    for name in FIELDS.values():
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield Change(About.UNIT, before.door, name, old, new)
    if before.owner != after.owner:
        yield Change(About.UNIT, before.door, "owners", _named(before), _named(after))


def _people(stored: Sequence[UnitRow], rows: Sequence[UnitRow]) -> Iterator[Change]:
    before = persons(stored)
    for key, person in persons(rows).items():
        known = before.get(key)
        for name in ("name", "phone"):
            if known is not None and getattr(known, name) != getattr(person, name):
                yield Change(About.PERSON, known.name, name, getattr(known, name), getattr(person, name))


def _representatives(stored: Sequence[UnitRow], rows: Sequence[UnitRow]) -> Iterator[Change]:
    before = owners(stored)
    for key, row in owners(rows).items():
        known = before.get(key)
        if known is not None and key and known.persons[0].identity != row.persons[0].identity:
            yield Change(About.OWNER, row.door, "representative", known.persons[0].name, row.persons[0].name)


def _named(row: UnitRow) -> str:
    return "、".join(person.name for person in row.persons)
