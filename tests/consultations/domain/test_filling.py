"""Filling in a ballot part by part: what is kept, what falls away, and which questions share a page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.ballots import Answer, Answers, Choices, encode_choices
from consultations.domain.filling import (
    FEW,
    MOST,
    Filled,
    as_filled,
    instead_of_rivals,
    parts,
    rivals,
    with_part,
    with_priorities,
)

YES, NO, NONE = Answer.AGREE, Answer.AGAINST, Answer.ABSTAIN
SAID = {1: YES, 2: NO, 3: YES}
BEFORE = Filled(SAID, Choices((3, 1), {1: "company", 3: "a"}))

PARTS = [  # what it shows, numbers, answers, options, the ballot after
    ("another page leaves all as it was", [4], {4: YES}, {}, Filled(SAID | {4: YES}, BEFORE.choices)),
    (
        "what was said there before is replaced",
        [1, 2],
        {1: NONE, 2: YES},
        {1: "residents"},
        Filled({1: NONE, 2: YES, 3: YES}, Choices((3,), {1: "residents", 3: "a"})),
    ),
    ("silence replaces too", [1, 3], {}, {}, Filled({2: NO})),
    (
        "an option of what is turned down falls away",
        [1],
        {1: NO},
        {1: "company"},
        Filled(SAID | {1: NO}, Choices((3,), {3: "a"})),
    ),
    (
        "an option may be taken where nothing else is said",
        [1],
        {},
        {1: "company"},
        Filled({2: NO, 3: YES}, Choices((3,), {1: "company", 3: "a"})),
    ),
    ("what belongs to another page is not taken", [1], {1: YES, 2: YES}, {1: "company", 3: "b"}, BEFORE),
]


@pytest.mark.parametrize("what, numbers, answers, options, after", PARTS, ids=[case[0] for case in PARTS])
def test_with_part(what, numbers, answers, options, after):
    assert with_part(BEFORE, numbers, answers, options) == after


def test_answers_and_options_stand_in_the_order_of_the_paper():
    filled = with_part(Filled({9: YES}), [3, 1], {3: YES, 1: NO}, {3: "a"})

    assert list(filled.answers) == [1, 3, 9]
    assert filled.wanted == {3, 9}


@given(st.dictionaries(st.integers(1, 9), st.sampled_from([YES, NO, NONE])), st.sets(st.integers(1, 9)))
def test_filling_in_the_same_part_twice_is_filling_it_in_once(said, numbers):
    once = with_part(BEFORE, numbers, said, {1: "company"})

    assert with_part(once, numbers, said, {1: "company"}) == once
    assert set(once.choices.priorities) <= once.wanted


def test_priorities_left_empty_are_passed_over():
    assert with_priorities(BEFORE, [None, 1, None, 3]) == Filled(SAID, Choices((1, 3), {1: "company", 3: "a"}))


GROUPS = (frozenset({1, 2, 3}), frozenset({3, 4}), frozenset({5, 6}))


def test_taking_one_of_a_group_takes_back_the_wish_for_the_others_with_option_and_priority():
    filled = instead_of_rivals(BEFORE, 1, GROUPS)

    assert filled == Filled({1: YES, 2: NO}, Choices((1,), {1: "company"}))


def test_a_line_in_two_groups_takes_back_the_wishes_of_both():
    filled = instead_of_rivals(Filled(dict.fromkeys((1, 4, 5), YES)), 3, GROUPS)

    assert filled == Filled({3: YES, 5: YES})


def test_a_line_in_no_group_is_simply_wanted():
    assert instead_of_rivals(Filled({5: YES}), 9, GROUPS) == Filled({5: YES, 9: YES})


RIVALS = [  # what it shows, wanted, rivals
    ("one of a group is no clash", {1, 5}, ()),
    ("two of a group are", {3, 1}, ((1, 3),)),
    ("a clash in each of two groups", {4, 3, 6, 5}, ((3, 4), (5, 6))),
    ("nothing wanted", set(), ()),
]


@pytest.mark.parametrize("what, wanted, clashes", RIVALS, ids=[case[0] for case in RIVALS])
def test_rivals(what, wanted, clashes):
    assert rivals(Filled(dict.fromkeys(wanted, YES) | {2: NO}), GROUPS) == clashes


def chapters(*sizes: tuple[str, int]) -> list[tuple[int, str, str]]:
    """("a", 3): a chapter of three questions on track a; every pair is a chapter of its own."""
    rows = [(track, f"{track}{i}") for i, (track, size) in enumerate(sizes) for _ in range(size)]
    return [(number, *row) for number, row in enumerate(rows, start=1)]


PAGES = [  # what it shows, chapters, questions a page
    ("a chapter is kept together", [("a", 12)], [12]),
    ("short neighbours share a page", [("a", 3), ("a", 4)], [7]),
    ("as many as share a page and no more", [("a", 4), ("a", 4), ("a", 1)], [8, 1]),
    ("tracks never share a page", [("a", 2), ("b", 2)], [2, 2]),
    ("a long chapter is cut", [("a", MOST + 3)], [MOST, 3]),
    ("the rest of a cut chapter shares its page", [("a", MOST + 3), ("a", 2)], [MOST, 5]),
    ("a short one does not join a long one", [("a", FEW), ("a", 1)], [FEW, 1]),
    ("no questions, no pages", [], []),
]


@pytest.mark.parametrize("what, sizes, pages", PAGES, ids=[case[0] for case in PAGES])
def test_parts(what, sizes, pages):
    assert [len(page) for page in parts(chapters(*sizes))] == pages


@given(st.lists(st.tuples(st.sampled_from("ab"), st.integers(1, 60)), max_size=8))
def test_every_question_stands_on_one_page_in_its_order(sizes):
    rows = chapters(*sizes)

    pages = parts(rows)

    assert [number for page in pages for number in page] == [number for number, _, _ in rows]
    assert [page for page in pages if not 1 <= len(page) <= MOST] == []


MARKED = st.builds(
    Filled,
    st.dictionaries(st.integers(1, 9), st.sampled_from((YES, NO, NONE))),
    st.builds(Choices, st.lists(st.integers(1, 9), max_size=3, unique=True).map(tuple)),
)


@given(MARKED, MARKED)
def test_two_ballots_have_one_mark_only_where_they_say_the_same(one, other):
    assert (one.mark == other.mark) == (one == other)


@given(MARKED)
def test_a_stored_draft_is_read_as_it_was_filled_in(filled):
    text = "".join(filled.answers.get(number, "_") for number in range(1, 10))

    assert as_filled(Answers(text), encode_choices(filled.choices)) == filled
