"""Filling in a ballot page by page: what is kept, what is refused, and where each button leads."""

import pytest
from django.utils import timezone

from consultations.domain.ballots import Answer
from tests.consultations.views.public.reading import words
from tests.consultations.views.resident.reading import chosen
from tests.residents import GROUPS, Voter
from tests.world import World

pytestmark = pytest.mark.django_db

GROUPED = (
    ("C2.05", "community", 1_000, 60_000_00),
    ("C2.06", "community", 10_000, 600_00),
    ("M6.01", "community", 1_000, 0),
)
RIVALS = "This and “{}” exclude each other. Want only one of them."
PLAYGROUND = "Fitness and children's play facilities"
CORRIDOR = "Culture and leisure facilities (corridor, notice boards, seats)"


def grouped() -> Voter:
    """Before a choice: a playground (question 1) or a corridor (question 2), and who manages (3)."""
    world = World(at=timezone.now(), menu=GROUPED, groups=GROUPS)
    return Voter(world, world.prepare().select())


def test_a_page_that_is_sent_is_kept_and_leads_on(household: Voter) -> None:
    response = household.send({1: "+", 2: "-", 3: "0"}, part=(1, 2, 3, 4, 5, 7, 8))

    assert response["Location"] == household.url(item=9)
    assert household.draft == "+-0__.__" + "___"


def test_silence_about_a_question_that_was_shown_takes_an_answer_back(household: Voter) -> None:
    household.send({1: "+", 2: "-"})
    household.send({2: "-"}, part=(1, 2))

    assert household.draft == "_-_+_.__" + "___"


def test_questions_of_other_pages_keep_their_answers(household: Voter) -> None:
    household.send({1: "+", 2: "-"})
    household.send({9: "0"})

    assert household.draft == "+-_+_.__" + "0__"


@pytest.mark.parametrize("shown", ["6", "99", "-1", "", "x", "６", "1;2"])
def test_what_no_page_of_this_voter_shows_is_passed_over(household: Voter, shown: str) -> None:
    household.client.post(household.url(), {"part": shown, "a-6": "+", "a-99": "+", "a-1": "+"})

    assert household.draft == "___+_.__" + "___"


def test_an_answer_that_is_none_is_refused_at_its_question(household: Voter) -> None:
    response = household.send({1: "yes", 2: "-"})

    assert response.status_code == 200
    assert response.context["form"].errors == {
        "a-1": ["The answer to question 1 cannot be read. Choose one of the buttons."]
    }
    assert 'href="#a-1"' in response.content.decode()
    assert household.draft is None


@pytest.mark.parametrize(
    "go, item, way",
    [
        ("next", 9, "priorities"),
        ("back", 9, "2"),
        ("to-1", 9, "1#q-1"),
        ("to-x", 9, "x"),
        ("to-priorities", 9, "priorities"),
        ("clear", 9, "9"),
    ],
)
def test_buttons_of_a_page_lead_where_they_say(household: Voter, go: str, item: int, way: str) -> None:
    response = household.send({item: "+"}, part=(9, 10, 11), go=go)

    assert response["Location"] == household.url(item=way)


def test_one_may_go_straight_to_the_summary_or_stop_for_now(household: Voter) -> None:
    assert household.send({1: "+"}, go="confirm")["Location"] == household.url("ballot_confirm")
    assert household.send({1: "+"}, go="back", part=(1, 2, 3, 4, 5, 7, 8))["Location"] == household.url("my")
    assert household.send({1: "+"}, go="pause")["Location"] == household.url("my")
    said = words(household.page("my"))
    assert "Saved. Your ballot counts only once you have confirmed it." in said
    assert "Not finished: your ballot does not count yet" in said


def test_after_the_last_page_of_a_decision_comes_the_summary(owner: Voter) -> None:
    assert owner.send({7: "+"})["Location"] == owner.url("ballot_confirm")


def test_all_answers_of_a_page_can_be_taken_back_at_once(household: Voter) -> None:
    household.send({9: "+", 10: "-"})
    household.send({9: "+", 10: "-"}, go="clear")

    assert household.draft == "___+_.__" + "___"


def test_of_what_excludes_each_other_only_one_can_be_wanted() -> None:
    voter = grouped()
    response = voter.send({1: "+", 2: "+", 3: "+"})

    assert response.context["form"].errors == {
        "a-1": [RIVALS.format(CORRIDOR)],
        "a-2": [RIVALS.format(PLAYGROUND)],
    }
    assert chosen(response.content.decode()) == {"a-1": "+", "a-2": "+", "a-3": "+"}
    assert response.content.decode().count("Want this one, take the other back") == 2
    assert voter.draft is None


def test_the_one_wanted_instead_takes_the_others_place() -> None:
    voter = grouped()
    response = voter.send({1: "+", 2: "+"}, part=(1, 2, 3), go="instead-2")

    assert response["Location"] == voter.url(item=1)
    assert voter.draft == "_+_"


@pytest.mark.parametrize("go", ["instead-", "instead-99", "instead-x", "instead-２"])
def test_nothing_else_is_taken_instead(go: str) -> None:
    voter = grouped()

    assert voter.send({1: "+", 2: "+"}, go=go).status_code == 200
    assert voter.draft is None


def test_a_choice_that_excludes_another_is_refused_in_the_sum_line_too() -> None:
    voter = grouped()
    response = voter.send({1: "+", 2: "+"}, htmx=True)

    assert "Not saved yet. " + RIVALS.format(CORRIDOR) in words(f"<main>{response.content.decode()}</main>")


def test_one_of_the_ways_to_have_it_may_be_named() -> None:
    voter = grouped()
    voter.send({3: "+"}, **{"o-3": "residents"})
    page = voter.page(item=3)

    assert chosen(page) == {"a-3": "+", "o-3": "residents"}
    assert words(page).endswith("Take back all answers on this page")
    assert voter.send({3: "+"}, **{"o-3": "nobody"}).context["form"].errors == {
        "o-3": ["The answer to question 3 cannot be read. Choose one of the buttons."]
    }


def test_up_to_five_priorities_among_what_is_wanted_in_order(household: Voter) -> None:
    household.send({1: "+", 3: "+", 7: "-"})
    form = household.get(item="priorities").context["form"]

    assert [field.label for field in form] == ["Most important", "Second", "Third"]
    assert [name for _, name in form["p-1"].field.choices] == [
        "– none –",
        "Public lighting in courtyards and paths",
        PLAYGROUND,
        "Roof waterproofing and repair",
    ]
    response = household.client.post(household.url(item="priorities"), {"p-1": "4", "p-2": "", "p-3": "1"})
    assert response["Location"] == household.url("ballot_confirm")
    assert "What matters most to you Roof waterproofing and repair Public lighting" in words(
        household.page("ballot_confirm")
    )


@pytest.mark.parametrize(
    "named, errors",
    [
        ({"p-1": "4", "p-2": "4"}, {"__all__": ["Each priority names another item: one stands twice."]}),
        ({"p-1": "2"}, {"p-1": ["Choose one of the items you want."]}),
    ],
)
def test_priorities_that_cannot_be_are_refused(household: Voter, named: dict[str, str], errors: object) -> None:
    household.send({1: "+", 2: "-"})
    response = household.client.post(household.url(item="priorities"), named)

    assert response.context["form"].errors == errors


@pytest.mark.parametrize(("go", "way"), [("back", 9), ("pause", "my"), ("confirm", "ballot_confirm")])
def test_the_buttons_below_the_priorities(household: Voter, go: str, way: object) -> None:
    household.send({1: "+"})
    response = household.client.post(household.url(item="priorities"), {"p-1": "1", "go": go})

    assert response["Location"] == (household.url(item=way) if isinstance(way, int) else household.url(str(way)))


def test_who_wants_nothing_has_nothing_to_rank(household: Voter) -> None:
    household.send({4: "-"})

    assert "You want none of the items, so there is nothing to rank." in words(household.page(item="priorities"))


def test_a_decision_has_no_priorities(owner: Voter) -> None:
    assert owner.get(item="priorities")["Location"] == owner.url()


def test_a_cast_ballot_can_be_changed_and_a_change_that_is_none_leaves_nothing(household: Voter) -> None:
    household.send({1: "+"})
    household.confirm()
    household.send({1: "-"})
    assert household.draft == "-__+_.__" + "___"
    assert "You have cast this ballot already" in words(household.page(item=1))
    household.send({1: "+"})

    assert household.draft is None
    assert [str(ballot.answers) for ballot in household.ballots] == ["+__+_.__" + "___"]


def test_a_ballot_received_on_paper_is_not_changed_here(household: Voter) -> None:
    household.cast_on_paper(Answer.ABSTAIN)
    response = household.send({1: "+"})

    assert response["Location"] == household.url()
    assert household.draft is None
    said = words(household.page())
    assert "Your last page was not kept. Read below why." in said
    assert "Your paper ballot has been received and stands." in said


def test_only_looking_and_sending_are_answered(household: Voter) -> None:
    assert household.client.head(household.url()).status_code == 200
    assert household.client.put(household.url()).status_code == 405
    assert household.client.delete(household.url()).status_code == 405


def test_a_page_without_its_token_is_not_accepted(household: Voter) -> None:
    household.client.handler.enforce_csrf_checks = True

    assert household.send({1: "+"}).status_code == 403
    assert household.draft is None
