"""What only shows when the rows of a file are laid beside each other."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from communities.domain.roll.columns import Column
from communities.domain.roll.findings import Code, Finding, found
from communities.domain.roll.reading import Read
from communities.domain.roll.rows import PersonRow, UnitRow

DOORS_NAMED = 3


def check(read: Read, community_cm2: int) -> list[Finding]:
    """Findings across rows. Owners are joined by identity alone; equal names are only told."""
    lines = list(zip(read.numbers, read.rows, strict=True))
    return [
        *_doors(lines),
        *_persons(lines),
        *_names(read.rows),
        *_owners(lines),
        *_area(read.rows, community_cm2),
    ]


Lines = Sequence[tuple[int, UnitRow]]


def _doors(lines: Lines) -> Iterator[Finding]:
    first: dict[tuple[str, str], int] = {}
    for number, row in lines:
        if first.setdefault(row.key, number) != number:
            yield found(Code.DOOR_TWICE, number, Column.DOOR, door=row.door, first=first[row.key])


def _persons(lines: Lines) -> Iterator[Finding]:
    """One identity has one name; of several telephone numbers the first one stands."""
    first: dict[str, tuple[int, PersonRow]] = {}
    for number, row in lines:
        for person in row.persons:
            before, known = first.setdefault(person.identity, (number, person))
            if known.name != person.name:
                yield found(Code.NAME_DIFFERS, number, Column.OWNERS, name=person.name, other=known.name, first=before)
            if known.phone != person.phone:
                yield found(Code.PHONE_DIFFERS, number, Column.PHONES, name=person.name, first=before)


def _names(rows: Sequence[UnitRow]) -> Iterator[Finding]:
    """Equal names of different persons: perhaps one person whose number was mistyped, perhaps not."""
    doors: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        for person in row.persons:
            doors[person.name].setdefault(person.identity, row.door)
    for name, held in doors.items():
        if len(held) > 1:
            yield found(
                Code.EQUAL_NAMES, None, Column.OWNERS, name=name, persons=len(held), doors=_named(list(held.values()))
            )


def _owners(lines: Lines) -> Iterator[Finding]:
    held: dict[frozenset[str], list[tuple[int, UnitRow]]] = defaultdict(list)
    for number, row in lines:
        if row.persons:
            held[row.owner].append((number, row))
    for parts in held.values():
        first, rows = parts[0][0], [row for _, row in parts]
        if len(rows) > 1:
            doors = _named([row.door for row in rows])
            yield found(Code.SAME_BUYER, first, Column.OWNERS, name=rows[0].persons[0].name, n=len(rows), doors=doors)
        for number, row in parts:
            if row.persons[0].identity != rows[0].persons[0].identity:
                speaks = rows[0].persons[0].name
                yield found(Code.REPRESENTATIVE_DIFFERS, number, Column.OWNERS, name=speaks, first=first)


def _area(rows: Sequence[UnitRow], community_cm2: int) -> Iterator[Finding]:
    total = sum(row.area_cm2 for row in rows)
    if total != community_cm2:
        yield found(Code.AREA_DOES_NOT_ADD_UP, None, Column.AREA, units_cm2=total, community_cm2=community_cm2)


def _named(doors: Sequence[str]) -> str:
    """The first doors; the others are dots."""
    return "、".join(doors[:DOORS_NAMED]) + ("…" if len(doors) > DOORS_NAMED else "")
