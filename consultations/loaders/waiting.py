"""Since when a plan has been waited for: what it is drawn from may have changed after the last one."""

from datetime import datetime
from typing import Any

from django.db.models import DateTimeField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Greatest

from consultations.domain.plan.values import PlanKind
from consultations.domain.stages import Stage
from consultations.models import Consultation, Finding, MenuVersion, Plan, Round, StageMove

_STAGE = {PlanKind.DRAFT: Stage.CONSULTING, PlanKind.FINAL: Stage.COUNTED}
_ROUND = {PlanKind.DRAFT: "selection", PlanKind.FINAL: "decision"}


def waited_for_since(consultation_id: int, kind: PlanKind) -> datetime | None:
    """When something a plan of this kind is drawn from last changed; a plan drawn before it is out of date.

    A draft stands on the counted selection, the menu and the checked findings, a final plan on the standing results
    with which the consultation came to *counted*; both on what was announced.
    """
    row = Consultation.objects.filter(pk=consultation_id).annotate(since=_since(kind))
    since: datetime | None = row.values_list("since", flat=True).get()
    return since


def arrived_at(consultation_id: int, stage: Stage) -> datetime | None:
    """When the consultation last came to a stage; resuming after a suspension is no arrival."""
    moves = StageMove.objects.filter(consultation=consultation_id, target=stage).exclude(origin=Stage.SUSPENDED)
    arrived: datetime | None = moves.aggregate(last=Max("moved_at"))["last"]
    return arrived


def waiting_for_a_plan(consultation_id: int | None = None) -> list[tuple[int, PlanKind]]:
    """Consultations with a count and no plan drawn from it as things stand: drafts first, then final plans."""
    found: list[tuple[int, PlanKind]] = []
    for kind in PlanKind:
        rows = waiting(kind)
        if consultation_id is not None:
            rows = rows.filter(pk=consultation_id)
        found += [(pk, kind) for pk in rows.order_by("pk").values_list("pk", flat=True)]
    return found


def waiting(kind: PlanKind) -> "QuerySet[Consultation]":
    """Consultations that wait for a plan of this kind, each with ``since``."""
    counted = Round.objects.filter(consultation=OuterRef("pk"), kind=_ROUND[kind], state="counted")
    found: QuerySet[Consultation] = (
        Consultation.objects.at(_STAGE[kind])
        .filter(Exists(counted))
        .annotate(since=_since(kind), drawn=_last(Plan.objects.filter(kind=kind), "drawn_at"))
        .filter(Q(drawn__isnull=True) | Q(drawn__lt=F("since")))
    )
    return found


def _since(kind: PlanKind) -> Greatest:
    if kind is PlanKind.FINAL:
        arrivals = StageMove.objects.filter(target=Stage.COUNTED).exclude(origin=Stage.SUSPENDED)
        return Greatest(F("announced_at"), _last(arrivals, "moved_at"))
    return Greatest(
        F("announced_at"),
        _last(Round.objects.filter(kind="selection", state="counted"), "counted_at"),
        _last(MenuVersion.objects.offered(), "offered_at"),
        _last(Finding.objects.checked(), "checked_at"),
    )


def _last(rows: Any, field: str) -> Subquery:
    of_it = rows.filter(consultation=OuterRef("pk"), **{f"{field}__isnull": False}).order_by(f"-{field}")
    return Subquery(of_it.values(field)[:1], output_field=DateTimeField())
