"""Letters at the printer's desk: who lacks one, which vote they speak of, what was made, who is behind a door."""

from dataclasses import dataclass
from datetime import datetime

from communities.domain.electorate import Use, VoiceKind
from communities.domain.letters import by_door
from communities.loaders import lacking_a_letter
from communities.models import Credential, LetterBatch, Owner, RollEntry, RollVersion, Unit
from consultations.models import Consultation

ROUNDS = {VoiceKind.HOUSEHOLD: "selection", VoiceKind.OWNER: "decision"}
SHOWN = 30  # batches on the page, newest first


@dataclass(frozen=True, slots=True)
class Call:
    """The roll whose voices get letters, and from when until when the vote is that they are called to, if any."""

    roll: RollVersion
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """Households or owners: what their letters speak of, how many voices there are and how many lack a letter."""

    kind: VoiceKind
    call: Call
    voices: int
    lacking: int


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice behind a door, with the doors it speaks for and every letter it ever had, newest first."""

    kind: VoiceKind
    pk: int
    doors: tuple[str, ...]
    letters: tuple[Credential, ...]


def call(consultation: Consultation, kind: VoiceKind, at: datetime) -> Call | None:
    """The vote of this kind that runs or is called, else the newest roll alone; None before any roll is fixed."""
    ahead = consultation.rounds.unfinished().filter(kind=ROUNDS[kind], closes_at__gt=at)
    round = ahead.select_related("roll").order_by("-number").first()
    if round is not None:
        return Call(round.roll, round.opens_at, round.closes_at)
    roll = RollVersion.objects.newest_of(consultation.community_id)
    return Call(roll) if roll else None


def sides(consultation: Consultation, at: datetime) -> list[Side]:
    """Households, then owners; empty before any roll is fixed."""
    return [
        Side(kind, found, _voices_on(found.roll, kind), lacking_a_letter(found.roll, kind))
        for kind in (VoiceKind.HOUSEHOLD, VoiceKind.OWNER)
        if (found := call(consultation, kind, at)) is not None
    ]


def _voices_on(roll: RollVersion, kind: VoiceKind) -> int:
    return RollEntry.objects.filter(roll=roll, kind=kind).count()


def batches(consultation: Consultation) -> list[LetterBatch]:
    """What was ordered last."""
    found = LetterBatch.objects.of(consultation.community_id).select_related("job", "unit", "roll")
    return list(found.order_by("-pk")[:SHOWN])


def behind(consultation: Consultation, door: str) -> list[Voice]:
    """The household and the owner of every part with this door; empty where there is none."""
    units = Unit.objects.of(consultation.community_id).filter(door__iexact=door.strip()).order_by("pk")
    return [voice for unit in units for voice in _voices(unit)]


def _voices(unit: Unit) -> list[Voice]:
    owner = Owner.objects.filter(ownerships__unit=unit, ownerships__until=None).first()
    found = []
    if unit.use == Use.DWELLING:
        found.append(Voice(VoiceKind.HOUSEHOLD, unit.pk, doors_of(unit), _letters(unit=unit)))
    if owner is not None:
        found.append(Voice(VoiceKind.OWNER, owner.pk, doors_of(owner), _letters(owner=owner)))
    return found


def doors_of(voice: Unit | Owner) -> tuple[str, ...]:
    """The doors a voice speaks for today."""
    if isinstance(voice, Unit):
        return (voice.door,)
    return by_door(voice.ownerships.filter(until=None).values_list("unit__door", flat=True))


def _letters(**voice: Unit | Owner) -> tuple[Credential, ...]:
    return tuple(Credential.objects.filter(**voice).order_by("-issued_at", "-pk"))
