"""Corrections of the roll: said with a letter, answered once, and nothing of what was written in the events."""

from datetime import timedelta

import pytest

from communities.models import Credential, Owner, RollCorrection, Unit
from communities.services.corrections import MOST_WAITING, answer_correction, file_correction
from communities.services.credentials import issue_for_household, issue_for_owner, revoke
from communities.services.register import enter_register
from renewal_portal.ledger.models import Event
from tests.refusals import raised_in, refusal
from tests.residents import with_couple
from tests.world import CHAIR, RECORDER, START, community

LATER = START + timedelta(days=1)


@pytest.fixture
def home(db) -> int:
    """The letter of a household in a community where a couple owns 1-1-101."""
    enter_register(community_id=community().pk, rows=with_couple(), since=START.date(), by=CHAIR, at=START)
    return letter_of("1-1-201")


def letter_of(door: str) -> int:
    return issue_for_household(unit_id=Unit.objects.get(door=door).pk, by=CHAIR, at=START).credential_id


def owners_letter(door: str, *, second: bool = False) -> int:
    """A letter for the owner of a door; for the second of its persons by name."""
    owner = Owner.objects.get(ownerships__unit__door=door)
    person = owner.members.get(is_representative=False).person_id if second else None
    return issue_for_owner(owner_id=owner.pk, person_id=person, by=CHAIR, at=START).credential_id


def say(letter: int, text: str = " 面积是85平方米 ") -> RollCorrection:
    return file_correction(credential_id=letter, text=text, at=LATER)


def answer(correction: RollCorrection, text: str = " 以房产证为准 ", *, accepted: bool = True) -> RollCorrection:
    return answer_correction(
        correction_id=correction.pk, answer=text, accepted=accepted, by=RECORDER, at=LATER + timedelta(hours=1)
    )


def test_a_household_speaks_for_its_home(home) -> None:
    say(home)

    kept = RollCorrection.objects.get()
    assert (kept.unit.door, kept.owner, kept.text) == ("1-1-201", None, "面积是85平方米")
    assert (kept.filed_by, kept.filed_at) == (f"credential:{home}", LATER)
    assert (kept.answer, kept.accepted, kept.answered_by, kept.answered_at) == ("", None, None, None)


def test_an_owner_speaks_for_all_the_owner_has(home) -> None:
    filed = say(owners_letter("1-1-101"))

    assert (filed.unit, filed.owner) == (None, Owner.objects.get(ownerships__unit__door="1-1-101"))


def test_a_co_owner_who_casts_no_ballot_may_say_what_is_wrong(home) -> None:
    filed = say(owners_letter("1-1-101", second=True))

    assert filed.owner == Owner.objects.get(ownerships__unit__door="1-1-101")


@pytest.mark.parametrize("accepted", [True, False])
def test_an_answer_says_whether_it_is_right_and_who_said_so(home, accepted) -> None:
    answer(say(home), accepted=accepted)

    kept = RollCorrection.objects.get()
    assert (kept.answer, kept.accepted, kept.answered_by) == ("以房产证为准", accepted, RECORDER)
    assert kept.answered_at == LATER + timedelta(hours=1)


def test_an_answer_leaves_the_register_as_it_is(home) -> None:
    before = list(Unit.objects.order_by("pk").values())

    answer(say(home))

    assert list(Unit.objects.order_by("pk").values()) == before


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_an_empty_text_corrects_nothing(home, text) -> None:
    assert refusal(lambda: say(home, text)) == ("CorrectionRefused", "without_text")


def test_only_so_many_wait_for_an_answer_at_once(home) -> None:
    first, *_ = [say(home, f"第{number}条") for number in range(MOST_WAITING)]
    assert refusal(lambda: say(home)) == ("CorrectionRefused", "too_many")

    answer(first)

    assert say(home).pk


def test_what_one_voice_waits_for_is_counted_over_all_its_letters(home) -> None:
    for number in range(MOST_WAITING):
        say(owners_letter("1-1-101", second=number == 1))

    assert refusal(lambda: say(owners_letter("1-1-101"))) == ("CorrectionRefused", "too_many")


def test_a_neighbour_and_the_owner_of_the_same_door_are_voices_of_their_own(home) -> None:
    for _ in range(MOST_WAITING):
        say(home)

    assert say(letter_of("1-1-301")).unit.door == "1-1-301"
    assert say(owners_letter("1-1-201")).unit is None


def test_a_letter_taken_back_says_nothing(home) -> None:
    revoke(credential_id=home, by=CHAIR, at=START)

    with pytest.raises(Credential.DoesNotExist):
        say(home)
    assert RollCorrection.objects.count() == 0


@pytest.mark.parametrize("text", ["", "  \n\t"])
def test_an_empty_answer_is_none(home, text) -> None:
    filed = say(home)

    assert refusal(lambda: answer(filed, text)) == ("CorrectionRefused", "without_text")
    filed.refresh_from_db()
    assert filed.answered_at is None


def test_an_answer_is_given_once(home) -> None:
    filed = say(home)
    answer(filed, accepted=False)

    assert refusal(lambda: answer(filed, "另一个答复")) == ("CorrectionRefused", "answered_already")
    filed.refresh_from_db()
    assert (filed.answer, filed.accepted) == ("以房产证为准", False)


def test_events_say_that_it_happened_never_what_was_written(home) -> None:
    filed = say(home)
    answer(filed, accepted=False)

    told = Event.objects.filter(what__startswith="correction.").order_by("pk")
    about = f"correction:{filed.pk}"
    assert list(told.values_list("what", "about", "by", "at", "detail")) == [
        ("correction.filed", about, f"credential:{home}", LATER, {}),
        ("correction.answered", about, RECORDER, LATER + timedelta(hours=1), {"accepted": False}),
    ]


def test_every_refusal_is_met_here() -> None:
    met = {"without_text", "too_many", "answered_already"}

    assert {code for kind, code in raised_in(["communities/services"]) if kind == "CorrectionRefused"} == met
