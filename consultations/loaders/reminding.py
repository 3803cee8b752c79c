"""Which voices a vote still waits for, by the door and by the ways they gave. Never what anybody answered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from communities.domain.contacts import ContactKind
from communities.domain.letters import by_door
from communities.loaders import held_at
from communities.models import Contact, OwnerMember, RollEntry, RollShare
from consultations.domain.reminding import Channel, Group
from consultations.loaders.rounds import VOICE_KIND
from consultations.models import Ballot, BallotDraft, Question, Reminder, Round
from renewal_portal.messaging.port import mail_is_on, sms

CHANNELS = {ContactKind.EMAIL: Channel.EMAIL, ContactKind.PHONE: Channel.SMS}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A voice that is waited for. ``ways``: what it gave and the portal can use; ``failed``: where it was not reached.

    Whom an address belongs to: a home (``unit``), or the person who speaks for an owner.
    """

    entry: int
    group: Group
    doors: tuple[str, ...]
    unit: int | None
    person: int | None
    ways: frozenset[Channel]
    failed: frozenset[Channel]

    @property
    def needs_a_visit(self) -> bool:
        """No message reaches it."""
        return self.ways <= self.failed


def waiting(round: Round) -> tuple[Waiting, ...]:
    """Everybody the round waits for, from door to door: at most six queries, however many."""
    rows = list(_missing(round).values_list("pk", "unit_id", "owner_id", "unit__door", "drafted"))
    owners = [owner for _, _, owner, _, _ in rows if owner]
    doors, persons = _doors(round, owners), _persons(owners)
    given, failed = _given([unit for _, unit, *_ in rows if unit], persons.values()), _failed(round)
    found = [
        Waiting(
            entry=entry,
            group=Group.DRAFT if drafted else Group.SILENT,
            doors=(door,) if unit else by_door(doors.get(owner, ())),
            unit=unit,
            person=persons.get(owner),
            ways=frozenset(given.get((unit, persons.get(owner)), ())),
            failed=frozenset(failed.get(entry, ())),
        )
        for entry, unit, owner, door, drafted in rows
    ]
    return _in_order(found)


def address(voice: Waiting, channel: Channel) -> str:
    """Where a voice is reminded this way at this moment; empty where it was withdrawn meanwhile."""
    kind = next(kind for kind, way in CHANNELS.items() if way is channel)
    given = Contact.objects.of_holder(unit_id=voice.unit, person_id=voice.person).standing().filter(kind=kind).first()
    return str(given.value) if given else ""


def _missing(round: Round):  # type: ignore[no-untyped-def]
    """The voices that are asked something and have no ballot that stands, or a change that is not confirmed."""
    places = Question.objects.filter(round=round).values("place")
    drafts = BallotDraft.objects.filter(round=round, entry=OuterRef("pk"), by_owner=False)
    ballots = Ballot.objects.standing().filter(round=round, entry=OuterRef("pk"))
    voices = RollEntry.objects.filter(roll=round.roll_id, kind=VOICE_KIND[round.kind])
    asked = voices.filter(Exists(RollShare.objects.filter(entry=OuterRef("pk"), place__in=places)))
    return asked.annotate(drafted=Exists(drafts)).filter(Q(drafted=True) | ~Exists(ballots)).order_by("number")


def _doors(round: Round, owners: Iterable[int]) -> dict[int, list[str]]:
    doors: dict[int, list[str]] = defaultdict(list)
    held = held_at(round.roll).filter(owner__in=owners)
    for owner, door in held.values_list("owner_id", "unit__door"):
        doors[owner].append(door)
    return doors


def _persons(owners: Iterable[int]) -> dict[int, int]:
    """Who speaks for each owner."""
    return dict(
        OwnerMember.objects.filter(owner__in=owners, is_representative=True).values_list("owner_id", "person_id")
    )


def _given(units: Iterable[int], persons: Iterable[int]) -> dict[tuple[int | None, int | None], set[Channel]]:
    """The ways that were given and are on, by whose they are."""
    on = {Channel.EMAIL: mail_is_on(), Channel.SMS: sms() is not None}
    ways: dict[tuple[int | None, int | None], set[Channel]] = defaultdict(set)
    found = Contact.objects.standing().filter(Q(unit__in=units) | Q(person__in=persons))
    for unit, person, kind in found.values_list("unit_id", "person_id", "kind"):
        if on[channel := CHANNELS[ContactKind(kind)]]:
            ways[unit, person].add(channel)
    return ways


def _failed(round: Round) -> dict[int, set[Channel]]:
    """The ways on which a voice was not reached when it was last tried."""
    failed: dict[int, set[Channel]] = defaultdict(set)
    tried = Reminder.objects.filter(round=round).of_machines().order_by("day")
    for entry, channel, missed in tried.values_list("entry_id", "channel", "failed"):
        (failed[entry].add if missed else failed[entry].discard)(Channel(channel))
    return failed


def _in_order(found: Iterable[Waiting]) -> tuple[Waiting, ...]:
    """As somebody walks from door to door."""
    voices = list(found)
    place = {door: number for number, door in enumerate(by_door({door for each in voices for door in each.doors}))}
    return tuple(sorted(voices, key=lambda each: (place[each.doors[0]] if each.doors else len(place), each.entry)))
