"""A menu's lines as the rules see them."""

from consultations.models import MenuVersion
from menus import loaders as catalogue
from menus.domain.catalogue import LineageKey
from menus.domain.graph import Graph, build_graph


def keys(menu: MenuVersion) -> dict[LineageKey, str]:
    """Every line's key with its choice group, in the published order."""
    rows = menu.lines.order_by("position").values_list("code", "place__code", "choice_group")
    return {LineageKey(code, place): group for code, place, group in rows}


def groups(lines: dict[LineageKey, str]) -> dict[str, frozenset[LineageKey]]:
    """Choice groups: named sets of lines of which at most one may be chosen."""
    names = sorted({group for group in lines.values() if group})
    return {name: frozenset(key for key, group in lines.items() if group == name) for name in names}


def graph(menu: MenuVersion) -> Graph:
    """The graph of a menu: what needs, excludes, precedes and brings what."""
    lines = keys(menu)
    return build_graph(lines, catalogue.relations(menu.consultation.edition_id), groups(lines))
