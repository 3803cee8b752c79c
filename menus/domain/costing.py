"""Money of the menu: quantity times price, and what of it falls on whom. Rounding happens nowhere else.

Money is in whole fen, areas in whole square centimetres, quantities in whole thousandths of their unit.
"""

from collections.abc import Collection, Mapping
from typing import Any, Protocol, TypeVar

from menus.domain.catalogue import Payer, Unit

MILLI = 1000


class Sortable(Protocol):
    """A key that can be put in order, so that ties are broken the same way everywhere."""

    def __lt__(self, other: Any, /) -> bool: ...
    def __hash__(self) -> int: ...


Key = TypeVar("Key", bound=Sortable)


class CostRefused(ValueError):
    """Numbers that make no cost; `code` says why: negative, no_area, no_households, area_outside."""

    def __init__(self, code: str, **values: int) -> None:
        super().__init__(f"{code}: {values}")
        self.code = code
        self.values = values


def cost_fen(quantity_milli: int, unit_price_fen: int) -> int:
    """Quantity (thousandths) times price (fen per unit), rounded half up to the fen. Raises CostRefused."""
    _refuse_negative(quantity_milli=quantity_milli, unit_price_fen=unit_price_fen)
    return (quantity_milli * unit_price_fen + MILLI // 2) // MILLI


def share_fen(total_fen: int, areas_cm2: Mapping[Key, int]) -> dict[Key, int]:
    """Split a total over areas so that the parts add up to it exactly, in key order.

    Costs of common parts follow the share of exclusive area (Civil Code art. 283). Everyone gets their
    exact share rounded down; the fen left over go one each to the largest fractions, ties by key order.
    Whoever has the larger area never pays less. Raises CostRefused where there is no area to share by.
    """
    _refuse_negative(total_fen=total_fen, smallest_area_cm2=min(areas_cm2.values(), default=0))
    place_area = sum(areas_cm2.values())
    if place_area == 0:
        raise CostRefused("no_area", total_fen=total_fen)
    keys = sorted(areas_cm2)
    shares = {key: total_fen * areas_cm2[key] // place_area for key in keys}
    left = total_fen - sum(shares.values())
    by_fraction = sorted(keys, key=lambda key: -(total_fen * areas_cm2[key] % place_area))  # stable: ties by key
    for key in by_fraction[:left]:
        shares[key] += 1
    return shares


def household_share(total_fen: int, area_cm2: int, place_area_cm2: int) -> int:
    """What a part costs at most: its exact share rounded up to the fen. Needs no one else's area.

    The final split (`share_fen`) gives this or one fen less, so what was shown is never exceeded.
    Raises CostRefused.
    """
    _refuse_negative(total_fen=total_fen, area_cm2=area_cm2)
    if place_area_cm2 <= 0:
        raise CostRefused("no_area", total_fen=total_fen)
    if area_cm2 > place_area_cm2:
        raise CostRefused("area_outside", area_cm2=area_cm2, place_area_cm2=place_area_cm2)
    return -(-total_fen * area_cm2 // place_area_cm2)


def asked_of_residents(total_fen: int, area_cm2: int, place_area_cm2: int, payers: Collection[str]) -> int:
    """What of a cost may be asked of one of them: its `household_share` where residents are among those who usually
    pay, else nothing (handbook 3.1). Raises CostRefused."""
    if Payer.RESIDENTS not in payers:
        return 0
    return household_share(total_fen, area_cm2, place_area_cm2)


def monthly_charge(unit: Unit, quantity_milli: int, unit_price_fen: int, households: int) -> int:
    """What a management line costs an average household, in fen a month, rounded half up.

    A price per household is the charge itself; any other price is multiplied by its quantity (lamps, square
    metres, buildings) and divided by the households of the place. A fee by floor area is the
    `household_share` of the monthly total instead. Raises CostRefused.
    """
    _refuse_negative(quantity_milli=quantity_milli, unit_price_fen=unit_price_fen)
    if households <= 0:
        raise CostRefused("no_households", households=households)
    if unit is Unit.HOUSEHOLD:
        return unit_price_fen
    whole = MILLI * households
    return (2 * quantity_milli * unit_price_fen + whole) // (2 * whole)  # rounded once, from the exact product


def per_square_metre(total_fen: int, area_cm2: int) -> int:
    """What a total comes to on one square metre, in fen, rounded half up. Raises CostRefused."""
    _refuse_negative(total_fen=total_fen)
    if area_cm2 <= 0:
        raise CostRefused("no_area", total_fen=total_fen)
    return (2 * total_fen * 10_000 + area_cm2) // (2 * area_cm2)


def within_range(price_fen: int, low_fen: int | None, high_fen: int | None) -> bool:
    """Whether a price lies in the catalogue's range, both ends included; without a range any price does."""
    return (low_fen is None or price_fen >= low_fen) and (high_fen is None or price_fen <= high_fen)


def _refuse_negative(**values: int) -> None:
    for name, value in values.items():
        if value < 0:
            raise CostRefused("negative", **{name: value})
