"""What one voice answered: one character per question, and what fits and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.ballots import (
    ALPHABET,
    SAYABLE,
    Answer,
    Answers,
    BallotFault,
    Choices,
    asked,
    check,
    check_choices,
    check_groups,
    decode,
    decode_choices,
    encode,
    encode_choices,
    set_aside,
)

YES, NO, NONE = Answer.AGREE, Answer.AGAINST, Answer.ABSTAIN
ASKED = st.lists(st.booleans(), max_size=12)


@st.composite
def papers(draw: st.DrawFn) -> tuple[list[bool], dict[int, Answer]]:
    """Which questions a voice is asked, and what it says to some of them."""
    own = draw(ASKED)
    numbers = [number for number, mine in enumerate(own, start=1) if mine]
    said = draw(st.dictionaries(st.sampled_from(numbers), st.sampled_from(sorted(SAYABLE)))) if numbers else {}
    return own, said


CODES = st.text("abcdefghijklmnopqrstuvwxyz_", min_size=1, max_size=8)
NUMBERS = st.integers(1, 99999)
CHOICES = st.builds(
    Choices,
    priorities=st.lists(NUMBERS, max_size=5, unique=True).map(tuple),
    options=st.dictionaries(NUMBERS, CODES, max_size=4),
)


def fault(call) -> tuple[str, int | None]:
    with pytest.raises(BallotFault) as refused:
        call()
    return refused.value.code, refused.value.question


def test_the_alphabet_is_every_answer_once():
    assert "".join(Answer) == ALPHABET


ENCODED = [  # what it shows, answers, asked, the ballot
    ("what is said stands at its question", {1: YES, 2: NO, 3: NONE}, [True] * 3, "+-0"),
    ("silence is a blank", {2: YES}, [True] * 3, "_+_"),
    ("another place's question is not asked", {1: YES}, [True, False, True], "+._"),
    ("nothing said at all", {}, [True, True], "__"),
    ("no question at all", {}, [], ""),
]


@pytest.mark.parametrize("what, answers, own, text", ENCODED, ids=[case[0] for case in ENCODED])
def test_encode(what, answers, own, text):
    assert encode(answers, own) == text


@given(papers())
def test_a_ballot_read_gives_what_was_said_and_blanks_for_the_rest(paper):
    own, said = paper

    text = encode(said, own)

    numbers = [number for number, mine in enumerate(own, start=1) if mine]
    assert decode(text) == {number: said.get(number, Answer.BLANK) for number in numbers}
    check(text, own)


NOT_ENCODED = [  # what it shows, answers, asked, the fault
    ("a question that does not exist", {3: YES}, [True, True], ("unknown_question", 3)),
    ("questions count from one", {0: YES}, [True, True], ("unknown_question", 0)),
    ("another place's question", {2: YES}, [True, False], ("not_asked", 2)),
    ("nobody says of himself that he is set aside", {1: Answer.SET_ASIDE}, [True], ("not_sayable", 1)),
    ("a blank is not said but left", {1: Answer.BLANK}, [True], ("not_sayable", 1)),
]


@pytest.mark.parametrize("what, answers, own, expected", NOT_ENCODED, ids=[case[0] for case in NOT_ENCODED])
def test_what_cannot_be_said_is_refused(what, answers, own, expected):
    assert fault(lambda: encode(answers, own)) == expected


def test_a_character_that_is_no_answer_is_refused():
    assert fault(lambda: decode("+?")) == ("unknown_answer", 2)


def test_a_stored_ballot_is_read_as_a_mapping_of_the_questions_that_were_asked():
    answers = Answers("+.x_")

    assert dict(answers) == {1: YES, 3: Answer.SET_ASIDE, 4: Answer.BLANK}
    assert (len(answers), answers[3], str(answers)) == (3, Answer.SET_ASIDE, "+.x_")
    with pytest.raises(KeyError):
        answers[2]


def test_a_fault_names_its_question_where_there_is_one():
    assert (str(BallotFault("not_asked", 2)), str(BallotFault("wrong_length"))) == (
        "not_asked at question 2",
        "wrong_length",
    )


ASKED_OF = [  # what it shows, places of the questions, places of the voice, asked
    (
        "the places where it has an area",
        ["community", "3", "3-2", "4"],
        ["community", "3", "3-2"],
        (True, True, True, False),
    ),
    ("three stairwells are asked about all three", ["1-1", "1-2", "2-1"], ["1-1", "1-2", "2-1"], (True, True, True)),
    ("building 11 is not building 1", ["11"], ["1"], (False,)),
    ("who has nothing is asked nothing", ["community"], [], (False,)),
]


@pytest.mark.parametrize("what, places, own, expected", ASKED_OF, ids=[case[0] for case in ASKED_OF])
def test_asked(what, places, own, expected):
    assert asked(places, own) == expected


CHECKED = [  # what it shows, ballot, asked, the fault
    ("too short", "+", [True, True], ("wrong_length", None)),
    ("too long", "+++", [True, True], ("wrong_length", None)),
    ("a character that is no answer", "+y", [True, True], ("unknown_answer", 2)),
    ("an answer where none was due", "++", [True, False], ("not_asked", 2)),
    ("a hole in what was asked", "+.", [True, True], ("missing", 2)),
]


@pytest.mark.parametrize("what, text, own, expected", CHECKED, ids=[case[0] for case in CHECKED])
def test_a_ballot_that_does_not_fit_its_voice_is_refused(what, text, own, expected):
    assert fault(lambda: check(text, own)) == expected


def test_a_ballot_that_was_set_aside_in_part_fits_all_the_same():
    check(set_aside("+-.", [2, 3]), [True, True, False])


SET_ASIDE = [  # what it shows, numbers, the ballot before and after
    ("one question", [2], "+-0_.", "+x0_."),
    ("all of them; what was not asked stays so", [1, 2, 3, 4, 5], "+-0_.", "xxxx."),
    ("none", [], "+-0_.", "+-0_."),
]


@pytest.mark.parametrize("what, numbers, before, after", SET_ASIDE, ids=[case[0] for case in SET_ASIDE])
def test_set_aside(what, numbers, before, after):
    assert set_aside(before, numbers) == after


@pytest.mark.parametrize("number", [0, -1, 3])
def test_only_a_question_of_the_paper_can_be_set_aside(number):
    assert fault(lambda: set_aside("+-", [number])) == ("unknown_question", number)


WRITTEN = [
    ("nothing chosen", Choices(), ""),
    ("priorities keep their order", Choices((3, 1)), "p3,1"),
    ("options stand by question", Choices(options={12: "company", 2: "self_run"}), "o2=self_run,12=company"),
    ("both", Choices((12, 3), {12: "company"}), "p12,3;o12=company"),
]


@pytest.mark.parametrize("what, choices, text", WRITTEN, ids=[case[0] for case in WRITTEN])
def test_choices_are_written_one_way(what, choices, text):
    assert encode_choices(choices) == text


@given(CHOICES)
def test_choices_written_and_read_are_the_same(choices):
    assert decode_choices(encode_choices(choices)) == choices


@pytest.mark.parametrize(
    "text",
    [
        "p",
        "o",
        "p1,",
        "p1;",
        ";o2=a",
        "p1o2=a",
        "o2",
        "o2=",
        "o2=A",
        "p0",
        "p01",
        "p１",
        "x",
        "o1=a;p1",
        "p" + "9" * 5000,
    ],
)
def test_choices_that_cannot_be_read_are_refused(text):
    assert fault(lambda: decode_choices(text)) == ("unreadable_choices", None)


OFFERED = {1: frozenset({"company", "residents"}), 4: frozenset({"a"}), 5: frozenset({"a"})}
FITTING = [  # what it shows, choices
    ("nothing", Choices()),
    ("five of the wanted", Choices((1, 2, 6, 7, 8))),
    ("an option of a wanted question", Choices(options={1: "company"})),
    ("an option of a question left blank", Choices(options={4: "a"})),
]
UNFITTING = [
    ("six priorities", Choices((1, 2, 6, 7, 8, 9)), ("too_many_priorities", None)),
    ("one of them twice", Choices((1, 2, 1)), ("priority_twice", None)),
    ("what is not wanted", Choices((1, 3)), ("priority_not_wanted", 3)),
    ("what was not asked", Choices((10,)), ("priority_not_wanted", 10)),
    ("an option nobody offers", Choices(options={1: "state"}), ("unknown_option", 1)),
    ("an option of a question without any", Choices(options={2: "a"}), ("unknown_option", 2)),
    ("an option of what was turned down", Choices(options={5: "a"}), ("unknown_option", 5)),
    ("an option of another place's question", Choices(options={10: "a"}), ("unknown_option", 10)),
]


@pytest.mark.parametrize("what, choices", FITTING, ids=[case[0] for case in FITTING])
def test_choices_that_fit(what, choices):
    check_choices(choices, "++0_-++++.", OFFERED)


@pytest.mark.parametrize("what, choices, expected", UNFITTING, ids=[case[0] for case in UNFITTING])
def test_choices_that_do_not_fit_are_refused(what, choices, expected):
    assert fault(lambda: check_choices(choices, "++0_-++++.", OFFERED | {10: frozenset("a")})) == expected


def test_of_a_choice_group_one_may_be_wanted():
    check_groups("+-0_", [frozenset({1, 2, 3, 4}), frozenset({2, 3})])


def test_of_a_choice_group_two_may_not_be_wanted_and_the_second_is_named():
    assert fault(lambda: check_groups("+-++", [frozenset({1, 2}), frozenset({4, 3, 2})])) == ("choice_group", 4)
