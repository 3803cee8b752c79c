"""The menu as the desk shows it: by major item, with its problems, its sum and what is due."""

from dataclasses import dataclass

from communities.models import Place
from consultations.loaders import menu as menu_loader
from consultations.loaders.readiness import undone_findings
from consultations.models import Consultation, LeftOut, MenuVersion, OfferedItem
from menus.domain.catalogue import DecisionClass, Period, Scope
from menus.domain.places import parts
from menus.domain.problems import Problem
from menus.models import MajorItem, MinorItem


@dataclass(frozen=True, slots=True)
class Chapter:
    """A major item with its lines on the menu."""

    major: MajorItem
    lines: tuple[OfferedItem, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A basic item with a checked finding at a place that is neither on the menu nor left out."""

    item: MinorItem
    place: Place

    @property
    def key(self) -> str:
        return f"{self.item.code}|{self.place.code}"


def newest(consultation: Consultation) -> MenuVersion | None:
    """The menu in preparation, else the one offered last."""
    found: MenuVersion | None = consultation.menus.order_by("-number").first()
    return found


def chapters(menu: MenuVersion | None) -> list[Chapter]:
    """The lines of a menu by major item, in one query."""
    found: dict[int, list[OfferedItem]] = {}
    lines = menu.lines.in_order().order_by("item__track", "item__major__position", "position") if menu else ()
    for line in lines:
        found.setdefault(line.item.major_id, []).append(line)
    return [Chapter(lines[0].item.major, tuple(lines)) for lines in found.values()]


def sum_fen(chapters: list[Chapter]) -> int:
    """What everything on the menu would cost once; monthly lines are not paid from the budget."""
    return sum(line.cost_fen for chapter in chapters for line in chapter.lines if line.period == Period.ONCE)


def problems(menu: MenuVersion | None) -> tuple[Problem, ...]:
    """What is wrong with a menu that has lines."""
    return menu_loader.graph(menu).problems() if menu and menu.lines.exists() else ()


def due(consultation: Consultation) -> list[Due]:
    """Basic items with a checked finding that are neither offered nor left out, in two more queries."""
    keys = undone_findings(consultation)
    items = MinorItem.objects.in_bulk([item for item, _ in keys])
    places = Place.objects.in_bulk([place for _, place in keys])
    return [Due(items[item], places[place]) for item, place in keys]


def left_out(menu: MenuVersion | None) -> list[LeftOut]:
    """What is left out with its reason."""
    return list(menu.left_out.select_related("item", "place").order_by("item__code", "place__code")) if menu else []


def catalogue(consultation: Consultation) -> list[MajorItem]:
    """The whole edition, majors with their items."""
    return list(MajorItem.objects.filter(edition_id=consultation.edition_id).with_items())


def defects(consultation: Consultation) -> list[MinorItem]:
    """The items a defect can be found at: the works."""
    return list(MinorItem.objects.of(consultation.edition_id).on("comprehensive").in_order().select_related("major"))


def places(consultation: Consultation) -> list[Place]:
    """The community's places: itself, then buildings and stairwells in the order of their numbers."""
    found = Place.objects.filter(community_id=consultation.community_id)
    return sorted(found, key=lambda place: [_number(code) for code in parts(place.code)])


def places_for(consultation: Consultation, item: MinorItem) -> list[Place]:
    """Where the item may be added: places that suit it and do not have it on the newest menu yet."""
    menu = newest(consultation)
    taken = set(menu.lines.filter(item=item).values_list("place_id", flat=True)) if menu else set()
    return [place for place in places(consultation) if suits(item, place) and place.pk not in taken]


def suits(item: MinorItem, place: Place) -> bool:
    """May the item stand at this place? A place of its kind; what is paid monthly also for the whole community."""
    depth = len(parts(place.code))
    return depth == Scope(item.scope).depth or (item.period == Period.MONTH and depth == 0)


def to_rule(line: OfferedItem) -> bool:
    """Does somebody have to rule whether this line changes the use of common parts?"""
    return line.decision_class == DecisionClass.SPECIAL_IF_COMMON_USE_CHANGES


def _number(code: str) -> tuple[int, str]:
    return (int(code) if code.isdigit() else 10**9, code)
