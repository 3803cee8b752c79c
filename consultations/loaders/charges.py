"""The charge sheet of a plan's management package: what every home pays a month for each service."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from communities.loaders import held_at
from communities.models import Credential, RollEntry, RollShare, RollVersion
from consultations.domain.plan.charges import Service, charges
from consultations.domain.plan.values import Outcome, Standing
from consultations.models import Consultation, Plan, PlanLine
from menus.domain.catalogue import LineageKey, Period, Unit
from menus.domain.costing import per_square_metre


@dataclass(frozen=True, slots=True)
class Sheet:
    """The services in their published order, the homes by door, and what each home pays for each of them."""

    plan: Plan
    services: Sequence[PlanLine]
    homes: Sequence[RollEntry]
    areas_cm2: Mapping[int, int]
    paid: Mapping[int, Mapping[LineageKey, int]]

    def total_of(self, home: int) -> int:
        """What one home pays a month in all."""
        return sum(self.paid[home].values())

    @property
    def total_fen(self) -> int:
        """What all homes pay a month together."""
        return sum(map(self.total_of, self.paid))

    @property
    def per_square_metre_fen(self) -> int:
        """The same on a square metre of the homes."""
        return per_square_metre(self.total_fen, sum(self.areas_cm2.values()))


def key_of(line: PlanLine) -> LineageKey:
    """The lineage of a service; its place must have been read with it."""
    return LineageKey(line.offered.code, line.offered.place.code)


def door(home: RollEntry) -> str:
    """Where a home is."""
    return str(home.unit.door) if home.unit else ""


def sheet(consultation: Consultation) -> Sheet | None:
    """The sheet of the newest plan, over the homes of the newest roll; None where it has no package or no home."""
    plan = consultation.plans.order_by("-number").defer("inputs").first()
    roll = RollVersion.objects.newest_of(consultation.community_id)
    if plan is None or not plan.package or roll is None:
        return None
    services, areas = _services(plan), _areas(roll)
    homes = list(RollEntry.objects.filter(pk__in=areas).select_related("unit").order_by("unit__door"))
    if not homes:
        return None
    paid = charges([_service(line) for line in services], areas)
    return Sheet(plan, services, homes, {home: max(own.values()) for home, own in areas.items()}, paid)


def homes_of(credential: Credential, made: Sheet) -> list[RollEntry]:
    """The homes of the sheet that a letter speaks for: the household's own, or those its owner holds."""
    if credential.unit_id is not None:
        return [home for home in made.homes if home.unit_id == credential.unit_id]
    roll = RollVersion.objects.get(pk=made.homes[0].roll_id)
    held = set(held_at(roll).filter(owner=credential.owner_id).values_list("unit", flat=True))
    return [home for home in made.homes if home.unit_id in held]


def _services(plan: Plan) -> list[PlanLine]:
    """The services of the package that are paid for; what brings income costs no home anything."""
    rows = plan.lines.filter(
        standing=Standing.CONTRACT,
        outcome=Outcome.IN,
        offered__period=Period.MONTH,
        offered__cost_fen__gt=0,
        offered__item__is_income=False,
    )
    return list(rows.select_related("offered__place").order_by("position"))


def _service(line: PlanLine) -> Service:
    offered = line.offered
    return Service(key_of(line), Unit(offered.unit), offered.unit_price_fen, offered.cost_fen)


def _areas(roll: RollVersion) -> dict[int, dict[str, int]]:
    """The area each home has in each of its places."""
    areas: dict[int, dict[str, int]] = {}
    rows = RollShare.objects.filter(entry__roll=roll, entry__kind="household").order_by("entry__number", "pk")
    for home, place, area in rows.values_list("entry", "place__code", "area_cm2"):
        areas.setdefault(home, {})[place] = area
    return areas
