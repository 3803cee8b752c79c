"""Plans as JSON can hold them, so that a stored plan can be drawn again and compared."""

from fractions import Fraction
from typing import Any

from consultations.domain.plan.values import (
    Candidate,
    Line,
    Measure,
    Method,
    Plan,
    PlanInputs,
    PlanKind,
    Standing,
)
from consultations.domain.tally import Verdict
from menus.domain.catalogue import LineageKey, Relation, RelationKind


def inputs_to_plain(inputs: PlanInputs) -> dict[str, Any]:
    """The inputs, candidates and relations in a fixed order."""
    return {
        "kind": inputs.kind.value,
        "method": inputs.method.value,
        "measure": inputs.measure.value,
        "budget_fen": inputs.budget_fen,
        "limits": dict(inputs.limits),
        "candidates": [_candidate(c) for c in sorted(inputs.candidates, key=lambda c: c.position)],
        "relations": sorted([r.kind.value, r.item or "", r.other] for r in inputs.relations),
        "groups": {name: sorted(list(key) for key in keys) for name, keys in inputs.groups.items()},
    }


def inputs_from_plain(plain: dict[str, Any]) -> PlanInputs:
    """The inverse of inputs_to_plain."""
    return PlanInputs(
        kind=PlanKind(plain["kind"]),
        method=Method(plain["method"]),
        measure=Measure(plain["measure"]),
        budget_fen=plain["budget_fen"],
        limits=plain["limits"],
        candidates=tuple(_candidate_from(c) for c in plain["candidates"]),
        relations=tuple(Relation(RelationKind(k), item or None, other) for k, item, other in plain["relations"]),
        groups={name: frozenset(LineageKey(*key) for key in keys) for name, keys in plain["groups"].items()},
    )


def plan_to_plain(plan: Plan) -> dict[str, Any]:
    """The plan with every line's reason."""
    return {
        "lines": [_line(line) for line in plan.lines],
        "total_fen": plan.total_fen,
        "left_fen": plan.left_fen,
        "ties": [[list(key) for key in group] for group in plan.ties],
        "works_order": [list(key) for key in plan.works_order],
    }


def _candidate(c: Candidate) -> dict[str, Any]:
    return {
        "code": c.key.code,
        "place": c.key.place,
        "position": c.position,
        "cost_fen": c.cost_fen,
        "standing": c.standing.value,
        "support": f"{c.support.numerator}/{c.support.denominator}",
        "wanted": c.wanted,
        "due": c.due,
        "source": c.source,
        "verdict": c.verdict.value if c.verdict else None,
    }


def _candidate_from(plain: dict[str, Any]) -> Candidate:
    return Candidate(
        key=LineageKey(plain["code"], plain["place"]),
        position=plain["position"],
        cost_fen=plain["cost_fen"],
        standing=Standing(plain["standing"]),
        support=Fraction(plain["support"]),
        wanted=plain["wanted"],
        due=plain["due"],
        source=plain["source"],
        verdict=Verdict(plain["verdict"]) if plain["verdict"] else None,
    )


def _line(line: Line) -> dict[str, Any]:
    return {
        "code": line.key.code,
        "place": line.key.place,
        "outcome": line.outcome.value,
        "why": line.reason.why.value,
        "others": [list(key) for key in line.reason.others],
        "short_fen": line.reason.short_fen,
        "cost_fen": line.cost_fen,
        "rank": line.rank,
    }
