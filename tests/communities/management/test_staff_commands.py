"""How accounts come about in production, get further posts, and are renewed."""

import io
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import translation
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.models import Community, Grant, User
from renewal_portal.ledger.models import Event
from tests.staff import sign_in
from tests.world import community

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with translation.override("en"):
        yield


@pytest.fixture
def here() -> Community:
    return community()


def said(*words: str, **options: Any) -> list[str]:
    out = io.StringIO()
    call_command(*words, stdout=out, **options)
    return out.getvalue().splitlines()


def made(username: str = "zhang", *words: str) -> str:
    """An account for a chair, made by the command; gives its password."""
    lines = said("create_staff", username, "--name", "张主任", "--role", "chair", "--community", "small", *words)
    assert lines[0] == f"The account “{username}” is made."
    return lines[1].removeprefix("Password, shown only now: ")


def typed(monkeypatch: pytest.MonkeyPatch, password: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))


def test_an_account_is_made_with_a_post_and_a_password_shown_once(here: Community) -> None:
    password = made()

    user = User.objects.get()
    assert (user.username, user.full_name, user.is_staff) == ("zhang", "张主任", False)
    assert len(password) == 16
    assert user.check_password(password)
    assert user.grants.get().community == here
    assert set(Event.objects.values_list("what", "by")) == {
        ("user.created", "system:command"),
        ("grant.given", "system:command"),
    }
    first = Client().post("/staff/sign-in/", {"username": "zhang", "password": password})
    assert first["Location"] == "/staff/second-factor/"


@pytest.mark.parametrize(
    "role, place, code",
    [
        ("district_official", "district", "500107"),
        ("subdistrict_official", "subdistrict", "500107001"),
    ],
)
def test_officials_get_into_the_admin(here: Community, role: str, place: str, code: str) -> None:
    said("create_staff", "li", "--name", "李", "--role", role, f"--{place}", code)

    assert User.objects.get().is_staff
    assert getattr(Grant.objects.get(), place).code == code


def test_a_password_may_be_given_on_standard_input(here: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "a password of my own")

    assert made("zhang", "--ask-password") == ""
    assert User.objects.get().check_password("a password of my own")


def test_a_password_that_is_guessed_easily_makes_no_account(here: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "123456")

    with pytest.raises(CommandError, match="at least 12 characters"):
        made("zhang", "--ask-password")

    assert User.objects.count() == 0


def test_a_user_name_that_is_taken_is_refused(here: Community) -> None:
    made()

    with pytest.raises(CommandError, match=r"^There is an account “zhang” already\.$"):
        made()


@pytest.mark.parametrize(
    "place, name", [("community", "nowhere"), ("subdistrict", "500107999"), ("district", "500199")]
)
def test_a_place_that_does_not_exist_makes_no_account(here: Community, place: str, name: str) -> None:
    with pytest.raises(CommandError, match=f"^There is no {place} “{name}”\\.$"):
        said("create_staff", "zhang", "--name", "张", "--role", "chair", f"--{place}", name)

    assert User.objects.count() == 0


def test_posts_are_given_and_taken_back(here: Community) -> None:
    made()
    post = ("--role", "district_official", "--district", "500107")

    assert said("grant_post", "zhang", *post) == ["“zhang” holds the post."]
    assert User.objects.get().is_staff
    assert said("grant_post", "zhang", *post, "--end") == ["“zhang” no longer holds the post."]

    assert list(Grant.objects.standing().values_list("role", flat=True)) == ["chair"]


def test_a_post_that_does_not_go_with_another_is_not_given(here: Community) -> None:
    made()

    with pytest.raises(CommandError, match=r"^Who prints letters holds no other post"):
        said("grant_post", "zhang", "--role", "printer", "--community", "small")

    assert Grant.objects.get().role == "chair"


def test_a_post_nobody_holds_is_not_taken_back(here: Community) -> None:
    made()

    with pytest.raises(CommandError, match=r"^“zhang” does not hold this post\.$"):
        said("grant_post", "zhang", "--role", "recorder", "--community", "small", "--end")


@pytest.mark.parametrize("words", [("grant_post", "--role", "chair", "--community", "small"), ("renew_sign_in",)])
def test_an_account_that_does_not_exist_is_named(here: Community, words: tuple[str, ...]) -> None:
    with pytest.raises(CommandError, match=r"^There is no account “wang”\.$"):
        said(words[0], "wang", *words[1:])


def test_somebody_who_lost_everything_signs_in_anew(here: Community) -> None:
    old = made()
    user = User.objects.get()
    client = sign_in(Client(), user)

    lines = said("renew_sign_in", "zhang")

    new = lines[1].removeprefix("Password, shown only now: ")
    user.refresh_from_db()
    assert lines[0] == "“zhang” signs in anew."
    assert (user.check_password(old), user.check_password(new)) == (False, True)
    assert TOTPDevice.objects.count() == 0
    assert client.get("/desk/").status_code == 302


def test_a_password_of_ones_own_is_not_shown(here: Community, monkeypatch: pytest.MonkeyPatch) -> None:
    made()
    typed(monkeypatch, "a password of my own")

    assert said("renew_sign_in", "zhang", "--ask-password") == ["“zhang” signs in anew.", ""]
    assert User.objects.get().check_password("a password of my own")
