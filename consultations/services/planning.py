"""Drawing plans: drafts from the selection, final ones from the decision."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from consultations.domain.plan import draw, plan_digest
from consultations.domain.plan.plain import inputs_to_plain
from consultations.domain.plan.values import Line, Plan, PlanInputs, PlanKind
from consultations.domain.stages import Act, Stage
from consultations.loaders import planning as plan_loader
from consultations.loaders.waiting import waited_for_since
from consultations.models import Consultation, PlanLine
from consultations.models import Plan as PlanRow
from consultations.services.moving import advance, district_of, locked, require
from menus.domain.catalogue import LineageKey
from renewal_portal.ledger.services import events, sealing

_ACT = {PlanKind.DRAFT: Act.DRAW_DRAFT, PlanKind.FINAL: Act.DRAW_FINAL}


@transaction.atomic
def draw_plan(*, consultation_id: int, kind: PlanKind, by: str, at: datetime) -> PlanRow:
    """Draw a plan from frozen inputs and store it with every line's reason; the same inputs give the same digest.

    Drawn again from the same inputs, the plan that stands is given back: two people may press the button at once.
    Raises StageRefused "not_now" before the selection is counted (the decision, for a final plan) and after the plan
    was posted; PlanFault for inputs that contradict each other.
    """
    consultation = locked(consultation_id)
    require(consultation, _ACT[kind])
    sources = plan_loader.sources(consultation, kind)
    inputs = plan_loader.inputs(consultation, kind, sources)
    plan = draw(inputs)
    row = _standing(consultation, inputs, plan, sources) or _store(consultation, inputs, plan, sources, by=by, at=at)
    if Stage(consultation.stage) is Stage.COUNTED:
        advance(consultation, by=by, at=at)
    sealing.seal(at=at, district=district_of(consultation))
    return row


def _standing(
    consultation: Consultation, inputs: PlanInputs, plan: Plan, sources: plan_loader.Sources
) -> PlanRow | None:
    """The newest plan, if nothing it was drawn from has changed and it says the same."""
    newest: PlanRow | None = consultation.plans.newest(inputs.kind)
    since = waited_for_since(consultation.pk, inputs.kind)
    if newest is None or since is None or newest.drawn_at < since:
        return None
    same = newest.digest == plan_digest(inputs, plan) and newest.package == plan_loader.package(
        consultation, plan, sources
    )
    return newest if same else None


def _store(
    consultation: Consultation,
    inputs: PlanInputs,
    plan: Plan,
    sources: plan_loader.Sources,
    *,
    by: str,
    at: datetime,
) -> PlanRow:
    row = PlanRow.objects.create(
        consultation=consultation,
        number=consultation.plans.count() + 1,
        kind=inputs.kind,
        method=inputs.method,
        measure=inputs.measure,
        budget_fen=inputs.budget_fen,
        total_fen=plan.total_fen,
        package=plan_loader.package(consultation, plan, sources),
        inputs=inputs_to_plain(inputs),
        digest=plan_digest(inputs, plan),
        drawn_by=by,
        drawn_at=at,
    )
    candidates = {candidate.key: candidate for candidate in inputs.candidates}
    PlanLine.objects.bulk_create(
        _line(row, line, sources, standing=candidates[line.key].standing, verdict=candidates[line.key].verdict)
        for line in plan.lines
    )
    events.record(
        what="plan.drawn",
        about=f"plan:{row.pk}",
        by=by,
        at=at,
        district=district_of(consultation),
        detail={"kind": row.kind, "number": row.number, "digest": row.digest, "total_fen": row.total_fen},
    )
    return row


def _line(row: PlanRow, line: Line, sources: plan_loader.Sources, *, standing: str, verdict: str | None) -> PlanLine:
    wish = sources.wishes.get(line.key)
    return PlanLine(
        plan=row,
        offered_id=sources.offered[line.key].pk,
        position=sources.offered[line.key].position,
        standing=standing,
        verdict=verdict,
        wanted_heads=wish.agree_heads if wish else 0,
        entitled_heads=wish.entitled_heads if wish else 0,
        **line_columns(line),
    )


def line_columns(line: Line) -> Mapping[str, object]:
    """A drawn line as its row holds it; ``manage.py recount`` compares the same columns."""
    return {
        "outcome": line.outcome.value,
        "why": line.reason.why.value,
        "others": [list(key) for key in line.reason.others],
        "short_fen": line.reason.short_fen,
        "cost_fen": line.cost_fen,
        "rank": line.rank,
    }


def key_of(line: PlanLine) -> LineageKey:
    """The lineage of a stored plan line."""
    return LineageKey(line.offered.code, line.offered.place.code)
