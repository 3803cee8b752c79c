"""What is wrong with a menu before anyone chooses from it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from menus.domain.catalogue import LineageKey, Relation, RelationKind
from menus.domain.links import Clause, Groups, Links, Offered, forced
from menus.domain.places import COMMUNITY


class ProblemCode(StrEnum):
    """What can be wrong; the sentence is made by the outer layers."""

    UNKNOWN_CODE = "unknown_code"  # a line or a relation names an item the edition does not have
    TIED_TO_ITSELF = "tied_to_itself"  # a relation with the same item on both sides
    NOT_FOR_EVERY_PLAN = "not_for_every_plan"  # every plan can only bring something with it
    CYCLE = "cycle"  # in what needs and comes before, or in what brings with
    CONTRADICTION = "contradiction"  # a line that could only come together with what it excludes
    NEEDED_NOT_OFFERED = "needed_not_offered"  # taken to be there already; the committee is told
    BROUGHT_NOT_OFFERED = "brought_not_offered"
    COMPULSORY_NOT_OFFERED = "compulsory_not_offered"
    IN_TWO_GROUPS = "in_two_groups"
    GROUP_NOT_OFFERED = "group_not_offered"  # a choice group names a line that is not on the menu

    @property
    def blocks(self) -> bool:
        """Whether a menu with this problem may not be offered."""
        return self is not ProblemCode.NEEDED_NOT_OFFERED


@dataclass(frozen=True, slots=True)
class Problem:
    """A problem and the lines it concerns; an item as such stands with the place of the whole community."""

    code: ProblemCode
    keys: tuple[LineageKey, ...]


def of_codes(lines: Iterable[LineageKey], relations: Iterable[Relation], known: frozenset[str]) -> Iterator[Problem]:
    """Lines and relations that name items the edition does not have."""
    named = {line.code for line in lines}
    for relation in relations:
        named |= {relation.other} | ({relation.item} if relation.item is not None else set())
    for code in sorted(named - known):
        yield Problem(ProblemCode.UNKNOWN_CODE, (LineageKey(code, COMMUNITY),))


def of_relations(relations: Iterable[Relation]) -> Iterator[Problem]:
    """Relations that say nothing."""
    for relation in relations:
        keys = (LineageKey(relation.other, COMMUNITY),)
        if relation.item == relation.other:
            yield Problem(ProblemCode.TIED_TO_ITSELF, keys)
        if relation.item is None and relation.kind is not RelationKind.BRINGS_WITH:
            yield Problem(ProblemCode.NOT_FOR_EVERY_PLAN, keys)


def of_absence(offered: Offered, relations: Iterable[Relation]) -> Iterator[Problem]:
    """Lines whose needed or brought item is offered nowhere that touches them."""
    codes = {
        RelationKind.NEEDS: ProblemCode.NEEDED_NOT_OFFERED,
        RelationKind.BRINGS_WITH: ProblemCode.BROUGHT_NOT_OFFERED,
    }
    for relation in relations:
        if relation.kind not in codes:
            continue
        if relation.item is None and not offered.of(relation.other):
            yield Problem(ProblemCode.COMPULSORY_NOT_OFFERED, (LineageKey(relation.other, COMMUNITY),))
        for line in offered.of(relation.item):
            if relation.item != relation.other and not offered.touching(relation.other, line.place):
                yield Problem(codes[relation.kind], (line, LineageKey(relation.other, line.place)))


def of_groups(lines: frozenset[LineageKey], groups: Groups) -> Iterator[Problem]:
    """Choice groups that overlap, or speak of lines that are not offered."""
    seen: set[LineageKey] = set()
    for name in sorted(groups):
        for line in sorted(groups[name]):
            if line in seen:
                yield Problem(ProblemCode.IN_TWO_GROUPS, (line,))
            if line not in lines:
                yield Problem(ProblemCode.GROUP_NOT_OFFERED, (line,))
        seen |= groups[name]


def of_order(links: Mapping[LineageKey, Links]) -> Iterator[Problem]:
    """One ring, where there are any, in the order of works and one in what brings what with it."""
    works = {line: earlier(links[line]) for line in links}
    brings = {line: flat(links[line].brings) for line in links}
    for edges in (works, brings):
        try:
            TopologicalSorter(edges).prepare()
        except CycleError as error:
            ring = error.args[1][:-1]
            start = ring.index(min(ring))
            yield Problem(ProblemCode.CYCLE, (*ring[start:], *ring[:start]))


def of_contradiction(links: Mapping[LineageKey, Links], compulsory: Iterable[Clause]) -> Iterator[Problem]:
    """Lines that can be in no plan, because what must come with them excludes one another."""
    base = forced(links, (clause[0] for clause in compulsory if len(clause) == 1))
    if clash := _clash(links, base):
        yield Problem(ProblemCode.CONTRADICTION, clash)
        base = frozenset()
    for line in sorted(links):
        if clash := _clash(links, forced(links, base | {line})):
            yield Problem(ProblemCode.CONTRADICTION, (line, *(key for key in clash if key != line)))


def _clash(links: Mapping[LineageKey, Links], together: frozenset[LineageKey]) -> Clause | None:
    """Two lines of the set that exclude one another, or alternatives that are all excluded by it."""
    for line in sorted(together):
        if against := links[line].excluded & together:
            return line, min(against)
        for clause in links[line].needs + links[line].brings:
            if all(links[choice].excluded & together for choice in clause):
                return line, *clause
    return None


def earlier(links: Links) -> tuple[LineageKey, ...]:
    """What is built before a line: what comes before it, and what it needs."""
    return tuple(sorted({*links.before, *flat(links.needs)}))


def flat(clauses: Iterable[Clause]) -> tuple[LineageKey, ...]:
    """All lines of the clauses."""
    return tuple(line for clause in clauses for line in clause)
