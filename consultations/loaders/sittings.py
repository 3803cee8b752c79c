"""Meetings that are called and run here, as pages, papers and services read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, Q

from communities.models import Credential, Ownership, RollEntry
from consultations.domain.sittings import VOICES, Kind, Stay, came, present, still_missing
from consultations.models import Advice, AgendaPoint, Attendance, Consultation, Guest, Proposal, Sitting


def sittings(consultation: Consultation) -> list[Sitting]:
    """Every meeting that was prepared here, newest first, in one query."""
    return list(consultation.sittings.order_by("-number"))


def guests(sitting: Sitting) -> list[Guest]:
    """Who is invited beside those who belong, in the order of the invitations."""
    return list(sitting.guests.order_by("pk"))


def announced(consultation: Consultation) -> list[Sitting]:
    """What the public may know of: called or cancelled, and not published as a meeting yet."""
    return [each for each in sittings(consultation) if each.called_at is not None and each.meeting_id is None]


def agenda(sitting: Sitting) -> list[AgendaPoint]:
    """The points in order, with what each is about, what guests advised and what was put to the hands."""
    advice = Prefetch("advice", Advice.objects.select_related("guest").order_by("pk"))
    proposals = Prefetch("proposals", Proposal.objects.select_related("adopts").order_by("number"))
    points = sitting.points.select_related("plan", "objection").order_by("number")
    return list(points.prefetch_related(advice, proposals))


def proposals(sitting: Sitting) -> list[Proposal]:
    """What was put to the hands, in order."""
    return list(sitting.proposals.select_related("adopts", "point").order_by("number"))


def stays(sitting: Sitting) -> list[Stay]:
    """Who was there from when to when, without a name: voices by their place on the roll."""
    rows = sitting.attendances.values_list("entry", "name", "came_at", "left_at")
    return [Stay(f"{entry}:{name}", came_at, left_at) for entry, name, came_at, left_at in rows]


def attendances(sitting: Sitting) -> list[Attendance]:
    """Every stay with the doors of its voice, in the order of the roll, then of names."""
    rows = sitting.attendances.select_related("entry__unit").prefetch_related(_held(sitting, "entry__"))
    return list(rows.order_by("entry__number", "name", "came_at", "pk"))


def called(sitting: Sitting) -> list[RollEntry]:
    """The voices that are called, by their number on the roll; none where people come by name."""
    entries = RollEntry.objects.filter(roll=sitting.roll_id, kind=VOICES[Kind(sitting.kind)] or "")
    return list(entries.select_related("unit").prefetch_related(_held(sitting)).order_by("number"))


def entry_of(credential: Credential, sitting: Sitting) -> RollEntry | None:
    """The voice this letter has at the meeting, if it is called."""
    entries = RollEntry.objects.filter(roll=sitting.roll_id, kind=VOICES[Kind(sitting.kind)] or "")
    found: RollEntry | None = entries.of_voice(owner_id=credential.owner_id, unit_id=credential.unit_id).first()
    return found


def stay_of(sitting: Sitting, entry: RollEntry | None) -> Attendance | None:
    """The stay that runs for a voice, if it is in the room."""
    return sitting.attendances.filter(entry=entry, left_at__isnull=True).first() if entry else None


def _held(sitting: Sitting, before: str = "") -> Prefetch:
    """What each owner held when the roll was fixed: a paper says the same after a flat is sold."""
    day = sitting.roll.frozen_at.date() if sitting.roll else sitting.starts_at.date()
    then = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))
    held = Ownership.objects.filter(then).select_related("unit").order_by("unit__door")
    return Prefetch(f"{before}owner__ownerships", held)


@dataclass(frozen=True, slots=True)
class Room:
    """How many are there now, and whether that is enough."""

    present: int
    came: int
    entitled: int
    missing: int

    @property
    def quorate(self) -> bool:
        return not self.missing


def room(sitting: Sitting, at: datetime, known: Sequence[Stay] | None = None) -> Room:
    """The room at a moment, or as it was at the end."""
    found = stays(sitting) if known is None else known
    there = present(found, sitting.ended_at or at)
    missing = still_missing(there, sitting.entitled, sitting.quorum_percent)
    return Room(there, came(found), sitting.entitled, missing)
