"""A member of staff signs in with password and code, on one page; whoever has no second factor sets one up first."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.access import SESSION_KEY
from communities.domain.roles import Role
from communities.models import User
from communities.services import limits
from communities.services.credentials import issue_for_household
from communities.views.staff_signing import MINUTES, SETTING_UP
from renewal_portal.ledger.models import DemoClock, Event
from tests.staff import PASSWORD, code, member, sign_in, wrong_code
from tests.world import CHAIR, START, World, community

pytestmark = pytest.mark.django_db

PAGE, SET_UP, OUT = "/staff/sign-in/", "/staff/second-factor/", "/staff/sign-out/"
REFUSED = "User name, password and code do not fit together."


@pytest.fixture
def client() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def chair() -> User:
    return member(Role.CHAIR, community(), "chair")


def device_of(user: User) -> TOTPDevice:
    return TOTPDevice.objects.get_or_create(user=user, name="test", confirmed=True)[0]


def sent(user: User, **changes: str) -> dict[str, str]:
    """What somebody types who knows everything."""
    return {"username": user.username, "password": PASSWORD, "code": code(device_of(user))} | changes


def sentences(page: str) -> list[str]:
    """What stands in the summary of errors."""
    summary = re.search(r'<div class="errors".*?</div>', page, re.DOTALL)
    return re.findall(r"<li>(.*?)</li>", summary[0], re.DOTALL) if summary else []


def refused(client: Client, data: dict[str, str]) -> list[str]:
    response = client.post(PAGE, data)
    assert response.status_code == 200
    assert "_auth_user_id" not in client.session
    return sentences(response.content.decode())


def happened(user: User) -> list[str]:
    return list(Event.objects.filter(about=f"user:{user.pk}").order_by("pk").values_list("what", flat=True))


def test_the_addresses_have_names() -> None:
    assert [reverse(name) for name in ("staff_sign_in", "staff_set_up", "staff_sign_out")] == [PAGE, SET_UP, OUT]


def test_the_committee_comes_to_its_desk_and_officials_to_the_admin(client: Client, chair: User) -> None:
    official = member(Role.DISTRICT_OFFICIAL, chair.grants.get().community.subdistrict.district, "district")

    assert client.post(PAGE, sent(chair))["Location"] == reverse("desk")
    assert client.post(PAGE, sent(official))["Location"] == reverse("admin:index")
    assert client.get(reverse("admin:index")).status_code == 200


def test_password_and_code_open_the_desk_in_a_new_session(client: Client, chair: User) -> None:
    client.get(PAGE)
    session = client.session
    session["seen"] = "before"
    session.save()
    key = session.session_key

    client.post(PAGE, sent(chair))

    assert client.session.session_key != key
    assert "seen" not in client.session
    assert client.session[DEVICE_ID_SESSION_KEY] == device_of(chair).persistent_id
    assert client.get(reverse("desk")).status_code == 200
    assert happened(chair) == ["user.created", "grant.given", "user.signed_in"]


def test_a_letter_that_was_signed_in_is_left_behind(client: Client) -> None:
    world = World()
    unit = world.community.places.get(code="1-1").units.first()
    session = client.session
    session[SESSION_KEY] = issue_for_household(unit_id=unit.pk, by=CHAIR, at=START).credential_id
    session.save()

    client.post(PAGE, sent(member(Role.CHAIR, world.community)))

    assert SESSION_KEY not in client.session


def test_what_is_wrong_is_never_said(client: Client, chair: User) -> None:
    device = device_of(chair)
    left = User.objects.create_user(username="left", password=PASSWORD, is_active=False)

    said = [
        refused(client, sent(chair, password="another long password")),
        refused(client, sent(chair, code=wrong_code(device))),
        refused(client, sent(chair, code="")),
        refused(client, sent(chair, username="nobody")),
        refused(client, sent(chair, username=left.username)),
    ]

    assert said == [said[0]] * 5
    assert said[0][0].startswith(REFUSED)


def test_the_password_alone_of_an_account_with_a_second_factor_opens_nothing(client: Client, chair: User) -> None:
    device_of(chair)

    refused(client, sent(chair, code=""))

    assert client.get(SET_UP)["Location"] == PAGE
    assert TOTPDevice.objects.get(user=chair).confirmed


def test_a_code_is_taken_once(client: Client, chair: User) -> None:
    typed = sent(chair)

    assert client.post(PAGE, typed).status_code == 302
    assert len(refused(Client(headers={"accept-language": "en"}), typed)) == 1


@pytest.mark.parametrize("typed", ["12345", "1234567", "12a456"])
def test_a_code_that_cannot_be_one_is_no_guess(client: Client, chair: User, typed: str) -> None:
    (said,) = refused(client, sent(chair, code=typed))

    assert "The code has six digits." in said
    assert device_of(chair).throttling_failure_count == 0


def test_codes_are_read_as_people_copy_them(client: Client, chair: User) -> None:
    typed = sent(chair)
    typed["code"] = f" {typed['code'][:3]} {typed['code'][3:]}".translate(
        str.maketrans("0123456789", "０１２３４５６７８９")
    )

    assert client.post(PAGE, typed).status_code == 302


def test_user_name_stays_and_password_does_not_when_the_form_comes_back(client: Client, chair: User) -> None:
    page = client.post(PAGE, sent(chair, password="another long password")).content.decode()

    assert 'value="chair"' in page
    assert "another long password" not in page


def test_guesses_against_one_account_are_limited_and_others_go_on(client: Client, chair: User) -> None:
    other = member(Role.CHAIR, chair.grants.get().community, "other")
    for _ in range(limits.MOST["voice"]):
        (said,) = refused(client, sent(chair, username=" CHAIR ", password="another long password"))
        assert said.startswith(REFUSED)

    (said,) = refused(client, sent(chair))

    assert said.startswith("Too many tries for this account")
    assert client.post(PAGE, sent(other)).status_code == 302


@pytest.mark.parametrize(
    "asked, leads_to",
    [
        ("/desk/small/", "/desk/small/"),
        ("https://elsewhere.example/", "/desk/"),
        ("//elsewhere.example/", "/desk/"),
        ("javascript:alert(1)", "/desk/"),
        ("", "/desk/"),
    ],
)
def test_the_page_asked_for_is_kept_and_never_another_site(
    client: Client, chair: User, asked: str, leads_to: str
) -> None:
    page = client.get(PAGE, {"next": asked}).content.decode().split('<form class="form"')[1]
    kept = re.findall(r'name="next" value="(.*?)"', page.split("</form>")[0])

    assert kept == ([asked] if asked == leads_to else [])
    assert client.post(PAGE, sent(chair) | {"next": asked})["Location"] == leads_to


def test_signing_out_is_a_post_and_ends_the_session(client: Client, chair: User) -> None:
    client.post(PAGE, sent(chair))

    assert client.get(OUT).status_code == 405
    assert client.get(reverse("desk")).status_code == 200
    assert client.post(OUT)["Location"] == "/"
    assert client.get(reverse("desk"))["Location"].startswith(PAGE)


def test_the_first_sign_in_sets_up_the_second_factor(client: Client, chair: User) -> None:
    first = {"username": chair.username, "password": PASSWORD, "code": "", "next": "/desk/small/"}

    assert client.post(PAGE, first)["Location"] == SET_UP
    assert client.get(reverse("desk"))["Location"].startswith(PAGE)
    page = client.get(SET_UP)
    device = TOTPDevice.objects.get(user=chair)
    assert not device.confirmed
    assert page.context["secret"].replace(" ", "") in device.config_url
    assert "<svg" in page.content.decode()
    assert "no-store" in page["Cache-Control"]

    page = client.post(SET_UP, {"code": wrong_code(device)})
    assert "This is not the code of the moment." in page.content.decode()
    assert client.get(reverse("desk"))["Location"].startswith(PAGE)
    TOTPDevice.objects.update(throttling_failure_timestamp=None, throttling_failure_count=0)  # a second has passed

    assert client.post(SET_UP, {"code": code(device)})["Location"] == "/desk/small/"
    assert TOTPDevice.objects.get(user=chair).confirmed
    assert client.get(reverse("desk")).status_code == 200
    assert happened(chair)[2:] == ["user.second_factor_begun", "user.second_factor_set", "user.signed_in"]
    assert client.get(SET_UP)["Location"] == PAGE


def test_setting_up_is_over_after_some_minutes(client: Client, chair: User) -> None:
    client.post(PAGE, {"username": chair.username, "password": PASSWORD})
    assert client.get(SET_UP).status_code == 200
    DemoClock.objects.create(seconds=timedelta(minutes=MINUTES).total_seconds())

    response = client.post(SET_UP, {"code": code(TOTPDevice.objects.get(user=chair))}, follow=True)

    assert response.redirect_chain == [(PAGE, 302)]
    assert "This took too long" in response.content.decode()
    assert SETTING_UP not in client.session
    assert not TOTPDevice.objects.get(user=chair).confirmed


def test_beginning_anew_makes_the_secret_shown_before_worthless(client: Client, chair: User) -> None:
    data = {"username": chair.username, "password": PASSWORD}
    client.post(PAGE, data)
    seen = TOTPDevice.objects.get(user=chair)
    later = Client()

    later.post(PAGE, data)

    assert TOTPDevice.objects.get(user=chair).key != seen.key
    assert client.get(SET_UP)["Location"] == PAGE


def test_nobody_sets_up_a_second_factor_without_the_password(client: Client) -> None:
    assert client.get(SET_UP)["Location"] == PAGE
    assert client.post(SET_UP, {"code": "123456"})["Location"] == PAGE
    assert TOTPDevice.objects.count() == 0


def test_a_password_is_changed_and_the_session_goes_on(client: Client, chair: User) -> None:
    client.post(PAGE, sent(chair))
    other = sign_in(Client(), chair)
    typed = {"password": PASSWORD, "new": "another long password", "again": "another long password"}

    answer = client.post(reverse("staff_password"), typed, follow=True)

    assert answer.redirect_chain == [(reverse("desk"), 302)]
    assert "Your password is changed." in answer.content.decode()
    assert User.objects.get(pk=chair.pk).check_password("another long password")
    assert other.get(reverse("desk")).status_code == 302


@pytest.mark.parametrize(
    "changes, at, sentence",
    [
        ({"password": "not the present one"}, "password", "This is not your present password."),
        ({"new": "short", "again": "short"}, "new", "at least 12 characters"),
        ({"new": "482910573628", "again": "482910573628"}, "new", "entirely numeric"),
        ({"again": "a different password"}, "again", "The two are not the same."),
        ({"new": ""}, "new", "This field is required."),
    ],
)
def test_a_password_is_not_changed_carelessly(
    client: Client, chair: User, changes: dict[str, str], at: str, sentence: str
) -> None:
    client.post(PAGE, sent(chair))
    typed = {"password": PASSWORD, "new": "another long password", "again": "another long password"}

    answer = client.post(reverse("staff_password"), typed | changes)

    assert sentence in str(answer.context["form"].errors[at])
    assert User.objects.get(pk=chair.pk).check_password(PASSWORD)


def test_nobody_changes_a_password_without_signing_in(client: Client, chair: User) -> None:
    assert client.get(reverse("staff_password"))["Location"].startswith(PAGE)
    assert sign_in(client, chair, second_factor=False).post(reverse("staff_password"))["Location"] == PAGE
