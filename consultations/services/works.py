"""From approval to closing: each milestone is reported once and moves the consultation on."""

from datetime import datetime

from django.db import transaction

from consultations.domain.stages import Act, Stage
from consultations.loaders.settings import settings_on
from consultations.models import WorksReport
from consultations.services.moving import district_of, locked, move, require
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

_LEADS = {
    "beginning": (Stage.APPROVED, Stage.UNDER_WAY),
    "acceptance": (Stage.UNDER_WAY, Stage.ACCEPTED),
    "evaluation": (Stage.ACCEPTED, Stage.EVALUATED),
    "handover": (Stage.EVALUATED, Stage.CLOSED),
}


class WorksRefused(Refused):
    """A milestone that cannot be reported now."""


@transaction.atomic
def report_milestone(
    *,
    consultation_id: int,
    kind: str,
    text: str,
    by: str,
    at: datetime,
    open_safety_defects: int | None = None,
    satisfied_percent: int | None = None,
) -> WorksReport:
    """Report a milestone (beginning, acceptance, evaluation, handover) and move on.

    Acceptance needs that no safety defect is open, the evaluation the district's pass mark (handbook section 3,
    steps 12 and 13). Raises WorksRefused "not_now", "without_text", "figure_missing", "safety_defects" or
    "below_pass_mark".
    """
    consultation = locked(consultation_id)
    require(consultation, Act.REPORT_WORKS)
    here, there = _LEADS[kind]
    if Stage(consultation.stage) is not here:
        raise WorksRefused("not_now", stage=Stage(consultation.stage))
    if not text.strip():
        raise WorksRefused("without_text")
    if kind == "acceptance":
        _refuse_defects(open_safety_defects)
    if kind == "evaluation":
        _refuse_low(satisfied_percent, settings_on(consultation, at)["pass_mark_percent"])
    report = WorksReport.objects.create(
        consultation=consultation,
        kind=kind,
        text=text.strip(),
        open_safety_defects=open_safety_defects if kind == "acceptance" else None,
        satisfied_percent=satisfied_percent if kind == "evaluation" else None,
        reported_by=by,
        reported_at=at,
    )
    events.record(
        what="works.reported",
        about=f"report:{report.pk}",
        by=by,
        at=at,
        district=district_of(consultation),
        detail={"kind": kind},
    )
    move(consultation, to=there, by=by, at=at)
    if kind == "beginning":
        consultation.batch = "implementing"
        consultation.save(update_fields=["batch"])
    return report


def _refuse_defects(open_safety_defects: int | None) -> None:
    if open_safety_defects is None:
        raise WorksRefused("figure_missing")
    if open_safety_defects > 0:
        raise WorksRefused("safety_defects", number=open_safety_defects)


def _refuse_low(satisfied_percent: int | None, pass_mark: int) -> None:
    if satisfied_percent is None or not 0 <= satisfied_percent <= 100:
        raise WorksRefused("figure_missing")
    if satisfied_percent < pass_mark:
        raise WorksRefused("below_pass_mark", pass_mark=pass_mark)
