"""What each home pays a month for the management package. Money in whole fen, areas in whole cm²."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from menus.domain.catalogue import LineageKey, Unit
from menus.domain.costing import share_fen

#: home → place → its area there
Homes = Mapping[int, Mapping[str, int]]
#: home → service → what it pays for it
Charges = Mapping[int, Mapping[LineageKey, int]]


@dataclass(frozen=True, slots=True)
class Service:
    """A service of the package at its place: what it costs a month in all, or each home where it is priced so."""

    key: LineageKey
    unit: Unit
    price_fen: int
    total_fen: int


def charges(services: Iterable[Service], homes: Homes) -> Charges:
    """What each home pays for each service of a place it belongs to.

    A price per household is the charge itself. Any other is shared by floor area, so that the homes' parts are the
    total to the fen (Civil Code art. 283).
    """
    found: dict[int, dict[LineageKey, int]] = {home: {} for home in homes}
    for service in services:
        there = {home: areas[service.key.place] for home, areas in homes.items() if service.key.place in areas}
        if service.unit is Unit.HOUSEHOLD:
            parts = dict.fromkeys(there, service.price_fen)
        else:
            parts = share_fen(service.total_fen, there) if there else {}
        for home, fen in parts.items():
            found[home][service.key] = fen
    return found
