"""A meeting while it runs: who comes and leaves, what guests advise, what is put to the hands."""

from datetime import datetime

from django.db import transaction

from communities.models import RollEntry
from consultations.domain.plan.values import PlanKind
from consultations.domain.sittings import EARLY, Hands, State, carries, present
from consultations.loaders.sittings import stays
from consultations.models import Advice, AgendaPoint, Attendance, Guest, Proposal, Sitting
from consultations.services.sittings import SittingRefused, log, sitting_in, step

#: People are noted from an hour before the beginning on, and from the paper list until the minutes are drafted.
DOOR = (State.CALLED, State.OPEN, State.ENDED)
ROOM = (State.OPEN, State.ENDED)


@transaction.atomic
def open_sitting(*, sitting_id: int, by: str, at: datetime) -> Sitting:
    """The chair opens it. Raises SittingRefused "not_now" or "too_early"."""
    sitting = sitting_in(sitting_id, State.CALLED)
    _not_before_the_door_opens(sitting, at)
    sitting.opened_by, sitting.opened_at = by, at
    step(sitting, State.OPEN, "opened_by", "opened_at")
    log(sitting, "sitting.opened", by=by, at=at)
    return sitting


@transaction.atomic
def end_sitting(*, sitting_id: int, by: str, at: datetime) -> Sitting:
    """Whoever is there stayed to the end. Raises SittingRefused "not_now" or "hands_uncounted"."""
    sitting = sitting_in(sitting_id, State.OPEN)
    if sitting.proposals.filter(counted_at__isnull=True).exists():
        raise SittingRefused("hands_uncounted")
    sitting.ended_by, sitting.ended_at = by, at
    step(sitting, State.ENDED, "ended_by", "ended_at")
    log(sitting, "sitting.ended", by=by, at=at)
    return sitting


@transaction.atomic
def sign_in(*, sitting_id: int, entry_id: int, by: str, at: datetime, by_phone: bool = False) -> Attendance:
    """A voice of the roll is in the room.

    Raises SittingRefused "not_now", "too_early", "not_called" or "there_already". After the end,
    somebody on the paper list counts as there from the opening on.
    """
    sitting = sitting_in(sitting_id, *(DOOR[:2] if by_phone else DOOR))
    _not_before_the_door_opens(sitting, at)
    if not RollEntry.objects.filter(pk=entry_id, roll=sitting.roll_id).exists():
        raise SittingRefused("not_called")
    return _note(sitting, by=by, at=at, entry_id=entry_id, by_phone=by_phone)


@transaction.atomic
def sign_in_name(*, sitting_id: int, name: str, by: str, at: datetime) -> Attendance:
    """Somebody who comes by name, where no roll says who is called. Raises SittingRefused "not_now", "too_early",
    "by_the_roll", "name_missing", "more_than_called" or "there_already"."""
    sitting = sitting_in(sitting_id, *DOOR)
    _not_before_the_door_opens(sitting, at)
    if sitting.roll_id is not None:
        raise SittingRefused("by_the_roll")
    if not name.strip():
        raise SittingRefused("name_missing")
    others = sitting.attendances.exclude(name=name.strip()).values("name").distinct().count()
    if others >= sitting.entitled:
        raise SittingRefused("more_than_called", entitled=sitting.entitled)
    return _note(sitting, by=by, at=at, name=name.strip())


@transaction.atomic
def leave(*, attendance_id: int, by: str, at: datetime) -> Attendance:
    """Somebody goes before the end. Raises SittingRefused "not_now" or "gone_already"."""
    sitting = sitting_in(Attendance.objects.values_list("sitting", flat=True).get(pk=attendance_id), *DOOR[:2])
    stay: Attendance = sitting.attendances.get(pk=attendance_id)
    if stay.left_at is not None:
        raise SittingRefused("gone_already")
    stay.left_at = at
    stay.save(update_fields=["left_at"])
    log(sitting, "sitting.left", by=by, at=at)
    return stay


@transaction.atomic
def advise(*, point_id: int, guest_id: int, text: str, by: str, at: datetime) -> Advice:
    """What a guest says to a point; written again it takes the place of what stood there.

    Raises SittingRefused "not_now", "advice_without_text" or "guest_elsewhere".
    """
    sitting = sitting_in(AgendaPoint.objects.values_list("sitting", flat=True).get(pk=point_id), *ROOM)
    if not text.strip():
        raise SittingRefused("advice_without_text")
    if not Guest.objects.filter(pk=guest_id, sitting=sitting).exists():
        raise SittingRefused("guest_elsewhere")
    told = {"text": text.strip(), "written_by": by, "written_at": at}
    advice, _ = Advice.objects.update_or_create(point_id=point_id, guest_id=guest_id, defaults=told)
    log(sitting, "sitting.advised", by=by, at=at)
    return advice


@transaction.atomic
def put(*, point_id: int, text: str, adopts_draft: bool, by: str, at: datetime) -> Proposal:
    """Put a resolution to the hands. Raises SittingRefused "not_now", "without_motion", "no_draft" or
    "hands_uncounted": one show of hands after the other."""
    sitting = sitting_in(AgendaPoint.objects.values_list("sitting", flat=True).get(pk=point_id), *ROOM)
    if not text.strip():
        raise SittingRefused("without_motion")
    if sitting.proposals.filter(counted_at__isnull=True).exists():
        raise SittingRefused("hands_uncounted")
    draft = sitting.consultation.plans.newest(PlanKind.DRAFT) if adopts_draft else None
    if adopts_draft and draft is None:
        raise SittingRefused("no_draft")
    number = sitting.proposals.count() + 1
    told = {"text": text.strip(), "adopts": draft, "put_by": by, "put_at": at}
    proposal = Proposal.objects.create(sitting=sitting, point_id=point_id, number=number, **told)
    log(sitting, "sitting.put", by=by, at=at, number=number)
    return proposal


@transaction.atomic
def count(*, proposal_id: int, hands: Hands, by: str, at: datetime) -> Proposal:
    """Count the hands, once. Raises SittingRefused "not_now", "counted_already" or "more_hands_than_present"."""
    sitting = sitting_in(Proposal.objects.values_list("sitting", flat=True).get(pk=proposal_id), *ROOM)
    proposal: Proposal = sitting.proposals.get(pk=proposal_id)
    if proposal.counted_at is not None:
        raise SittingRefused("counted_already")
    there = present(stays(sitting), sitting.ended_at or at)
    if not hands.fit(there):
        raise SittingRefused("more_hands_than_present", present=there)
    proposal.in_favour, proposal.against, proposal.abstaining = hands.in_favour, hands.against, hands.abstaining
    proposal.present, proposal.counted_at = there, at
    proposal.carried = carries(hands, present=there, entitled=sitting.entitled, percent=sitting.quorum_percent)
    proposal.save()
    log(sitting, "sitting.counted", by=by, at=at, number=proposal.number, carried=proposal.carried)
    return proposal


def _not_before_the_door_opens(sitting: Sitting, at: datetime) -> None:
    if at < sitting.starts_at - EARLY:
        raise SittingRefused("too_early", starts_at=sitting.starts_at)


def _note(
    sitting: Sitting, *, by: str, at: datetime, entry_id: int | None = None, name: str = "", by_phone: bool = False
) -> Attendance:
    """One more stay, unless one is running: the lock on the sitting makes two taps one."""
    there = sitting.attendances.filter(entry=entry_id, name=name, left_at__isnull=True)
    if there.exists():
        raise SittingRefused("there_already")
    came_at = min(at, sitting.opened_at) if sitting.ended_at and sitting.opened_at else at
    who = {"entry_id": entry_id, "name": name, "by_phone": by_phone}
    stay = Attendance.objects.create(sitting=sitting, came_at=came_at, noted_by=by, **who)
    log(sitting, "sitting.came", by=by, at=at)
    return stay
