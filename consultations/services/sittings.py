"""A meeting that is prepared and called: date and place, agenda, guests, the notice."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from communities.models import RollVersion
from consultations.domain.sittings import NEXT, VOICES, Field, Kind, State, earliest, notice_days
from consultations.domain.stages import Act
from consultations.loaders.settings import settings_on
from consultations.models import AgendaPoint, Consultation, Guest, Sitting
from consultations.services.moving import district_of, locked, require
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class SittingRefused(Refused):
    """A step of a meeting that cannot be taken as asked."""


@dataclass(frozen=True, slots=True)
class About:
    """What a point of the agenda is about, one of these at most."""

    offered_id: int | None = None
    objection_id: int | None = None
    plan_id: int | None = None

    def fields(self) -> Mapping[str, int | None]:
        return {"offered_id": self.offered_id, "objection_id": self.objection_id, "plan_id": self.plan_id}


NOTHING = About()


@transaction.atomic
def prepare(
    *, consultation_id: int, kind: Kind, starts_at: datetime, venue: str, entitled: int | None, by: str, at: datetime
) -> Sitting:
    """A meeting to come, not announced yet. Where voices of the roll are called, the roll says how many there are.

    Raises SittingRefused "venue_missing", "in_the_past", "no_roll" or "nobody_entitled".
    """
    consultation = locked(consultation_id)
    require(consultation, Act.MEET)
    _check(starts_at, venue, at)
    roll = _roll(consultation, kind)
    called = roll.entries.filter(kind=VOICES[kind]).count() if roll else entitled
    if not called:
        raise SittingRefused("nobody_entitled")
    sitting = Sitting.objects.create(
        consultation=consultation,
        number=consultation.sittings.count() + 1,
        kind=kind,
        starts_at=starts_at,
        venue=venue.strip(),
        roll=roll,
        entitled=called,
        quorum_percent=settings_on(consultation, at)["meeting_quorum_percent"],
        door_code=secrets.token_urlsafe(18),
        prepared_by=by,
        prepared_at=at,
    )
    log(sitting, "sitting.prepared", by=by, at=at, number=sitting.number, kind=kind.value)
    return sitting


@transaction.atomic
def move(*, sitting_id: int, starts_at: datetime, venue: str, by: str, at: datetime) -> Sitting:
    """Another time or place, until the notice hangs. Raises SittingRefused "not_now", "venue_missing" or
    "in_the_past"."""
    sitting = sitting_in(sitting_id, State.PREPARED)
    _check(starts_at, venue, at)
    sitting.starts_at, sitting.venue = starts_at, venue.strip()
    sitting.save(update_fields=["starts_at", "venue"])
    log(sitting, "sitting.moved", by=by, at=at)
    return sitting


@transaction.atomic
def add_point(*, sitting_id: int, text: str, by: str, at: datetime, about: About = NOTHING) -> AgendaPoint:
    """One more point at the end of the agenda. Raises SittingRefused "not_now" or "point_without_text"."""
    sitting = sitting_in(sitting_id, State.PREPARED)
    if not text.strip():
        raise SittingRefused("point_without_text")
    number = sitting.points.count() + 1
    point = AgendaPoint.objects.create(sitting=sitting, number=number, text=text.strip(), **about.fields())
    log(sitting, "sitting.point_added", by=by, at=at)
    return point


@transaction.atomic
def remove_point(*, point_id: int, by: str, at: datetime) -> None:
    """The points after it move up. Raises SittingRefused "not_now" or "gone_already"."""
    sitting_id = AgendaPoint.objects.filter(pk=point_id).values_list("sitting", flat=True).first()
    if sitting_id is None:
        raise SittingRefused("gone_already")
    sitting = sitting_in(sitting_id, State.PREPARED)
    gone, _ = sitting.points.filter(pk=point_id).delete()
    if not gone:
        raise SittingRefused("gone_already")
    for number, point in enumerate(sitting.points.order_by("number"), start=1):
        sitting.points.filter(pk=point.pk).update(number=number)
    log(sitting, "sitting.point_removed", by=by, at=at)


@transaction.atomic
def invite(*, sitting_id: int, name: str, field: Field, office: str, by: str, at: datetime) -> Guest:
    """A guest; one more may still come to the door while the meeting runs.

    Raises SittingRefused "not_now", "guest_without_name" or "invited_already".
    """
    sitting = sitting_in(sitting_id, State.PREPARED, State.CALLED, State.OPEN)
    if not name.strip():
        raise SittingRefused("guest_without_name")
    if sitting.guests.filter(name=name.strip()).exists():
        raise SittingRefused("invited_already")
    guest = Guest.objects.create(sitting=sitting, name=name.strip(), field=field, office=office.strip())
    log(sitting, "sitting.guest_invited", by=by, at=at, field=field.value)
    return guest


@transaction.atomic
def call(*, sitting_id: int, by: str, at: datetime) -> Sitting:
    """The notice hangs: from now on the agenda stays. Raises SittingRefused "not_now", "agenda_empty" or
    "notice_too_short"."""
    sitting = sitting_in(sitting_id, State.PREPARED)
    require(sitting.consultation, Act.MEET)
    if not sitting.points.exists():
        raise SittingRefused("agenda_empty")
    days = notice_days(Kind(sitting.kind), settings_on(sitting.consultation, at))
    if sitting.starts_at < earliest(at, days):
        raise SittingRefused("notice_too_short", days=days, earliest=earliest(at, days))
    sitting.called_by, sitting.called_at = by, at
    step(sitting, State.CALLED, "called_by", "called_at")
    log(sitting, "sitting.called", by=by, at=at)
    return sitting


@transaction.atomic
def cancel(*, sitting_id: int, reason: str, by: str, at: datetime) -> Sitting:
    """It is not held; everybody reads why. Raises SittingRefused "not_now" or "reason_missing"."""
    sitting = sitting_in(sitting_id, State.PREPARED, State.CALLED)
    if not reason.strip():
        raise SittingRefused("reason_missing")
    sitting.cancelled_reason = reason.strip()
    step(sitting, State.CANCELLED, "cancelled_reason")
    log(sitting, "sitting.cancelled", by=by, at=at)
    return sitting


def sitting_in(sitting_id: int, *states: State) -> Sitting:
    """The sitting, locked, in one of these states. Raises SittingRefused "not_now"."""
    found: Sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("consultation__community__subdistrict__district")
        .get(pk=sitting_id)
    )
    if State(found.state) not in states:
        raise SittingRefused("not_now", state=State(found.state))
    return found


def step(sitting: Sitting, to: State, *changed: str) -> None:
    """On to the next state, with the fields that changed. Raises SittingRefused "not_now"."""
    if to not in NEXT[State(sitting.state)]:
        raise SittingRefused("not_now", state=State(sitting.state))
    sitting.state = to
    sitting.save(update_fields=["state", *changed])


def log(sitting: Sitting, what: str, *, by: str, at: datetime, **detail: Any) -> None:
    """That it happened, in numbers; never who was there or what was said."""
    about, district = f"sitting:{sitting.pk}", district_of(sitting.consultation)
    events.record(what=what, about=about, by=by, at=at, district=district, detail=detail)


def _roll(consultation: Consultation, kind: Kind) -> RollVersion | None:
    if VOICES[kind] is None:
        return None
    newest: RollVersion | None = consultation.community.rolls.order_by("-number").first()
    if newest is None:
        raise SittingRefused("no_roll")
    return newest


def _check(starts_at: datetime, venue: str, at: datetime) -> None:
    if not venue.strip():
        raise SittingRefused("venue_missing")
    if starts_at < at:
        raise SittingRefused("in_the_past")
