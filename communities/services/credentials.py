"""Letters that sign a voice in: issued, used, revoked."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from hmac import compare_digest

from django.conf import settings
from django.db import transaction

from communities.domain.electorate import VoiceKind
from communities.domain.letters import Addressee, Reason
from communities.models import Credential, Owner, OwnerMember, Unit
from communities.services.limits import GuessLimit
from communities.services.secrets import LETTER_NUMBER_LENGTH, fold, keyed_hash, new_code, new_link
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class SignInRefused(Refused):
    """The link or code signs nobody in. "too_many_guesses" or "unknown_code"; never says which part was wrong."""


class IssueRefused(Refused):
    """No letter is issued."""


@dataclass(frozen=True, slots=True)
class Printed:
    """What a letter says. Drawn by chance, except in the demo, whose page shows its letters again and again."""

    letter_number: str
    link: str
    code: str

    @classmethod
    def drawn(cls) -> "Printed":
        """By chance."""
        return cls(new_code(LETTER_NUMBER_LENGTH), new_link(), new_code())


@dataclass(frozen=True, slots=True)
class Letter:
    """What is printed on a letter. The link and the code exist here alone; the database keeps their hashes."""

    credential_id: int
    letter_number: str
    link: str
    code: str


@transaction.atomic
def issue_for_household(*, unit_id: int, by: str, at: datetime, printed: Printed | None = None) -> Letter:
    """A selection letter for one household. ``printed`` is for the demo alone (else ValueError)."""
    Unit.objects.get(pk=unit_id)
    return _issue(printed, by=by, at=at, unit_id=unit_id)


@transaction.atomic
def issue_for_owner(
    *, owner_id: int, by: str, at: datetime, person_id: int | None = None, printed: Printed | None = None
) -> Letter:
    """A decision letter for an owner's named representative; the developer's goes to the firm, to no person.

    ``person_id``: for one of its persons by name; who is not the representative sees whether the ballot was cast and
    may dispute it. ``printed`` is for the demo alone (else ValueError). Raises IssueRefused "none_of_the_owners", or
    "nobody_is_named" where several own and none of them is named to cast.
    """
    Owner.objects.get(pk=owner_id)
    members = OwnerMember.objects.filter(owner_id=owner_id)
    if person_id is None:
        person_id = members.representatives().values_list("person_id", flat=True).first()
        if person_id is None and members.exists():
            raise IssueRefused("nobody_is_named")
    elif not members.filter(person_id=person_id).exists():
        raise IssueRefused("none_of_the_owners")
    return _issue(printed, by=by, at=at, owner_id=owner_id, person_id=person_id)


@transaction.atomic
def keep(letters: Iterable[tuple[Addressee, Printed]], *, by: str, at: datetime) -> list[Credential]:
    """Letters that were drawn and typeset before: from now on they sign their voices in. Only hashes are kept."""
    rows = [
        _row(
            printed,
            unit_id=to.subject if to.kind is VoiceKind.HOUSEHOLD else None,
            owner_id=to.subject if to.kind is VoiceKind.OWNER else None,
            person_id=to.person,
            by=by,
            at=at,
        )
        for to, printed in letters
    ]
    for row in Credential.objects.bulk_create(rows):
        events.record(what="credential.issued", about=f"credential:{row.pk}", by=by, at=at)
    return rows


@transaction.atomic
def revoke(*, credential_id: int, by: str, at: datetime, reason: Reason | None = None) -> None:
    """The letter signs nobody in any more; a ballot already cast with it stands."""
    revoke_each(credential_ids=[Credential.objects.get(pk=credential_id).pk], by=by, at=at, reason=reason)


@transaction.atomic
def revoke_each(*, credential_ids: Collection[int], by: str, at: datetime, reason: Reason | None = None) -> None:
    """The same for many; those that were revoked before stay as they are."""
    valid = Credential.objects.valid().filter(pk__in=credential_ids).select_for_update().order_by("pk")
    found = [credential.pk for credential in valid]
    Credential.objects.filter(pk__in=found).update(revoked_by=by, revoked_at=at)
    detail = {"reason": reason.value} if reason else {}
    for pk in found:
        events.record(what="credential.revoked", about=f"credential:{pk}", by=by, at=at, detail=detail)


def by_link(*, link: str, address: str, at: datetime) -> Credential:
    """The credential of a QR link. Raises SignInRefused."""
    limit = GuessLimit(address)
    limit.refuse_if_spent(SignInRefused("too_many_guesses"))
    credential = Credential.objects.valid().filter(link_hash=keyed_hash("link", link)).first()
    if credential is None:
        limit.spend()
        raise SignInRefused("unknown_code")
    return credential


def by_code(*, letter_number: str, code: str, address: str, at: datetime) -> Credential:
    """The credential of a typed letter number and code. Raises SignInRefused."""
    number = fold(letter_number)
    limit = GuessLimit(address, voice=number)
    limit.refuse_if_spent(SignInRefused("too_many_guesses"))
    credential = Credential.objects.valid().filter(letter_number=number).first()
    if credential is None or not compare_digest(credential.code_hash, keyed_hash("code", number + fold(code))):
        limit.spend()
        raise SignInRefused("unknown_code")
    return credential


def _issue(
    printed: Printed | None,
    *,
    by: str,
    at: datetime,
    unit_id: int | None = None,
    owner_id: int | None = None,
    person_id: int | None = None,
) -> Letter:
    if printed is not None and not settings.DEMO:
        raise ValueError("what a letter says is drawn by chance; only the demo may say it beforehand")
    printed = printed or Printed.drawn()
    credential = _row(printed, unit_id=unit_id, owner_id=owner_id, person_id=person_id, by=by, at=at)
    credential.save(force_insert=True)
    events.record(what="credential.issued", about=f"credential:{credential.pk}", by=by, at=at)
    return Letter(credential.pk, printed.letter_number, printed.link, printed.code)


def _row(
    printed: Printed, *, unit_id: int | None, owner_id: int | None, person_id: int | None, by: str, at: datetime
) -> Credential:
    number = printed.letter_number
    return Credential(
        unit_id=unit_id,
        owner_id=owner_id,
        person_id=person_id,
        letter_number=number,
        link_hash=keyed_hash("link", printed.link),
        code_hash=keyed_hash("code", number + printed.code),
        issued_by=by,
        issued_at=at,
    )
