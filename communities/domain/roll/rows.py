"""The register as plain values: one row for each exclusive part, with its owners."""

from collections.abc import Iterable
from dataclasses import dataclass

from communities.domain.electorate import Tenure, Title, Use

AREA_SOURCES = ("register", "survey", "contract")


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A registered person. ``identity`` is the register's number as it is typed; below the service its keyed hash, for
    only that is kept."""

    name: str
    identity: str
    phone: str = ""


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One line of a register. ``persons``: the owners, first of them the named representative; empty for the
    developer's parts. ``place`` is a stairwell "3-2", a building "3" or "community". Area in whole cm²."""

    place: str
    door: str
    floor: int | None
    use: Use
    area_cm2: int
    title: Title = Title.REGISTERED
    tenure: Tenure | None = Tenure.OWNER_OCCUPIED
    area_source: str = "register"
    persons: tuple[PersonRow, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """What names the part in its community."""
        return self.place, self.door

    @property
    def owner(self) -> frozenset[str]:
        """The set of persons that is its owner; the developer's has no person in it."""
        return frozenset(person.identity for person in self.persons)


@dataclass(frozen=True, slots=True)
class Figures:
    """What a register adds up to."""

    units: int = 0
    households: int = 0
    owners: int = 0
    persons: int = 0
    area_cm2: int = 0


def figures(rows: Iterable[UnitRow]) -> Figures:
    """Counts and area of keyed rows. The developer, whatever it holds, is one owner."""
    units = households = area = 0
    owners: set[frozenset[str]] = set()
    for row in rows:
        units += 1
        households += row.use is Use.DWELLING
        area += row.area_cm2
        owners.add(row.owner)
    return Figures(units, households, len(owners), len(frozenset().union(*owners)), area)
