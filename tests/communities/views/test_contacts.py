"""How may we remind you? As the holder of a letter meets it."""

import pytest
from django.test import Client
from django.urls import reverse

from communities.models import Contact
from tests.residents import household_letter, owner_letter, signed_in
from tests.world import World

URL = "/reminders/"


@pytest.fixture
def world(db) -> World:
    return World()


@pytest.fixture
def home(world) -> Client:
    return signed_in(Client(), household_letter(world, "1-1-101"))


def send(client: Client, **said: str):
    return client.post(URL, said)


def page(client: Client) -> str:
    return client.get(URL).content.decode()


def test_my_page_leads_here_and_the_page_says_what_for_who_and_how_long(home) -> None:
    assert f'href="{URL}"' in home.get(reverse("my")).content.decode()

    text = page(home)
    assert [word in text for word in ("What for:", "Who sees it:", "How long:")] == [True] * 3


def test_an_address_is_kept_with_consent_and_shown_to_its_owner(home) -> None:
    assert send(home, kind="email", value="a@example.cn", consent="on").url == URL
    assert send(home, kind="phone", value="138 0000-0042", consent="on").url == URL

    text = page(home)
    assert ("<strong>a@example.cn</strong>" in text, "<strong>13800000042</strong>" in text) == (True, True)


def test_without_consent_nothing_is_kept(home) -> None:
    text = send(home, kind="email", value="a@example.cn").content.decode()

    assert "Tick this if you agree; without it nothing is kept." in text
    assert 'value="a@example.cn"' in text
    assert Contact.objects.count() == 0


@pytest.mark.parametrize(
    "kind, value, sentence",
    [
        ("email", "a@", "This is no e-mail address."),
        ("email", "", "Type your e-mail address."),
        ("phone", "023-6767 0000", "This number takes no messages."),
        ("phone", "", "Type your mobile number."),
    ],
)
def test_what_reaches_nobody_is_said_at_its_field(home, kind, value, sentence) -> None:
    text = send(home, kind=kind, value=value, consent="on").content.decode()

    assert sentence in text
    assert f'id="id_{kind}_value_error"' in text
    assert Contact.objects.count() == 0


def test_it_is_deleted_with_one_button(home) -> None:
    send(home, kind="email", value="a@example.cn", consent="on")

    assert send(home, kind="email", go="withdraw").url == URL

    assert "a@example.cn" not in page(home)
    assert Contact.objects.get().value == ""


def test_a_kind_nobody_knows_does_nothing(home) -> None:
    assert send(home, kind="pigeon", value="x", consent="on").status_code == 200
    assert Contact.objects.count() == 0


def test_nobody_sees_what_another_voice_gave(world, home) -> None:
    send(home, kind="email", value="a@example.cn", consent="on")

    assert "a@example.cn" not in page(signed_in(Client(), household_letter(world, "1-1-201")))
    assert "a@example.cn" not in page(signed_in(Client(), owner_letter(world, "1-1-101")))


def test_a_firm_is_reminded_by_letter(world) -> None:
    firm = signed_in(Client(), owner_letter(world, "1-2-101"))

    assert "The committee reminds it by letter." in page(firm)
    assert (
        "This letter speaks for a firm" in send(firm, kind="email", value="a@example.cn", consent="on").content.decode()
    )
    assert Contact.objects.count() == 0
