"""The method *support* in an election: in order of votes, skipping what no longer fits."""

from fractions import Fraction
from itertools import groupby

from consultations.domain.plan.election.values import Election, Selected, Ties


def by_support(
    election: Election,
    *,
    ties: Ties = Ties.FILE_ORDER,
    threshold: int = 0,
    stop_at_misfit: bool = False,
    last_from: Fraction | None = None,
    bought: tuple[int, ...] = (),
) -> Selected:
    """The most approved first; projects nobody approves of, or fewer than the threshold, have no turn.

    ``stop_at_misfit``: nothing comes after the first that does not fit. ``last_from``: a project of whose cost at least
    this share is left is taken all the same, as the last one (the rule of 80 %, which Poznań has). ``bought``: what is
    in already.
    """
    order = _ranking(election, ties, threshold)
    chosen, left = list(bought), election.budget - election.cost(bought)
    for project, _ in order:
        cost = election.projects[project].cost
        if project in bought:
            continue
        if cost <= left:
            chosen.append(project)
            left -= cost
        elif last_from is not None and left >= last_from * cost:
            chosen.append(project)
            break
        elif stop_at_misfit:
            break
    return Selected(tuple(chosen), _equals(order))


def _ranking(election: Election, ties: Ties, threshold: int) -> list[tuple[int, int]]:
    scores, place = election.scores(), election.order(ties)
    eligible = election.eligible(threshold)
    return [(p, scores[p]) for p in sorted(eligible, key=lambda p: (-scores[p], place[p]))]


def _equals(order: list[tuple[int, int]]) -> tuple[tuple[int, ...], ...]:
    groups = (tuple(p for p, _ in group) for _, group in groupby(order, key=lambda turn: turn[1]))
    return tuple(group for group in groups if len(group) > 1)
