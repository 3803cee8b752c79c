"""Letters at the printer's desk: who lacks one, which vote they speak of, what was made, who is behind a door."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from communities.domain.electorate import Use, VoiceKind
from communities.domain.letters import by_door
from communities.loaders import co_owners_lacking_a_letter, co_owners_on, lacking_a_letter
from communities.models import Credential, LetterBatch, Owner, OwnerMember, RollEntry, RollVersion, Unit
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
    """Households or owners: what their letters speak of, how many voices there are and how many lack a letter; and the
    same of the co-owners for whom somebody else casts."""

    kind: VoiceKind
    call: Call
    voices: int
    lacking: int
    co_owners: int = 0
    co_owners_lacking: int = 0

    @property
    def due(self) -> int:
        """How many letters are missing in all."""
        return self.lacking + self.co_owners_lacking


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice behind a door, with the doors it speaks for and every letter it ever had, newest first.

    ``co_owner``: one of an owner's persons, for whom somebody else casts or nobody yet. ``can_cast``: somebody is there
    to cast for it.
    """

    kind: VoiceKind
    pk: int
    doors: tuple[str, ...]
    letters: tuple[Credential, ...]
    co_owner: OwnerMember | None = None
    can_cast: bool = True


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
        _side(kind, found)
        for kind in (VoiceKind.HOUSEHOLD, VoiceKind.OWNER)
        if (found := call(consultation, kind, at)) is not None
    ]


def _side(kind: VoiceKind, call: Call) -> Side:
    voices, lacking = RollEntry.objects.filter(roll=call.roll, kind=kind).count(), lacking_a_letter(call.roll, kind)
    if kind is VoiceKind.HOUSEHOLD:
        return Side(kind, call, voices, lacking)
    co_owners = co_owners_on(call.roll).count()
    return Side(kind, call, voices, lacking, co_owners, co_owners_lacking_a_letter(call.roll))


def batches(consultation: Consultation) -> list[LetterBatch]:
    """What was ordered last."""
    found = LetterBatch.objects.of(consultation.community_id).select_related("job", "unit", "roll")
    return list(found.order_by("-pk")[:SHOWN])


def behind(consultation: Consultation, door: str) -> list[Voice]:
    """The household, the owner and the co-owners of every part with this door; empty where there is none."""
    units = Unit.objects.of(consultation.community_id).filter(door__iexact=door.strip()).order_by("pk")
    return [voice for unit in units for voice in _voices(unit)]


def _voices(unit: Unit) -> list[Voice]:
    owner = Owner.objects.filter(ownerships__unit=unit, ownerships__until=None).first()
    found = []
    if unit.use == Use.DWELLING:
        found.append(Voice(VoiceKind.HOUSEHOLD, unit.pk, doors_of(unit), _letters(unit=unit)))
    return found if owner is None else [*found, *_owners(owner)]


def _owners(owner: Owner) -> list[Voice]:
    """The owner as a voice, and each co-owner."""
    doors, letters = doors_of(owner), _letters(owner=owner)
    members = list(owner.members.select_related("person").order_by("pk"))
    co_owners = [member for member in members if not member.is_representative]
    apart = {member.person_id for member in co_owners}
    casts = tuple(letter for letter in letters if letter.person_id not in apart)
    return [
        Voice(VoiceKind.OWNER, owner.pk, doors, casts, can_cast=not members or len(co_owners) < len(members)),
        *(
            Voice(VoiceKind.OWNER, owner.pk, doors, tuple(_to(member, letters)), co_owner=member)
            for member in co_owners
        ),
    ]


def _to(member: OwnerMember, letters: Iterable[Credential]) -> Iterator[Credential]:
    return (letter for letter in letters if letter.person_id == member.person_id)


def doors_of(voice: Unit | Owner) -> tuple[str, ...]:
    """The doors a voice speaks for today."""
    if isinstance(voice, Unit):
        return (voice.door,)
    return by_door(voice.ownerships.filter(until=None).values_list("unit__door", flat=True))


def _letters(**voice: Unit | Owner) -> tuple[Credential, ...]:
    return tuple(Credential.objects.filter(**voice).order_by("-issued_at", "-pk"))
