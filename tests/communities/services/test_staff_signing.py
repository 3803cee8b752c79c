"""Password and code prove who one is; what is wrong is never said; a second factor is set up once."""

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.domain.roles import Role
from communities.models import User
from communities.services import limits, staff_signing
from communities.services.staff_signing import StaffSignInRefused
from renewal_portal.ledger.models import Event
from tests.refusals import refusal
from tests.staff import PASSWORD, code, member, sign_in, wrong_code
from tests.world import START, community

HERE, THERE = "192.0.2.1", "192.0.2.2"
NEW = "another long password"


@pytest.fixture
def user(db: None) -> User:
    return member(Role.CHAIR, community(), "chair")


@pytest.fixture
def device(user: User) -> TOTPDevice:
    return TOTPDevice.objects.create(user=user, name="test", confirmed=True)


def recognize(username: str, password: str, code: str, address: str = HERE) -> TOTPDevice:
    return staff_signing.recognize(username=username, password=password, code=code, address=address, at=START)


def confirm(device: TOTPDevice, code: str, address: str = HERE) -> TOTPDevice:
    return staff_signing.confirm(device_id=device.pk, code=code, address=address, at=START)


def begun(user: User) -> TOTPDevice:
    return recognize(user.username, PASSWORD, "")


def rested(device: TOTPDevice) -> None:
    """The pause after a wrong code is over."""
    TOTPDevice.objects.filter(pk=device.pk).update(throttling_failure_count=0, throttling_failure_timestamp=None)


def logged(user: User) -> list[tuple[str, str]]:
    rows = Event.objects.filter(about=f"user:{user.pk}").order_by("pk").values_list("what", "by")
    return list(rows)[2:]


def test_password_and_code_are_recognized(user: User, device: TOTPDevice) -> None:
    found = recognize("chair", PASSWORD, code(device))

    assert (found, found.confirmed, found.user) == (device, True, user)
    assert logged(user) == [("user.signed_in", f"user:{user.pk}")]


@pytest.mark.parametrize("wrong", ["name", "password", "code", "empty", "gone"])
def test_whatever_is_wrong_is_refused_alike(user: User, device: TOTPDevice, wrong: str) -> None:
    if wrong == "gone":
        User.objects.filter(pk=user.pk).update(is_active=False)
    typed = {
        "name": ("nobody", PASSWORD, code(device)),
        "password": ("chair", NEW, code(device)),
        "code": ("chair", PASSWORD, wrong_code(device)),
        "empty": ("chair", PASSWORD, ""),
        "gone": ("chair", PASSWORD, code(device)),
    }[wrong]

    assert refusal(lambda: recognize(*typed)) == ("StaffSignInRefused", "not_recognized")


def test_a_wrong_password_does_not_use_the_code_up(user: User, device: TOTPDevice) -> None:
    now = code(device)
    refusal(lambda: recognize("chair", NEW, now))

    assert recognize("chair", PASSWORD, now) == device


def test_a_code_is_taken_once(user: User, device: TOTPDevice) -> None:
    used = code(device)
    recognize("chair", PASSWORD, used)

    assert refusal(lambda: recognize("chair", PASSWORD, used)) == ("StaffSignInRefused", "not_recognized")


def test_wrong_codes_make_the_next_one_wait(user: User, device: TOTPDevice) -> None:
    for _ in range(2):
        with pytest.raises(StaffSignInRefused):
            recognize("chair", PASSWORD, wrong_code(device))
    device.refresh_from_db()
    assert device.throttling_failure_count >= 1
    TOTPDevice.objects.update(throttling_failure_count=10)

    assert refusal(lambda: recognize("chair", PASSWORD, code(device))) == ("StaffSignInRefused", "not_recognized")

    rested(device)

    assert recognize("chair", PASSWORD, code(device)) == device


def test_guesses_are_counted_against_the_account_however_its_name_is_written(user: User, device: TOTPDevice) -> None:
    for number in range(limits.MOST["voice"]):
        with pytest.raises(StaffSignInRefused):
            recognize([" chair", "CHAIR"][number % 2], NEW, "", f"192.0.2.{number}")

    assert refusal(lambda: recognize("chair", PASSWORD, code(device), THERE)) == (
        "StaffSignInRefused",
        "too_many_guesses",
    )


def test_guesses_are_counted_against_the_address(user: User, device: TOTPDevice) -> None:
    for number in range(limits.MOST["address"]):
        with pytest.raises(StaffSignInRefused):
            recognize(f"nobody{number}", NEW, "")

    assert refusal(lambda: recognize("chair", PASSWORD, code(device))) == ("StaffSignInRefused", "too_many_guesses")
    assert recognize("chair", PASSWORD, code(device), THERE) == device


def test_an_account_without_a_second_factor_begins_one_that_signs_nobody_in(user: User) -> None:
    fresh = begun(user)

    assert (fresh.user, fresh.confirmed) == (user, False)
    assert logged(user) == [("user.second_factor_begun", f"user:{user.pk}")]


def test_a_second_factor_begun_anew_has_another_secret(user: User) -> None:
    first, second = begun(user), begun(user)

    assert first.key != second.key
    assert list(TOTPDevice.objects.filter(user=user)) == [second]
    assert refusal(lambda: confirm(first, code_of(first))) == ("StaffSignInRefused", "set_up_over")


def test_an_unconfirmed_second_factor_takes_no_code_at_the_door(user: User) -> None:
    fresh = begun(user)

    again = recognize("chair", PASSWORD, code_of(fresh))

    assert again.confirmed is False
    assert again.key != fresh.key


def test_the_first_right_code_confirms_it(user: User) -> None:
    fresh = begun(user)

    confirmed = confirm(fresh, code(fresh))

    assert (confirmed, confirmed.user) == (fresh, user)
    assert TOTPDevice.objects.get(user=user).confirmed
    assert [what for what, _ in logged(user)] == [
        "user.second_factor_begun",
        "user.second_factor_set",
        "user.signed_in",
    ]


def test_the_code_that_confirmed_it_is_used_up(user: User) -> None:
    fresh = begun(user)
    used = code(fresh)
    confirm(fresh, used)

    assert refusal(lambda: recognize("chair", PASSWORD, used)) == ("StaffSignInRefused", "not_recognized")


def test_a_wrong_code_confirms_nothing(user: User) -> None:
    fresh = begun(user)

    assert refusal(lambda: confirm(fresh, wrong_code(fresh))) == ("StaffSignInRefused", "wrong_code")
    assert not TOTPDevice.objects.get(user=user).confirmed


def test_a_confirmed_one_is_not_confirmed_again(user: User) -> None:
    fresh = begun(user)
    confirm(fresh, code(fresh))

    assert refusal(lambda: confirm(fresh, code(fresh))) == ("StaffSignInRefused", "set_up_over")


def test_somebody_who_has_left_confirms_nothing(user: User) -> None:
    fresh = begun(user)
    User.objects.filter(pk=user.pk).update(is_active=False)

    assert refusal(lambda: confirm(fresh, code(fresh))) == ("StaffSignInRefused", "set_up_over")


def test_first_codes_are_not_guessed_either(user: User) -> None:
    fresh = begun(user)
    for _ in range(limits.MOST["voice"]):
        with pytest.raises(StaffSignInRefused):
            confirm(fresh, wrong_code(fresh))
    rested(fresh)

    assert refusal(lambda: confirm(fresh, code(fresh), THERE)) == ("StaffSignInRefused", "too_many_guesses")


def test_a_password_is_changed_by_whoever_knows_the_present_one(user: User) -> None:
    changed = staff_signing.change_password(user_id=user.pk, password=PASSWORD, new=NEW, address=HERE, at=START)

    assert changed.check_password(NEW)
    assert logged(user) == [("user.password_set", f"user:{user.pk}")]


def test_a_password_is_not_changed_without_the_present_one(user: User) -> None:
    def act() -> None:
        staff_signing.change_password(user_id=user.pk, password=NEW, new=NEW, address=HERE, at=START)

    assert {refusal(act) for _ in range(limits.MOST["voice"])} == {("StaffSignInRefused", "wrong_password")}
    assert refusal(act) == ("StaffSignInRefused", "too_many_guesses")
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


def test_renewing_forgets_password_and_second_factor_and_ends_sessions(user: User, device: TOTPDevice) -> None:
    client = sign_in(Client(), user)
    assert client.get("/desk/").status_code == 200

    staff_signing.renew(user_id=user.pk, password=NEW, by="system:tests", at=START)

    assert client.get("/desk/").status_code == 302
    assert TOTPDevice.objects.filter(user=user).count() == 0
    assert recognize("chair", NEW, "").confirmed is False
    assert [what for what, _ in logged(user)] == [
        "user.password_set",
        "user.second_factor_forgotten",
        "user.second_factor_begun",
    ]


def code_of(gone: TOTPDevice) -> str:
    """The code of a device whose row may have gone."""
    return code(TOTPDevice(user=gone.user, key=gone.key))
