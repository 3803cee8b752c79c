"""The register → the rows of a file that reads back as the same register."""

from collections.abc import Callable, Iterable, Iterator

from communities.domain.electorate import COMMUNITY
from communities.domain.roll.cells import SOURCES, TENURES, TITLES, USES, area_text, guarded
from communities.domain.roll.columns import HEADINGS, Column
from communities.domain.roll.rows import UnitRow

#: The columns of our own files, in their order.
OURS = tuple(column for column in Column if column is not Column.ROOM)
BETWEEN = "、"
SHEET = "业主名册"

#: How the template shows to fill it in: nobody's home, to be written over.
EXAMPLE = (
    "3",
    "2",
    "3-2-501",
    "5",
    "住宅",
    "89.37",
    "不动产登记",
    "已登记",
    "自住",
    "示例甲、示例乙",
    "号码甲、号码乙",
    "",
)


def headings() -> tuple[str, ...]:
    """The first row."""
    return tuple(HEADINGS[column] for column in OURS)


def lines(rows: Iterable[UnitRow], reference: Callable[[str], str]) -> Iterator[tuple[str, ...]]:
    """One line a part. ``reference`` says of a person's key how the file names the person."""
    for row in rows:
        yield _line(row, reference)


def _line(row: UnitRow, reference: Callable[[str], str]) -> tuple[str, ...]:
    building, _, stairwell = ("", "", "") if row.place == COMMUNITY else row.place.partition("-")
    phones = [person.phone for person in row.persons]
    cells = {
        Column.BUILDING: building,
        Column.STAIRWELL: stairwell,
        Column.DOOR: row.door,
        Column.FLOOR: "" if row.floor is None else str(row.floor),
        Column.USE: USES[row.use][0],
        Column.AREA: area_text(row.area_cm2),
        Column.SOURCE: SOURCES[row.area_source][0],
        Column.TITLE: TITLES[row.title][0],
        Column.TENURE: TENURES[row.tenure][0] if row.tenure else "",
        Column.OWNERS: BETWEEN.join(person.name for person in row.persons),
        Column.IDENTITIES: BETWEEN.join(reference(person.identity) for person in row.persons),
        Column.PHONES: BETWEEN.join(phones) if any(phones) else "",
    }
    return tuple(guarded(cells[column]) for column in OURS)
