"""The summary of a ballot: everything once more, what is left blank, and the one button that casts it."""

import pytest
from django.utils import timezone

from consultations.services.rounds import annul_round
from renewal_portal.ledger.services import district_settings
from tests.consultations.views.public.reading import words
from tests.residents import Voter, deciding, selecting
from tests.world import CHAIR, OFFICIAL, RULING, START

pytestmark = pytest.mark.django_db

#: Households' questions 1–11 without 6 (of the other stairwell), owners' questions 1–7 without 5.
EVERYTHING = dict.fromkeys((1, 2, 3, 4, 5, 7, 8, 9, 10, 11), "+")


def summary(voter: Voter) -> str:
    return words(voter.page("ballot_confirm"))


def test_every_answer_stands_on_the_summary_with_a_way_to_change_it(household: Voter) -> None:
    household.send({1: "+", 2: "-", 3: "0"})
    page = household.page("ballot_confirm")
    answers = words("<main>" + page.partition('<div class="answers">')[2].partition("<p><a")[0] + "</main>")

    assert answers.startswith(
        "Renewal of infrastructure inside the community 2 of 2 answered "
        "Removal of illegal structures Don't want it Change – Removal of illegal structures "
        "Public lighting in courtyards and paths Want it Change – Public lighting in courtyards and paths "
        "Building and renewing supporting service facilities inside the community 1 of 1 answered "
        "Fitness and children's play facilities No opinion Change – Fitness and children's play facilities "
        "Repair of common parts of the buildings 1 of 3 answered "
        "Go on there – Repair of common parts of the buildings "
        "Retrofitted lift Building 1, stairwell 1 no answer Change – Retrofitted lift "
        "Roof waterproofing and repair Building 1 Want it Change – Roof waterproofing and repair "
        "Stairwell refurbishment Building 1, stairwell 1 no answer Change – Stairwell refurbishment"
    )
    assert f'href="{household.url(item=2)}#q-2"' in page
    assert f'<a class="onward" href="{household.url(item=7)}#q-7">Go on there' in page


def test_what_is_left_without_an_answer_is_said_before_anything_is_cast(household: Voter) -> None:
    household.send({1: "+", 2: "-", 3: "0", 5: "+", 7: "-", 8: "-", 9: "+", 10: "-"})

    assert (
        "1 question is left without an answer: Choice of management mode and contract management "
        "You may leave them so. They then say neither yes nor no."
    ) in summary(household)
    household.send({11: "+"})
    assert "without an answer" not in summary(household)


def test_of_many_the_first_few_are_named_and_the_rest_counted(household: Voter) -> None:
    assert "9 questions are left without an answer: Removal of illegal structures Public" in summary(household)
    assert "Retrofitted lift (Building 1, stairwell 1) Stairwell refurbishment" in summary(household)
    assert "… 9 in all, each marked “no answer” below" in summary(household)


@pytest.mark.parametrize(
    ("takes_part", "sentence"),
    [
        (False, "A question you leave without an answer does not count as taking part."),
        (True, "A question you leave without an answer counts as taking part, but not as consent."),
    ],
)
def test_an_owner_is_told_what_leaving_blank_means(takes_part: bool, sentence: str) -> None:
    district_settings.set_value(
        district="500107",
        key="blank_takes_part",
        value=takes_part,
        valid_from=START.date(),
        source="区住建委通知",
        by=OFFICIAL,
        at=START,
    )
    owner = Voter(*deciding())
    owner.send({1: "+"})

    assert (
        f"Roof waterproofing and repair (Building 1) Choice of management mode and contract management {sentence}"
        in (summary(owner))
    )


def test_nothing_answered_is_nothing_to_cast(owner: Voter) -> None:
    page = owner.page("ballot_confirm")

    assert "Go back and answer" in words(page)
    assert "Yes, cast my ballot" not in words(page)
    assert owner.confirm()["Location"] == owner.url()
    assert "You have not answered anything yet." in words(owner.page())
    assert owner.ballots == []


def test_the_button_casts_what_stood_on_the_summary(household: Voter) -> None:
    household.send({1: "+", 2: "-"})
    response = household.confirm()

    assert response["Location"] == household.url("receipt")
    [ballot] = household.ballots
    assert (str(ballot.answers), ballot.channel, ballot.strength, ballot.helper, ballot.cast_by) == (
        "+-_+_.__" + "___",
        "online",
        "letter",
        "",
        f"voice:{household.entry.pk}",
    )
    assert household.draft is None


def test_looking_at_the_summary_casts_nothing(household: Voter) -> None:
    household.send({1: "+"})
    household.page("ballot_confirm")

    assert household.ballots == []


def test_who_helps_stands_on_the_summary_and_is_kept_with_the_ballot() -> None:
    voter = Voter(*selecting(), helper="Wang Fang")

    assert "Helped by Wang Fang. The name is kept with the ballot." in summary(voter)
    voter.confirm()
    assert [ballot.helper for ballot in voter.ballots] == ["Wang Fang"]


def test_a_second_press_of_the_button_casts_nothing_twice(household: Voter) -> None:
    household.send({1: "+"})
    seen = household.seen()
    for _ in range(2):
        response = household.client.post(household.url("ballot_confirm"), {"seen": seen})
        assert response["Location"] == household.url("receipt")

    assert len(household.ballots) == 1


@pytest.mark.parametrize("seen", ["", "0" * 24])
def test_nothing_is_cast_that_was_not_on_the_screen(household: Voter, seen: str) -> None:
    household.send({1: "+"})
    response = household.client.post(household.url("ballot_confirm"), {"seen": seen})

    assert response["Location"] == household.url("ballot_confirm")
    assert "The ballot was changed in another window." in summary(household)
    assert household.ballots == []


def test_a_change_in_another_window_is_read_once_more(household: Voter) -> None:
    household.send({1: "+"})
    seen = household.seen()
    household.send({1: "-"})
    household.client.post(household.url("ballot_confirm"), {"seen": seen})
    assert household.ballots == []
    household.confirm()

    assert [str(ballot.answers) for ballot in household.ballots] == ["-__+_.__" + "___"]


def test_a_ballot_that_stands_unchanged_is_not_asked_for_again(household: Voter) -> None:
    household.send({1: "+"})
    household.confirm()
    said = summary(household)

    assert said.startswith("Test Community Your ballot as it stands")
    assert "This is the ballot you cast. It stands. See my receipt Change something" in said
    assert "Yes, cast my ballot" not in said


def test_a_changed_ballot_replaces_the_earlier_one(household: Voter) -> None:
    household.send({1: "+"})
    household.confirm()
    household.send({1: "-"})
    assert "It takes the place of the ballot you cast before." in summary(household)
    household.confirm()

    assert [(str(b.answers)[0], b.set_aside_reason) for b in household.ballots] == [("+", ""), ("-", "")]
    assert "It replaces your earlier ballot, which no longer counts." in words(household.page("receipt"))


def test_a_change_can_be_given_up(household: Voter) -> None:
    household.send({1: "+"})
    household.confirm()
    household.send({1: "-"})
    response = household.client.post(household.url("ballot_confirm"), {"seen": household.seen(), "go": "keep"})

    assert response["Location"] == household.url("my")
    assert "Nothing is changed. The ballot you cast before stands." in words(household.page("my"))
    assert (household.draft, len(household.ballots)) == (None, 1)


def test_before_anything_is_cast_there_is_nothing_to_keep(household: Voter) -> None:
    household.send({1: "+"})
    household.client.post(household.url("ballot_confirm"), {"go": "keep"})

    assert household.draft == "+__+_.__" + "___"


def test_a_vote_that_ended_meanwhile_takes_no_ballot_and_says_so(household: Voter) -> None:
    household.send({1: "+"})
    seen = household.seen()
    annul_round(ruling=RULING, round_id=household.round.pk, reason="名册有误", by=CHAIR, at=timezone.now())
    response = household.client.post(household.url("ballot_confirm"), {"seen": seen})

    assert response["Location"] == household.url()
    said = words(household.page())
    assert "Your ballot was not cast. Read below why." in said
    assert "This vote was annulled and counts for nothing. The reason: 名册有误" in said
    assert household.get("ballot_confirm")["Location"] == household.url()
    assert household.ballots == []


def test_what_does_not_go_together_is_said_and_not_refused(household: Voter) -> None:
    household.send({7: "+", 10: "-"})

    assert (
        "You want “Retrofitted lift”. It brings with it: “Lift operation, maintenance and inspection”. A lift must be "
        "run, maintained and inspected; whoever chooses it takes on this monthly charge. Change this answer"
    ) in summary(household)
    assert household.confirm()["Location"] == household.url("receipt")


def test_an_owner_agrees_and_does_not_want() -> None:
    menu = [("C1.08", "1", 1_000, 20_000_00), ("C2.01", "community", 1_000, 3_000_00), ("M6.01", "community", 1_000, 0)]
    voter = Voter(*deciding(menu))
    voter.send({voter.number("C2.01"): "+"})

    assert (
        "You agree to “Parking spaces and intelligent parking management”. It is possible only together with "
        "“Fire-fighting equipment and fire-lane clearance” (Building 1). Spaces may only be marked where the fire lane "
        "stays free, so the lane has to be cleared and marked. Change this answer"
    ) in summary(voter)


def test_which_way_is_left_open_is_said_where_one_could_choose(household: Voter) -> None:
    household.send({11: "+"})
    assert "Choice of management mode and contract management Which way: left open Want it" in summary(household)
    household.send({11: "+"}, **{"o-11": "residents"})
    assert "The residents manage it themselves Want it" in summary(household)
    household.send({11: "-"})
    assert "Which way" not in summary(household)


def test_the_sum_stands_beside_the_button(household: Voter) -> None:
    household.send(EVERYTHING)

    assert (
        "My share at most ¥125,000 For the whole community would cost ¥862,000 of ¥200,000 "
        "¥662,000 more than the budget: not everything can be done. and about ¥230 a month for services"
    ) in summary(household)


def test_an_owner_reads_the_law_beside_the_button(owner: Voter) -> None:
    owner.send({1: "+"})

    assert (
        "Of all owners and of the whole area, at least two thirds must take part; else nothing is decided. "
        "An abstention takes part but is not consent. "
        "A question you leave without an answer does not count as taking part. Cast this ballot as an owner?"
    ) in summary(owner)


def test_a_summary_without_its_token_casts_nothing(household: Voter) -> None:
    household.send({1: "+"})
    seen = household.seen()
    household.client.handler.enforce_csrf_checks = True

    assert household.client.post(household.url("ballot_confirm"), {"seen": seen}).status_code == 403
    assert household.ballots == []


def test_only_looking_and_sending_are_answered(household: Voter) -> None:
    assert household.client.head(household.url("ballot_confirm")).status_code == 200
    assert household.client.delete(household.url("ballot_confirm")).status_code == 405
