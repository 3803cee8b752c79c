"""Who can sign in as whom: accounts with the code of the moment, and letters that are the same each time."""

import time
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.services.credentials import SignInRefused, by_code, by_link
from communities.services.staff_signing import StaffSignInRefused, recognize
from consultations.demo import files, posts
from consultations.demo.logins import code_of_the_moment, logins, standings
from tests.consultations.demo.seeded import for_a_module, some

pytestmark = pytest.mark.django_db

ACCOUNTS = [account.username for account in posts.ACCOUNTS]


@pytest.fixture(scope="module")
def at(django_db_setup: None, django_db_blocker: Any) -> Iterator[datetime]:
    """A community that prepares its menu, and one whose owners vote."""
    with for_a_module(django_db_blocker) as moment:
        some(["chenxi", "shiliu"], moment)
        yield moment


def try_in(username: str, code: str, at: datetime) -> str:
    account = next(account for account in posts.ACCOUNTS if account.username == username)
    device = recognize(username=username, password=account.password, code=code, address="192.0.2.1", at=at)
    return device.user.username


def shown(username: str) -> str:
    return next(login.code for login in logins() if login.account.username == username)


@pytest.mark.parametrize("username", ACCOUNTS)
def test_every_account_signs_in_with_the_code_that_is_shown_again_and_again(username: str, at: datetime) -> None:
    """A code is good once; the page then shows the next one, which is good already."""
    codes = []
    for _ in range(3):
        codes.append(shown(username))
        assert try_in(username, codes[-1], at) == username

    assert len(set(codes)) == 3


def test_a_code_that_was_used_is_refused(at: datetime) -> None:
    code = shown("chair")
    try_in("chair", code, at)

    with pytest.raises(StaffSignInRefused):
        try_in("chair", code, at)


def test_a_code_stays_good_for_some_minutes(at: datetime) -> None:
    device = TOTPDevice.objects.get(user__username="chair")

    assert try_in("chair", code_of_the_moment(device, time.time() - 4 * 60), at) == "chair"


def test_every_letter_signs_in_by_its_link_and_by_its_number_and_code(at: datetime) -> None:
    letters = [letter for standing in standings() for letter in standing.letters]

    for letter in letters:
        said = letter.printed
        linked = by_link(link=said.link, address="192.0.2.1", at=at)
        typed = by_code(letter_number=letter.spaced_number, code=letter.spaced_code, address="192.0.2.1", at=at)
        assert linked.pk == typed.pk
        assert (linked.unit_id is not None) == (letter.kind == "household")
    assert len(letters) == len(files.of("chenxi")["letters"]) + len(files.of("shiliu")["letters"])


def test_letters_of_another_portal_are_others(at: datetime, settings: Any) -> None:
    own = standings()[0].letters
    settings.PEPPER = "another pepper, of another demonstration"
    others = standings()[0].letters

    assert {letter.printed for letter in own} & {letter.printed for letter in others} == set()
    with pytest.raises(SignInRefused):
        by_link(link=own[0].printed.link, address="192.0.2.1", at=at)


def test_letters_that_open_something_now_come_first(at: datetime) -> None:
    letters = {each.consultation.community.slug: each.letters for each in standings()}

    assert [(each.kind, each.is_useful) for each in letters["shiliu"]] == [
        ("owner", True),
        ("owner", True),
        ("co_owner", True),
        ("owner", True),
        ("household", False),
    ]
    assert [each.is_useful for each in letters["chenxi"]] == [False] * 5
