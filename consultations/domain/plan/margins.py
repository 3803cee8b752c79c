"""How far a line is from being in: found by drawing the plan again with a little more, never guessed.

More money or more wishes do not always help step by step: with more money another line may come first and take it. So
each figure is one with which the line was seen to come in; the next smaller one tried left it out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from consultations.domain.plan import draw
from consultations.domain.plan.values import Line, Measure, Method, Outcome, Plan, PlanInputs, Why
from menus.domain.catalogue import LineageKey

#: Lines up to which margins are found; every line that is out asks for some drawings more.
MOST = {Method.SUPPORT: 300, Method.WELFARE: 100}
_STEPS = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """How the households of a line's place answered in the selection."""

    wanted: int
    against: int
    entitled: int


@dataclass(frozen=True, slots=True)
class Margin:
    """``more_fen``: so much more budget brings the line in. ``more_households``: so many more wanting it do; then
    ``instead`` leaves the plan. None where no such figure was found, or none can help."""

    more_fen: int | None
    more_households: int | None
    instead: tuple[LineageKey, ...] = ()

    def __bool__(self) -> bool:
        return self.more_fen is not None or self.more_households is not None


def margins(inputs: PlanInputs, plan: Plan, wishes: Mapping[LineageKey, Wish]) -> dict[LineageKey, Margin]:
    """The margin of each line for which the money did not reach, or which too few want; lines without one are left
    out, and so are all where there are more than MOST."""
    if len(inputs.candidates) > MOST[inputs.method]:
        return {}
    near = [line for line in plan.lines if line.reason.why in (Why.MONEY, Why.NOT_WANTED)]
    found = {line.key: _margin(inputs, plan, line, wishes.get(line.key)) for line in near}
    return {key: margin for key, margin in found.items() if margin}


def to_plain(found: Mapping[LineageKey, Margin]) -> dict[str, dict[str, Any]]:
    """Margins as JSON can hold them, by "code@place"."""
    return {
        f"{key.code}@{key.place}": {
            "more_fen": margin.more_fen,
            "more_households": margin.more_households,
            "instead": [list(other) for other in margin.instead],
        }
        for key, margin in sorted(found.items())
    }


def _margin(inputs: PlanInputs, plan: Plan, line: Line, wish: Wish | None) -> Margin:
    more, with_more = _more_households(inputs, line.key, wish) if wish else (None, None)
    after = _chosen(with_more) if with_more else _chosen(plan)
    return Margin(_more_money(inputs, line), more, tuple(sorted(_chosen(plan) - after)))


def _more_money(inputs: PlanInputs, line: Line) -> int | None:
    """Add what is lacking, draw, and again: what came first may have taken it."""
    more = 0
    for _ in range(_STEPS):
        if line.outcome is Outcome.IN:
            return more
        if line.reason.why is not Why.MONEY:
            return None
        more += line.reason.short_fen
        line = _line(draw(replace(inputs, budget_fen=inputs.budget_fen + more)), line.key)
    return None


def _more_households(inputs: PlanInputs, key: LineageKey, wish: Wish) -> tuple[int | None, Plan | None]:
    """The fewest found by halving, between a number that leaves the line out and one that brings it in."""
    few, enough = 0, wish.entitled - wish.wanted
    if inputs.measure is Measure.AREA or enough <= 0:
        return None, None
    plan = _wanted_by(inputs, key, wish, enough)
    if _line(plan, key).outcome is not Outcome.IN:
        return None, None
    while enough - few > 1:
        middle = (few + enough) // 2
        drawn = _wanted_by(inputs, key, wish, middle)
        if _line(drawn, key).outcome is Outcome.IN:
            enough, plan = middle, drawn
        else:
            few = middle
    return enough, plan


def _wanted_by(inputs: PlanInputs, key: LineageKey, wish: Wish, more: int) -> Plan:
    """The plan, had so many more households wanted the line."""
    wanted = wish.wanted + more
    support = Fraction(wanted, wish.entitled) if inputs.measure is Measure.SHARE else Fraction(wanted)
    candidates = tuple(
        replace(each, support=support, wanted=wanted > min(wish.against, wish.entitled - wanted))
        if each.key == key
        else each
        for each in inputs.candidates
    )
    return draw(replace(inputs, candidates=candidates))


def _line(plan: Plan, key: LineageKey) -> Line:
    return next(line for line in plan.lines if line.key == key)


def _chosen(plan: Plan) -> frozenset[LineageKey]:
    return frozenset(line.key for line in plan.lines if line.outcome is Outcome.IN)
