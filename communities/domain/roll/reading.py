"""Rows of a file → register rows, one by one."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from communities.domain.electorate import DEVELOPERS, Tenure, Title, Use
from communities.domain.roll import cells
from communities.domain.roll.cells import Unclear
from communities.domain.roll.columns import Column, Layout
from communities.domain.roll.findings import Code, Finding, found
from communities.domain.roll.rows import PersonRow, UnitRow

#: Identity text → the key that joins a person's parts; None where the text points to nobody on the register.
KeyOf = Callable[[str], str | None]


@dataclass(slots=True)
class Read:
    """What a file says: its rows with the number of each, and what is wrong with single rows."""

    rows: list[UnitRow] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def read(lines: Iterable[Sequence[str]], layout: Layout, key_of: KeyOf, *, first: int = 1) -> Read:
    """Read every line that is not empty; ``first`` is the number of the first one. A row with a finding that blocks is
    left out, so the others can still be looked at."""
    result = Read()
    for number, line in enumerate(lines, start=first):
        if any(cell.strip() for cell in line):
            row = _Row(number, line, layout)
            unit = row.unit(key_of)
            result.findings.extend(row.findings)
            if unit is not None:
                result.rows.append(unit)
                result.numbers.append(number)
    return result


class _Row:
    """One line while it is read; gathers everything that is wrong with it, not only the first thing."""

    def __init__(self, number: int, line: Sequence[str], layout: Layout) -> None:
        self.number, self.line, self.layout = number, line, layout
        self.findings: list[Finding] = []

    def unit(self, key_of: KeyOf) -> UnitRow | None:
        place, door = self._where()
        floor = self._try(Column.FLOOR, cells.floor)
        use = self._word(Column.USE, cells.USES, Code.USE_UNKNOWN) or Use.DWELLING
        area = self._try(Column.AREA, cells.area)
        title = self._word(Column.TITLE, cells.TITLES, Code.TITLE_UNKNOWN) or Title.REGISTERED
        tenure = self._word(Column.TENURE, cells.TENURES, Code.TENURE_UNKNOWN) or Tenure.OWNER_OCCUPIED
        source = self._word(Column.SOURCE, cells.SOURCES, Code.SOURCE_UNKNOWN)
        if source is None and Column.SOURCE in self.layout:
            self._found(Code.SOURCE_MISSING, Column.SOURCE)
        persons = self._persons(f"{place}/{door}", key_of)
        if bool(persons) == (title in DEVELOPERS):
            self._found(Code.DEVELOPER_WITH_OWNER if persons else Code.OWNER_MISSING, Column.OWNERS)
        if place is None or door is None or area is None or any(finding.blocks for finding in self.findings):
            return None
        lived_in = tenure if use is Use.DWELLING else None
        return UnitRow(place, door, floor, use, area, title, lived_in, source or "register", persons)

    def _where(self) -> tuple[str | None, str | None]:
        """Place and door. A room alone ("501") gets its place before it; a door alone says its place itself."""
        door, room = cells.clean(self._cell(Column.DOOR)), cells.clean(self._cell(Column.ROOM))
        building, stairwell = self._cell(Column.BUILDING), self._cell(Column.STAIRWELL)
        try:
            if {Column.BUILDING, Column.STAIRWELL} & set(self.layout):
                place = cells.place(building, stairwell)
            else:
                place = cells.place("-".join((door or room).split("-")[:-1][:2]), "")
        except Unclear as unclear:
            self._found(unclear.code, self._column(Column.BUILDING, Column.STAIRWELL, Column.DOOR), **unclear.values)
            return None, None
        door = door or (f"{place}-{room}" if room and building.strip() and "-" not in room else room)
        if not door:
            self._found(Code.DOOR_MISSING, self._column(Column.DOOR, Column.ROOM))
            return place, None
        try:
            return place, cells.limited(door, cells.DOOR_LENGTH)
        except Unclear as unclear:
            self._found(unclear.code, self._column(Column.DOOR, Column.ROOM), **unclear.values)
            return place, None

    def _persons(self, where: str, key_of: KeyOf) -> tuple[PersonRow, ...]:
        names = [name for name in cells.split(self._cell(Column.OWNERS)) if name]
        identities = self._beside(names, Column.IDENTITIES, Code.IDENTITIES_DO_NOT_MATCH)
        phones = self._beside(names, Column.PHONES, Code.PHONES_DO_NOT_MATCH)
        persons = []
        for name, identity, phone in zip(names, identities, phones, strict=True):
            key = self._key(where, name, identity, key_of)
            self._fits(Column.OWNERS, name, cells.NAME_LENGTH)
            self._fits(Column.PHONES, phone, cells.IDENTITY_LENGTH)
            persons.append(PersonRow(name, key, phone))
        if len({person.identity for person in persons}) < len(persons):
            self._found(Code.PERSON_TWICE, Column.OWNERS)
        return tuple(persons)

    def _key(self, where: str, name: str, identity: str, key_of: KeyOf) -> str:
        """Who has no number is a person of this door alone, and joins nothing."""
        if not identity:
            self._found(Code.IDENTITY_MISSING, Column.IDENTITIES, name=name)
        if cells.is_rounded(identity):
            self._found(Code.IDENTITY_ROUNDED, Column.IDENTITIES, said=identity)
        self._fits(Column.IDENTITIES, identity, cells.IDENTITY_LENGTH)
        key = key_of(identity or f"{where}/{name}")
        if key is None:
            self._found(Code.PERSON_UNKNOWN, Column.IDENTITIES, said=identity)
        return key or identity

    def _beside(self, names: Sequence[str], column: Column, code: Code) -> list[str]:
        """As many numbers as there are names, or none at all."""
        given = cells.split(self._cell(column))
        if given and len(given) != len(names):
            self._found(code, column, names=len(names), numbers=len(given))
        return given if len(given) == len(names) else [""] * len(names)

    def _cell(self, column: Column) -> str:
        at = self.layout.get(column)
        return self.line[at] if at is not None and at < len(self.line) else ""

    def _column(self, *columns: Column) -> Column:
        """The first of them that the file has."""
        return next((column for column in columns if column in self.layout), columns[0])

    def _try(self, column: Column, reader: Callable[[str], int | None]) -> int | None:
        try:
            return reader(self._cell(column))
        except Unclear as unclear:
            self._found(unclear.code, column, **unclear.values)
            return None

    def _word(self, column: Column, words: Mapping[cells.T, tuple[str, ...]], code: Code) -> cells.T | None:
        try:
            return cells.one_of(words, self._cell(column), code)
        except Unclear as unclear:
            self._found(unclear.code, column, **unclear.values)
            return None

    def _fits(self, column: Column, text: str, length: int) -> None:
        try:
            cells.limited(text, length)
        except Unclear as unclear:
            self._found(unclear.code, column, **unclear.values)

    def _found(self, code: Code, column: Column, /, **values: object) -> None:
        self.findings.append(found(code, self.number, column, **values))


def shown(lines: Iterable[Sequence[str]], most: int) -> Iterator[tuple[str, ...]]:
    """The first lines as they are shown to whoever says which column is which."""
    for _, line in zip(range(most), lines, strict=False):
        yield tuple(cells.short(cell) for cell in line)
