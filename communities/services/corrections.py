"""What the roll has wrong: said by whoever holds a letter, answered by the committee before a vote opens.

An accepted correction changes nothing by itself: the register is corrected by hand, and the roll is frozen anew.
"""

from datetime import datetime

from django.db import transaction

from communities.models import Credential, Owner, RollCorrection, Unit
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

#: Corrections of one voice that wait for an answer.
MOST_WAITING = 3


class CorrectionRefused(Refused):
    """A correction that cannot be filed or answered."""


@transaction.atomic
def file_correction(*, credential_id: int, text: str, at: datetime) -> RollCorrection:
    """Say what the roll has wrong about the letter's household or owner, and how it should be.

    Raises CorrectionRefused "without_text" or "too_many" (of one voice wait for an answer already).
    """
    credential = Credential.objects.valid().get(pk=credential_id)
    _one_at_a_time(credential)
    if not text.strip():
        raise CorrectionRefused("without_text")
    voice = {"unit_id": credential.unit_id, "owner_id": credential.owner_id}
    if RollCorrection.objects.of_voice(**voice).unanswered().count() >= MOST_WAITING:
        raise CorrectionRefused("too_many", most=MOST_WAITING)
    by = f"credential:{credential.pk}"
    correction = RollCorrection.objects.create(**voice, text=text.strip(), filed_by=by, filed_at=at)
    _log("correction.filed", correction, by=by, at=at)
    return correction


@transaction.atomic
def answer_correction(*, correction_id: int, answer: str, accepted: bool, by: str, at: datetime) -> RollCorrection:
    """Answer a correction, and say whether it is right. Raises CorrectionRefused "answered_already", "without_text"."""
    correction: RollCorrection = RollCorrection.objects.select_for_update().get(pk=correction_id)
    if correction.answered_at is not None:
        raise CorrectionRefused("answered_already")
    if not answer.strip():
        raise CorrectionRefused("without_text")
    correction.answer, correction.accepted = answer.strip(), accepted
    correction.answered_by, correction.answered_at = by, at
    correction.save(update_fields=["answer", "accepted", "answered_by", "answered_at"])
    _log("correction.answered", correction, by=by, at=at, accepted=accepted)
    return correction


def _one_at_a_time(credential: Credential) -> None:
    """Hold the voice: two windows of one letter do not pass the limit together."""
    if credential.unit_id is not None:
        Unit.objects.select_for_update().get(pk=credential.unit_id)
    if credential.owner_id is not None:
        Owner.objects.select_for_update().get(pk=credential.owner_id)


def _log(what: str, correction: RollCorrection, *, by: str, at: datetime, **detail: bool) -> None:
    """That it happened; never what was written."""
    events.record(what=what, about=f"correction:{correction.pk}", by=by, at=at, detail=detail)
