"""The method *welfare*: the most support that the money can buy, exactly.

What is due and what belongs in every plan takes its turn first, as in *support*. Of all that may be done with the rest
of the money the plan holds whose lines have most support together, by the announced measure. Lines that stand for
themselves count; one that only comes along adds nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import lcm

from consultations.domain.plan.drawing import Drawing, begin, ties
from consultations.domain.plan.election.program import Limit, Program
from consultations.domain.plan.election.welfare import first_best
from consultations.domain.plan.values import Candidate, Plan, PlanInputs
from menus.domain.catalogue import LineageKey


def draw(inputs: PlanInputs, *, threads: int = 1) -> Plan:
    """The plan of most support. Raises PlanFault as `drawing.begin` does."""
    drawing = begin(inputs)
    first = [candidate for candidate in drawing.order if candidate.due]
    for candidate in (*first, *(each for each in drawing.order if each.key in drawing.compulsory)):
        drawing.turn(candidate)
    equal = _best_of_the_rest(drawing, threads)
    for candidate in drawing.order:
        drawing.turn(candidate)
    return drawing.result((*ties(first), *([equal] if equal else [])))


def _best_of_the_rest(drawing: Drawing, threads: int) -> tuple[LineageKey, ...]:
    """Let the lines in that have most support together; those that another plan of as much would exchange."""
    lines = _possible(drawing)
    asking = [drawing.stands(line) for line in lines]
    whole = lcm(*(line.support.denominator for line in lines))
    worth = [int(line.support * whole) if asks else 0 for line, asks in zip(lines, asking, strict=True)]
    along = [number for number, asks in enumerate(asking) if not asks]
    chosen, equal = first_best(Program(worth, _limits(drawing, lines)), last=along, threads=threads)
    drawing.enter([lines[number].key for number in chosen])
    return tuple(lines[number].key for number in equal)


def _possible(drawing: Drawing) -> list[Candidate]:
    """The lines that can still come in, with all they need, in the published order."""
    left = {c.key: c for c in drawing.inputs.candidates if drawing.may_enter(c.key)}
    while lost := [key for key in left if any(not set(clause) & left.keys() for clause in _open(drawing, key))]:
        left = {key: candidate for key, candidate in left.items() if key not in lost}
    return sorted(left.values(), key=lambda candidate: candidate.position)


def _open(drawing: Drawing, key: LineageKey) -> list[tuple[LineageKey, ...]]:
    """What the line needs or brings along that is not in yet."""
    clauses = drawing.graph.needs(key) + drawing.graph.brings(key)
    return [clause for clause in clauses if not set(clause) & set(drawing.chosen)]


def _limits(drawing: Drawing, lines: Sequence[Candidate]) -> list[Limit]:
    """The money; what each source still has; what comes along; what excludes each other."""
    number = {line.key: place for place, line in enumerate(lines)}
    sources = [
        Limit({place: line.cost_fen for place, line in enumerate(lines) if line.source == source}, left)
        for source, left in sorted(drawing.left_of.items())
    ]
    money = Limit({place: line.cost_fen for place, line in enumerate(lines)}, drawing.left)
    return [money, *sources, *_along(drawing, number), *_apart(drawing, number)]


def _along(drawing: Drawing, number: Mapping[LineageKey, int]) -> Iterator[Limit]:
    for key, place in number.items():
        for clause in _open(drawing, key):
            yield Limit({place: 1} | {number[other]: -1 for other in clause if other in number and other != key}, 0)


def _apart(drawing: Drawing, number: Mapping[LineageKey, int]) -> Iterator[Limit]:
    """Of a choice group one line at most; of others that exclude each other, one of both."""
    together = [{number[key] for key in group if key in number} for group in drawing.inputs.groups.values()]
    yield from (Limit(dict.fromkeys(sorted(group), 1), 1) for group in together if len(group) > 1)
    for key, place in number.items():
        others = {number[other] for other in drawing.graph.excluded_by(key) if other in number}
        known: set[int] = set().union(*(group for group in together if place in group))
        yield from (Limit({place: 1, other: 1}, 1) for other in sorted(others - known) if other > place)
