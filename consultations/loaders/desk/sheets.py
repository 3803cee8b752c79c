"""Paper ballots at the desk: who has a sheet, which came back, which wait to be entered. Never what stands on one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from communities.domain.letters import by_door, walk
from communities.loaders import held_at
from communities.models import DeclaredKin, Place, RollEntry, Unit, User
from communities.services.secrets import fold
from consultations.domain.sheets import Difference, difference
from consultations.loaders.rounds import VOICE_KIND
from consultations.loaders.sheets import readings
from consultations.models import Ballot, Consultation, PaperCheck, PaperSheet, Round

Doors = Mapping[int, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Due:
    """A place, and how many of its voices have neither voted nor a sheet."""

    place: Place
    voices: int


def current(consultation: Consultation) -> Round | None:
    """The vote whose paper is handled now: the newest that stands."""
    found = consultation.rounds.standing().order_by("-number")
    round: Round | None = found.select_related("roll", "consultation__community__subdistrict__district").first()
    return round


def due(round: Round) -> list[Due]:
    """Every place with voices that have neither voted nor a sheet, in order."""
    counted = _silent(round).values("shares__place").annotate(voices=Count("pk"))
    voices = dict(counted.values_list("shares__place", "voices"))
    places = Place.objects.filter(pk__in=voices)
    return [Due(place, voices[place.pk]) for place in sorted(places, key=lambda place: _outside_in(place))]


def entries_due(round: Round, place: Place) -> list[int]:
    """The voices of a place that have neither voted nor a sheet, from door to door."""
    entries = list(_silent(round).filter(shares__place=place))
    doors = doors_of(round, entries)
    return [entry.pk for entry in sorted(entries, key=lambda entry: [walk(door) for door in doors[entry.pk]])]


def behind(round: Round, door: str) -> list[RollEntry]:
    """The voices of the round behind a door."""
    units = Unit.objects.ever_of(round.roll.community_id).filter(door__iexact=door.strip())
    held = held_at(round.roll).filter(unit__in=units).values("owner")
    voices = RollEntry.objects.filter(roll=round.roll_id, kind=VOICE_KIND[round.kind])
    return list(voices.filter(Q(unit__in=units) | Q(owner__in=held)))


def found(round: Round, typed: str) -> list[PaperSheet]:
    """Sheets by their number, by the code in their square (also as the whole address a scanner types), or by a door."""
    last = typed.strip().rstrip("/").rpartition("/")[2]
    asked = Q(serial=fold(last.rpartition("=")[2]))
    if last.isascii() and last.isdigit() and len(last) < 7:
        asked |= Q(number=int(last))
    own = PaperSheet.objects.filter(round=round).select_related("entry")
    by_code = list(own.filter(asked).order_by("number"))
    return by_code or list(own.filter(entry__in=behind(round, last)).order_by("number"))


def listed(round: Round, state: str) -> QuerySet[PaperSheet]:
    """The sheets in one state, by their numbers, each with how many have read it."""
    own = PaperSheet.objects.filter(round=round, state=state).select_related("entry")
    return own.annotate(read=Count("readings")).order_by("number")


def to_enter(round: Round, worker: str) -> QuerySet[PaperSheet]:
    """The sheets that wait for this worker: handed in, not read by them, not of kin, none to settle they gave out."""
    mine = PaperSheet.objects.to_read().filter(round=round).exclude(readings__read_by=worker)
    kin = DeclaredKin.objects.standing().filter(declared_by=worker)
    home = kin.filter(unit=OuterRef("entry__unit"))
    owned = kin.filter(unit__ownerships__owner=OuterRef("entry__owner"))
    free = mine.exclude(Exists(home)).exclude(Exists(owned)).annotate(read=Count("readings"))
    return free.exclude(read=2, issued_by=worker).order_by("number")


def differs(sheet: PaperSheet) -> Difference | None:
    """Where the first two readings of a sheet differ, for the third person; never what they say."""
    read = readings(sheet)
    return difference(*read) if len(read) == 2 else None


def doors_of(round: Round, entries: Iterable[RollEntry]) -> dict[int, Sequence[str]]:
    """The doors of each voice, in order, in two queries."""
    voices = list(entries)
    units = dict(Unit.objects.filter(pk__in=[e.unit_id for e in voices if e.unit_id]).values_list("pk", "door"))
    owned: dict[int, list[str]] = defaultdict(list)
    held = held_at(round.roll).filter(owner__in=[e.owner_id for e in voices if e.owner_id])
    for owner, door in held.values_list("owner_id", "unit__door"):
        owned[owner].append(door)
    return {e.pk: (units[e.unit_id],) if e.unit_id else by_door(owned[e.owner_id or 0]) for e in voices}


def names(signs: Iterable[str | None]) -> dict[str, str]:
    """The names of staff by how they sign ("user:7")."""
    numbers = {sign.removeprefix("user:") for sign in signs if sign and sign.startswith("user:")}
    rows = User.objects.filter(pk__in=[number for number in numbers if number.isdigit()])
    return {f"user:{user.pk}": user.full_name or user.username for user in rows}


def check_of(round: Round) -> PaperCheck | None:
    """The box as it was counted, and the reason that was signed, if any."""
    return PaperCheck.objects.filter(round=round).first()


def _silent(round: Round) -> QuerySet[RollEntry]:
    have = PaperSheet.objects.live().filter(round=round, entry=OuterRef("pk"))
    voted = Ballot.objects.standing().filter(round=round, entry=OuterRef("pk"))
    voices = RollEntry.objects.filter(roll=round.roll_id, kind=VOICE_KIND[round.kind])
    return voices.filter(~Exists(have), ~Exists(voted))


def _outside_in(place: Place) -> tuple[bool, object]:
    return place.code != "community", walk(place.code)
