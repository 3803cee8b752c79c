"""Short words for tables of menus."""

from menus.domain.catalogue import LineageKey, Relation, RelationKind
from menus.domain.graph import Graph, build_graph
from menus.domain.places import COMMUNITY


def key(text: str) -> LineageKey:
    """ "A@3-2" is item A at stairwell 3-2; "A" is item A for the community."""
    code, _, place = text.partition("@")
    return LineageKey(code, place or COMMUNITY)


def keys(text: str) -> tuple[LineageKey, ...]:
    return tuple(key(word) for word in text.split())


def ties(text: str) -> list[Relation]:
    """ "A needs B, * brings_with C": relations by item; a star stands for every plan."""
    found = [part.split() for part in text.split(",") if part.strip()]
    return [Relation(RelationKind(kind), None if item == "*" else item, other) for item, kind, other in found]


def menu(lines: str, relations: str = "", **groups: str) -> Graph:
    return build_graph(
        keys(lines), ties(relations), {name: frozenset(keys(members)) for name, members in groups.items()}
    )
