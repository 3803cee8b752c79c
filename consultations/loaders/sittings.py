"""Meetings that are called and run here, as pages, papers and services read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch

from communities.models import RollEntry
from consultations.domain.sittings import VOICES, Kind, Stay, came, present, still_missing
from consultations.models import Advice, AgendaPoint, Attendance, Consultation, Proposal, Sitting


def sittings(consultation: Consultation) -> list[Sitting]:
    """Every meeting that was prepared here, newest first, in one query."""
    return list(consultation.sittings.order_by("-number"))


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
    """Every stay with the door or owner it belongs to, in the order of the roll, then of names."""
    rows = sitting.attendances.select_related("entry__unit", "entry__owner")
    return list(rows.order_by("entry__number", "name", "came_at"))


def callable_entries(sitting: Sitting) -> list[RollEntry]:
    """The voices that are called, by their number on the roll; none where people come by name."""
    if sitting.roll_id is None:
        return []
    entries = RollEntry.objects.filter(roll=sitting.roll_id, kind=VOICES[Kind(sitting.kind)])
    return list(entries.select_related("unit", "owner").order_by("number"))


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
