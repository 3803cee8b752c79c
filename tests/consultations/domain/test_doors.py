"""What a door's state follows from, and how a building is drawn."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.doors import ANSWERED, MARKS, Door, State, building_of, counted, drawn, state_of

S = State
STATES = [  # what it shows, the newest mark, the channel of the ballot that stands, the sheet, state
    ("nobody was there", None, None, None, S.NOT_REACHED),
    ("what was recorded last", "letter", None, None, S.LETTER),
    ("a ballot from a telephone says more than any mark", "refused", "online", "out", S.ONLINE),
    ("an official voting system is a screen too", None, "official", None, S.ONLINE),
    ("a ballot on paper", "paper_out", "paper", "counted", S.PAPER_BACK),
    ("an agent's ballot comes on paper", None, "proxy", None, S.PAPER_BACK),
    ("a sheet that was given out", None, None, "out", S.PAPER_OUT),
    ("a sheet says more than a letter", "letter", None, "out", S.PAPER_OUT),
    ("a sheet says less than that somebody moved", "moved", None, "out", S.MOVED),
    ("a sheet that came back and is not entered yet", "refused", None, "returned", S.PAPER_BACK),
]


@pytest.mark.parametrize("what, mark, channel, sheet, state", STATES, ids=[case[0] for case in STATES])
def test_the_state_of_a_door(what: str, mark: str | None, channel: str | None, sheet: str | None, state: State) -> None:
    assert state_of(mark, channel, sheet) is state


def test_everything_is_marked_by_hand_but_an_answer_online() -> None:
    assert set(State) - set(MARKS) == {S.ONLINE}


@given(st.sampled_from([None, *MARKS]), st.sampled_from(["online", "paper", "proxy", "official"]))
def test_whoever_has_a_ballot_has_answered_whatever_was_recorded(mark: State | None, channel: str) -> None:
    assert state_of(mark, channel) in ANSWERED


#     1-1        1-2      10       outside
#     201 202             101      P1
#     101        101 (no floor: S1)
DOORS = [
    Door(1, "1-1-101", "1-1", 1, S.LETTER),
    Door(2, "10-1-101", "10-1", 1, S.LETTER),
    Door(3, "1-1-202", "1-1", 2, S.ONLINE),
    Door(4, "1-1-201", "1-1", 2, S.NOT_REACHED),
    Door(5, "1-2-S1", "1-2", None, S.MOVED),
    Door(6, "1-2-101", "1-2", 1, S.MOVED),
    Door(7, "P1", "community", None, S.REFUSED),
]


def test_a_building_is_drawn_as_one_looks_at_it() -> None:
    plain = {well.place: [[door.short for door in floor.doors] for floor in well.floors] for well in drawn(DOORS)}

    assert plain == {
        "1-1": [["201", "202"], ["101"]],
        "1-2": [["101"], ["S1"]],
        "10-1": [["101"]],
        "community": [["P1"]],
    }
    assert [building_of(well.place) for well in drawn(DOORS)] == ["1", "1", "10", "community"]


@given(st.permutations(DOORS))
def test_the_order_of_the_register_is_not_seen(doors: list[Door]) -> None:
    assert drawn(doors) == drawn(DOORS)


def test_every_state_is_counted_also_those_nobody_is_in() -> None:
    assert counted(DOORS) == {
        S.NOT_REACHED: 1,
        S.LETTER: 2,
        S.ONLINE: 1,
        S.PAPER_OUT: 0,
        S.PAPER_BACK: 0,
        S.REFUSED: 1,
        S.MOVED: 2,
    }
