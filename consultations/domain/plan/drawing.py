"""One drawing of a plan: what is in, what is left, and why each line stands where it does.

Basic items with a checked finding come first ("change whatever should be changed", handbook 1.5), then the other
lines by support; the published order breaks ties. A line enters together with what it needs and brings along.
"""

from collections.abc import Collection, Sequence
from itertools import groupby

from consultations.domain.plan.filtering import bar, package_passed, stands_for_itself
from consultations.domain.plan.values import (
    Candidate,
    Line,
    Outcome,
    Plan,
    PlanFault,
    PlanInputs,
    PlanKind,
    Reason,
    Standing,
    Why,
)
from menus.domain.catalogue import LineageKey
from menus.domain.graph import Graph, build_graph


def begin(inputs: PlanInputs) -> "Drawing":
    """A drawing in which nothing is in yet.

    Raises PlanFault "line_twice", "position_twice", "negative_money" or "menu_problem" (a menu that should not have
    been offered).
    """
    _check(inputs)
    graph = build_graph([c.key for c in inputs.candidates], inputs.relations, inputs.groups)
    blocking = [problem for problem in graph.problems() if problem.code.blocks]
    if blocking:
        raise PlanFault("menu_problem", problem=blocking[0].code.value)
    return Drawing(inputs, graph)


def ranking(candidates: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The order of turns: due before others, more support before less, then the published order."""
    return tuple(sorted(candidates, key=lambda c: (not c.due, -c.support, c.position)))


def ties(order: Sequence[Candidate]) -> tuple[tuple[LineageKey, ...], ...]:
    """Lines of equal standing in the ranking, which only the published order set apart."""
    groups = (tuple(c.key for c in group) for _, group in groupby(order, key=lambda c: (c.due, c.support)))
    return tuple(group for group in groups if len(group) > 1)


class Drawing:
    """The state of one drawing."""

    def __init__(self, inputs: PlanInputs, graph: Graph) -> None:
        self.inputs, self.graph = inputs, graph
        self.by_key = {c.key: c for c in inputs.candidates}
        self.order = ranking([c for c in inputs.candidates if c.standing is not Standing.WISH])
        self.turns = {c.key: number for number, c in enumerate(self.order, start=1)}
        passed = package_passed(inputs.candidates)
        self.barred = {c.key: bar(c, inputs.kind, package_passed=passed) for c in inputs.candidates}
        self.compulsory = frozenset(key for clause in graph.compulsory for key in clause)
        self.left = inputs.budget_fen
        self.left_of = dict(inputs.limits)
        self.reasons: dict[LineageKey, tuple[Outcome, Reason]] = {}
        self.chosen: list[LineageKey] = []
        self.shut: set[LineageKey] = set()

    def turn(self, candidate: Candidate) -> None:
        """One line's turn: it enters with its bundle, or its reason is written down."""
        if candidate.key in self.chosen:
            return
        refusal = self._refusal(candidate)
        if refusal is None:
            self._put(self._bundle(candidate), candidate)
        else:
            self.reasons[candidate.key] = (self._outcome(refusal), refusal)

    def stands(self, candidate: Candidate) -> bool:
        """Does the line ask for a place of its own?"""
        return candidate.key in self.compulsory or stands_for_itself(candidate, self.inputs.kind)

    def may_enter(self, key: LineageKey) -> bool:
        """Could the line still come in, if the money reached?"""
        return key not in self.chosen and key not in self.shut and not self._cannot_come(key)

    def enter(self, lines: Collection[LineageKey]) -> None:
        """These come in together, with all they need and bring along; who brings what is told in the order of turns."""
        waiting = set(lines)
        for candidate in self.order:
            if candidate.key in waiting and self.stands(candidate):
                bundle = self._reached(candidate.key, waiting)
                self._put(bundle, candidate)
                waiting.difference_update(bundle)

    def result(self, ties: tuple[tuple[LineageKey, ...], ...]) -> Plan:
        """Every candidate with its outcome, in the published order."""
        for candidate in self.inputs.candidates:
            if candidate.standing is Standing.WISH:
                self.reasons[candidate.key] = (Outcome.WISH, Reason(Why.FOR_THE_DISTRICT))
        lines = tuple(
            Line(c.key, *self.reasons[c.key], cost_fen=c.cost_fen, rank=self.turns.get(c.key, 0))
            for c in sorted(self.inputs.candidates, key=lambda c: c.position)
        )
        return Plan(
            lines,
            total_fen=self.inputs.budget_fen - self.left,
            left_fen=self.left,
            ties=ties,
            works_order=self.graph.works_order(self.chosen),
        )

    def _refusal(self, candidate: Candidate) -> Reason | None:
        barred = self.barred[candidate.key]
        if barred is not None:
            return barred
        if not self.stands(candidate):
            return Reason(Why.NOT_WANTED)
        bundle = self._bundle(candidate)
        unfit = tuple(key for key in bundle if key != candidate.key and self._cannot_come(key))
        if unfit:
            return Reason(Why.NEEDS, others=unfit)
        there = {*self.chosen, *bundle}
        rivals = tuple(sorted({other for key in bundle for other in self.graph.excluded_by(key) & there}))
        if rivals:
            return Reason(Why.EXCLUDED, others=rivals)
        return self._money(bundle)

    def _money(self, bundle: Sequence[LineageKey]) -> Reason | None:
        cost = sum(self.by_key[key].cost_fen for key in bundle)
        if cost > self.left:
            return Reason(Why.MONEY, others=tuple(bundle[1:]), short_fen=cost - self.left)
        for source, left in sorted(self.left_of.items()):
            due = sum(self.by_key[key].cost_fen for key in bundle if self.by_key[key].source == source)
            if due > left:
                return Reason(Why.SOURCE, others=tuple(bundle[1:]), short_fen=due - left)
        return None

    def _bundle(self, candidate: Candidate) -> list[LineageKey]:
        """The line first, then what it needs and brings along that is not in yet.

        Of alternatives one that is in already settles it; one that cannot come is taken last.
        """
        prefer = (*self.chosen, *(c.key for c in self.order if not self._cannot_come(c.key) and c.key not in self.shut))
        along = self.graph.closure(candidate.key, prefer) - set(self.chosen) - {candidate.key}
        return [candidate.key, *sorted(along)]

    def _cannot_come(self, key: LineageKey) -> bool:
        return self.barred[key] is not None or self.by_key[key].standing is Standing.WISH

    def _reached(self, start: LineageKey, among: Collection[LineageKey]) -> list[LineageKey]:
        """The line, then those it needs and brings along, and what these do, as far as they are among the others."""
        found = [start]
        for key in found:
            along = {line for clause in self.graph.needs(key) + self.graph.brings(key) for line in clause}
            found += sorted(along.intersection(among).difference(found))
        return found

    def _put(self, bundle: Sequence[LineageKey], candidate: Candidate) -> None:
        for key in bundle:
            self.reasons[key] = (Outcome.IN, self._why_in(key, candidate))
            self.chosen.append(key)
            self.shut |= self.graph.excluded_by(key)
            self.left -= self.by_key[key].cost_fen
            source = self.by_key[key].source
            if source in self.left_of:
                self.left_of[source] -= self.by_key[key].cost_fen

    def _why_in(self, key: LineageKey, candidate: Candidate) -> Reason:
        if key != candidate.key:
            return Reason(Why.BROUGHT, others=(candidate.key,))
        if key in self.compulsory:
            return Reason(Why.COMPULSORY)
        return Reason(Why.DUE if candidate.due else Why.SUPPORTED)

    def _outcome(self, refusal: Reason) -> Outcome:
        waits = self.inputs.kind is PlanKind.DRAFT and refusal.why in (Why.MONEY, Why.SOURCE)
        return Outcome.RESERVE if waits else Outcome.OUT


def _check(inputs: PlanInputs) -> None:
    keys = [candidate.key for candidate in inputs.candidates]
    if len(set(keys)) != len(keys):
        raise PlanFault("line_twice", line=next(key for key in keys if keys.count(key) > 1))
    if len({candidate.position for candidate in inputs.candidates}) != len(keys):
        raise PlanFault("position_twice")
    money = [inputs.budget_fen, *inputs.limits.values(), *(c.cost_fen for c in inputs.candidates)]
    if min(money) < 0:
        raise PlanFault("negative_money")
