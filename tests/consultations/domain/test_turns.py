"""The order in which a voice meets the items: turned inside a chapter, the same on every visit, fair over many."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.turns import first_of, in_turn

#: Two chapters; the third item of the first is asked at two places.
ROWS = [(1, "A", "a1"), (2, "A", "a2"), (3, "A", "a3"), (4, "A", "a3"), (5, "B", "b1"), (6, "B", "b2")]

TURNS = [  # voice, what it meets in round 1
    (1, (3, 4, 1, 2, 5, 6)),
    (2, (2, 3, 4, 1, 6, 5)),
    (3, (1, 2, 3, 4, 6, 5)),
    (4, (3, 4, 1, 2, 6, 5)),
    (8, (1, 2, 3, 4, 5, 6)),
]


@pytest.mark.parametrize("voice, met", TURNS)
def test_in_turn(voice, met):
    assert in_turn(ROWS, round=1, voice=voice) == met


def test_nothing_to_turn():
    assert in_turn([], round=1, voice=1) == ()
    assert in_turn([(1, "A", "a1")], round=1, voice=9) == (1,)


def test_every_item_is_first_about_as_often():
    firsts = Counter(first_of(4, round=1, voice=voice, chapter="A") for voice in range(1, 4_001))

    assert sorted(firsts) == [0, 1, 2, 3]
    assert all(920 < often < 1_080 for often in firsts.values())


def test_chapters_and_rounds_turn_each_on_their_own():
    def firsts(**which):
        told = {"round": 1, "chapter": "A"} | which
        return [first_of(7, voice=voice, **told) for voice in range(100)]

    assert firsts() != firsts(chapter="B")
    assert firsts() != firsts(round=2)


papers = st.lists(st.tuples(st.sampled_from("ABC"), st.sampled_from("xyz"))).map(
    lambda kinds: [(number, chapter, item) for number, (chapter, item) in enumerate(sorted(kinds))]
)
numbers = st.integers(min_value=1, max_value=10**6)


@given(papers, numbers, numbers)
def test_nothing_is_lost_or_doubled_and_chapters_stay_where_they_are(rows, round, voice):
    chapter_of = {number: chapter for number, chapter, _ in rows}
    met = in_turn(rows, round=round, voice=voice)

    assert sorted(met) == [number for number, _, _ in rows]
    assert [chapter_of[number] for number in met] == [chapter for _, chapter, _ in rows]
    assert met == in_turn(rows, round=round, voice=voice)


@given(papers, numbers, numbers)
def test_items_only_move_up_and_their_places_stay_together(rows, round, voice):
    item_of = {number: (chapter, item) for number, chapter, item in rows}
    met = in_turn(rows, round=round, voice=voice)
    for chapter in {chapter for _, chapter, _ in rows}:
        before = [number for number, of, _ in rows if of == chapter]
        after = [number for number in met if item_of[number][0] == chapter]
        turned = [*before, *before]
        assert any(turned[start : start + len(before)] == after for start in range(len(before)))
        assert item_of[after[0]] != item_of[after[-1]] or len({item_of[number] for number in after}) == 1


def test_over_all_turns_each_item_is_first():
    assert {in_turn(ROWS, round=1, voice=voice)[0] for voice in range(1, 60)} == {1, 2, 3}
