"""Sums by label: by ballots for the round, by heads for each question."""

from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.sums import NOTHING, Count
from tests.consultations.domain.rounds import BOOKS, counted, flats, rounds


def test_counts_are_added_heads_to_heads_and_area_to_area():
    assert Count(1, 20) + Count(3, 4) + NOTHING == Count(4, 24)


def test_labels_are_counted_by_ballots_and_split_by_heads_question_by_question():
    tally = counted(
        "community:ordinary community:ordinary",
        flats(5),
        {1: "+-", 2: "+0", 3: "-_", 4: "+x", 5: "__"},
        channel=["online", "paper", "paper", "online", "proxy"],
        strength=["letter", "visit", "visit", "letter", ""],
    )

    assert tally.labels == {
        "channel": {"online": 2, "paper": 2, "proxy": 1},
        "strength": {"": 1, "letter": 2, "visit": 2},
    }
    first, second = (line.split for line in tally.lines)
    assert first == {
        "channel": {"online": (2, 0, 0), "paper": (1, 1, 0)},
        "strength": {"letter": (2, 0, 0), "visit": (1, 1, 0)},
    }
    assert second["channel"] == {"online": (0, 1, 0), "paper": (0, 0, 1)}
    assert (len(second), list(second), repr(second)) == (2, ["channel", "strength"], repr(dict(second)))


@given(rounds(), BOOKS, st.data())
def test_a_split_adds_up_to_the_whole(round, book, data):
    questions, shares, ballots = round
    channels = data.draw(st.lists(st.sampled_from(["online", "paper"]), min_size=len(ballots), max_size=len(ballots)))

    tally = counted(questions, shares, ballots, book, channel=channels)

    assert sum(tally.labels["channel"].values()) == tally.ballots == len(ballots)
    for line in tally.lines:
        sums = [sum(heads) for heads in zip(*line.split.get("channel", {}).values(), strict=True)] or [0, 0, 0]
        assert sums == [line.agree.heads, line.against.heads, line.abstain.heads]
