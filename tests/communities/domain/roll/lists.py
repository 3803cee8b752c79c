"""Lists as committees bring them."""

from collections.abc import Sequence

from communities.domain.roll.columns import guess
from communities.domain.roll.findings import Finding
from communities.domain.roll.reading import Read, read

HEADINGS = (
    "楼栋",
    "单元",
    "门牌",
    "楼层",
    "用途",
    "建筑面积",
    "面积来源",
    "产权",
    "居住情况",
    "业主",
    "身份证号",
    "电话",
)
GOOD = ("3", "2", "3-2-501", "5", "住宅", "89.37", "登记", "有证", "自住", "测试人甲", "TEST-1", "")
AT = dict(zip(HEADINGS, range(len(HEADINGS)), strict=True))


def key_of(said: str) -> str | None:
    """A stand-in for the keyed hash: "#1" is somebody on the register, other "#" are nobody."""
    if said.startswith("#"):
        return "KEY TEST-1" if said == "#1" else None
    return f"KEY {said.upper()}"


def line(**cells: str) -> tuple[str, ...]:
    """A good line, but for these cells."""
    changed = list(GOOD)
    for heading, text in cells.items():
        changed[AT[heading]] = text
    return tuple(changed)


def reading(*lines: Sequence[str], headings: Sequence[str] = HEADINGS) -> Read:
    """These lines under these headings, from row 2 on."""
    return read(lines, guess(headings), key_of, first=2)


def told(findings: Sequence[Finding]) -> list[tuple[str, int | None, str | None]]:
    """Code, row and column of each."""
    return [(each.code.value, each.row, each.column and each.column.value) for each in findings]
