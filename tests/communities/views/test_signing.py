"""A resident signs in with a letter: by its link or by typing its number and code; nothing of it travels further."""

import logging
from io import StringIO

import pytest
from django.test import Client
from django.urls import reverse

from communities.access import HELPER_KEY, SESSION_KEY
from communities.models import Credential
from communities.services import limits
from communities.services.credentials import Letter, revoke
from tests.consultations.views.public.reading import words
from tests.residents import household_letter, owner_letter, signed_in
from tests.world import CHAIR, START, World

pytestmark = pytest.mark.django_db

SIGN_IN, MY, OUT = "/sign-in/", "/ballot/", "/sign-out/"
UNKNOWN = (
    "This letter number and code do not belong together. Check both on your letter; a letter that was replaced no "
    "longer works."
)
TOO_MANY = "Too many tries from here. Wait a quarter of an hour and try again, or ask the committee for help."


@pytest.fixture
def client() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def letter() -> Letter:
    return household_letter(World(), "1-1-201")


def link(letter: Letter) -> str:
    return reverse("link", args=[letter.link])


def typed(letter: Letter, **changes: str) -> dict[str, str]:
    return {"letter_number": letter.letter_number, "code": letter.code, "helper": ""} | changes


def held(client: Client) -> tuple[int | None, str | None]:
    """The letter and the helper that the session holds."""
    return client.session.get(SESSION_KEY), client.session.get(HELPER_KEY)


def test_the_addresses_have_names(letter: Letter) -> None:
    assert [reverse(name) for name in ("sign_in", "my", "sign_out")] == [SIGN_IN, MY, OUT]
    assert link(letter) == f"/k/{letter.link}/"


def test_looking_at_a_link_shows_the_door_and_signs_nobody_in(client: Client, letter: Letter) -> None:
    said = words(client.get(link(letter)).content.decode())

    assert said.startswith(
        "Test Community Is this your letter? You are about to sign in for this home: "
        "Building 1, stairwell 1 , door 1-1-201"
    )
    assert client.head(link(letter)).status_code == 200
    assert held(client) == (None, None)


def test_an_owners_link_names_all_doors(client: Client) -> None:
    said = words(client.get(link(owner_letter(World(), "1-2-301"))).content.decode())

    assert "You are about to sign in for the owner of: Building 1, stairwell 2 , door 1-2-301" in said


def test_pressing_the_button_signs_in_with_the_helper_named(client: Client, letter: Letter) -> None:
    response = client.post(link(letter), {"helper": " Wang Fang "})

    assert response["Location"] == MY
    assert held(client) == (letter.credential_id, "Wang Fang")


def test_the_helpers_name_stands_on_every_page_while_signed_in(client: Client, letter: Letter) -> None:
    client.post(link(letter), {"helper": "Wang Fang"})

    for page in ("/", SIGN_IN, link(letter)):
        assert client.get(page).content.decode().count("Helped by Wang Fang") == 1


def test_a_helpers_name_that_is_too_long_comes_back(client: Client, letter: Letter) -> None:
    response = client.post(link(letter), {"helper": "x" * 81})

    assert response.status_code == 200
    assert held(client) == (None, None)


@pytest.mark.parametrize(
    "way", [str.lower, str.upper, lambda code: " ".join(code), lambda code: f"{code[:5]}-{code[5:]}"]
)
def test_number_and_code_are_typed_however_they_come(client: Client, letter: Letter, way) -> None:
    sent = typed(letter, letter_number=way(letter.letter_number), code=way(letter.code))

    assert client.post(SIGN_IN, sent)["Location"] == MY
    assert held(client) == (letter.credential_id, None)


@pytest.mark.parametrize("changes", [{"code": "0123456789"}, {"letter_number": "00000000"}])
def test_which_of_the_two_was_wrong_is_not_said(client: Client, letter: Letter, changes: dict[str, str]) -> None:
    response = client.post(SIGN_IN, typed(letter, **changes))

    assert response.context["form"].errors == {"__all__": [UNKNOWN]}
    assert held(client) == (None, None)


def test_what_was_typed_stays_in_its_boxes(client: Client, letter: Letter) -> None:
    page = client.post(SIGN_IN, typed(letter, code="ABC", helper="Wang Fang")).content.decode()

    assert [f'value="{text}"' in page for text in (letter.letter_number, "ABC", "Wang Fang")] == [True] * 3


def test_what_was_plainly_mistyped_is_no_guess(client: Client, letter: Letter) -> None:
    for _ in range(limits.MOST["voice"] + 1):
        client.post(SIGN_IN, typed(letter, code="ABC"))

    assert client.post(SIGN_IN, typed(letter))["Location"] == MY


def test_who_guesses_too_often_has_to_wait(client: Client, letter: Letter) -> None:
    for _ in range(limits.MOST["voice"]):
        client.post(SIGN_IN, typed(letter, code="0123456789"))

    assert client.post(SIGN_IN, typed(letter)).context["form"].errors == {"__all__": [TOO_MANY]}
    assert client.post(link(letter))["Location"] == MY


def test_links_are_not_guessed_either(client: Client, letter: Letter) -> None:
    for _ in range(limits.MOST["address"]):
        client.get("/k/guessed/")
    response = client.get(link(letter))

    assert response.status_code == 429
    assert words(response.content.decode()) == f"This code opens nothing {TOO_MANY}"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_link_that_no_longer_works_says_what_to_do(client: Client, letter: Letter, method: str) -> None:
    revoke(credential_id=letter.credential_id, by=CHAIR, at=START)
    response = getattr(client, method)(link(letter))

    assert response.status_code == 404
    assert words(response.content.decode()) == (
        "This code opens nothing The letter was replaced by a newer one, or the address is not complete. Take your "
        "newest letter. Open its square code once more, or type its letter number and code. Type number and code"
    )
    assert client.post(SIGN_IN, typed(letter)).context["form"].errors == {"__all__": [UNKNOWN]}


def test_a_letter_that_is_revoked_opens_no_page_any_more(client: Client, letter: Letter) -> None:
    client.post(link(letter))
    revoke(credential_id=letter.credential_id, by=CHAIR, at=START)

    assert client.get(MY)["Location"] == f"{SIGN_IN}?next=%2Fballot%2F"
    assert "Signed in for" not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "asked, way_on",
    [
        ("/c/small/", "/c/small/"),
        ("/ballot/small/1/?item=7", "/ballot/small/1/?item=7"),
        ("https://elsewhere.example/", MY),
        ("//elsewhere.example/", MY),
        ("javascript:alert(1)", MY),
    ],
)
def test_the_way_goes_on_to_the_page_asked_for_and_never_elsewhere(
    client: Client, letter: Letter, asked: str, way_on: str
) -> None:
    assert client.get(SIGN_IN, {"next": asked}).context["next"] == ("" if way_on == MY else asked)
    assert client.post(SIGN_IN, typed(letter, next=asked))["Location"] == way_on


def test_nothing_is_left_of_whoever_was_signed_in_before(client: Client, letter: Letter) -> None:
    client.post(link(letter), {"helper": "Wang Fang"})
    session = client.session
    session["seen"] = "before"
    session.save()
    before = client.session.session_key
    second = owner_letter(World("second"), "1-1-201")

    client.post(link(second))

    assert held(client) == (second.credential_id, None)
    assert (client.session.get("seen"), client.session.session_key == before) == (None, False)


def test_signing_out_forgets_the_letter_on_this_device(client: Client, letter: Letter) -> None:
    client.post(link(letter), {"helper": "Wang Fang"})

    assert client.get(OUT).status_code == 405
    assert client.post(OUT)["Location"] == "/"
    assert held(client) == (None, None)
    assert "You are signed out." in client.get("/").content.decode()


def test_signing_in_and_out_ask_for_the_token_of_the_page(letter: Letter) -> None:
    client = Client(enforce_csrf_checks=True)
    sent = typed(letter)

    assert [client.post(page, sent).status_code for page in (SIGN_IN, link(letter), OUT)] == [403] * 3
    client.get(SIGN_IN)
    token = client.cookies["csrftoken"].value
    assert client.post(SIGN_IN, sent | {"csrfmiddlewaretoken": token})["Location"] == MY
    assert client.cookies["csrftoken"].value != token


def test_pages_of_letters_are_kept_nowhere_and_tell_no_other_site(client: Client, letter: Letter) -> None:
    responses = [client.get(SIGN_IN), client.get(link(letter)), client.get("/k/unknown/"), client.get(MY)]

    assert {response["Cache-Control"] for response in responses} == {
        "max-age=0, no-cache, no-store, must-revalidate, private"
    }
    assert {response["Referrer-Policy"] for response in responses} == {"same-origin"}


def test_what_a_letter_says_stands_in_no_log(client: Client, letter: Letter) -> None:
    handler = logging.getLogger("django").handlers[0]
    assert isinstance(handler, logging.StreamHandler)
    lines = StringIO()
    usual = handler.setStream(lines)
    revoke(credential_id=letter.credential_id, by=CHAIR, at=START)
    try:
        client.get(link(letter))
        client.post(SIGN_IN, typed(letter))
    finally:
        handler.setStream(usual or handler.stream)

    assert "Not Found: /k/***/" in lines.getvalue()
    assert [secret for secret in (letter.link, letter.code) if secret in lines.getvalue()] == []


def test_the_database_keeps_neither_link_nor_code(letter: Letter) -> None:
    row = Credential.objects.values().get(pk=letter.credential_id)

    assert {letter.link, letter.code} & {str(value) for value in row.values()} == set()


def test_who_is_signed_in_is_asked_once_a_page(client: Client, letter: Letter, django_assert_num_queries) -> None:
    signed_in(client, letter)
    with django_assert_num_queries(1) as asked:
        client.get(SIGN_IN)
    assert "communities_credential" in asked.captured_queries[0]["sql"]
