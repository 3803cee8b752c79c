"""What the other methods would make of the same inputs: shown beside a plan, for comparison."""

from dataclasses import dataclass, replace

from consultations.domain.plan import draw
from consultations.domain.plan.values import Method, Outcome, Plan, PlanInputs
from menus.domain.catalogue import LineageKey


@dataclass(frozen=True, slots=True)
class Beside:
    """The plan of another method: lines it would have in as well, and those it would leave out, in published order."""

    method: Method
    more: tuple[LineageKey, ...]
    less: tuple[LineageKey, ...]
    total_fen: int


def beside(inputs: PlanInputs, plan: Plan) -> tuple[Beside, ...]:
    """How the plan of each other method differs from this one. Raises PlanFault as `draw` does."""
    others = [method for method in Method if method is not inputs.method]
    return tuple(_compared(method, plan, draw(replace(inputs, method=method))) for method in others)


def _compared(method: Method, plan: Plan, other: Plan) -> Beside:
    here, there = _within(plan), _within(other)
    more = tuple(key for key in there if key not in here)
    return Beside(method, more, tuple(key for key in here if key not in there), other.total_fen)


def _within(plan: Plan) -> list[LineageKey]:
    return [line.key for line in plan.lines if line.outcome is Outcome.IN]
