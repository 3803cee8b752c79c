"""A community's menu and findings, written for many places at once, line by line."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from consultations.demo import files
from consultations.demo.registers import stairwells
from menus.domain.costing import MILLI

FEN = 100


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the menu as the service takes it; ``ruling`` says whether common use changes, and why."""

    code: str
    place: str
    quantity_milli: int
    unit_price_fen: int
    group: str
    wording_zh: str
    wording_en: str
    ruling: Mapping[str, Any]


def menu(community: Mapping[str, Any]) -> Iterator[Line]:
    """Every line of the menu, in its order."""
    for row in community["menu"]:
        for place in places(row["at"], community["register"]):
            yield Line(
                code=row["item"],
                place=place,
                quantity_milli=files.whole(_at_place(row["quantity"], place), MILLI),
                unit_price_fen=files.whole(row["price"], FEN),
                group=row.get("group", ""),
                wording_zh=row.get("wording_zh", ""),
                wording_en=row.get("wording_en", ""),
                ruling=row.get("ruling", {}),
            )


def findings(community: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Every finding: item, place, and what was found in both languages."""
    for row in community["findings"]:
        for place in places(row["at"], community["register"]):
            yield row["item"], place, row["zh"], row["en"]


def places(at: str | Sequence[str], pattern: Mapping[str, Any]) -> Sequence[str]:
    """The places meant by "community", "buildings", "stairwells" or a list of codes."""
    if at == "buildings":
        return tuple(pattern["stairwells"])
    if at == "stairwells":
        return stairwells(pattern)
    return (at,) if isinstance(at, str) else tuple(at)


def _at_place(quantity: object, place: str) -> object:
    """One quantity for all places, or one for each with "*" for the others."""
    return quantity.get(place, quantity["*"]) if isinstance(quantity, Mapping) else quantity
