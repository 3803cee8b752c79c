"""The columns a register file may have, and under which headings people write them."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

LOOKED_AT = 20  # rows in which the headings may stand: lists begin with titles and dates


class Column(StrEnum):
    """One kind of column. ``ROOM`` is a door without its building ("501"), ``DOOR`` the whole ("3-2-501")."""

    BUILDING = "building"
    STAIRWELL = "stairwell"
    DOOR = "door"
    ROOM = "room"
    FLOOR = "floor"
    USE = "use"
    AREA = "area"
    SOURCE = "source"
    TITLE = "title"
    TENURE = "tenure"
    OWNERS = "owners"
    IDENTITIES = "identities"
    PHONES = "phones"


#: The heading of each column in our own files; the template and the copy of the register carry these.
HEADINGS: Mapping[Column, str] = {
    Column.BUILDING: "楼栋",
    Column.STAIRWELL: "单元",
    Column.DOOR: "门牌",
    Column.ROOM: "房号",
    Column.FLOOR: "楼层",
    Column.USE: "用途",
    Column.AREA: "建筑面积（平方米）",
    Column.SOURCE: "面积来源",
    Column.TITLE: "产权状态",
    Column.TENURE: "居住情况",
    Column.OWNERS: "业主姓名",
    Column.IDENTITIES: "证件号码",
    Column.PHONES: "联系电话",
}

#: Other headings, folded as ``fold`` does: how developers' and property companies' lists name them.
ALSO: Mapping[Column, tuple[str, ...]] = {
    Column.BUILDING: ("楼号", "楼栋号", "栋", "栋号", "幢", "幢号", "楼", "building", "block"),
    Column.STAIRWELL: ("单元号", "梯号", "stairwell", "entrance", "unit"),
    Column.DOOR: ("门牌号", "门牌号码", "地址", "房屋坐落", "坐落", "door", "address"),
    Column.ROOM: ("房间号", "室号", "户号", "房屋编号", "室", "room", "flat", "room number", "flat number"),
    Column.FLOOR: ("层", "所在层", "所在楼层", "层数", "floor", "storey"),
    Column.USE: ("房屋用途", "规划用途", "使用性质", "性质", "use", "usage"),
    Column.AREA: ("建筑面积", "面积", "专有部分面积", "产权面积", "房屋面积", "area", "area m2", "floor area"),
    Column.SOURCE: ("来源", "面积依据", "source", "source of area", "area source"),
    Column.TITLE: ("产权", "产权情况", "登记状态", "title", "title status"),
    Column.TENURE: ("居住状况", "使用情况", "入住情况", "tenure", "who lives there"),
    Column.OWNERS: ("业主", "姓名", "产权人", "权利人", "房主", "户主", "owner", "owners", "name", "owner name"),
    Column.IDENTITIES: (
        "身份证", "身份证号", "身份证号码", "证件号", "证件编号", "identity", "identity number", "id number", "id",
    ),
    Column.PHONES: ("电话", "手机", "手机号", "手机号码", "联系方式", "电话号码", "phone", "telephone", "mobile"),
}  # fmt: skip

Layout = Mapping[Column, int]
#: A folded heading → the column it was said to be, if ever it was.
Remembered = Callable[[str], str | None]


def fold(heading: str) -> str:
    """A heading as it is compared: without width, case, spaces, and what stands in brackets."""
    narrow = unicodedata.normalize("NFKC", heading).casefold()
    bare = re.sub(r"\([^()]*\)|[*:]", " ", narrow)
    words = " ".join(bare.split())
    return words if words.isascii() else words.replace(" ", "")


_KNOWN = {fold(name): column for column, heading in HEADINGS.items() for name in (heading, *ALSO[column])}


def nothing(_heading: str) -> None:
    """What is remembered before the first file."""


def guess(headings: Sequence[str], remembered: Remembered = nothing) -> dict[Column, int]:
    """Which column stands where: as was said for this community before, else by its heading. The first one counts."""
    layout: dict[Column, int] = {}
    for position, heading in enumerate(headings):
        name = fold(heading)
        said = remembered(name) if name else None
        column = Column(said) if said in set(Column) else _KNOWN.get(name)
        if column is not None:
            layout.setdefault(column, position)
    return layout


def names(headings: Sequence[str], layout: Layout) -> dict[str, str]:
    """What is remembered of a layout: folded heading → column."""
    return {fold(headings[at]): column.value for column, at in layout.items() if fold(headings[at])}


def lacking(layout: Layout) -> tuple[Column, ...]:
    """What no register can be read without."""
    lacks = [] if Column.DOOR in layout or Column.ROOM in layout else [Column.DOOR]
    return (*lacks, *(column for column in (Column.AREA, Column.OWNERS) if column not in layout))


def find_headings(rows: Iterable[Sequence[str]], remembered: Remembered = nothing) -> int:
    """The row, counted from 0, that holds the headings: the one in which most columns are known; else the first one
    with more than one cell filled."""
    best, most, first = 0, 0, None
    for number, row in enumerate(rows):
        if number >= LOOKED_AT:
            break
        if first is None and sum(bool(cell.strip()) for cell in row) > 1:
            first = number
        known = len(guess(row, remembered))
        if known > most:
            best, most = number, known
    return best if most > 1 else first or 0
