"""Meetings and what they resolve."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from consultations.domain.plan.values import PlanKind
from consultations.domain.sittings import Hands, carries
from consultations.domain.stages import Act
from consultations.loaders.settings import settings_on
from consultations.models import Consultation, Meeting, Plan, Resolution
from consultations.services.moving import district_of, locked, require
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class MeetingRefused(Refused):
    """A meeting or resolution that cannot be recorded as given."""


@dataclass(frozen=True, slots=True)
class Motion:
    """What was put to a show of hands. ``adopts_draft``: it adopts the newest draft plan.

    ``goes_on``: it shall go on with the newest final plan (handbook 2.8).
    """

    text: str
    in_favour: int
    against: int
    abstaining: int = 0
    adopts_draft: bool = False
    goes_on: bool = False

    @property
    def hands(self) -> Hands:
        return Hands(self.in_favour, self.against, self.abstaining)


@transaction.atomic
def record_meeting(
    *,
    consultation_id: int,
    kind: str,
    held_at: datetime,
    venue: str,
    entitled: int,
    present: int,
    minutes: str,
    motions: Sequence[Motion],
    by: str,
    at: datetime,
) -> Meeting:
    """Record a meeting with its resolutions.

    A resolution carries with the meeting quorum and more hands for it than against it and abstaining together. It is
    advice, no vote under art. 278. Raises MeetingRefused "not_held_yet", "venue_missing", "more_present_than_entitled",
    "more_hands_than_present", "motion_without_text", "no_draft", "no_final_plan" or "recorded_already" (the
    button was pressed twice, and a gate counts meetings).
    """
    consultation = locked(consultation_id)
    require(consultation, Act.MEET)
    _check(held_at, venue, entitled, present, motions, at)
    if consultation.meetings.filter(kind=kind, held_at=held_at, venue=venue.strip()).exists():
        raise MeetingRefused("recorded_already")
    quorum = settings_on(consultation, at)["meeting_quorum_percent"]
    meeting = Meeting.objects.create(
        consultation=consultation,
        number=consultation.meetings.count() + 1,
        kind=kind,
        held_at=held_at,
        venue=venue.strip(),
        entitled=entitled,
        present=present,
        minutes=minutes,
        recorded_by=by,
        recorded_at=at,
    )
    for number, motion in enumerate(motions, start=1):
        _resolve(consultation, meeting, number, motion, percent=quorum)
    events.record(
        what="meeting.recorded",
        about=f"meeting:{meeting.pk}",
        by=by,
        at=at,
        district=district_of(consultation),
        detail={"number": meeting.number, "present": present, "resolutions": len(motions)},
    )
    return meeting


def _check(held_at: datetime, venue: str, entitled: int, present: int, motions: Sequence[Motion], at: datetime) -> None:
    if held_at > at:
        raise MeetingRefused("not_held_yet")
    if not venue.strip():
        raise MeetingRefused("venue_missing")
    if not 0 <= present <= entitled or entitled < 1:
        raise MeetingRefused("more_present_than_entitled")
    for motion in motions:
        if not motion.hands.fit(present):
            raise MeetingRefused("more_hands_than_present", text=motion.text)
        if not motion.text.strip():
            raise MeetingRefused("motion_without_text")


def _resolve(consultation: Consultation, meeting: Meeting, number: int, motion: Motion, *, percent: int) -> Resolution:
    plan = _plan_of(consultation, motion)
    return Resolution.objects.create(
        meeting=meeting,
        number=number,
        text=motion.text.strip(),
        in_favour=motion.in_favour,
        against=motion.against,
        abstaining=motion.abstaining,
        carried=carries(motion.hands, present=meeting.present, entitled=meeting.entitled, percent=percent),
        adopts=plan,
    )


def _plan_of(consultation: Consultation, motion: Motion) -> Plan | None:
    """The plan the motion is about."""
    if not (motion.adopts_draft or motion.goes_on):
        return None
    plan: Plan | None = consultation.plans.newest(PlanKind.FINAL if motion.goes_on else PlanKind.DRAFT)
    if plan is None and motion.goes_on:
        raise MeetingRefused("no_final_plan")
    if plan is None:
        raise MeetingRefused("no_draft")
    return plan
