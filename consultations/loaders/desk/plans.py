"""Plans with their lines, and what may be drawn now."""

from datetime import datetime

from consultations.domain.plan.values import PlanKind
from consultations.domain.stages import Act, Stage, is_open
from consultations.loaders.waiting import waited_for_since
from consultations.models import Consultation, Plan, PlanLine

_ACTS = {PlanKind.DRAFT: Act.DRAW_DRAFT, PlanKind.FINAL: Act.DRAW_FINAL}


def history(consultation: Consultation) -> list[Plan]:
    """Every plan, newest first, without the inputs it was drawn from."""
    return list(consultation.plans.order_by("-number").defer("inputs"))


def lines(plan: Plan) -> list[PlanLine]:
    """A plan's lines in the published order, in one query."""
    return list(plan.lines.order_by("position").select_related("offered__item", "offered__place"))


def to_draw(consultation: Consultation) -> PlanKind | None:
    """The kind of plan that may be drawn now."""
    stage = Stage(consultation.stage)
    return next((kind for kind, act in _ACTS.items() if is_open(act, stage)), None)


def out_of_date(consultation: Consultation, plan: Plan) -> bool:
    """Has something the plan was drawn from changed since? Only the newest of its kind is asked about."""
    since: datetime | None = waited_for_since(consultation.pk, PlanKind(plan.kind))
    return since is not None and plan.drawn_at < since
