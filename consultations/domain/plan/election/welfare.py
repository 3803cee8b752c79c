"""The method *welfare* in an election: the most votes that the budget can buy, exactly."""

from consultations.domain.plan.election import branching
from consultations.domain.plan.election.program import Limit, Program, ceiling
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


def first_best(program: Program, *, threads: int = 1) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The choices worth most, the first of equals, and the choices that another equal would answer otherwise."""
    search = _Search(program, threads)
    return search.first(), search.exchanged()


#: Branches that are tried before the solver is asked: as quick as one answer of the solver, and in whole numbers.
_TRIES = 4000


class _Search:
    """The best value is known after the first solution; after that it is only asked whether others reach it too."""

    def __init__(self, program: Program, threads: int) -> None:
        self.program, self.solver = program, Solver(program, threads)
        self.thrifty = program.by_worth_for_money()
        solved = self.solver.most({}) or ()
        self.chosen = self._at_least(program.value(solved) + 1, {}) or solved
        self.value = program.value(self.chosen)

    def first(self) -> tuple[int, ...]:
        """Choice by choice: yes, if some best plan says so that agrees with the answers before."""
        fixed: dict[int, bool] = {}
        for choice in range(len(self.program.worth)):
            if choice not in self.chosen:
                self.chosen = self._at_least(self.value, fixed | {choice: True}) or self.chosen
            fixed[choice] = choice in self.chosen
        return self.chosen

    def exchanged(self) -> tuple[int, ...]:
        """The choices to which another best plan says the opposite."""
        return tuple(
            choice
            for choice in range(len(self.program.worth))
            if self._at_least(self.value, {choice: choice not in self.chosen}) is not None
        )

    def _at_least(self, value: int, fixed: dict[int, bool]) -> tuple[int, ...] | None:
        """Choices worth so much, with some answered beforehand."""
        yes = [choice for choice, answer in fixed.items() if answer]
        undecided = [choice for choice in self.thrifty if choice not in fixed]
        if ceiling(self.program, undecided, yes) < value:
            return None
        try:
            return branching.most(self.program, fixed, above=value - 1, tries=_TRIES)
        except branching.Undecided:
            found = self.solver.most(fixed)
            return found if found is not None and self.program.value(found) >= value else None
