"""Proof that a range of budgets buys the same: every purse is enclosed between two bounds, whatever the budget.

From the poorest purses a project asks most, from the richest least. As long as the next project asks less at most than
every other at least, it is the next one at every budget of the range.
"""

from collections.abc import Sequence
from math import inf

import numpy as np

from consultations.domain.plan.election.level import Floats, given, level
from consultations.domain.plan.election.purses import Supporters

#: More than all roundings of one payment together, in what the richest voice begins with.
_MARGIN = 2.0**-49


class Corridor:
    """All purses that begin with ``start`` at least and ``end`` at most."""

    def __init__(self, supporters: Supporters, start: int, end: int, place: Sequence[int]) -> None:
        self.supporters, self.place = supporters, place
        self.cost = {p: cost / start for p, cost in supporters.cost.items() if cost}
        self.slack = end / start * _MARGIN
        self.low = np.ones(len(supporters.heads))
        self.high = np.full(len(supporters.heads), end / start + self.slack)
        self.least = {p: cost / supporters.total[p] * (1 - _MARGIN) for p, cost in self.cost.items()}

    def buys(self, order: Sequence[int]) -> bool:
        """Is it sure that these projects are bought, in this order, and no others, at every budget of the range?"""
        for project in order:
            self._look(project)
            most, least = self._most(project), self.least.pop(project)
            if most == inf or not all(self._comes_later(other, project, most) for other in self.least):
                return False
            self._take(project, most, least)
        return all(self._look(project) == inf for project in self.least)

    def _comes_later(self, other: int, project: int, most: float) -> bool:
        rate = most / self.cost[project] * (1 + _MARGIN)
        if self.least[other] / self.cost[other] > rate or self._look(other) / self.cost[other] > rate:
            return True
        return self._is_never_first(other, project, most)

    def _is_never_first(self, other: int, project: int, most: float) -> bool:
        """Where all can pay the price who have anything left, only more of them make it cheaper, at any budget."""
        mine, theirs = self._rich(project), self._rich(other)
        later = theirs.sum() < mine.sum() or (theirs.sum() == mine.sum() and self.place[other] > self.place[project])
        return later and most <= float(self.low[self.supporters.of[project]][mine > 0].min())

    def _rich(self, project: int) -> Floats:
        """The supporters who surely have something left, or may have."""
        where = self.supporters.of[project]
        return np.where(self.high[where] > 0, self.supporters.heads[where], 0.0)

    def _take(self, project: int, most: float, least: float) -> None:
        where = self.supporters.of[project]
        low, high = self.low[where], self.high[where]
        self.low[where] = np.maximum(low - most - self.slack, 0.0)
        self.high[where] = np.where(high > least, high - least + self.slack, 0.0)

    def _most(self, project: int) -> float:
        """No less than what the project asks of the poorest purses; infinite where that is not sure."""
        where = self.supporters.of[project]
        low, heads = self.low[where], self.supporters.heads[where]
        price, error = level(low, heads, self.cost[project], self.least[project], 4)
        most = (price + error) * (1 + _MARGIN)
        enough = given(low, heads, most) >= self.cost[project] * (1 + _MARGIN) if most < inf else False
        return most if enough else inf

    def _look(self, project: int) -> float:
        """No more than what the project asks of the richest purses; infinite where even they cannot pay."""
        where = self.supporters.of[project]
        high, heads = self.high[where], self.supporters.heads[where]
        price, error = level(high, heads, self.cost[project], self.least[project], 4)
        if price < inf and error < inf:
            self.least[project] = max(self.least[project], price - error)
        return inf if price == inf else self.least[project]
