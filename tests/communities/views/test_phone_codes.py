"""The second factor as an owner meets it: a code on the telephone, a visit, or paper; and a ballot that says which."""

import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from communities.access import PHONE_KEY
from communities.models import Person, User
from communities.services.limits import MOST_SENT
from communities.services.visits import confirm_visit
from renewal_portal.ledger.services import district_settings
from renewal_portal.messaging.locmem import LocmemSms
from tests.residents import Voter, deciding, household_letter, signed_in
from tests.world import OFFICIAL, World

URL = "/second-proof/"


@pytest.fixture
def voter(db, outbox) -> Voter:
    """An owner whose number is on file, before a decision for which the district asks for more than a letter."""
    world, round = deciding()
    demand(world)
    Person.objects.filter(owners__ownerships__unit__door="1-1-201").update(phone="13800000042")
    return Voter(world, round)


def demand(world: World) -> None:
    district_settings.set_value(
        district=world.community.subdistrict.district.code,
        key="online_second_factor",
        value=True,
        valid_from=timezone.localdate(),
        source="渝建〔2026〕1号",
        by=OFFICIAL,
        at=timezone.now(),
    )


def way_in(voter: Voter) -> str:
    """The address the ballot sends to."""
    (way,) = re.findall(r'href="(/second-proof/\?next=[^"]+)"', voter.page())
    return way


def send(voter: Voter, **more: str) -> str:
    """Press the button; the page that comes back."""
    return voter.client.post(URL, {"go": "send", **more}).content.decode()


def arrived() -> str:
    return re.search(r"[0-9]{6}", LocmemSms.outbox[-1][1])[0]


def test_the_ballot_sends_to_the_proof_and_the_proof_back_to_the_ballot_which_then_says_how(voter) -> None:
    page = voter.client.get(way_in(voter)).content.decode()
    assert "the telephone number on file ending in ••42" in page
    assert "13800000042" not in page

    typing = send(voter, next=voter.url())
    done = voter.client.post(URL, {"code": arrived(), "next": voter.url()})

    assert 'name="code"' in typing
    assert (done.status_code, done.url) == (302, voter.url())
    voter.send({1: "+"})
    voter.confirm()
    assert [ballot.strength for ballot in voter.ballots] == ["letter_phone"]


def test_the_code_strengthens_this_session_alone(voter) -> None:
    send(voter)
    before = voter.client.session.session_key
    voter.client.post(URL, {"code": arrived()})

    elsewhere = signed_in(Client(), voter.letter)
    assert "Prove who I am" in elsewhere.get(voter.url()).content.decode()
    assert "Prove who I am" not in voter.page()
    assert voter.client.session.session_key != before
    assert set(voter.client.session[PHONE_KEY]) == {"credential", "at"}


def test_it_ends_with_signing_out(voter) -> None:
    send(voter)
    voter.client.post(URL, {"code": arrived()})

    voter.client.post(reverse("sign_out"))
    signed_in(voter.client, voter.letter)

    assert "Prove who I am" in voter.page()


def test_another_letter_in_the_same_browser_gains_nothing(voter) -> None:
    send(voter)
    voter.client.post(URL, {"code": arrived()})
    other = Voter(voter.world, voter.round, "1-1-301")

    signed_in(voter.client, other.letter)

    assert "Prove who I am" in voter.page()


def test_a_wrong_code_says_so_at_the_field_and_lets_one_try_again(voter) -> None:
    send(voter)
    wrong = f"{(int(arrived()) + 1) % 10**6:06d}"

    page = voter.client.post(URL, {"code": wrong}).content.decode()

    assert 'id="id_code_error"' in page
    assert "This is not the code that was sent." in page
    assert voter.client.post(URL, {"code": arrived()}).status_code == 302


@pytest.mark.parametrize("typed", ["12345", "1234567", "abcdef"])
def test_what_is_no_code_costs_no_try(voter, typed) -> None:
    send(voter)

    assert "The code has six digits." in voter.client.post(URL, {"code": typed}).content.decode()


def test_full_width_digits_and_spaces_are_understood(voter) -> None:
    send(voter)
    wide = " ".join(chr(ord(digit) + 0xFEE0) for digit in arrived())

    assert voter.client.post(URL, {"code": wide}).status_code == 302


def test_after_three_codes_the_page_says_what_else_can_be_done(voter) -> None:
    for _ in range(MOST_SENT["voice"]):
        send(voter)

    assert "Enough codes were sent for today." in send(voter)
    assert len(LocmemSms.outbox) == MOST_SENT["voice"]


def test_without_a_number_the_page_says_what_to_do(voter) -> None:
    Person.objects.update(phone="")

    page = voter.client.get(URL).content.decode()

    assert "no mobile number of yours is on file" in page
    assert "Take your letter and your identity card to the committee once." in page
    assert "fill in the paper ballot and sign it" in page
    assert '"send"' not in page


def test_after_a_visit_nothing_more_is_asked(voter) -> None:
    confirm_visit(credential_id=voter.letter.credential_id, by=f"user:{User.objects.count()}", at=timezone.now())

    assert voter.client.get(f"{URL}?next={voter.url()}").url == voter.url()
    voter.send({1: "+"})
    voter.confirm()
    assert [ballot.strength for ballot in voter.ballots] == ["visit"]


def test_the_way_back_leads_to_no_other_site(voter) -> None:
    send(voter)

    assert voter.client.post(URL, {"code": arrived(), "next": "https://evil.example/"}).url == reverse("my")


def test_a_homes_letter_has_no_number(voter) -> None:
    home = signed_in(Client(), household_letter(voter.world, "1-1-201"))

    assert "no mobile number of yours is on file" in home.get(URL).content.decode()


def test_looking_sends_nothing(voter) -> None:
    voter.client.get(URL)
    voter.client.get(f"{URL}?go=send")

    assert LocmemSms.outbox == []


def test_the_number_costs_no_query_of_its_own(voter, django_assert_num_queries) -> None:
    voter.client.get(URL)
    with django_assert_num_queries(2):  # the letter with its person, the community; the session is in the cache
        voter.client.get(URL)
