"""Letters: issued with what only the paper knows, used, limited, revoked."""

import re

import pytest
from django.db import IntegrityError, transaction

from communities.models import Credential, Owner, OwnerMember, Person, Unit
from communities.services import credentials, limits
from communities.services.credentials import Letter, Printed, SignInRefused
from communities.services.secrets import keyed_hash
from renewal_portal.ledger.models import Event
from tests.refusals import refusal
from tests.world import CHAIR, START, World

HERE, THERE = "192.0.2.1", "192.0.2.2"
UNKNOWN, TOO_MANY = ("SignInRefused", "unknown_code"), ("SignInRefused", "too_many_guesses")


@pytest.fixture
def unit(db: None) -> Unit:
    World()
    return Unit.objects.get(door="1-1-101")


@pytest.fixture
def letter(unit: Unit) -> Letter:
    return credentials.issue_for_household(unit_id=unit.pk, by=CHAIR, at=START)


def credential(letter: Letter) -> Credential:
    return Credential.objects.get(pk=letter.credential_id)


def by_code(letter: Letter, *, address: str = HERE, **changes: str) -> Credential:
    typed = {"letter_number": letter.letter_number, "code": letter.code} | changes
    return credentials.by_code(**typed, address=address, at=START)


def by_link(link: str, address: str = HERE) -> Credential:
    return credentials.by_link(link=link, address=address, at=START)


def logged(what: str) -> list[tuple[str, str, dict]]:
    return list(Event.objects.filter(what=what).order_by("pk").values_list("about", "by", "detail"))


def test_a_household_letter_belongs_to_its_door_and_to_no_person(unit: Unit, letter: Letter) -> None:
    row = credential(letter)

    assert (row.unit, row.owner, row.person, row.strength) == (unit, None, None, "letter")
    assert (row.issued_by, row.issued_at, row.revoked_at) == (CHAIR, START, None)


def test_an_owner_letter_goes_to_the_named_representative(unit: Unit) -> None:
    owner = Owner.objects.get(ownerships__unit=unit)

    row = credential(credentials.issue_for_owner(owner_id=owner.pk, by=CHAIR, at=START))

    assert (row.unit, row.owner, row.person) == (None, owner, owner.members.get().person)


def test_a_co_owner_gets_a_letter_by_name_and_who_owns_nothing_here_gets_none(unit: Unit) -> None:
    owner = Owner.objects.get(ownerships__unit=unit)
    other, stranger = (member.person for member in OwnerMember.objects.exclude(owner=owner).order_by("pk")[:2])
    OwnerMember.objects.create(owner=owner, person=other)

    def issue(person: Person) -> Letter:
        return credentials.issue_for_owner(owner_id=owner.pk, person_id=person.pk, by=CHAIR, at=START)

    row = credential(issue(other))
    assert (row.unit, row.owner, row.person) == (None, owner, other)
    assert refusal(lambda: issue(stranger)) == ("IssueRefused", "none_of_the_owners")


def test_where_nobody_is_named_no_letter_casts(unit: Unit) -> None:
    """A letter without a name would cast for all of them."""
    owner = Owner.objects.get(ownerships__unit=unit)
    owner.members.update(is_representative=False)

    refused = refusal(lambda: credentials.issue_for_owner(owner_id=owner.pk, by=CHAIR, at=START))

    assert (refused, Credential.objects.count()) == (("IssueRefused", "nobody_is_named"), 0)


def test_the_developers_letter_goes_to_no_person(unit: Unit) -> None:
    developer = Owner.objects.get(kind="developer")

    assert credential(credentials.issue_for_owner(owner_id=developer.pk, by=CHAIR, at=START)).person is None


def test_a_letter_for_nobody_is_not_issued(unit: Unit) -> None:
    with pytest.raises(Unit.DoesNotExist):
        credentials.issue_for_household(unit_id=404, by=CHAIR, at=START)
    with pytest.raises(Owner.DoesNotExist):
        credentials.issue_for_owner(owner_id=404, by=CHAIR, at=START)

    assert Credential.objects.count() == 0


def test_what_is_printed_is_never_stored(letter: Letter) -> None:
    row = credential(letter)

    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{8}", letter.letter_number)
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{10}", letter.code)
    assert row.link_hash == keyed_hash("link", letter.link)
    assert row.code_hash == keyed_hash("code", letter.letter_number + letter.code)
    assert logged("credential.issued") == [(f"credential:{row.pk}", CHAIR, {})]


def test_two_letters_have_nothing_in_common(unit: Unit, letter: Letter) -> None:
    other = credentials.issue_for_household(unit_id=unit.pk, by=CHAIR, at=START)

    assert letter.letter_number != other.letter_number
    assert letter.link != other.link
    assert letter.code != other.code


def test_the_demo_may_say_what_is_printed_and_nobody_else(unit: Unit, settings) -> None:
    printed = Printed("DEM0DEM0", "a-link-of-the-demo", "DEM0DEM0DE")
    assert settings.DEMO

    letter = credentials.issue_for_household(unit_id=unit.pk, by=CHAIR, at=START, printed=printed)

    assert (letter.letter_number, letter.link, letter.code) == ("DEM0DEM0", "a-link-of-the-demo", "DEM0DEM0DE")
    settings.DEMO = False
    with pytest.raises(ValueError, match="only the demo"):
        credentials.issue_for_household(unit_id=unit.pk, by=CHAIR, at=START, printed=printed)
    assert Credential.objects.count() == 1


def test_a_letter_number_is_given_once(unit: Unit) -> None:
    printed = Printed("DEM0DEM0", "one-link", "DEM0DEM0DE")
    credentials.issue_for_household(unit_id=unit.pk, by=CHAIR, at=START, printed=printed)

    with pytest.raises(IntegrityError), transaction.atomic():
        credentials.issue_for_household(
            unit_id=unit.pk, by=CHAIR, at=START, printed=Printed("DEM0DEM0", "another-link", "DEM0DEM0DE")
        )

    assert len(logged("credential.issued")) == 1


def test_the_link_and_the_typed_code_sign_the_same_letter_in(letter: Letter) -> None:
    assert by_link(letter.link) == by_code(letter) == credential(letter)


def test_a_code_is_read_forgivingly(letter: Letter) -> None:
    spaced = f" {letter.code[:5].lower()}-{letter.code[5:].lower()} "

    assert by_code(letter, letter_number=letter.letter_number.lower(), code=spaced) == credential(letter)


def test_a_wrong_number_and_a_wrong_code_are_refused_alike(unit: Unit, letter: Letter) -> None:
    other = credentials.issue_for_household(unit_id=unit.pk, by=CHAIR, at=START)

    assert refusal(lambda: by_code(letter, letter_number="00000000")) == UNKNOWN
    assert refusal(lambda: by_code(letter, code=other.code)) == UNKNOWN
    assert refusal(lambda: by_link(letter.link + "x")) == UNKNOWN
    assert refusal(lambda: by_link("")) == UNKNOWN


def test_a_revoked_letter_signs_nobody_in(letter: Letter) -> None:
    credentials.revoke(credential_id=letter.credential_id, by=CHAIR, at=START)

    row = credential(letter)
    assert (row.revoked_by, row.revoked_at) == (CHAIR, START)
    assert refusal(lambda: by_code(letter)) == UNKNOWN
    assert refusal(lambda: by_link(letter.link)) == UNKNOWN


def test_revoking_twice_changes_nothing(letter: Letter) -> None:
    credentials.revoke(credential_id=letter.credential_id, by=CHAIR, at=START)
    credentials.revoke(credential_id=letter.credential_id, by="user:9", at=START)

    assert credential(letter).revoked_by == CHAIR
    assert logged("credential.revoked") == [(f"credential:{letter.credential_id}", CHAIR, {})]


def test_guesses_are_against_one_letter_wherever_they_come_from(unit: Unit, letter: Letter) -> None:
    other = credentials.issue_for_household(unit_id=unit.pk, by=CHAIR, at=START)
    for number in range(limits.MOST["voice"]):
        with pytest.raises(SignInRefused):
            by_code(letter, code="0000000000", address=f"192.0.2.{number}")

    assert refusal(lambda: by_code(letter, address=THERE)) == TOO_MANY
    assert by_code(other, address=THERE) == credential(other)
    assert by_link(letter.link, THERE) == credential(letter)


def test_links_are_guessed_against_the_address(letter: Letter) -> None:
    for _ in range(limits.MOST["address"]):
        with pytest.raises(SignInRefused):
            by_link("no-such-link")

    assert refusal(lambda: by_link(letter.link)) == TOO_MANY
    assert refusal(lambda: by_code(letter)) == TOO_MANY
    assert by_link(letter.link, THERE) == credential(letter)


def test_signing_in_costs_no_guess(letter: Letter) -> None:
    for _ in range(limits.MOST["voice"] + 1):
        by_code(letter)
    for _ in range(limits.MOST["address"] + 1):
        by_link(letter.link)
