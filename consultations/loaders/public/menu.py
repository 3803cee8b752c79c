"""The offered menu as anyone reads it: by major item, each minor item with its places."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from consultations.models import Consultation, Finding, LeftOut, MenuVersion, OfferedItem
from menus import loaders as catalogue
from menus.domain.catalogue import Period, RelationKind
from menus.loaders import Reason
from menus.models import ItemOption, MajorItem, MinorItem


@dataclass(frozen=True, slots=True)
class Tie:
    """How an item is tied to others that are offered, with the catalogue's reason; no others: to every plan."""

    kind: RelationKind
    other: MinorItem | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Offer:
    """One minor item with its lines at their places, the findings behind it, and what it is tied to."""

    item: MinorItem
    lines: Sequence[OfferedItem]
    findings: Sequence[Finding]
    ties: Sequence[Tie]
    rivals: Sequence[OfferedItem]

    @property
    def line(self) -> OfferedItem:
        """The first line: nature, unit and rule are the same at every place."""
        return self.lines[0]

    @property
    def cost_fen(self) -> int:
        return sum(line.cost_fen for line in self.lines)

    @property
    def options(self) -> Sequence[ItemOption]:
        """The ways in which it can be had, in their order; none where there is nothing to choose."""
        return sorted(self.item.options.all(), key=lambda option: option.position)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A major item with what is offered of it."""

    major: MajorItem
    offers: Sequence[Offer]


def chapters(menu: MenuVersion) -> list[Chapter]:
    """The menu in four queries, however long it is."""
    order = ("item__track", "item__major__position", "item__position", "position")
    lines = list(menu.lines.in_order().order_by(*order).prefetch_related("item__options"))
    by_item: dict[int, list[OfferedItem]] = {}
    for line in lines:
        by_item.setdefault(line.item_id, []).append(line)
    findings = _findings(menu)
    ties = _ties(menu.consultation.edition_id, {of[0].code: of[0].item for of in by_item.values()})
    offers = [
        Offer(of[0].item, of, findings.get(item, ()), ties.get(of[0].code, ()), _rivals(of, lines))
        for item, of in by_item.items()
    ]
    majors: dict[int, list[Offer]] = {}
    for offer in offers:
        majors.setdefault(offer.item.major_id, []).append(offer)
    return [Chapter(of[0].item.major, of) for of in majors.values()]


def total_fen(found: Sequence[Chapter]) -> int:
    """What everything offered would cost once; what is paid monthly is not paid from the budget."""
    lines = (line for chapter in found for offer in chapter.offers for line in offer.lines)
    return sum(line.cost_fen for line in lines if line.period == Period.ONCE)


def left_out(menu: MenuVersion) -> list[LeftOut]:
    """Basic items that are due and not offered, each with its written reason."""
    return list(menu.left_out.select_related("item", "place").order_by("item__code", "place__code"))


def offered(consultation: Consultation) -> MenuVersion | None:
    """The menu offered last."""
    found: MenuVersion | None = consultation.menus.select_related("consultation").newest_offered()
    return found


def _findings(menu: MenuVersion) -> dict[int, list[Finding]]:
    found: dict[int, list[Finding]] = {}
    rows = Finding.objects.checked().filter(consultation=menu.consultation_id).select_related("place")
    for finding in rows.order_by("place__code", "pk"):
        found.setdefault(finding.item_id, []).append(finding)
    return found


def _ties(edition_id: int, items: Mapping[str, MinorItem]) -> dict[str, list[Tie]]:
    """Relations between offered items, by code. One that excludes is written from one side and holds for both."""
    found: dict[str, list[Tie]] = {}
    for relation, reason in catalogue.reasons(edition_id).items():
        if relation.other not in items:
            continue
        if relation.item is None:
            found.setdefault(relation.other, []).append(Tie(relation.kind, None, reason))
        elif relation.item in items:
            found.setdefault(relation.item, []).append(Tie(relation.kind, items[relation.other], reason))
            if relation.kind is RelationKind.EXCLUDES:
                found.setdefault(relation.other, []).append(Tie(relation.kind, items[relation.item], reason))
    return found


def _rivals(lines: Sequence[OfferedItem], every: Sequence[OfferedItem]) -> list[OfferedItem]:
    """Lines of other items in the same choice group: at most one of them can be chosen."""
    groups = {line.choice_group for line in lines if line.choice_group}
    own = {line.item_id for line in lines}
    return [line for line in every if line.choice_group in groups and line.item_id not in own]
