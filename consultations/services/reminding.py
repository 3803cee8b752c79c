"""Reminders: ordered at the desk, sent in the background, each voice at most once a day on each way it gave."""

import logging
from collections.abc import Callable
from datetime import datetime

from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from communities.models import Community, Contact
from communities.services import contacts
from consultations import reminder_texts
from consultations.domain.phases import Phase
from consultations.domain.reminding import REMIND, Channel, Group
from consultations.loaders.reminding import Waiting, address, waiting
from consultations.loaders.rounds import phase_of
from consultations.models import Consultation, Reminder, Round
from consultations.services.moving import district_of
from renewal_portal.ledger.domain.canonical import Json
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.models import Job
from renewal_portal.ledger.services import events, jobs
from renewal_portal.ledger.services.working import Held, each, work_through
from renewal_portal.messaging.port import NotSent, sms

STEP = 20  # voices between two reports of progress

logger = logging.getLogger(__name__)


class RemindersRefused(Refused):
    """Nobody is reminded."""


@transaction.atomic
def order(*, round_id: int, group: Group, by: str, at: datetime) -> Job:
    """Put reminders to one group in the queue; while they are being sent, asking again changes nothing.

    Raises RemindersRefused "not_open" or "nobody_reached" (no voice of the group gave a way that is on).
    """
    round = _open(round_id, at)
    if not any(voice.ways for voice in waiting(round) if voice.group is group):
        raise RemindersRefused("nobody_reached")
    job = jobs.enqueue(
        kind=REMIND,
        subject=f"round:{round.pk}",
        args={"round": round.pk, "group": group.value},
        key=f"{round.pk}:{group.value}",
        by=by,
        at=at,
    )
    if job.created_at == at:
        _log("reminders.ordered", round, {"group": group.value}, by=by, at=at)
    return job


def send_ordered(*, worker: str, clock: Callable[[], datetime]) -> int:
    """Send what is ordered until nothing is left to claim; returns how many orders were finished."""
    return work_through({REMIND: _send}, worker=worker, clock=clock)


@transaction.atomic
def record_visits(*, round_id: int, by: str, at: datetime) -> int:
    """The committee has been at every door on its list; returns how many voices that were.

    Raises RemindersRefused "not_open".
    """
    round, day = _open(round_id, at), timezone.localdate(at)
    rows = [
        Reminder(round=round, entry_id=voice.entry, channel=Channel.LETTER, day=day, sent_by=by, sent_at=at)
        for voice in waiting(round)
        if voice.needs_a_visit
    ]
    Reminder.objects.bulk_create(rows, ignore_conflicts=True)  # a second press on the same day
    _log("reminders.visited", round, {"voices": len(rows)}, by=by, at=at)
    return len(rows)


def forget_contacts(*, by: str, at: datetime) -> int:
    """Forget the addresses of every community whose votes are over for good; returns of how many."""
    over = Community.objects.filter(consultations__isnull=False).exclude(
        consultations__in=Consultation.objects.running()
    )
    kept = Contact.objects.standing()
    ended = over.filter(pk__in=kept.values("unit__place__community")) | over.filter(
        pk__in=kept.values("person__community")
    )
    ids = ended.distinct().values_list("pk", flat=True)
    return each("forget contacts of community", ids, lambda pk: contacts.forget_all(community_id=pk, by=by, at=at))


def _send(held: Held) -> None:
    """One order. A worker killed in the middle leaves rows that the next attempt does not send again."""
    job = held.job
    round = Round.objects.with_community().select_related("roll").get(pk=job.args["round"])
    group = Group(job.args["group"])
    is_open = phase_of(round, held.clock()) is Phase.OPEN
    voices = [voice for voice in waiting(round) if voice.group is group and voice.ways] if is_open else []
    for done, voice in enumerate(voices):
        if done % STEP == 0:
            held.report(done, len(voices))
        for channel in sorted(voice.ways):
            _remind(round, voice, channel, held)
    _finish(round, group, held)


def _remind(round: Round, voice: Waiting, channel: Channel, held: Held) -> None:
    """One message, unless it left today or the address was withdrawn; a way that fails is noted and holds up nobody."""
    to, at = address(voice, channel), held.clock()
    reminder = _claimed(round, voice, channel, by=held.job.created_by, at=at) if to else None
    if reminder is None:
        return
    try:
        _hand_over(round, voice.group, channel, to)
    except Exception as reason:  # a provider's class may raise anything; the others go on
        logger.warning("reminder of %s to voice %s failed: %s", held.job.subject, voice.entry, type(reason).__name__)
        Reminder.objects.filter(pk=reminder.pk).update(failed=True)


def _claimed(round: Round, voice: Waiting, channel: Channel, *, by: str, at: datetime) -> Reminder | None:
    day = timezone.localdate(at)
    try:
        with transaction.atomic():
            return Reminder.objects.create(
                round=round, entry_id=voice.entry, channel=channel, day=day, sent_by=by, sent_at=at
            )
    except IntegrityError:
        return None


def _hand_over(round: Round, group: Group, channel: Channel, to: str) -> None:
    text = reminder_texts.text(round, group)
    if channel is Channel.EMAIL:
        send_mail(reminder_texts.subject(round), text, None, [to])
        return
    way = sms()
    if way is None:
        raise NotSent("short messages were turned off meanwhile")
    way.send(to, text)


@transaction.atomic
def _finish(round: Round, group: Group, held: Held) -> None:
    at, by = held.clock(), held.job.created_by
    rows = Reminder.objects.filter(round=round, sent_at__gte=held.job.created_at).of_machines()
    result: dict[str, Json] = {"sent": rows.filter(failed=False).count(), "failed": rows.failed().count()}
    _log("reminders.sent", round, {"group": group.value, **result}, by=by, at=at)
    held.finish(result, at=at)


def _open(round_id: int, at: datetime) -> Round:
    round: Round = Round.objects.with_community().select_related("roll").get(pk=round_id)
    if phase_of(round, at) is not Phase.OPEN:
        raise RemindersRefused("not_open")
    return round


def _log(what: str, round: Round, detail: dict[str, Json], *, by: str, at: datetime) -> None:
    """How many, never who."""
    district = district_of(round.consultation)
    events.record(what=what, about=f"round:{round.pk}", by=by, at=at, district=district, detail=detail)
