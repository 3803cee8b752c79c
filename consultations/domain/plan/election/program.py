"""Choosing what is worth most: yes or no to each choice, within sums that must not be exceeded. Whole numbers alone."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Limit:
    """What the chosen ones weigh together is ``most`` at most. A choice that is not named weighs nothing."""

    weights: Mapping[int, int]
    most: int

    def holds(self, chosen: Collection[int]) -> bool:
        """Does it hold for these?"""
        return sum(self.weights.get(choice, 0) for choice in chosen) <= self.most


@dataclass(frozen=True, slots=True)
class Program:
    """What each choice is worth, in published order, and the limits. The first is the money: no cost is negative."""

    worth: Sequence[int]
    limits: Sequence[Limit]

    @property
    def money(self) -> Limit:
        """The limit that every choice weighs on."""
        return self.limits[0]

    def value(self, chosen: Collection[int]) -> int:
        """What these are worth together."""
        return sum(self.worth[choice] for choice in chosen)

    def allows(self, chosen: Collection[int]) -> bool:
        """May these be chosen together?"""
        return all(limit.holds(chosen) for limit in self.limits)

    def by_worth_for_money(self) -> list[int]:
        """The choices, those first that are worth most for what they cost."""
        costs = [self.money.weights.get(choice, 0) for choice in range(len(self.worth))]
        return sorted(range(len(costs)), key=lambda c: (costs[c] > 0, Fraction(-self.worth[c], costs[c] or 1)))


def ceiling(program: Program, order: Sequence[int], chosen: Collection[int]) -> int:
    """No less than what is worth most when these are chosen and more may be, of the order, best value for money first.

    As if the last one could be had in part, and there were only the money; -1 where it does not carry those chosen.
    """
    weights = program.money.weights
    left = program.money.most - sum(weights.get(choice, 0) for choice in chosen)
    best = program.value(chosen)
    if left < 0:
        return -1
    for choice in order:
        cost, worth = weights.get(choice, 0), program.worth[choice]
        if cost > left:
            return best + worth * left // cost
        best, left = best + worth, left - cost
    return best


def settled(program: Program, prices: Sequence[Fraction], value: int) -> set[int]:
    """Choices to which every plan worth so much gives the same answer, as far as prices of the limits show it.

    Whatever the prices, no plan is worth more than all limits at their prices and each choice's worth above its own
    (weak duality). A choice answered against its sign costs as much of that bound. Exact, also for prices that are not.
    """
    if not prices:
        return set()
    above: list[Fraction] = [Fraction(worth) for worth in program.worth]
    for limit, price in zip(program.limits, prices, strict=True):
        for choice, weight in limit.weights.items() if price else ():
            above[choice] -= price * weight
    spent = [price * limit.most for limit, price in zip(program.limits, prices, strict=True)]
    bound = sum(spent + [each for each in above if each > 0], Fraction(0))
    return {choice for choice, each in enumerate(above) if bound - abs(each) < value}
