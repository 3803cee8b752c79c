"""An election holds its voices compactly, and refuses what contradicts itself."""

from collections import Counter

import pytest

from consultations.domain.plan.election.values import Election, ElectionFault, Project, Ties
from tests.consultations.domain.plan.election.elections import approvals, election

MADE = election("A30 B20 C20", 50, "AB AB C - B")


def test_voices_that_say_the_same_share_a_row():
    assert MADE.approvals.tolist() == [[0b000], [0b010], [0b011], [0b100]]
    assert MADE.voices.tolist() == [1, 1, 2, 1]
    assert MADE.heads == 5


def test_a_score_counts_the_voices_that_approve():
    assert MADE.scores() == [2, 3, 1]


@pytest.mark.parametrize(
    "threshold, eligible", [(0, [0, 1, 2]), (1, [0, 1, 2]), (2, [0, 1]), (3, [1]), (4, [])], ids=str
)
def test_fewer_voices_than_the_threshold_leave_a_project_out(threshold, eligible):
    assert MADE.eligible(threshold) == eligible


def test_a_project_nobody_approves_of_is_never_eligible():
    assert election("A1 B1", 2, "A").eligible() == [0]


def test_equals_stand_in_the_order_of_the_file_or_the_cheapest_first():
    made = election("A30 B20 C20 D10", 50, "A")

    assert made.order(Ties.FILE_ORDER) == [0, 1, 2, 3]
    assert made.order(Ties.CHEAPEST_FIRST) == [3, 1, 2, 0]


def test_more_than_64_projects_take_a_second_word():
    made = Election.of([Project(str(p), p) for p in range(70)], 10, Counter({1 << 69 | 1 << 63 | 1: 2}))

    assert made.approvals.shape == (1, 2)
    assert approvals(made) == [{0, 63, 69}] * 2
    assert made.scores()[63:] == [2, 0, 0, 0, 0, 0, 2]


def test_an_election_without_projects_or_voices_is_empty():
    assert Election.of([], 10, {}).scores() == []
    assert Election.of([], 10, {0: 3}).heads == 3
    assert election("A1", 10, "").scores() == [0]


@pytest.mark.parametrize(
    "projects, budget, ballots, why",
    [
        ("A1 A2", 5, {}, "project A stands twice"),
        ("A1", -5, {}, "money must not be negative"),
        ("A1", 5, {0b10: 1}, "a ballot approves of a project that does not exist"),
        ("A1", 5, {-1: 1}, "a ballot approves of a project that does not exist"),
        ("A1", 5, {1: 2**53}, "so many voices are beyond measure"),
        ("A1", 5, {1: 2, 0: -1}, "so many voices are beyond measure"),
    ],
    ids=str,
)
def test_an_election_that_contradicts_itself_is_refused(projects, budget, ballots, why):
    made = [Project(word[0], int(word[1:])) for word in projects.split()]

    with pytest.raises(ElectionFault, match=f"^{why}$"):
        Election.of(made, budget, ballots)
