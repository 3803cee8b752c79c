"""Six digits to the telephone on file: sent, taken once, limited; they strengthen nothing that is stored."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache

from communities.models import Credential, Owner, Person
from communities.services import credentials
from communities.services.limits import MOST, MOST_SENT, MOST_TRIES
from communities.services.phone_codes import VALID, check_code, is_under_way, number_on_file, send_code
from communities.services.register import PersonRow, UnitRow, enter_register
from communities.services.secrets import PHONE_CODE_DIGITS, new_phone_code
from renewal_portal.ledger.models import Event
from renewal_portal.messaging.locmem import LocmemSms
from tests.refusals import refusal
from tests.world import CHAIR, START, community, register

NUMBER, HERE = "138 0000 0042", "192.0.2.1"


@pytest.fixture
def letter(db, outbox) -> Credential:
    """The letter of an owner whose number the register gives."""
    rows = [_with_number(row) if row.door == "1-1-101" else row for row in register()]
    enter_register(community_id=community().pk, rows=rows, since=START.date(), by=CHAIR, at=START)
    return _letter_of("1-1-101")


def _with_number(row: UnitRow) -> UnitRow:
    persons = (PersonRow(row.persons[0].name, row.persons[0].identity, phone=NUMBER),)
    return UnitRow(row.place, row.door, row.floor, row.use, row.area_cm2, persons=persons)


def _letter_of(door: str) -> Credential:
    owner = Owner.objects.get(ownerships__unit__door=door)
    issued = credentials.issue_for_owner(owner_id=owner.pk, by=CHAIR, at=START)
    return Credential.objects.get(pk=issued.credential_id)


def send(letter: Credential, at=START, address: str = HERE) -> str:
    """Have a code sent; the code that arrived."""
    send_code(credential_id=letter.pk, text="code %(code)s", address=address, at=at)
    return LocmemSms.outbox[-1][1].removeprefix("code ")


def check(letter: Credential, code: str, at=START, address: str = HERE) -> Credential:
    return check_code(credential_id=letter.pk, code=code, address=address, at=at)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06d}"


def test_a_code_arrives_at_the_number_on_file_and_is_taken_once(letter) -> None:
    code = send(letter)

    assert LocmemSms.outbox == [("13800000042", f"code {code}")]
    assert re.fullmatch(r"[0-9]{6}", code)
    assert check(letter, code) == letter
    assert refusal(lambda: check(letter, code)) == ("PhoneCodeRefused", "code_over")


def test_the_letter_stays_what_it_was(letter) -> None:
    check(letter, send(letter))

    letter.refresh_from_db()
    assert letter.strength == "letter"


def test_what_happened_is_recorded_without_number_and_code(letter) -> None:
    code = send(letter)
    check(letter, code)

    told = Event.objects.filter(what__startswith="credential.code").order_by("pk")
    name = f"credential:{letter.pk}"
    assert [(each.what, each.about, each.by, each.detail) for each in told] == [
        ("credential.code_sent", name, name, {}),
        ("credential.code_confirmed", name, name, {}),
    ]


def test_the_cache_keeps_no_code(letter) -> None:
    code = send(letter)

    kept = cache.get(f"phone-code:{letter.pk}")
    assert (code in repr(kept), re.fullmatch(r"[0-9a-f]{64}", kept.hash) is not None) == (False, True)


def test_a_code_works_for_ten_minutes(letter) -> None:
    assert timedelta(minutes=10) == VALID
    code = send(letter)
    just = START + VALID - timedelta(seconds=1)

    assert (is_under_way(letter, just), is_under_way(letter, START + VALID)) == (True, False)
    assert refusal(lambda: check(letter, code, at=START + VALID)) == ("PhoneCodeRefused", "code_over")
    assert check(letter, code, at=just) == letter


def test_only_the_newest_code_works(letter) -> None:
    first, second = send(letter), send(letter)
    if first != second:  # once in a million they are the same
        assert refusal(lambda: check(letter, first)) == ("PhoneCodeRefused", "wrong_phone_code")

    assert check(letter, second) == letter


def test_nothing_is_taken_that_was_never_sent(letter) -> None:
    assert refusal(lambda: check(letter, "123456")) == ("PhoneCodeRefused", "code_over")


def test_a_code_is_tried_five_times(letter) -> None:
    code = send(letter)
    for _ in range(MOST_TRIES):
        assert refusal(lambda: check(letter, wrong(code))) == ("PhoneCodeRefused", "wrong_phone_code")

    assert refusal(lambda: check(letter, code)) == ("PhoneCodeRefused", "code_over")
    assert check(letter, send(letter)) == letter


def test_wrong_codes_are_guesses_against_the_voice(letter) -> None:
    for _ in range(MOST["voice"] // MOST_TRIES):
        code = send(letter)
        for _ in range(MOST_TRIES):
            refusal(lambda code=code: check(letter, wrong(code), address="192.0.2.9"))
    code = send(letter)

    assert refusal(lambda: check(letter, code)) == ("PhoneCodeRefused", "too_many_guesses")


def test_three_codes_a_day_are_sent_to_a_voice_whichever_letter_asks(letter) -> None:
    for number in range(MOST_SENT["voice"] - 1):
        send(letter, address=f"192.0.2.{number}")
    again = _letter_of("1-1-101")
    send(again)

    assert refusal(lambda: send(letter, address="192.0.2.8")) == ("PhoneCodeRefused", "too_many_codes")
    assert refusal(lambda: send(again, address="192.0.2.9")) == ("PhoneCodeRefused", "too_many_codes")
    assert len(LocmemSms.outbox) == MOST_SENT["voice"]


def test_thirty_codes_a_day_are_sent_for_an_address(letter) -> None:
    cache.set(f"sent:address:{HERE}", MOST_SENT["address"] - 1)
    send(letter)

    assert refusal(lambda: send(letter)) == ("PhoneCodeRefused", "too_many_codes")
    assert send(letter, address="192.0.2.2")


def test_a_message_that_did_not_leave_costs_none_of_the_three(letter) -> None:
    LocmemSms.deaf.add("13800000042")
    for _ in range(MOST_SENT["voice"] + 1):
        assert refusal(lambda: send(letter)) == ("PhoneCodeRefused", "not_sent")

    LocmemSms.deaf.clear()
    assert check(letter, send(letter)) == letter


def test_a_number_changed_meanwhile_makes_the_code_worthless(letter) -> None:
    code = send(letter)
    Person.objects.filter(pk=letter.person_id).update(phone="13900000001")

    assert refusal(lambda: check(letter, code)) == ("PhoneCodeRefused", "wrong_phone_code")


@pytest.mark.parametrize("phone", ["", "023-6767 0000", "not known"])
def test_no_code_without_a_mobile_number_on_file(letter, phone) -> None:
    Person.objects.filter(pk=letter.person_id).update(phone=phone)

    assert refusal(lambda: send(letter)) == ("PhoneCodeRefused", "no_number")


def test_no_code_where_short_messages_are_off(letter, settings) -> None:
    settings.SMS = ""

    assert (number_on_file(letter), refusal(lambda: send(letter))) == ("", ("PhoneCodeRefused", "no_number"))


def test_no_code_for_the_developer(letter) -> None:
    assert number_on_file(_letter_of("1-2-101")) == ""


def test_codes_are_drawn_from_all_numbers_of_six_digits() -> None:
    drawn = {new_phone_code() for _ in range(2000)}

    assert {len(code) for code in drawn} == {PHONE_CODE_DIGITS}
    assert {code[0] for code in drawn} == set("0123456789")
    assert len(drawn) > 1900
