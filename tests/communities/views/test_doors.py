"""Doors ask who one is, and lead back to where one wanted to go."""

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from tests.residents import household_letter, signed_in
from tests.world import World

pytestmark = pytest.mark.django_db

PAGE = "/ballot/small/1/?item=7"
SIGN_IN = "/sign-in/?next=%2Fballot%2Fsmall%2F1%2F%3Fitem%3D7"
PART = {"HX-Request": "true"}


def test_nobody_comes_in_without_a_letter_and_everybody_comes_back() -> None:
    response = Client().get(PAGE)

    assert (response.status_code, response["Location"]) == (302, SIGN_IN)
    assert list(get_messages(response.wsgi_request)) == []


def test_who_was_signed_out_while_filling_in_is_told_so_and_comes_back() -> None:
    client = Client()
    client.cookies["django_language"] = "en"
    response = client.post(PAGE, {"a-7": "+"})

    assert (response.status_code, response["Location"]) == (302, SIGN_IN)
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "You were signed out, because nothing was done here for a long time or your letter was replaced. What was "
        "saved is still there: sign in once more and go on."
    ]
    assert "What was saved is still there" in client.get(SIGN_IN).content.decode()


def test_a_part_of_a_page_is_not_replaced_by_the_sign_in_page() -> None:
    response = Client().post(PAGE, {"a-7": "+"}, headers=PART)

    assert (response.status_code, response["HX-Redirect"], response.content) == (200, SIGN_IN, b"")


def test_the_pages_behind_the_door_are_kept_nowhere() -> None:
    world = World()
    client = signed_in(Client(), household_letter(world, "1-1-201"))

    assert "no-store" in Client().get(PAGE)["Cache-Control"]
    assert "no-store" in client.get("/ballot/")["Cache-Control"]


def test_what_staff_sent_is_not_asked_for_again_as_a_page() -> None:
    client = Client()

    assert client.get("/desk/")["Location"] == "/staff/sign-in/?next=%2Fdesk%2F"
    assert client.post("/desk/")["Location"] == "/staff/sign-in/"
