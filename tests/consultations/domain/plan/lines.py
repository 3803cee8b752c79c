"""Short words for the lines of a plan."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product

from hypothesis import strategies as st

from consultations.domain.plan import draw
from consultations.domain.plan.values import (
    Candidate,
    Method,
    Outcome,
    Plan,
    PlanInputs,
    PlanKind,
    Reason,
    Standing,
    Why,
)
from consultations.domain.tally import Verdict
from menus.domain.catalogue import LineageKey, Relation, RelationKind
from menus.domain.graph import build_graph
from tests.menus.domain.menu import key, keys, ties

#: Of a hundred.
Share = int | Fraction


def line(
    name: str,
    cost: int = 10,
    support: Share = 50,
    *,
    position: int = 0,
    standing: Standing = Standing.OWNERS,
    wanted: bool = True,
    **other: object,
) -> Candidate:
    """A line "A@3-2" at its position; without one, the order in which a test names the lines."""
    return Candidate(
        key(name),
        position,
        cost,
        standing,
        Fraction(support) / 100,
        wanted,
        **other,
    )


def inputs(
    *lines: Candidate,
    money: int = 100,
    kind: PlanKind = PlanKind.DRAFT,
    relations: str = "",
    groups: dict[str, str] | None = None,
    method: Method = Method.SUPPORT,
    **limits: int,
) -> PlanInputs:
    """The inputs of a plan; lines without a position stand in the order they are named."""
    placed = (c if c.position else replace(c, position=number) for number, c in enumerate(lines, start=1))
    return PlanInputs(
        kind=kind,
        budget_fen=money,
        candidates=tuple(placed),
        relations=tuple(ties(relations)),
        groups={name: frozenset(keys(members)) for name, members in (groups or {}).items()},
        limits=limits,
        method=method,
    )


def drawn(*lines: Candidate, **given: object) -> dict[str, tuple[Outcome, Reason]]:
    """What becomes of each line, and why, by its short name."""
    return told(draw(inputs(*lines, **given)))


def told(plan: Plan) -> dict[str, tuple[Outcome, Reason]]:
    return {short(each.key): (each.outcome, each.reason) for each in plan.lines}


def because(why: Why, others: str = "", short_fen: int = 0) -> Reason:
    return Reason(why, keys(others), short_fen)


def short(of: tuple[str, str]) -> str:
    code, place = of
    return code if place == "community" else f"{code}@{place}"


def within(plan: Plan) -> list[LineageKey]:
    """The lines that are in."""
    return [each.key for each in plan.lines if each.outcome is Outcome.IN]


NAMES = ["A", "B", "C@1", "D@1-1", "D@1-2", "E", "F@1"]
SUPPORTS = st.sampled_from([0, 25, 50, 50, 75, 100])
STANDINGS = [*[(Standing.OWNERS, Verdict.PASSED)] * 8, *product(Standing, (None, *Verdict))]
DUE_WANTED_SOURCE = [*product([False, False, True], [True, True, False], ["budget", "city"])]


@st.composite
def candidates(draw: st.DrawFn) -> tuple[Candidate, ...]:
    """Lines in a published order, some due, some wanted, decided in every way."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, unique=True))
    return tuple(_any_line(draw, name, position) for position, name in enumerate(names, start=1))


def _any_line(draw: st.DrawFn, name: str, position: int) -> Candidate:
    standing, verdict = draw(st.sampled_from(STANDINGS))
    due, wanted, source = draw(st.sampled_from(DUE_WANTED_SOURCE))
    given = {"standing": standing, "verdict": verdict, "due": due, "wanted": wanted, "source": source}
    return line(name, draw(st.integers(0, 40)), draw(SUPPORTS), position=position, **given)


@st.composite
def plans(draw: st.DrawFn) -> PlanInputs:
    """Inputs a plan can be drawn from: any lines, tied in any way that the menu's own check lets pass."""
    lines = draw(candidates())
    offered = [each.key for each in lines]
    group = frozenset(draw(st.lists(st.sampled_from(offered), max_size=3)))
    groups = {"either": group} if len(group) > 1 else {}
    return PlanInputs(
        kind=draw(st.sampled_from(PlanKind)),
        budget_fen=draw(st.integers(0, 150)),
        candidates=lines,
        relations=_sound(offered, draw(relations(sorted({each.code for each in offered}))), groups),
        groups=groups,
        limits=draw(st.dictionaries(st.sampled_from(["budget", "city"]), st.integers(0, 100))),
    )


def relations(codes: Sequence[str]) -> st.SearchStrategy[list[Relation]]:
    """Ties between offered items, from an earlier to a later letter, so that there is no ring; or of every plan."""
    pairs = [(one, other) for one, other in combinations(codes, 2)]
    every = st.builds(Relation, st.just(RelationKind.BRINGS_WITH), st.none(), st.sampled_from(codes))
    if not pairs:
        return st.lists(every, max_size=1)
    tied = st.builds(lambda kind, pair: Relation(kind, *pair), st.sampled_from(RelationKind), st.sampled_from(pairs))
    return st.lists(tied | tied | tied | every, max_size=4)


def _sound(
    offered: Sequence[LineageKey], ties: Sequence[Relation], groups: dict[str, frozenset[LineageKey]]
) -> tuple[Relation, ...]:
    """As many of the ties as make no menu the portal would refuse."""
    while any(problem.code.blocks for problem in build_graph(offered, ties, groups).problems()):
        ties = ties[:-1]
    return tuple(ties)
