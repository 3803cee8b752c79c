"""One cell of a register file → one value. A cell that says nothing sensible raises Unclear; nothing else is raised."""

import re
import unicodedata
from collections.abc import Mapping
from typing import TypeVar

from communities.domain.electorate import COMMUNITY, Tenure, Title, Use
from communities.domain.roll.findings import Code

T = TypeVar("T")

CM2 = 10_000
LARGEST_M2 = 1_000_000  # a whole community's; more is a slip of the keyboard
LOWEST, HIGHEST = -9, 120
DOOR_LENGTH = PLACE_LENGTH = 20
NAME_LENGTH = 80
IDENTITY_LENGTH = 64

#: What a spreadsheet would take for a formula; a text that begins so is written behind an apostrophe.
FORMULA = ("=", "+", "-", "@", "'")

_AREA = re.compile(r"([+-]?)([0-9]+)(?:\.([0-9]*))?")
_FLOOR = re.compile(r"(-|负|b)?([0-9]{1,3})(?:层|楼|f)?")
_PLACE = re.compile(r"[^-\s]+(-[^-\s]+)?")
_ROUNDED = re.compile(r"[0-9](\.[0-9]+)?e\+?[0-9]+", re.IGNORECASE)
_BETWEEN = re.compile(r"[、；;，,\n|]")

USES = {
    Use.DWELLING: ("住宅", "住房", "居住", "成套住宅", "dwelling", "flat", "home"),
    Use.SHOP: ("商铺", "商业", "门面", "商业用房", "非住宅", "shop", "commercial"),
    Use.PARKING: ("车位", "车库", "停车位", "parking"),
}
TITLES = {
    Title.REGISTERED: ("已登记", "已办证", "有证", "registered"),
    Title.PENDING: ("待登记", "未办证", "办理中", "pending"),
    Title.UNDELIVERED: ("未交付", "已售未交付", "undelivered"),
    Title.UNSOLD: ("未售", "未出售", "unsold"),
}
TENURES = {
    Tenure.OWNER_OCCUPIED: ("自住", "业主自住", "owner occupied", "owner_occupied"),
    Tenure.LET: ("出租", "租住", "let", "rented"),
    Tenure.VACANT: ("空置", "空关", "vacant", "empty"),
}
SOURCES = {
    "register": ("不动产登记", "登记", "房产证", "register"),
    "survey": ("测绘", "实测", "survey"),
    "contract": ("购房合同", "合同", "contract"),
}


class Unclear(Exception):
    """A cell cannot be read: its code, and what is told of it."""

    def __init__(self, code: Code, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def clean(text: str) -> str:
    """A text without what cannot be seen, with single spaces, and without the apostrophe that guards a formula."""
    seen = "".join(c if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Zl", "Zp") else " " for c in text)
    words = " ".join(seen.split())
    return words[1:] if words[:1] == "'" and words[1:2] in FORMULA else words


def guarded(text: str) -> str:
    """A text as a file carries it; ``clean`` takes it back."""
    return f"'{text}" if text.startswith(FORMULA) else text


def folded(text: str) -> str:
    """A word of a closed list as it is compared."""
    return unicodedata.normalize("NFKC", clean(text)).casefold().strip()


def area(text: str) -> int:
    """Square metres → whole cm²."""
    narrow = re.sub(r"(m2|m²|平方米|平米|平方)$", "", re.sub(r"[\s,]", "", folded(text)))
    if not narrow:
        raise Unclear(Code.AREA_MISSING)
    match = _AREA.fullmatch(narrow)
    if match is None:
        raise Unclear(Code.AREA_NOT_A_NUMBER, said=short(text))
    sign, whole, part = match[1], match[2].lstrip("0"), (match[3] or "").rstrip("0")
    if sign == "-" or not (whole or part):
        raise Unclear(Code.AREA_NOT_POSITIVE, said=short(text))
    if len(whole) > len(str(LARGEST_M2)) or int(whole or 0) > LARGEST_M2:
        raise Unclear(Code.AREA_BEYOND_MEASURE, said=short(text), most=LARGEST_M2)
    if len(part) > 4:
        raise Unclear(Code.AREA_TOO_FINE, said=short(text))
    return int(whole or 0) * CM2 + int(part.ljust(4, "0"))


def area_text(cm2: int) -> str:
    """Whole cm² → square metres, as short as can be: 893700 → "89.37"."""
    whole, part = divmod(cm2, CM2)
    return f"{whole}.{part:04d}".rstrip("0").rstrip(".")


def floor(text: str) -> int | None:
    """A floor; None where nothing is said."""
    narrow = folded(text)
    if not narrow:
        return None
    match = _FLOOR.fullmatch(narrow)
    value = int(match[2]) * (-1 if match[1] else 1) if match else HIGHEST + 1
    if not LOWEST <= value <= HIGHEST:
        raise Unclear(Code.FLOOR_UNREADABLE, said=short(text))
    return value


def one_of(words: Mapping[T, tuple[str, ...]], text: str, code: Code) -> T | None:
    """A word of a closed list; None where nothing is said."""
    narrow = folded(text)
    if not narrow:
        return None
    for value, said in words.items():
        if narrow in said:
            return value
    raise Unclear(code, said=short(text), known=" / ".join(said[0] for said in words.values()))


def place(building: str, stairwell: str) -> str:
    """Building and stairwell → the code of the place; the whole community where neither is said."""
    first = re.sub(r"(号楼|栋|幢|楼|座)$", "", clean(building))
    second = re.sub(r"(单元|梯)$", "", clean(stairwell))
    if not first and not second:
        return COMMUNITY
    code = "-".join(part for part in (first, second) if part)
    if not _PLACE.fullmatch(code) or code == COMMUNITY or not (first or "-" in second):
        raise Unclear(Code.PLACE_UNREADABLE, said=short(f"{building} {stairwell}"))
    return limited(code, PLACE_LENGTH)


def split(text: str) -> list[str]:
    """Several names or numbers in one cell, in their order; empty ones keep their turn."""
    parts = [clean(part) for part in _BETWEEN.split(text)]
    return parts if any(parts) else []


def is_rounded(identity: str) -> bool:
    """Did a spreadsheet take an identity number for a quantity, and lose its last digits ("5.10102E+17")? Two people
    would become one."""
    return _ROUNDED.fullmatch(identity) is not None


def limited(text: str, length: int) -> str:
    """A text that fits its place."""
    if len(text) > length:
        raise Unclear(Code.TEXT_TOO_LONG, said=short(text), most=length)
    return text


def short(text: str) -> str:
    """What is shown of a cell that cannot be read."""
    words = clean(text)
    return words if len(words) <= 30 else f"{words[:29]}…"
