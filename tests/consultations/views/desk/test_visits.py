"""A registration visit at the desk: the letter is looked up, the document compared, one press."""

import pytest
from django.test import Client

from communities.domain.roles import Role
from communities.models import Credential
from communities.services.credentials import revoke
from tests.consultations.views.desk.desks import Desk
from tests.residents import household_letter, owner_letter
from tests.world import CHAIR, World


@pytest.fixture
def desk(db) -> Desk:
    return Desk(World(), Role.RECORDER)


def look(desk: Desk, number: str) -> str:
    return desk.page("desk_visits", f"?number={number}")


def test_a_letter_is_found_by_its_number_as_it_is_typed(desk) -> None:
    letter = owner_letter(desk.world, "1-1-101")
    typed = f"{letter.letter_number[:4].lower()}%20{letter.letter_number[4:].lower()}"

    page = look(desk, typed)

    assert [word in page for word in ("测试人11", "1-1-101", "Yes, I saw the document")] == [True] * 3


def test_the_press_records_who_saw_the_document(desk) -> None:
    letter = owner_letter(desk.world, "1-1-101")

    desk.done("desk_visits_confirm", pk=letter.credential_id)

    kept = Credential.objects.get(pk=letter.credential_id)
    assert (kept.strength, kept.confirmed_by) == ("visit", f"user:{desk.user.pk}")
    page = look(desk, letter.letter_number)
    assert ("The visit is recorded:" in page, "Yes, I saw the document" in page) == (True, False)


def test_a_second_press_says_that_it_is_recorded_already(desk) -> None:
    letter = owner_letter(desk.world, "1-1-101")
    desk.done("desk_visits_confirm", pk=letter.credential_id)

    assert "The visit for this letter is recorded already." in desk.done("desk_visits_confirm", pk=letter.credential_id)


def test_a_homes_letter_needs_no_visit(desk) -> None:
    letter = household_letter(desk.world, "1-1-101")

    page = look(desk, letter.letter_number)
    assert ("It needs no visit." in page, "Yes, I saw the document" in page) == (True, False)


def test_the_developers_letter_asks_for_its_authority(desk) -> None:
    assert "somebody with its written authority" in look(desk, owner_letter(desk.world, "1-2-101").letter_number)


def test_a_letter_taken_back_or_of_another_community_is_not_found(desk) -> None:
    gone, other = owner_letter(desk.world, "1-1-101"), owner_letter(World("other"), "1-1-101")
    revoke(credential_id=gone.credential_id, by=CHAIR, at=desk.world.at)

    assert "No letter that works has this number here." in look(desk, gone.letter_number)
    assert "No letter that works has this number here." in look(desk, other.letter_number)
    assert desk.post("desk_visits_confirm", pk=other.credential_id).status_code == 404


def test_the_roll_leads_here_for_those_who_keep_it(desk) -> None:
    assert desk.url("desk_visits") in desk.page("desk_roll")
    surveyor = Desk(desk.world, Role.SURVEYOR)
    assert surveyor.url("desk_visits") not in surveyor.page("desk_roll")


def test_nobody_without_a_post_looks_letters_up(desk) -> None:
    assert Client().get(desk.url("desk_visits")).status_code == 302
