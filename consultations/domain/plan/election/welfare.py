"""The method *welfare* in an election: the most votes that the budget can buy, exactly."""

from collections.abc import Collection, Sequence

from consultations.domain.plan.election import branching
from consultations.domain.plan.election.program import Limit, Program, ceiling, settled
from consultations.domain.plan.election.solver import Solver
from consultations.domain.plan.election.values import Election, Selected, Ties


def by_welfare(election: Election, *, ties: Ties = Ties.FILE_ORDER, threshold: int = 0, threads: int = 1) -> Selected:
    """The projects that have most votes together; of several such plans the first in the published order.

    That is the one that holds the first project in which they differ. The ties name what another plan of as many votes
    would exchange.
    """
    scores, place = election.scores(), election.order(ties)
    order = sorted(election.eligible(threshold), key=place.__getitem__)
    costs = {number: election.projects[project].cost for number, project in enumerate(order)}
    program = Program([scores[project] for project in order], [Limit(costs, election.budget)])
    chosen, equal = first_best(program, threads=threads)
    exchanged = tuple(order[number] for number in equal)
    return Selected(tuple(order[number] for number in chosen), (exchanged,) if exchanged else ())


def first_best(
    program: Program, *, last: Sequence[int] = (), threads: int = 1
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The choices worth most, the first of equals, and the choices of worth that another equal would answer otherwise.

    ``last``: choices that nobody asks for; of equals the one holds that does without the last of them.
    """
    search = _Search(program, threads)
    return search.first(last), search.exchanged()


#: Branches that are tried before the solver is asked: as quick as one answer of the solver, and in whole numbers.
_TRIES = 4000
#: Best plans that are looked at one by one; most often there is one.
_MANY = 8


class _Search:
    """The best value is known after the first solution; after that it is only asked whether others reach it too."""

    def __init__(self, program: Program, threads: int) -> None:
        self.program, self.solver = program, Solver(program, threads)
        self.thrifty = program.by_worth_for_money()
        self.tries = _TRIES // len(program.limits)
        self.settled: dict[int, bool] = {}
        self.chosen = self.solver.at_least(0, {}) or ()
        while better := self._at_least(program.value(self.chosen) + 1, {}):
            self.chosen = better
        self.value = program.value(self.chosen)
        self._settle(settled(program, self.solver.prices(), self.value))
        self._settle(self._alike())

    def _settle(self, choices: Collection[int]) -> None:
        self.settled |= {choice: choice in self.chosen for choice in sorted(choices)}

    def _alike(self) -> set[int]:
        """The choices of worth to which all best plans give the same answer; none where there are too many plans."""
        plans = [self.chosen]
        try:
            while self.solver.in_floats and len(plans) <= _MANY:
                another = self.solver.at_least(self.value, self.settled, not_as=plans)
                if another is None:
                    differing = {choice for plan in plans for choice in set(plan) ^ set(self.chosen)}
                    return {choice for choice, worth in enumerate(self.program.worth) if worth} - differing
                plans.append(another)
        except branching.Undecided:
            pass
        return set()

    def first(self, last: Sequence[int]) -> tuple[int, ...]:
        """Choice by choice: yes, if some best plan says so that agrees with the answers before; to the last ones no."""
        asked = [(choice, True) for choice in range(len(self.program.worth)) if choice not in last]
        fixed = dict(self.settled)
        for choice, wish in (*asked, *((choice, False) for choice in sorted(last, reverse=True))):
            if choice not in fixed and (choice in self.chosen) != wish:
                self.chosen = self._at_least(self.value, fixed | {choice: wish}) or self.chosen
            fixed[choice] = choice in self.chosen
        return self.chosen

    def exchanged(self) -> tuple[int, ...]:
        """The choices of worth to which another best plan says the opposite."""
        return tuple(
            choice
            for choice, worth in enumerate(self.program.worth)
            if worth and choice not in self.settled and self._otherwise(choice) is not None
        )

    def _otherwise(self, choice: int) -> tuple[int, ...] | None:
        return self._at_least(self.value, self.settled | {choice: choice not in self.chosen})

    def _at_least(self, value: int, fixed: dict[int, bool]) -> tuple[int, ...] | None:
        """Choices worth so much, with some answered beforehand."""
        yes = [choice for choice, answer in fixed.items() if answer]
        undecided = [choice for choice in self.thrifty if choice not in fixed]
        if ceiling(self.program, undecided, yes) < value:
            return None
        try:
            return branching.most(self.program, fixed, above=value - 1, tries=self.tries)
        except branching.Undecided:
            return self.solver.at_least(value, fixed)
