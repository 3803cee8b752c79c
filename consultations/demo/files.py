"""The demonstration's reviewed data files."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from menus import files

FOLDER = Path(__file__).parent / "data"
LARGE = "changshiyuan"


@cache
def people() -> Mapping[str, Any]:
    """Surnames, given names and shops to put invented names together from."""
    return files.read(FOLDER / "people.yaml")


@cache
def communities() -> Sequence[Mapping[str, Any]]:
    """Every community with all it consists of: the large one first, then the small ones, each with what they share."""
    small = files.read(FOLDER / "small.yaml")
    shared = small["shared"]
    return (
        _flat(files.read(FOLDER / f"{LARGE}.yaml")),
        *(_with_people({**shared, **row}, seed=200 + 40 * number) for number, row in enumerate(small["communities"])),
    )


def of(slug: str) -> Mapping[str, Any]:
    """One community's data."""
    return next(row for row in communities() if row["slug"] == slug)


def whole(number: object, unit: int) -> int:
    """A number as the files write it, in whole parts of ``unit``: ("118.60", 10_000) → 1_186_000.

    Raises ValueError when something would be left over.
    """
    exact = Decimal(str(number)) * unit
    if exact != int(exact):
        raise ValueError(f"{number} is no whole number of 1/{unit}")
    return int(exact)


def _flat(document: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**document, **document["community"]}


def _with_people(row: Mapping[str, Any], *, seed: int) -> Mapping[str, Any]:
    """A small community takes its names from a stretch of the list of its own, and a telephone number nobody has."""
    return {
        **row,
        "register": {**row["register"], "seed": seed},
        "committee_phone": f"023-0000 {seed:04d}",
    }
