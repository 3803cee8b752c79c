"""Addresses for reminders: given, changed, withdrawn; what is withdrawn is gone."""

from datetime import timedelta

import pytest
from django.db import connection

from communities.domain.contacts import ContactKind
from communities.models import Contact, Credential, Owner, Unit
from communities.services.contacts import forget_all, give, standing, withdraw
from communities.services.credentials import issue_for_household, issue_for_owner
from communities.services.register import enter_register
from renewal_portal.ledger.models import Event
from tests.refusals import refusal
from tests.world import CHAIR, START, community, register

EMAIL, PHONE = ContactKind.EMAIL, ContactKind.PHONE
LATER = START + timedelta(days=1)


@pytest.fixture
def home(db) -> Credential:
    """A household's letter."""
    enter_register(community_id=community().pk, rows=register(), since=START.date(), by=CHAIR, at=START)
    issued = issue_for_household(unit_id=Unit.objects.get(door="1-1-101").pk, by=CHAIR, at=START)
    return Credential.objects.get(pk=issued.credential_id)


def owners_letter(door: str) -> Credential:
    owner = Owner.objects.get(ownerships__unit__door=door)
    return Credential.objects.get(pk=issue_for_owner(owner_id=owner.pk, by=CHAIR, at=START).credential_id)


def give_it(letter: Credential, value: str = "a@example.cn", kind: ContactKind = EMAIL, at=START) -> Contact:
    return give(credential_id=letter.pk, kind=kind, value=value, at=at)


def test_each_kind_is_given_by_itself(home) -> None:
    give_it(home)
    give_it(home, "13800000042", PHONE)

    assert standing(home) == {EMAIL: "a@example.cn", PHONE: "13800000042"}


def test_what_is_given_anew_takes_the_place_of_what_was_given_and_that_is_gone(home) -> None:
    first = give_it(home)

    give_it(home, "b@example.cn", at=LATER)

    first.refresh_from_db()
    assert (standing(home), first.value, first.withdrawn_at) == ({EMAIL: "b@example.cn"}, "", LATER)


def test_what_is_withdrawn_is_gone_and_the_other_kind_stays(home) -> None:
    given = give_it(home)
    give_it(home, "13800000042", PHONE)

    withdraw(credential_id=home.pk, kind=EMAIL, at=LATER)

    given.refresh_from_db()
    assert (standing(home), given.value) == ({PHONE: "13800000042"}, "")


def test_withdrawing_what_was_never_given_does_nothing(home) -> None:
    withdraw(credential_id=home.pk, kind=EMAIL, at=START)

    assert (Contact.objects.count(), Event.objects.filter(what__startswith="contact.").count()) == (0, 0)


def test_another_letter_of_the_same_home_finds_what_was_given_an_owners_does_not(home) -> None:
    give_it(home)
    again = issue_for_household(unit_id=home.unit_id, by=CHAIR, at=LATER)

    assert standing(Credential.objects.get(pk=again.credential_id)) == {EMAIL: "a@example.cn"}
    assert standing(owners_letter("1-1-101")) == {}


def test_the_developers_firm_is_reminded_by_letter(home) -> None:
    letter = owners_letter("1-2-101")

    assert refusal(lambda: give_it(letter)) == ("ContactRefused", "nobody_to_remind")
    assert standing(letter) == {}


def test_the_database_holds_no_address_in_the_clear(home) -> None:
    give_it(home)

    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM communities_contact")
        (stored,) = cursor.fetchone()
    assert ("example" in stored, Contact.objects.get().value) == (False, "a@example.cn")


def test_events_say_that_something_was_given_never_what(home) -> None:
    give_it(home)
    withdraw(credential_id=home.pk, kind=EMAIL, at=LATER)

    told = Event.objects.filter(what__startswith="contact.").order_by("pk")
    assert [(each.what, each.about, each.detail) for each in told] == [
        ("contact.given", f"credential:{home.pk}", {"kind": "email"}),
        ("contact.withdrawn", f"credential:{home.pk}", {"kind": "email"}),
    ]


def test_all_of_a_community_is_forgotten_at_once_and_another_ones_stays(home) -> None:
    other = community("other")
    enter_register(community_id=other.pk, rows=register(), since=START.date(), by=CHAIR, at=START)
    unit = Unit.objects.get(place__community=other, door="1-1-101")
    neighbour = Credential.objects.get(pk=issue_for_household(unit_id=unit.pk, by=CHAIR, at=START).credential_id)
    give_it(home)
    give_it(owners_letter_of(home), "13800000042", PHONE)
    give_it(neighbour)
    community_id = home.unit.place.community_id

    assert forget_all(community_id=community_id, by="system:beat", at=LATER) == 2
    assert forget_all(community_id=community_id, by="system:beat", at=LATER) == 0

    assert (standing(home), standing(neighbour)) == ({}, {EMAIL: "a@example.cn"})
    told = Event.objects.filter(what="contacts.forgotten")
    assert [(each.about, each.detail) for each in told] == [(f"community:{community_id}", {"contacts": 2})]


def owners_letter_of(home: Credential) -> Credential:
    owner = Owner.objects.get(ownerships__unit=home.unit_id)
    return Credential.objects.get(pk=issue_for_owner(owner_id=owner.pk, by=CHAIR, at=START).credential_id)
