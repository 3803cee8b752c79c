"""One graph over the lines of a menu, used when it is offered, when a selection is given and when a plan is drawn.

Rules: handbook 1.5, DESIGN section 4 "Menu rules". How relations between items become links between lines
stands in `links`; what is wrong with a menu stands in `problems`.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter
from heapq import heappop, heappush

from menus.domain import links as _links
from menus.domain import problems as _problems
from menus.domain.catalogue import LineageKey, Relation, RelationKind
from menus.domain.links import Clause, Groups, Links, Offered
from menus.domain.places import COMMUNITY
from menus.domain.problems import Problem


@dataclass(frozen=True, slots=True)
class Conflict:
    """More than one line of a choice group: refused already in a selection."""

    group: str
    keys: tuple[LineageKey, ...]


@dataclass(frozen=True, slots=True)
class Hint:
    """A line and the other lines that should be thought of with it, by what ties them.

    needs: any one of `others` is needed. brings_with: any one of them comes along. excludes: the one other
    cannot be had together with the line. comes_before: the one other should be done before the line.
    """

    kind: RelationKind
    line: LineageKey | None  # None: every plan
    others: tuple[LineageKey, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """The offered lines and what ties them. Questions about a line that is not offered raise KeyError."""

    offered: Offered
    links: Mapping[LineageKey, Links]
    relations: tuple[Relation, ...]
    groups: Groups
    compulsory: tuple[Clause, ...]  # of each clause one line is in every plan
    known: frozenset[str] | None  # the codes of the edition, where they are to be checked

    def needs(self, key: LineageKey) -> tuple[Clause, ...]:
        """Clauses that must all hold where the line is in a plan; one line is enough for a clause.

        An item that is offered nowhere touching makes no clause: it is taken to be there already.
        """
        return self.links[key].needs

    def brings(self, key: LineageKey) -> tuple[Clause, ...]:
        """Clauses of lines that are pulled into a plan together with this one."""
        return self.links[key].brings

    def excluded_by(self, key: LineageKey) -> frozenset[LineageKey]:
        """Lines that can never be in a plan together with this one, choice groups included."""
        return self.links[key].excluded

    def before(self, key: LineageKey) -> tuple[LineageKey, ...]:
        """Lines that come before this one where both are in a plan."""
        return self.links[key].before

    def closure(self, key: LineageKey, prefer: Sequence[LineageKey] = ()) -> frozenset[LineageKey]:
        """The line with all it needs and brings along, and what those need and bring along.

        Of alternatives the first in `prefer` is taken (the lines already chosen, then the ranking), those
        not named there last and in key order. Compulsory lines are not added: they are in every plan anyhow.
        """
        place = {line: number for number, line in reversed([*enumerate(prefer)])}
        return _links.closure(self.links, (key,), lambda line: place.get(line, len(prefer)))

    def works_order(self, keys: Iterable[LineageKey]) -> tuple[LineageKey, ...]:
        """The lines in an order of works: what comes before or is needed stands earlier, else in key order.

        Only ties between the given lines count. Raises graphlib.CycleError on a menu that has a ring.
        """
        chosen = frozenset(keys)
        sorter = TopologicalSorter({key: chosen.intersection(_problems.earlier(self.links[key])) for key in chosen})
        sorter.prepare()
        ready: list[LineageKey] = []
        order: list[LineageKey] = []
        while sorter.is_active():
            for key in sorter.get_ready():
                heappush(ready, key)
            order.append(heappop(ready))
            sorter.done(order[-1])
        return tuple(order)

    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the menu; a problem whose code `blocks` forbids offering it."""
        return (
            *_problems.of_codes(
                self.offered.lines, self.relations, self._named() if self.known is None else self.known
            ),
            *_problems.of_relations(self.relations),
            *_problems.of_absence(self.offered, self.relations),
            *_problems.of_groups(self.offered.lines, self.groups),
            *_problems.of_order(self.links),
            *_problems.of_contradiction(self.links, self.compulsory),
        )

    def conflicts(self, selection: Collection[LineageKey]) -> tuple[Conflict, ...]:
        """Choice groups of which more than one line is chosen, by name."""
        chosen = {name: tuple(sorted(self.groups[name].intersection(selection))) for name in sorted(self.groups)}
        return tuple(Conflict(name, keys) for name, keys in chosen.items() if len(keys) > 1)

    def hints(self, wanted: Collection[LineageKey], unwanted: Collection[LineageKey] = ()) -> tuple[Hint, ...]:
        """What somebody should know who wants these lines; nothing here is a refusal.

        What comes before is mentioned only where it was turned down: a blank says nothing about it.
        """
        later = (
            Hint(RelationKind.COMES_BEFORE, line, (other,))
            for line in sorted(wanted)
            for other in self.before(line)
            if other in unwanted
        )
        return (*self._broken(frozenset(wanted)), *later)

    def breaches(self, plan: Collection[LineageKey]) -> tuple[Hint, ...]:
        """What a plan would have to change to hold the rules; empty where it holds them all."""
        chosen = frozenset(plan)
        missing = (clause for clause in self.compulsory if chosen.isdisjoint(clause))
        return (
            *(Hint(RelationKind.BRINGS_WITH, None, clause) for clause in missing),
            *self._broken(chosen),
        )

    def _broken(self, chosen: frozenset[LineageKey]) -> Iterator[Hint]:
        for line in sorted(chosen):
            links = self.links[line]
            for kind, clauses in ((RelationKind.NEEDS, links.needs), (RelationKind.BRINGS_WITH, links.brings)):
                yield from (Hint(kind, line, clause) for clause in clauses if chosen.isdisjoint(clause))
            against = sorted(other for other in links.excluded & chosen if other > line)
            yield from (Hint(RelationKind.EXCLUDES, line, (other,)) for other in against)

    def _named(self) -> frozenset[str]:
        named = {code for tie in self.relations for code in (tie.item, tie.other) if code is not None}
        return frozenset(named | {line.code for line in self.offered.lines})


def build_graph(
    lines: Iterable[LineageKey],
    relations: Iterable[Relation],
    groups: Mapping[str, frozenset[LineageKey]],
    *,
    known: Iterable[str] | None = None,
) -> Graph:
    """The graph over the offered lines. `groups`: named sets of lines of which at most one may be chosen.

    With `known` (the codes of the edition) lines and relations of unknown items are among the problems.
    Raises places.BadPlace on a malformed place key.
    """
    ties = tuple(relations)
    offered = Offered(lines, groups)
    everywhere = {line for tie in ties if tie.item is None for line in offered.of(tie.other)}
    return Graph(
        offered=offered,
        links=_links.link(offered, ties, groups),
        relations=ties,
        groups=groups,
        compulsory=offered.clauses(sorted(everywhere)),
        known=None if known is None else frozenset(known),
    )


def edition_problems(codes: Iterable[str], relations: Iterable[Relation]) -> tuple[Problem, ...]:
    """What is wrong with the relations of an edition as such: as if every item were offered to the community."""
    known = frozenset(codes)
    everything = (LineageKey(code, COMMUNITY) for code in known)
    return build_graph(everything, relations, {}, known=known).problems()
