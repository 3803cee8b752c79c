"""Drawing plans: drafts from the selection, final ones from the decision."""

from datetime import datetime

from django.db import transaction

from consultations.domain.plan import draw, margins, plan_digest
from consultations.domain.plan.plain import inputs_to_plain
from consultations.domain.plan.values import Candidate, Line, Plan, PlanInputs, PlanKind
from consultations.domain.stages import Act, Stage
from consultations.loaders import planning as plan_loader
from consultations.loaders.waiting import waited_for_since
from consultations.models import Consultation, PlanLine, TallyLine
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
    same = newest.digest == plan_digest(inputs, plan) and newest.package == plan_loader.package(plan, sources)
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
        inputs=inputs_to_plain(inputs),
        drawn_by=by,
        drawn_at=at,
        **plan_columns(inputs, plan, sources),
    )
    candidates = {candidate.key: candidate for candidate in inputs.candidates}
    PlanLine.objects.bulk_create(
        PlanLine(
            plan=row,
            offered=sources.offered[line.key],
            **line_columns(line, candidates[line.key], sources.wishes.get(line.key)),
        )
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


def plan_columns(inputs: PlanInputs, plan: Plan, sources: plan_loader.Sources) -> dict[str, object]:
    """A drawn plan as its row holds it; ``manage.py recount`` compares the same columns."""
    return {
        "kind": inputs.kind.value,
        "method": inputs.method.value,
        "measure": inputs.measure.value,
        "budget_fen": inputs.budget_fen,
        "total_fen": plan.total_fen,
        "package": plan_loader.package(plan, sources),
        "margins": margins.to_plain(margins.margins(inputs, plan, plan_loader.wishes(sources))),
        "digest": plan_digest(inputs, plan),
    }


def line_columns(line: Line, candidate: Candidate, wish: TallyLine | None) -> dict[str, object]:
    """A drawn line as its row holds it; ``manage.py recount`` compares the same columns."""
    return {
        "position": candidate.position,
        "standing": candidate.standing.value,
        "verdict": candidate.verdict.value if candidate.verdict else None,
        "wanted_heads": wish.agree_heads if wish else 0,
        "entitled_heads": wish.entitled_heads if wish else 0,
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
