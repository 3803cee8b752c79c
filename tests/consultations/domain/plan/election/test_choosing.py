"""The result of an election as others read it."""

import pytest

from consultations.domain.plan.election.choosing import Method, Rules, choose, to_plain
from consultations.domain.plan.election.equal_shares import Completion
from consultations.domain.plan.election.values import Election, Ties
from tests.consultations.domain.plan.election.elections import election, shuffled

MADE = election("A5025 B4000 C4975", 10050, "A*2 B*2 C*3 -", unit=100)


def plain(rules: Rules, made: Election = MADE) -> dict:
    return to_plain(made, rules, choose(made, rules))


@pytest.mark.parametrize(
    "rules, selected, cost, ties",
    [
        (Rules(Method.SUPPORT), ["A", "C"], 100, [["A", "B"]]),
        (Rules(Method.SUPPORT, ties=Ties.CHEAPEST_FIRST), ["B", "C"], 89.75, [["B", "A"]]),
        (Rules(Method.SUPPORT, threshold=3), ["C"], 49.75, []),
        (Rules(Method.WELFARE), ["A", "C"], 100, [["A", "B"]]),
        (Rules(Method.EQUAL_SHARES), [], 0, []),
        (Rules(Method.EQUAL_SHARES, completion=Completion.ADD1_SUPPORT), ["B", "C"], 89.75, []),
    ],
    ids=["support", "cheapest first", "threshold", "welfare", "equal shares", "completed"],
)
def test_the_result_names_what_is_chosen_what_it_costs_and_the_ties(rules, selected, cost, ties):
    result = plain(rules)

    assert (result["selected"], result["cost"], result["ties"]) == (selected, cost, ties)


def test_the_same_inputs_give_the_same_digest_wherever():
    assert plain(Rules(Method.SUPPORT))["digest"] == "17c598e8ccfdea22a7d7592b40fec76c48b245b879e6ce89ac9dc340eefacdfe"


@pytest.mark.parametrize(
    "rules, made",
    [
        (Rules(Method.SUPPORT, threshold=1), MADE),
        (Rules(Method.WELFARE), MADE),
        (Rules(Method.SUPPORT), election("A5025 B4000 C4975", 10050, "A*2 B*2 C*4", unit=100)),
        (Rules(Method.SUPPORT), election("A5025 B4000 C4975", 10051, "A*2 B*2 C*3 -", unit=100)),
        (Rules(Method.SUPPORT), shuffled(MADE, [1, 0, 2])),
    ],
    ids=["a rule", "the method", "a vote", "the budget", "the order"],
)
def test_the_digest_changes_with_all_that_could_change_the_result(rules, made):
    assert plain(rules, made)["digest"] != plain(Rules(Method.SUPPORT))["digest"]
