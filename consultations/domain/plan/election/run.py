"""One run of the Method of Equal Shares, with cost utilities, at one budget of each voice.

Of all projects whose supporters can pay for them together, the one is bought next that asks least of each of them for
a unit of its cost; who has less than that gives all they have.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from heapq import heapify, heappop, heappush
from math import inf

from consultations.domain.plan.election.purses import Price, Purses, Supporters
from consultations.domain.plan.election.values import Selected

#: Above every rounding on the way of a price to a float.
ABOVE = 1 + 2.0**-50


@dataclass(frozen=True, slots=True)
class _Offer:
    """A project that can be bought now, and what each supporter pays for a unit of its cost, times a common number."""

    project: int
    price: Price
    rate: Fraction


class Run:
    """``start``: what each voice begins with, in shares of the smallest unit; ``place``: the order that breaks ties."""

    def __init__(self, supporters: Supporters, start: int, place: Sequence[int]) -> None:
        self.purses, self.place, self.costs = Purses(supporters, start), place, supporters.cost
        self.least = {p: cost / start / supporters.total[p] for p, cost in self.costs.items() if cost and start}
        self.waiting = [(1 / supporters.total[p], p, -1) for p in self.least]
        heapify(self.waiting)

    def selected(self) -> Selected:
        """What is bought, in order; what costs nothing comes first."""
        chosen = sorted((p for p, cost in self.costs.items() if not cost), key=self.place.__getitem__)
        ties = []
        while best := self._best():
            chosen.append(best[0].project)
            self.purses.take(best[0].project, best[0].price)
            if len(best) > 1:
                ties.append(tuple(offer.project for offer in best))
        return Selected(tuple(chosen), tuple(ties))

    def _best(self) -> list[_Offer]:
        """The offers that ask least, in the published order; empty when nothing more can be bought.

        What a project asks can only rise: it is looked at again only if what it asked last is not above the best.
        """
        offers: list[_Offer] = []
        ceiling, now = inf, len(self.purses.bought)
        while self.waiting and self.waiting[0][0] <= ceiling:
            _, project, looked_at = heappop(self.waiting)
            if looked_at < now:
                self._look(project, now)
            elif offer := self._offer(project):
                offers.append(offer)
                ceiling = min(ceiling, self.purses.rate(project, offer.price) * ABOVE)
        least = min((offer.rate for offer in offers), default=Fraction(0))
        best = sorted((o for o in offers if o.rate == least), key=lambda o: self.place[o.project])
        for offer in offers:
            if offer is not best[0]:
                self._wait(offer.project, now)
        return best

    def _wait(self, project: int, looked_at: int) -> None:
        cost = self.costs[project] / self.purses.start
        heappush(self.waiting, (self.least[project] / cost, project, looked_at))

    def _look(self, project: int, now: int) -> None:
        price, error = self.purses.estimate(project, self.least[project])
        if price < inf:
            self.least[project] = max(self.least[project], price - error)
            self._wait(project, now)

    def _offer(self, project: int) -> _Offer | None:
        price = self.purses.price(project, self.least[project])
        if price is None:
            return None
        return _Offer(project, price, Fraction(price.owed, price.rich * self.costs[project]))
