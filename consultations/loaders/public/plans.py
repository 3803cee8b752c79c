"""A plan as anyone reads it: every line with its reason, what is in kept apart by who says yes to it."""

from collections.abc import Sequence
from dataclasses import dataclass

from consultations.domain.plan import draw
from consultations.domain.plan.beside import Beside, beside
from consultations.domain.plan.plain import inputs_from_plain
from consultations.domain.plan.values import Outcome, Standing
from consultations.models import Notice, Plan, PlanLine, Resolution
from menus.domain.catalogue import LineageKey
from menus.models import MajorItem


@dataclass(frozen=True, slots=True)
class Parts:
    """The lines of a plan in the published order.

    ``decided`` needs the owners' yes; ``works`` need none (public or enforcement); ``waiting`` is held in reserve in a
    draft: asked, but the money does not reach.
    """

    decided: Sequence[PlanLine]
    works: Sequence[PlanLine]
    waiting: Sequence[PlanLine]
    out: Sequence[PlanLine]
    wishes: Sequence[PlanLine]


@dataclass(frozen=True, slots=True)
class Order:
    """What a stored plan does not keep because it comes out of its inputs again.

    ``ties``: lines of equal support that only the published order set apart; ``works``: what is built after what;
    ``beside``: what the other methods would choose.
    """

    ties: Sequence[Sequence[LineageKey]]
    works: Sequence[LineageKey]
    beside: Sequence[Beside]


@dataclass(frozen=True, slots=True)
class Spent:
    """What the lines of one major item cost together, once."""

    major: MajorItem
    fen: int


def lines(plan: Plan) -> list[PlanLine]:
    """Every line with what the menu says of it, in one query."""
    rows = plan.lines.select_related("offered__place", "offered__item__major").order_by("position")
    return list(rows)


def parts(found: Sequence[PlanLine]) -> Parts:
    """The lines by what became of them."""

    def those(outcome: Outcome) -> list[PlanLine]:
        return [line for line in found if line.outcome == outcome]

    return Parts(
        decided=[line for line in those(Outcome.IN) if line.standing != Standing.WORKS],
        works=[line for line in those(Outcome.IN) if line.standing == Standing.WORKS],
        waiting=those(Outcome.RESERVE),
        out=those(Outcome.OUT),
        wishes=those(Outcome.WISH),
    )


def spent(found: Sequence[PlanLine]) -> list[Spent]:
    """Where the money of a plan goes: the lines that are in, by major item in the order of the menu."""
    majors: dict[int, MajorItem] = {}
    sums: dict[int, int] = {}
    for line in found:
        if line.outcome == Outcome.IN and line.cost_fen:
            major = line.offered.item.major
            majors[major.pk] = major
            sums[major.pk] = sums.get(major.pk, 0) + line.cost_fen
    order = sorted(majors, key=lambda pk: (majors[pk].track, majors[pk].position))
    return [Spent(majors[pk], sums[pk]) for pk in order]


def order(plan: Plan) -> Order:
    """The plan drawn again from its frozen inputs, for its ties, the order of its works and the other methods."""
    inputs = inputs_from_plain(plan.inputs)
    drawn = draw(inputs)
    return Order(drawn.ties, drawn.works_order, beside(inputs, drawn))


def newest(plan: Plan) -> Plan:
    """The plan of the same kind that was drawn last."""
    found: Plan = Plan.objects.filter(consultation=plan.consultation_id).newest(plan.kind)
    return found


def adopted_by(plan: Plan) -> Sequence[Resolution]:
    """The resolutions of meetings that adopted the plan, newest first."""
    return list(plan.resolutions.filter(carried=True).select_related("meeting").order_by("-pk"))


def notices(plan: Plan) -> Sequence[Notice]:
    """The notices the plan hangs in, newest first."""
    return list(plan.notices.select_related("plan", "round").order_by("-pk"))
