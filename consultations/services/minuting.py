"""Minutes: drafted from what happened, edited, signed by two people, published as a meeting."""

from datetime import datetime

from django.db import transaction

from consultations.domain.remarks import clean, mark
from consultations.domain.sittings import Part, State, came
from consultations.loaders.sittings import proposals, stays
from consultations.models import Meeting, Proposal, Resolution, Sitting
from consultations.services.moving import locked
from consultations.services.sittings import SittingRefused, log, sitting_in, step


@transaction.atomic
def draft_minutes(*, sitting_id: int, text: str, by: str, at: datetime) -> Sitting:
    """``text``: what the portal makes of the meeting, to be edited. From now on nobody is noted any more.

    Raises SittingRefused "not_now", "hands_uncounted" or "nobody_came".
    """
    sitting = sitting_in(sitting_id, State.ENDED)
    if sitting.proposals.filter(counted_at__isnull=True).exists():
        raise SittingRefused("hands_uncounted")
    if not sitting.attendances.exists():
        raise SittingRefused("nobody_came")
    sitting.minutes = clean(text)
    step(sitting, State.MINUTED, "minutes")
    log(sitting, "sitting.minuted", by=by, at=at)
    return sitting


@transaction.atomic
def edit_minutes(*, sitting_id: int, text: str, by: str, at: datetime) -> Sitting:
    """Another wording; whoever signed the old one signs again. Raises SittingRefused "not_now" or
    "minutes_without_text"."""
    sitting = sitting_in(sitting_id, State.MINUTED)
    if not text.strip():
        raise SittingRefused("minutes_without_text")
    if clean(text) == sitting.minutes:
        return sitting
    sitting.minutes = clean(text)
    sitting.chair = sitting.chair_at = sitting.recorder = sitting.recorder_at = None
    sitting.chair_name = sitting.recorder_name = ""
    sitting.save()
    log(sitting, "sitting.minutes_edited", by=by, at=at)
    return sitting


@transaction.atomic
def sign(*, sitting_id: int, part: Part, name: str, seen: str, by: str, at: datetime) -> Sitting:
    """Sign as chair or as recorder of the meeting; with the second signature nothing changes any more.

    ``seen``: the mark of the wording that was read. Raises SittingRefused "not_now", "minutes_changed",
    "signed_already" or "one_person_for_both".
    """
    sitting = sitting_in(sitting_id, State.MINUTED)
    if seen != mark(sitting.minutes):
        raise SittingRefused("minutes_changed")
    if getattr(sitting, part) is not None:
        raise SittingRefused("signed_already")
    if by in (sitting.chair, sitting.recorder):
        raise SittingRefused("one_person_for_both")
    for field, value in ((f"{part}", by), (f"{part}_name", name), (f"{part}_at", at)):
        setattr(sitting, field, value)
    sitting.save()
    log(sitting, "sitting.signed", by=by, at=at, part=part.value)
    if sitting.chair and sitting.recorder:
        step(sitting, State.SIGNED)
    return sitting


@transaction.atomic
def publish(*, sitting_id: int, by: str, at: datetime) -> Meeting:
    """The signed minutes stand on the community's page, and count where the way asks for meetings.

    Raises SittingRefused "not_now".
    """
    consultation = locked(Sitting.objects.values_list("consultation", flat=True).get(pk=sitting_id))
    sitting = sitting_in(sitting_id, State.SIGNED)
    assert sitting.opened_at is not None  # noqa: S101 - the database promises it of what has ended
    meeting = Meeting.objects.create(
        consultation=consultation,
        number=consultation.meetings.count() + 1,
        kind=sitting.kind,
        held_at=sitting.opened_at,
        venue=sitting.venue,
        entitled=sitting.entitled,
        present=came(stays(sitting)),
        minutes=sitting.minutes,
        recorded_by=by,
        recorded_at=at,
    )
    resolved = [_resolution(meeting, each) for each in proposals(sitting)]
    Resolution.objects.bulk_create(resolved)
    sitting.meeting = meeting
    step(sitting, State.PUBLISHED, "meeting")
    log(sitting, "sitting.published", by=by, at=at, meeting=meeting.number)
    return meeting


def _resolution(meeting: Meeting, put: Proposal) -> Resolution:
    same = {name: getattr(put, name) for name in ("in_favour", "against", "abstaining", "carried", "adopts")}
    return Resolution(meeting=meeting, number=put.number, text=put.text, **same)
