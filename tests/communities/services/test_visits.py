"""A registration visit makes one letter prove more; another letter begins anew."""

from datetime import timedelta

import pytest

from communities.models import Credential, Owner, Unit
from communities.services.credentials import issue_for_household, issue_for_owner, revoke
from communities.services.register import enter_register
from communities.services.visits import confirm_visit
from renewal_portal.ledger.models import Event
from tests.refusals import refusal
from tests.world import CHAIR, RECORDER, START, community, register

LATER = START + timedelta(days=3)


@pytest.fixture
def owner(db) -> Owner:
    enter_register(community_id=community().pk, rows=register(), since=START.date(), by=CHAIR, at=START)
    return Owner.objects.get(ownerships__unit__door="1-1-101")


def letter(owner: Owner) -> int:
    return issue_for_owner(owner_id=owner.pk, by=CHAIR, at=START).credential_id


def visit(credential_id: int) -> Credential:
    return confirm_visit(credential_id=credential_id, by=RECORDER, at=LATER)


def test_the_letter_proves_more_from_now_on_and_who_saw_the_document_is_kept(owner) -> None:
    pk = letter(owner)

    visit(pk)

    kept = Credential.objects.get(pk=pk)
    assert (kept.strength, kept.confirmed_by, kept.confirmed_at) == ("visit", RECORDER, LATER)
    told = Event.objects.get(what="credential.visit_confirmed")
    assert (told.about, told.by, told.at, told.detail) == (f"credential:{pk}", RECORDER, LATER, {})


def test_another_letter_of_the_same_owner_begins_anew(owner) -> None:
    visit(letter(owner))

    assert Credential.objects.get(pk=letter(owner)).strength == "letter"


def test_a_visit_is_recorded_once(owner) -> None:
    pk = letter(owner)
    visit(pk)

    assert refusal(lambda: visit(pk)) == ("VisitRefused", "visited_before")


def test_a_letter_taken_back_proves_nothing(owner) -> None:
    pk = letter(owner)
    revoke(credential_id=pk, by=CHAIR, at=START)

    assert refusal(lambda: visit(pk)) == ("VisitRefused", "letter_revoked")


def test_a_homes_letter_needs_no_visit(owner) -> None:
    home = issue_for_household(unit_id=Unit.objects.get(door="1-1-101").pk, by=CHAIR, at=START)

    assert refusal(lambda: visit(home.credential_id)) == ("VisitRefused", "wishes_need_no_visit")
