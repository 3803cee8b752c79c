"""Before the count: the sheets in the box, and a signed reason where the paper does not add up."""

from datetime import datetime

from django.db import transaction

from consultations.domain.sheets import gaps
from consultations.loaders import sheets as loader
from consultations.models import PaperCheck, PaperSheet, Round
from consultations.services.locks import round_lock
from consultations.services.moving import district_of, refuse_resting
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class ReconcilingRefused(Refused):
    """Something that cannot be put beside the reconciliation now."""


@transaction.atomic
def count_box(*, round_id: int, in_box: int, by: str, at: datetime) -> PaperCheck:
    """Two people counted by hand the sheets that came back. Counted again it replaces what was said before.

    Raises ReconcilingRefused "not_closed" unless the round is closed and not yet counted, "no_sheets".
    """
    round = _closed(round_id)
    check, _ = PaperCheck.objects.update_or_create(
        round=round, defaults={"in_box": in_box, "box_counted_by": by, "box_counted_at": at}
    )
    _log(round, "sheet.box_counted", by=by, at=at, in_box=in_box)
    return check


@transaction.atomic
def sign_reason(*, round_id: int, reason: str, by: str, at: datetime) -> PaperCheck:
    """The round may be counted though its paper does not add up; everybody may read why.

    Raises ReconcilingRefused "not_closed", "no_sheets", "adds_up" (then no reason is needed) or "without_reason".
    """
    round = _closed(round_id)
    if not reason.strip():
        raise ReconcilingRefused("without_reason")
    missing = list(gaps(loader.reconciliation(round)))
    if not missing:
        raise ReconcilingRefused("adds_up")
    signed = {"reason": reason.strip(), "signed_by": by, "signed_at": at}
    check, _ = PaperCheck.objects.update_or_create(round=round, defaults=signed)
    _log(round, "sheet.reason_signed", by=by, at=at, **{gap.value: number for gap, number in missing})
    return check


def _closed(round_id: int) -> Round:
    round_lock(round_id)
    round: Round = Round.objects.with_community().get(pk=round_id)
    if round.state != "closed":
        raise ReconcilingRefused("not_closed")
    refuse_resting(round.consultation)
    if not PaperSheet.objects.filter(round=round).exists():
        raise ReconcilingRefused("no_sheets")
    return round


def _log(round: Round, what: str, *, by: str, at: datetime, **detail: int) -> None:
    about, district = f"round:{round.pk}", district_of(round.consultation)
    events.record(what=what, about=about, by=by, at=at, district=district, detail=detail)
