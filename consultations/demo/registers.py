"""A community's register, made from its pattern: doors, areas, owners with invented names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communities.domain.electorate import Tenure, Title, Use
from communities.services.register import PersonRow, UnitRow
from consultations.demo import files

CM2 = 10_000


@dataclass(frozen=True, slots=True)
class Flat:
    """One dwelling of the pattern; ``number`` counts through the community from 0."""

    number: int
    stairwell: str
    floor: int
    side: int
    area_cm2: int

    @property
    def door(self) -> str:
        return f"{self.stairwell}-{self.floor}{self.side:02d}"


def rows(community: Mapping[str, Any]) -> tuple[UnitRow, ...]:
    """The whole register: the flats, then the shops."""
    pattern, slug = community["register"], community["slug"]
    dwellings = [_dwelling(flat, pattern, slug) for flat in flats(pattern)]
    return (*dwellings, *(_shop(number, shop, slug) for number, shop in enumerate(pattern["shops"])))


def flats(pattern: Mapping[str, Any]) -> Iterator[Flat]:
    """Every dwelling, building by building, stairwell by stairwell, from the ground up."""
    number = 0
    for building, count in pattern["stairwells"].items():
        areas = pattern["flats"].get(building, pattern["flats"]["*"])
        for stairwell in range(1, count + 1):
            for floor in range(1, pattern["floors"] + 1):
                for side, area in enumerate(areas, start=1):
                    yield Flat(number, f"{building}-{stairwell}", floor, side, files.whole(area, CM2))
                    number += 1


def stairwells(pattern: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of all stairwells."""
    return tuple(f"{building}-{n}" for building, count in pattern["stairwells"].items() for n in range(1, count + 1))


def _dwelling(flat: Flat, pattern: Mapping[str, Any], slug: str) -> UnitRow:
    unsold = flat.door in pattern["unsold"]
    return UnitRow(
        place=flat.stairwell,
        door=flat.door,
        floor=flat.floor,
        use=Use.DWELLING,
        area_cm2=flat.area_cm2,
        title=_title(flat.door, pattern),
        tenure=Tenure.VACANT if unsold else _tenure(flat, pattern),
        persons=() if unsold else _owners(flat, pattern, slug),
    )


def _title(door: str, pattern: Mapping[str, Any]) -> Title:
    if door in pattern["unsold"]:
        return Title.UNSOLD
    return Title.PENDING if door in pattern["pending"] else Title.REGISTERED


def _tenure(flat: Flat, pattern: Mapping[str, Any]) -> Tenure:
    if _named(flat, pattern):
        if flat.door in pattern["let"]:
            return Tenure.LET
        return Tenure.VACANT if flat.door in pattern["vacant"] else Tenure.OWNER_OCCUPIED
    if _every(flat.number, pattern["every"]["vacant"]):
        return Tenure.VACANT
    return Tenure.LET if _every(flat.number, pattern["every"]["let"]) else Tenure.OWNER_OCCUPIED


def _owners(flat: Flat, pattern: Mapping[str, Any], slug: str) -> tuple[PersonRow, ...]:
    """One person, or a couple; the doors of one owner all name the person of the first of them."""
    first = next((group[0] for group in pattern["together"] if flat.door in group), None)
    if first is not None:
        return (_person(slug, first, pattern["seed"], flat=_number(first, pattern)),)
    one = _person(slug, flat.door, pattern["seed"], flat=flat.number)
    couple = flat.door in pattern["couples"] or (
        not _named(flat, pattern) and _every(flat.number, pattern["every"]["couple"])
    )
    return (one, _person(slug, f"{flat.door}-B", pattern["seed"] + 500, flat=flat.number)) if couple else (one,)


def _named(flat: Flat, pattern: Mapping[str, Any]) -> bool:
    """Is the door spoken of by itself, so that no "every so manieth" reaches it?"""
    named = {door for group in pattern["together"] for door in group}
    return flat.door in named.union(*(pattern[word] for word in ("couples", "let", "vacant", "unsold", "pending")))


def _number(door: str, pattern: Mapping[str, Any]) -> int:
    return next(flat.number for flat in flats(pattern) if flat.door == door)


def _every(number: int, step: int) -> bool:
    return bool(step) and number % step == step - 1


def _person(slug: str, key: str, seed: int, *, flat: int) -> PersonRow:
    listed = files.people()
    count = seed + flat
    surname = listed["surnames"][count % len(listed["surnames"])]
    given = listed["given"][(count * 7 + count // len(listed["surnames"])) % len(listed["given"])]
    return PersonRow(name=f"{surname}{given}", identity=f"DEMO-{slug}-{key}")


def _shop(number: int, shop: Mapping[str, Any], slug: str) -> UnitRow:
    return UnitRow(
        place=shop["place"],
        door=shop["door"],
        floor=1,
        use=Use.SHOP,
        area_cm2=files.whole(shop["area"], CM2),
        tenure=None,
        persons=(PersonRow(files.people()["shops"][number], f"DEMO-{slug}-{shop['door']}"),),
    )
