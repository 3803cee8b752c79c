"""Addresses for reminders: given, changed and withdrawn by the holder of a letter, forgotten when all is over."""

from datetime import datetime

from django.db import transaction

from communities.domain.contacts import ContactKind
from communities.models import Contact, Credential
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class ContactRefused(Refused):
    """The address is not kept."""


@transaction.atomic
def give(*, credential_id: int, kind: ContactKind, value: str, at: datetime) -> Contact:
    """Keep an address for reminders; one given before is forgotten.

    Raises ContactRefused "nobody_to_remind" for a letter that goes to no person (the developer's).
    """
    credential = _locked(credential_id)
    if credential.unit_id is None and credential.person_id is None:
        raise ContactRefused("nobody_to_remind")
    _forget(credential, kind, at)
    contact = Contact.objects.create(**_holder(credential), kind=kind, value=value, given_at=at)
    _log("contact.given", credential, kind, at)
    return contact


@transaction.atomic
def withdraw(*, credential_id: int, kind: ContactKind, at: datetime) -> None:
    """Forget an address. That none was given is no fault."""
    credential = _locked(credential_id)
    if _forget(credential, kind, at):
        _log("contact.withdrawn", credential, kind, at)


@transaction.atomic
def forget_all(*, community_id: int, by: str, at: datetime) -> int:
    """Forget every address of a community whose votes are over; returns how many."""
    forgotten = Contact.objects.of(community_id).standing().update(value="", withdrawn_at=at)
    if forgotten:
        about, detail = f"community:{community_id}", {"contacts": forgotten}
        events.record(what="contacts.forgotten", about=about, by=by, at=at, detail=detail)
    return forgotten


def standing(credential: Credential) -> dict[ContactKind, str]:
    """What the holder of a letter gave, by kind."""
    given = Contact.objects.of_holder(**_holder(credential)).standing()
    return {ContactKind(contact.kind): contact.value for contact in given}


def _locked(credential_id: int) -> Credential:
    found: Credential = Credential.objects.valid().select_for_update().get(pk=credential_id)
    return found


def _holder(credential: Credential) -> dict[str, int | None]:
    return {"unit_id": credential.unit_id, "person_id": credential.person_id}


def _forget(credential: Credential, kind: ContactKind, at: datetime) -> int:
    given = Contact.objects.of_holder(**_holder(credential)).standing().filter(kind=kind)
    return given.update(value="", withdrawn_at=at)


def _log(what: str, credential: Credential, kind: ContactKind, at: datetime) -> None:
    """That something was given, never what."""
    about = f"credential:{credential.pk}"
    events.record(what=what, about=about, by=about, at=at, detail={"kind": kind.value})
