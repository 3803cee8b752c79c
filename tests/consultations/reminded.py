"""Votes that wait, for tests of reminders: who voted, who began, and who gave which way."""

from datetime import datetime

from communities.domain.contacts import ContactKind
from communities.models import Credential, RollEntry
from communities.services import contacts
from consultations.domain.reminding import Group
from consultations.loaders.reminding import waiting
from consultations.models import Round
from consultations.services import casting, reminding
from renewal_portal.ledger.models import Job
from tests.residents import household_letter, owner_letter
from tests.world import CHAIR, WANT, World

EMAIL, PHONE = ContactKind.EMAIL, ContactKind.PHONE


def entry_of(round: Round, door: str) -> RollEntry:
    if round.kind == "selection":
        return round.roll.entries.get(unit__door=door)
    return round.roll.entries.get(owner__ownerships__unit__door=door)


def gives(world: World, round: Round, door: str, value: str) -> Credential:
    """Somebody behind a door says where to be reminded."""
    letter = (household_letter if round.kind == "selection" else owner_letter)(world, door)
    kind = EMAIL if "@" in value else PHONE
    contacts.give(credential_id=letter.credential_id, kind=kind, value=value, at=world.at)
    return Credential.objects.get(pk=letter.credential_id)


def votes(world: World, round: Round, door: str) -> None:
    world.cast(round, entry_of(round, door), WANT)


def begins(world: World, round: Round, door: str) -> None:
    """A draft that nobody confirmed."""
    entry = entry_of(round, door)
    said = casting.Said(world.answers(round, entry, WANT), casting.Choices())
    casting.save_draft(round_id=round.pk, entry_id=entry.pk, said=said, by=f"voice:{entry.pk}", at=world.at)


def remind(world: World, round: Round, group: Group = Group.SILENT, at: datetime | None = None) -> Job:
    """Order and send; the finished job."""
    at = at or world.at
    job = reminding.order(round_id=round.pk, group=group, by=CHAIR, at=at)
    reminding.send_ordered(worker="test", clock=lambda: at)
    job.refresh_from_db()
    return job


def waited_for(round: Round) -> dict[tuple[str, ...], Group]:
    return {voice.doors: voice.group for voice in waiting(round)}
