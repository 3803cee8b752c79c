"""Doors of a vote: who has a voice behind them, how far the vote has come there, who goes there."""

from collections import defaultdict
from collections.abc import Mapping

from django.db.models import Count, QuerySet, Sum

from communities.domain.electorate import COMMUNITY, Use, VoiceKind
from communities.domain.roles import Permission, roles_with
from communities.loaders import held_at
from communities.models import Community, Grant, RollEntry, RollShare, Unit, User
from consultations.domain.doors import BACK, Door, state_of
from consultations.loaders.public.turnout import Turnout
from consultations.loaders.rounds import VOICE_KIND
from consultations.models import Ballot, Consultation, DoorMark, DoorWalker, PaperSheet, Round


def current_round(consultation: Consultation) -> Round | None:
    """The vote whose doors are shown: the newest that was not annulled."""
    rounds = consultation.rounds.standing().select_related("roll").order_by("-number")
    found: Round | None = rounds.first()
    return found


def doors(round: Round, *, walker: int | None = None, unit: int | None = None) -> list[Door]:
    """Every door with a voice in a vote, or those one volunteer goes to, or one: six queries, however many."""
    voices = _voices(round)
    units = Unit.objects.filter(pk__in=[unit] if unit else voices)
    given = dict(DoorWalker.objects.standing().filter(unit__in=units).values_list("unit_id", "user_id"))
    marks = dict(DoorMark.objects.filter(round=round).newest_each().values_list("unit_id", "mark"))
    cast = dict(Ballot.objects.standing().filter(round=round).values_list("entry_id", "standing__channel"))
    sheets = dict(PaperSheet.objects.live().filter(round=round).values_list("entry_id", "state"))
    return [
        Door(
            unit=pk,
            door=door,
            place=place,
            floor=floor,
            state=state_of(marks.get(pk), cast.get(voices[pk]), sheets.get(voices[pk])),
            cast=voices[pk] in cast or sheets.get(voices[pk]) in BACK,
            walker=given.get(pk),
        )
        for pk, door, place, floor in units.values_list("pk", "door", "place__code", "floor")
        if pk in voices and (walker is None or given.get(pk) == walker)
    ]


def door_in(round: Round, unit_id: int) -> Door | None:
    """One door, if somebody behind it has a voice in this vote."""
    return next(iter(doors(round, unit=unit_id)), None)


def turnouts_by_building(round: Round) -> Mapping[str, Turnout]:
    """Heads and areas that have come, of the whole community and of each building, in two queries."""
    shares = RollShare.objects.filter(
        entry__roll=round.roll_id, entry__kind=VOICE_KIND[round.kind], place__kind__in=[COMMUNITY, "building"]
    )
    came = _sums(shares.filter(entry__ballots__round=round, entry__ballots__standing__isnull=False))
    return {
        place: Turnout(came[place][0], heads, came[place][1], area) for place, (heads, area) in _sums(shares).items()
    }


def marks_at(round: Round, unit_id: int) -> list[DoorMark]:
    """What was recorded at a door, newest first."""
    return list(DoorMark.objects.filter(round=round, unit=unit_id).order_by("-pk"))


def walkers(community: Community) -> "QuerySet[User]":
    """The accounts that may go from door to door in a community."""
    held = Grant.objects.standing().reaching(community).filter(role__in=roles_with(Permission.WALK_DOORS))
    return User.objects.filter(is_active=True, pk__in=held.values("user")).order_by("pk")


def _voices(round: Round) -> dict[int, int]:
    """Part → the voice on the roll that speaks for it in this vote."""
    entries = RollEntry.objects.filter(roll=round.roll_id, kind=VOICE_KIND[round.kind])
    if VOICE_KIND[round.kind] == VoiceKind.HOUSEHOLD:
        return dict(entries.values_list("unit_id", "pk"))
    voices = dict(entries.values_list("owner_id", "pk"))
    held = held_at(round.roll).filter(owner__community=round.roll.community_id)
    if not round.roll.parking_counts:
        held = held.exclude(unit__use=Use.PARKING)
    return {unit: voices[owner] for unit, owner in held.values_list("unit_id", "owner_id") if owner in voices}


def _sums(shares: "QuerySet[RollShare]") -> Mapping[str, tuple[int, int]]:
    rows = shares.values_list("place__code").annotate(heads=Count("pk"), area=Sum("area_cm2")).order_by("place__code")
    return defaultdict(lambda: (0, 0), {place: (heads, area) for place, heads, area in rows})
