"""What is worth most, by trying yes and no in turn and giving up where the ceiling says that nothing better can come.

Slow where many choices are nearly alike, but in whole numbers of any size.
"""

from collections.abc import Collection, Mapping
from math import inf

from consultations.domain.plan.election.program import Limit, Program, ceiling


class Undecided(Exception):
    """So many branches were tried that another way is better."""


def most(program: Program, fixed: Mapping[int, bool], *, above: int = -1, tries: float = inf) -> tuple[int, ...] | None:
    """Choices worth most, with some answered beforehand; None where nothing worth more than ``above`` is allowed.

    Raises Undecided after so many tries.
    """
    order = [choice for choice in program.by_worth_for_money() if choice not in fixed]
    best: tuple[int, ...] | None = None
    stack = [(0, tuple(choice for choice, yes in fixed.items() if yes))]
    while stack:
        tries -= 1
        if tries < 0:
            raise Undecided
        depth, chosen = stack.pop()
        undecided = order[depth:]
        if ceiling(program, undecided, chosen) <= above or not _may_hold(program, undecided, chosen):
            continue
        if not undecided:
            best, above = tuple(sorted(chosen)), program.value(chosen)
            continue
        stack.append((depth + 1, chosen))
        stack.append((depth + 1, (*chosen, order[depth])))
    return best


def _may_hold(program: Program, undecided: Collection[int], chosen: Collection[int]) -> bool:
    """Can every limit still be met, if the undecided turn out as well as they may? The ceiling looks at the money."""
    return all(_least(limit, undecided, chosen) <= limit.most for limit in program.limits[1:])


def _least(limit: Limit, undecided: Collection[int], chosen: Collection[int]) -> int:
    said = {choice: weight for choice, weight in limit.weights.items() if choice in chosen}
    open_ones = [weight for choice, weight in limit.weights.items() if choice in undecided and choice not in said]
    return sum(said.values()) + sum(weight for weight in open_ones if weight < 0)
