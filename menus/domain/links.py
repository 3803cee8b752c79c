"""Relations between items become links between offered lines.

A relation holds between lines whose places touch (`places.touches`). So a stairwell's line needs the
needed item at its stairwell, its building and the community, wherever that is offered, and a community's line
needs it in every building for which it is offered. Lines of one choice group can never all be had: where
several of them would be needed (or brought), any one of them will do, and they stand in one clause.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from menus.domain.catalogue import LineageKey, Relation, RelationKind
from menus.domain.places import ancestors

Clause = tuple[LineageKey, ...]  # any one of these lines will do
Groups = Mapping[str, frozenset[LineageKey]]


@dataclass(frozen=True, slots=True)
class Links:
    """What one offered line is tied to among the other offered lines. Everything is in key order."""

    needs: tuple[Clause, ...] = ()
    brings: tuple[Clause, ...] = ()
    excluded: frozenset[LineageKey] = frozenset()
    before: tuple[LineageKey, ...] = ()


class Offered:
    """The offered lines by code and place, so that touching ones are looked up and not compared in pairs."""

    def __init__(self, lines: Iterable[LineageKey], groups: Groups) -> None:
        self.lines = frozenset(lines)
        self._group_of = {line: name for name in sorted(groups, reverse=True) for line in groups[name]}
        self._of: dict[str, list[LineageKey]] = defaultdict(list)
        self._under: dict[LineageKey, list[LineageKey]] = defaultdict(list)
        for line in sorted(self.lines):
            self._of[line.code].append(line)
            for place in (*ancestors(line.place), line.place):
                self._under[LineageKey(line.code, place)].append(line)

    def of(self, code: str | None) -> Collection[LineageKey]:
        """All lines of an item, in key order."""
        return self._of.get(code, ()) if code is not None else ()

    def touching(self, code: str, place: str) -> list[LineageKey]:
        """The lines of an item at, above or below a place, in key order."""
        above = [LineageKey(code, higher) for higher in ancestors(place)]
        below = self._under.get(LineageKey(code, place), [])
        return sorted([line for line in above if line in self.lines] + below)

    def clauses(self, lines: Iterable[LineageKey]) -> tuple[Clause, ...]:
        """One clause a line, and one for all the lines of a choice group."""
        found: dict[str | LineageKey, list[LineageKey]] = {}
        for line in lines:
            found.setdefault(self._group_of.get(line, line), []).append(line)
        return tuple(sorted(tuple(clause) for clause in found.values()))


def link(offered: Offered, relations: Iterable[Relation], groups: Groups) -> dict[LineageKey, Links]:
    """The links of every offered line; members of a choice group exclude one another wherever they are."""
    ties: dict[RelationKind, dict[LineageKey, set[LineageKey]]]
    ties = {kind: defaultdict(set) for kind in RelationKind}
    for line, kind, other in _pairs(offered, relations):
        ties[kind][line].add(other)
    for members in groups.values():
        for line in members & offered.lines:
            ties[RelationKind.EXCLUDES][line] |= (members & offered.lines) - {line}
    return {
        line: Links(
            needs=offered.clauses(sorted(ties[RelationKind.NEEDS].get(line, ()))),
            brings=offered.clauses(sorted(ties[RelationKind.BRINGS_WITH].get(line, ()))),
            excluded=frozenset(ties[RelationKind.EXCLUDES].get(line, ())),
            before=tuple(sorted(ties[RelationKind.COMES_BEFORE].get(line, ()))),
        )
        for line in sorted(offered.lines)
    }


def _pairs(offered: Offered, relations: Iterable[Relation]) -> Iterator[tuple[LineageKey, RelationKind, LineageKey]]:
    """Which line keeps which tie to which other: exclusion is kept by both, an order by the later one."""
    for relation in relations:
        if relation.item == relation.other:
            continue  # reported as a problem; a line has no tie to itself
        for line in offered.of(relation.item):
            for other in offered.touching(relation.other, line.place):
                if relation.kind is not RelationKind.COMES_BEFORE:
                    yield line, relation.kind, other
                if relation.kind in (RelationKind.COMES_BEFORE, RelationKind.EXCLUDES):
                    yield other, relation.kind, line


def forced(links: Mapping[LineageKey, Links], start: Iterable[LineageKey]) -> frozenset[LineageKey]:
    """The lines with all that cannot but come with them: needs and brings, where there is no choice."""
    found: set[LineageKey] = set()
    waiting = list(start)
    while waiting:
        line = waiting.pop()
        if line not in found:
            found.add(line)
            waiting += [clause[0] for clause in _pulls(links[line]) if len(clause) == 1]
    return frozenset(found)


def closure(
    links: Mapping[LineageKey, Links], start: Iterable[LineageKey], rank: Callable[[LineageKey], int]
) -> frozenset[LineageKey]:
    """The lines with all they need and bring along; of alternatives, the one of the lowest rank.

    An alternative that is already there settles its clause; one that is excluded by what is there is
    taken last; lines of equal rank are taken in key order.
    """
    chosen = forced(links, start)
    while clause := _first_open(links, chosen):
        pick = min(clause, key=lambda line: (bool(links[line].excluded & chosen), rank(line), line))
        chosen = forced(links, chosen | {pick})
    return chosen


def _first_open(links: Mapping[LineageKey, Links], chosen: frozenset[LineageKey]) -> Clause | None:
    clauses = (clause for line in sorted(chosen) for clause in _pulls(links[line]))
    return next((clause for clause in clauses if chosen.isdisjoint(clause)), None)


def _pulls(links: Links) -> tuple[Clause, ...]:
    return links.needs + links.brings
