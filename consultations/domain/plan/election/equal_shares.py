"""The method *equal shares* in an election: the Method of Equal Shares and how what it leaves is spent."""

from enum import StrEnum

from consultations.domain.plan.election.corridor import Corridor
from consultations.domain.plan.election.purses import Supporters
from consultations.domain.plan.election.run import Run
from consultations.domain.plan.election.support import by_support
from consultations.domain.plan.election.values import Election, Selected, Ties

#: How many budgets are tried one by one, at most, before a proof for a range is tried again.
_PATIENCE = 16


class Completion(StrEnum):
    """What is done with the money that equal shares leave: nothing, larger shares, and then the rest by support."""

    NONE = "none"
    ADD1 = "add1"
    ADD1_SUPPORT = "add1-support"


def by_equal_shares(
    election: Election,
    *,
    ties: Ties = Ties.FILE_ORDER,
    threshold: int = 0,
    completion: Completion = Completion.NONE,
) -> Selected:
    """The projects that equal shares of the budget buy; fewer supporters than the threshold leave a project out."""
    supporters = Supporters.among(election, election.eligible(threshold))
    if completion is Completion.NONE:
        return Run(supporters, election.budget, election.order(ties)).selected()
    grown = _grown(supporters, election.order(ties))
    if completion is Completion.ADD1:
        return grown
    rest = by_support(election, ties=ties, threshold=threshold, bought=grown.projects)
    return Selected(rest.projects, grown.ties)


def _grown(supporters: Supporters, place: list[int]) -> Selected:
    """With every share raised by one unit of currency, until the next plan would not fit or all that is wanted is in.

    More money does not always buy more, so no budget may be left out. A range that is proved to buy the same is passed
    over at once; a proof is tried for twice as many budgets after it held, for half as many after it did not.
    """
    election = supporters.election
    start, step = election.budget, election.unit * election.heads
    best, ahead, patience, singly = Run(supporters, start, place).selected(), 1, 1, 0
    while len(best.projects) < len(supporters.of):
        if not singly:
            if _buys_the_same(supporters, start, start + ahead * step, place, best):
                start, ahead, patience = start + ahead * step, ahead * 2, 1
                continue
            if ahead > 1:
                ahead //= 2
                continue
            singly, patience = patience, min(patience * 2, _PATIENCE)
        further = Run(supporters, start + step, place).selected()
        if election.cost(further.projects) > election.budget:
            break
        best, start, singly = further, start + step, singly - 1
    return Run(supporters, start, place).selected()


def _buys_the_same(supporters: Supporters, start: int, end: int, place: list[int], best: Selected) -> bool:
    paid_for = [project for project in best.projects if supporters.cost[project]]
    return start > 0 and Corridor(supporters, start, end, place).buys(paid_for)
