"""What a voter sends: one part of a ballot, or the priorities."""

import pytest
from django.http import QueryDict

from consultations.domain.ballots import Answer, Choices
from consultations.domain.filling import Filled
from consultations.forms.voting import PartForm, PrioritiesForm, numbers_shown
from consultations.loaders.paper import Line, sheet
from tests.residents import Voter, selecting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english(settings) -> None:
    settings.LANGUAGE_CODE = "en"


@pytest.fixture
def lines() -> dict[int, Line]:
    voter = Voter(*selecting())
    return sheet(voter.round, voter.entry).by_number


@pytest.mark.parametrize(
    "sent, numbers",
    [
        ("1,2,7", (1, 2, 7)),
        (" 2 , 1 ", (2, 1)),
        ("6,99", ()),
        ("", ()),
        ("a,1", (1,)),
        ("-1,+2", ()),
        ("１", ()),
        ("1.5", ()),
    ],
)
def test_only_questions_of_the_voters_own_paper_were_shown(sent: str, numbers: tuple[int, ...]) -> None:
    data = QueryDict(mutable=True)
    data["part"] = sent

    assert numbers_shown(data, {1, 2, 7}) == numbers
    assert numbers_shown(QueryDict(), {1, 2, 7}) == ()


def test_a_part_gives_answers_and_options_of_its_own_questions(lines: dict[int, Line]) -> None:
    form = PartForm(
        {"a-1": "+", "a-2": "0", "a-11": "-", "o-11": "company", "a-3": "+"}, lines=[lines[1], lines[2], lines[11]]
    )

    assert form.is_valid()
    assert form.answers == {1: Answer.AGREE, 2: Answer.ABSTAIN, 11: Answer.AGAINST}
    assert form.options == {11: "company"}


def test_silence_is_no_answer(lines: dict[int, Line]) -> None:
    form = PartForm({"a-1": "", "o-11": ""}, lines=[lines[1], lines[11]])

    assert form.is_valid()
    assert (form.answers, form.options) == ({}, {})


@pytest.mark.parametrize("said", ["_", "x", ".", "++", "yes", "１"])
def test_only_what_a_voter_may_say_is_read(lines: dict[int, Line], said: str) -> None:
    form = PartForm({"a-1": said}, lines=[lines[1]])

    assert form.errors == {"a-1": ["The answer to question 1 cannot be read. Choose one of the buttons."]}


def test_only_ways_that_were_offered_are_read(lines: dict[int, Line]) -> None:
    form = PartForm({"a-11": "+", "o-11": "nobody"}, lines=[lines[11]])

    assert form.errors == {"o-11": ["The answer to question 11 cannot be read. Choose one of the buttons."]}


def test_what_excludes_each_other_is_said_at_each_question_of_the_page(lines: dict[int, Line]) -> None:
    form = PartForm({"a-1": "+", "a-2": "+"}, lines=[lines[1], lines[2]])
    form.refuse_rivals([lines[1], lines[2], lines[3]])

    assert form.errors == {
        "a-1": [
            "This and “Removal of illegal structures; Fitness and children's play facilities” exclude each other. "
            "Want only one of them."
        ],
        "a-2": [
            "This and “Public lighting in courtyards and paths; Fitness and children's play facilities” exclude each "
            "other. Want only one of them."
        ],
    }


def test_there_are_as_many_places_as_wanted_items_and_at_most_five(lines: dict[int, Line]) -> None:
    def places(*numbers: int) -> list[str]:
        return list(PrioritiesForm(wanted=[lines[number] for number in numbers], filled=Filled()).fields)

    assert places() == []
    assert places(1, 2) == ["p-1", "p-2"]
    assert places(1, 2, 3, 4, 5, 7) == ["p-1", "p-2", "p-3", "p-4", "p-5"]


def test_what_was_named_before_stands_in_its_place(lines: dict[int, Line]) -> None:
    filled = Filled({1: Answer.AGREE, 3: Answer.AGREE}, Choices(priorities=(3,)))
    form = PrioritiesForm(wanted=[lines[1], lines[3]], filled=filled)

    assert [field.initial for field in form] == [3, None]


def test_places_left_empty_are_passed_over_by_whoever_reads_them(lines: dict[int, Line]) -> None:
    form = PrioritiesForm({"p-1": "", "p-2": "3"}, wanted=[lines[1], lines[3]], filled=Filled())

    assert form.is_valid()
    assert form.priorities == [None, 3]


@pytest.mark.parametrize("named", ["2", "x", "99"])
def test_only_what_is_wanted_can_matter_most(lines: dict[int, Line], named: str) -> None:
    form = PrioritiesForm({"p-1": named}, wanted=[lines[1]], filled=Filled())

    assert form.errors == {"p-1": ["Choose one of the items you want."]}


def test_the_same_item_at_two_places_is_told_apart_by_its_place() -> None:
    menu = (("M1.02", "community", 8_000, 2_00), ("M1.02", "1-1", 4_000, 2_00), ("M6.01", "community", 1_000, 0))
    voter = Voter(*selecting(menu))
    wanted = sheet(voter.round, voter.entry).lines

    form = PrioritiesForm(wanted=wanted, filled=Filled())
    assert [name for _, name in form.fields["p-1"].choices] == [
        "– none –",
        "Stairwell cleaning (Whole community)",
        "Stairwell cleaning (Building 1, stairwell 1)",
        "Choice of management mode and contract management",
    ]
