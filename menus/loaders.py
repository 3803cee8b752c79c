"""Rows of an edition → domain values. Each function asks the database once."""

from typing import NamedTuple

from menus.domain.catalogue import DecisionClass, Item, Nature, Period, Relation, RelationKind, Scope, Track, Unit
from menus.models import ItemOption, ItemRelation, MinorItem
from menus.models.words import in_reader_language


class Reason(NamedTuple):
    """Why two items are tied, in both languages."""

    zh: str
    en: str

    def __str__(self) -> str:
        return in_reader_language(self.zh, self.en)


def items(edition_id: int) -> dict[str, Item]:
    """The minor items of an edition by code, in the order of the menu."""
    return {row.code: item(row) for row in MinorItem.objects.of(edition_id).in_order()}


def item(row: MinorItem) -> Item:
    """One minor item as the rules see it."""
    return Item(
        code=row.code,
        track=Track(row.track),
        nature=Nature(row.nature),
        scope=Scope(row.scope),
        unit=Unit(row.unit),
        period=Period(row.period),
        decision_class=DecisionClass(row.decision_class),
        price_low_fen=row.price_low_fen,
        price_high_fen=row.price_high_fen,
        is_income=row.is_income,
    )


def relations(edition_id: int) -> tuple[Relation, ...]:
    """The relations of an edition, for `domain.graph.build_graph`."""
    return tuple(reasons(edition_id))


def reasons(edition_id: int) -> dict[Relation, Reason]:
    """Each relation of an edition with its reason, to be shown beside a hint."""
    return {
        Relation(RelationKind(row.kind), row.item.code if row.item else None, row.other.code): Reason(
            row.reason_zh, row.reason_en
        )
        for row in ItemRelation.objects.of(edition_id).with_codes()
    }


def options(edition_id: int) -> dict[str, tuple[str, ...]]:
    """The codes of the options, by the code of the item that has any, in their order."""
    found: dict[str, tuple[str, ...]] = {}
    for code, option in ItemOption.objects.of(edition_id).in_order().values_list("item__code", "code"):
        found[code] = (*found.get(code, ()), option)
    return found
