"""What every voice has left while projects are bought in equal shares: quick in floats, settled in whole numbers.

Money is counted in shares of the smallest unit, one for each voice, so that every voice begins with a whole number.
What a project takes from each of its supporters is a fraction; all of them are kept over one common denominator.
The floats beside them are measured in what a voice began with. They say which projects need not be looked at and who
is surely poor; what is closer than their error is decided by the whole numbers.
"""

from dataclasses import dataclass, field
from math import gcd

import numpy as np

from consultations.domain.columns import Bits
from consultations.domain.plan.election.level import ROUNDING, Floats, level
from consultations.domain.plan.election.values import Election, Where, Words


@dataclass(frozen=True, slots=True)
class Price:
    """What a project takes from each supporter who has it; the poor give all they have.

    The price is ``owed / (rich * purses.below)``, exactly.
    """

    owed: int
    rich: int
    poor: Bits


@dataclass(frozen=True, slots=True)
class Supporters:
    """Of each project that may be bought: who approves, how many, and its cost in shares of the smallest unit."""

    election: Election
    heads: Floats
    of: dict[int, Where] = field(default_factory=dict)
    total: dict[int, int] = field(default_factory=dict)
    cost: dict[int, int] = field(default_factory=dict)

    @classmethod
    def among(cls, election: Election, eligible: list[int]) -> "Supporters":
        """The supporters of the eligible projects."""
        made = cls(election, election.voices.astype(np.float64))
        for project in eligible:
            made.of[project] = np.flatnonzero(election.approve(project)).astype(np.int32)
            made.total[project] = int(election.voices[made.of[project]].sum())
            made.cost[project] = election.projects[project].cost * election.heads
        return made


class Purses:
    """The purses of all voices in one run of the method."""

    def __init__(self, supporters: Supporters, start: int) -> None:
        self.start, self.supporters, self.election = start, supporters, supporters.election
        self.left = np.ones(len(supporters.heads))
        self.alive = np.ones(len(supporters.heads), dtype=np.bool_)
        self.bought: list[int] = []
        self.paid: list[int] = []
        self.below = 1

    def estimate(self, project: int, least: float) -> tuple[float, float]:
        """About what a project takes from each, and the error, as `level` gives them."""
        where = self.supporters.of[project]
        cost = self.supporters.cost[project] / self.start
        return level(self.left[where], self.supporters.heads[where], cost, least, self._slips())

    def price(self, project: int, low: float) -> Price | None:
        """What a project takes from each, exactly; None where its supporters cannot buy it.

        ``low`` is no more than the true price, so who has less is poor. At the price found from them others may turn
        out to be poor; they are added until nobody is. The price only rises, and never above the true one.
        """
        where, total = self.supporters.of[project], self.supporters.total[project]
        cost = self.supporters.cost[project] * self.below
        poor = ~self.alive[where] | (self.left[where] < low - self._slip())
        while rich := total - int(self.election.voices[where[poor]].sum()):
            price = Price(cost - self._worth(where[poor]), rich, poor)
            more = self._poorer(where, price)
            if not more.any():
                return price
            poor = poor | more
        return None

    def take(self, project: int, price: Price) -> None:
        """Buy the project: the rich pay the price, the poor all they have."""
        where = self.supporters.of[project]
        rich, poor = where[~price.poor], where[price.poor]
        self.left[rich] = np.maximum(self.left[rich] - self._share(price), 0.0)
        self.left[poor] = 0.0
        self.alive[poor] = False
        factor = price.rich // gcd(price.owed, price.rich)
        self.paid = [*(paid * factor for paid in self.paid), price.owed * factor // price.rich]
        self.below *= factor
        self.bought.append(project)

    def rate(self, project: int, price: Price) -> float:
        """What a supporter pays for a unit of the cost, as a float."""
        return price.owed / (price.rich * self.below * self.supporters.cost[project])

    def _share(self, price: Price) -> float:
        return price.owed / (price.rich * self.below * self.start)

    def _slips(self) -> int:
        """The roundings a float purse may have gone through: two for each payment; twice that, to be sure."""
        return 4 * (len(self.paid) + 2)

    def _slip(self) -> float:
        return self._slips() * ROUNDING

    def _worth(self, where: Where) -> int:
        """What these voices have left together, over the common denominator."""
        where = where[self.alive[where]]
        heads, rows = self.election.voices[where], self.election.approvals[where]
        worth = self.start * self.below * int(heads.sum())
        for project, paid in zip(self.bought, self.paid, strict=True):
            worth -= paid * int(heads[self.election.approve(project, rows)].sum())
        return worth

    def _poorer(self, where: Where, price: Price) -> Bits:
        """Whom the price calls rich and who has less than it. Whole numbers answer where floats are too close."""
        share, left = self._share(price), self.left[where]
        poorer: Bits = ~price.poor & (left < share - self._slip())
        close = ~price.poor & (abs(left - share) <= self._slip())
        if close.any():
            poorer[close] = self._have_less(self.election.approvals[where[close]], price)
        return poorer

    def _have_less(self, rows: Words, price: Price) -> Bits:
        """Exactly: has a living voice with these approvals less than the price? Equal histories are looked at once."""
        paying = np.zeros(rows.shape[1], dtype=np.uint64)
        for project in self.bought:
            paying[project // 64] |= np.uint64(1 << project % 64)
        histories, which = np.unique(rows & paying, axis=0, return_inverse=True)
        worth = [self.start * self.below] * len(histories)
        for project, paid in zip(self.bought, self.paid, strict=True):
            for number in np.flatnonzero(self.election.approve(project, histories)):
                worth[number] -= paid
        less: Bits = np.array([each * price.rich < price.owed for each in worth], dtype=np.bool_)[which.ravel()]
        return less
