"""What is worth most, by the solver HiGHS; what it says is checked in whole numbers."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import highspy
import numpy as np

from consultations.domain.plan.election import branching
from consultations.domain.plan.election.program import Limit, Program

#: Whole numbers below this are exact as floats.
_EXACT = 2**53
#: Worths together keep to so many bits: room enough below that for the solver's own sums.
_BITS = 48


class _Quiet(highspy.Highs):
    """HiGHS without the lines it prints as soon as it is made: they would stand in the output of commands."""

    def enableCallbacks(self) -> None:
        self.silent()
        super().enableCallbacks()


class Solver:
    """A program, solved again with other choices answered beforehand.

    Worths too large for floats are divided by a power of two and rounded up: no plan is worth more than it seems.
    """

    def __init__(self, program: Program, threads: int = 1) -> None:
        self.program = program
        self.shift = max(0, sum(program.worth).bit_length() - _BITS)
        seeming = [-(-worth >> self.shift) for worth in program.worth]
        self.seeming = Program(seeming, program.limits)
        self.highs = _model(self.seeming, threads) if _is_exact(self.seeming) else None

    def at_least(
        self, value: int, fixed: Mapping[int, bool], *, not_as: Sequence[tuple[int, ...]] = ()
    ) -> tuple[int, ...] | None:
        """Choices worth so much, the best that floats can tell, with some answered beforehand; None if there are none.

        ``not_as``: plans from which some choice of worth must differ; only where `in_floats`.
        A plan that only seems to be worth so much is ruled out, and the next is looked at. Where numbers are too large
        for floats, or the answer is none in whole numbers, all branches are tried.
        """
        if self.highs is None:
            return branching.most(self.program, fixed, above=value - 1)
        limits = len(self.program.limits)
        try:
            for plan in not_as:
                self._rule_out(plan)
            while True:
                status, found = _solve(self.highs, len(self.program.worth), fixed)
                if status == highspy.HighsModelStatus.kInfeasible:
                    return None
                kept = all((choice in found) == yes for choice, yes in fixed.items())
                if status != highspy.HighsModelStatus.kOptimal or not kept or not self.program.allows(found):
                    if not_as:
                        raise branching.Undecided
                    return branching.most(self.program, fixed, above=value - 1)
                if self.program.value(found) >= value:
                    return found
                if self.seeming.value(found) << self.shift < value:
                    return None
                self._rule_out(found)
        finally:
            ruled_out = self.highs.getNumRow() - limits
            self.highs.deleteRows(ruled_out, np.arange(limits, limits + ruled_out, dtype=np.int32))

    @property
    def in_floats(self) -> bool:
        """Can floats tell what its limits weigh?"""
        return self.highs is not None

    def prices(self) -> list[Fraction]:
        """About what a unit of each limit is worth; never negative. None of a program that is too large for floats."""
        if self.highs is None:
            return []
        size = len(self.program.worth)
        relaxed = _model(self.seeming, 1)
        relaxed.changeColsIntegrality(size, np.arange(size, dtype=np.int32), np.zeros(size, dtype=np.uint8))
        relaxed.run()
        duals = relaxed.getSolution().row_dual
        return [max(Fraction(0), Fraction(dual) * (1 << self.shift)) for dual in duals]

    def _rule_out(self, found: tuple[int, ...]) -> None:
        """Some choice of worth must be answered otherwise: the others change nothing in what a plan is worth."""
        assert self.highs is not None  # noqa: S101 - asked only of a model that was solved
        of_worth = np.flatnonzero([worth > 0 for worth in self.program.worth]).astype(np.int32)
        yes = np.isin(of_worth, found)
        self.highs.addRow(1.0 - yes.sum(), highspy.kHighsInf, len(of_worth), of_worth, np.where(yes, -1.0, 1.0))


def _solve(
    highs: highspy.Highs, size: int, fixed: Mapping[int, bool]
) -> tuple[highspy.HighsModelStatus, tuple[int, ...]]:
    low, high = np.zeros(size), np.ones(size)
    for choice, yes in fixed.items():
        low[choice] = high[choice] = float(yes)
    highs.changeColsBounds(size, np.arange(size, dtype=np.int32), low, high)
    highs.run()
    answers = highs.getSolution().col_value
    return highs.getModelStatus(), tuple(choice for choice, answer in enumerate(answers) if answer > 0.5)


def _is_exact(program: Program) -> bool:
    sums = [sum(abs(weight) for weight in limit.weights.values()) + abs(limit.most) for limit in program.limits]
    return max([sum(program.worth), *sums]) < _EXACT


def _model(program: Program, threads: int) -> highspy.Highs:
    """Gap 0 and the tightest tolerances; the same seed and number of threads, so that the same comes out."""
    highs = _Quiet()
    for option, value in _OPTIONS.items():
        highs.setOptionValue(option, value)
    highs.setOptionValue("threads", threads)
    size = len(program.worth)
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = size, len(program.limits)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(program.worth, dtype=np.float64)
    lp.col_lower_, lp.col_upper_ = np.zeros(size), np.ones(size)
    lp.row_lower_ = np.full(len(program.limits), -highspy.kHighsInf)
    lp.row_upper_ = np.array([limit.most for limit in program.limits], dtype=np.float64)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * size
    _fill(lp, program.limits)
    highs.passModel(lp)
    return highs


_OPTIONS = {
    "output_flag": False,
    "mip_rel_gap": 0.0,
    "mip_abs_gap": 0.0,
    "mip_feasibility_tolerance": 1e-10,
    "primal_feasibility_tolerance": 1e-10,
    "dual_feasibility_tolerance": 1e-10,
    "random_seed": 0,
}


def _fill(lp: highspy.HighsLp, limits: Sequence[Limit]) -> None:
    rows = [[(choice, weight) for choice, weight in sorted(limit.weights.items()) if weight] for limit in limits]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *map(len, rows)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array([choice for row in rows for choice, _ in row], dtype=np.int32)
    lp.a_matrix_.value_ = np.array([weight for row in rows for _, weight in row], dtype=np.float64)
