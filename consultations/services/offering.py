"""From an eligible community to a menu that is offered."""

from datetime import datetime

from django.db import transaction
from django.db.models import Max

from communities.models import Community, Place
from consultations.domain.plan.values import Measure, Method
from consultations.domain.stages import Act, Stage
from consultations.loaders import menu as menu_loader
from consultations.models import Consultation, LeftOut, MenuVersion, OfferedItem
from consultations.services.moving import district_of, locked, require
from menus.domain.catalogue import DecisionClass, Period, Track
from menus.domain.costing import cost_fen, within_range
from menus.models import Edition, MinorItem
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class MenuRefused(Refused):
    """A line or a menu that cannot be offered; the code names the reason."""


@transaction.atomic
def begin_consultation(
    *, community_id: int, edition_id: int, track: Track = Track.COMPREHENSIVE, by: str, at: datetime
) -> Consultation:
    """Begin a community's cycle. Raises MenuRefused "already_running" while another one runs."""
    community = Community.objects.select_for_update(of=("self",)).with_offices().get(pk=community_id)
    if community.consultations.running().exists():
        raise MenuRefused("already_running")
    consultation = Consultation.objects.create(
        community=community,
        edition=Edition.objects.get(pk=edition_id),
        track=track,
        stage=Stage.DRAFT,
        begun_by=by,
        begun_at=at,
    )
    _log(consultation, "consultation.begun", by=by, at=at)
    return consultation


@transaction.atomic
def announce(
    *, consultation_id: int, budget_fen: int, method: Method, measure: Measure, by: str, at: datetime
) -> Consultation:
    """Set the money and say by which method and measure a plan will be drawn; public before the selection opens.

    Later the money may still change until the plan is posted, never method and measure. Raises MenuRefused
    "budget_not_positive" or "method_announced".
    """
    consultation = locked(consultation_id)
    require(consultation, Act.PREPARE_MENU, Act.DRAW_FINAL)
    if budget_fen <= 0:
        raise MenuRefused("budget_not_positive")
    same = (consultation.method, consultation.measure) == (method, measure)
    if not same and Stage(consultation.stage) is not Stage.DRAFT:
        raise MenuRefused("method_announced")
    consultation.budget_fen, consultation.method, consultation.measure = budget_fen, method, measure
    consultation.announced_by, consultation.announced_at = by, at
    consultation.save(update_fields=["budget_fen", "method", "measure", "announced_by", "announced_at"])
    _log(consultation, "consultation.announced", by=by, at=at, budget_fen=budget_fen, method=method.value)
    return consultation


@transaction.atomic
def set_line(
    *,
    consultation_id: int,
    code: str,
    place_code: str,
    quantity_milli: int,
    unit_price_fen: int,
    by: str,
    at: datetime,
    wording_zh: str = "",
    wording_en: str = "",
    choice_group: str = "",
) -> OfferedItem:
    """Put a line on the menu in preparation, or change it. Quantity in thousandths, price in fen per unit.

    Raises MenuRefused "unknown_item", "unknown_place", "wrong_place", "quantity_not_positive" or
    "price_outside_range"; StageRefused once the menu is offered.
    """
    consultation = locked(consultation_id)
    require(consultation, Act.PREPARE_MENU)
    menu = _menu_in_preparation(consultation)
    item = _item(consultation, code)
    place = _place(consultation, item, place_code)
    if quantity_milli <= 0:
        raise MenuRefused("quantity_not_positive", item=code, place=place_code)
    if not within_range(unit_price_fen, item.price_low_fen, item.price_high_fen):
        raise MenuRefused("price_outside_range", item=code, low_fen=item.price_low_fen, high_fen=item.price_high_fen)
    line = menu.lines.filter(item=item, place=place).first() or OfferedItem(
        menu=menu, item=item, place=place, position=_next_position(menu)
    )
    line.code, line.nature, line.unit, line.period = item.code, item.nature, item.unit, item.period
    line.decision_class = item.decision_class
    line.wording_zh, line.wording_en = wording_zh or item.name_zh, wording_en or item.name_en
    line.quantity_milli, line.unit_price_fen = quantity_milli, unit_price_fen
    line.cost_fen = cost_fen(quantity_milli, unit_price_fen)
    line.choice_group = choice_group
    line.save()
    menu.left_out.filter(item=item, place=place).delete()
    _log(consultation, "menu.line_set", by=by, at=at, code=code, place=place_code, cost_fen=line.cost_fen)
    return line


@transaction.atomic
def remove_line(*, line_id: int, by: str, at: datetime) -> None:
    """Take a line off the menu in preparation."""
    line = OfferedItem.objects.select_related("menu", "place").get(pk=line_id)
    consultation = locked(line.menu.consultation_id)
    require(consultation, Act.PREPARE_MENU)
    _refuse_offered(MenuVersion.objects.get(pk=line.menu_id))
    _log(consultation, "menu.line_removed", by=by, at=at, code=line.code, place=line.place.code)
    line.delete()


@transaction.atomic
def rule_on_use(*, line_id: int, changes: bool, reason: str, by: str, at: datetime) -> OfferedItem:
    """Say whether a line changes the use of a common part; if it does, the special rule applies (art. 278 (8))."""
    line = OfferedItem.objects.select_related("menu").get(pk=line_id)
    consultation = locked(line.menu.consultation_id)
    require(consultation, Act.PREPARE_MENU)
    _refuse_offered(MenuVersion.objects.get(pk=line.menu_id))
    if line.decision_class != DecisionClass.SPECIAL_IF_COMMON_USE_CHANGES:
        raise MenuRefused("ruling_not_needed", item=line.code)
    if not reason.strip():
        raise MenuRefused("ruling_without_reason", item=line.code)
    line.changes_common_use, line.ruling_reason = changes, reason.strip()
    line.ruled_by, line.ruled_at = by, at
    line.save(update_fields=["changes_common_use", "ruling_reason", "ruled_by", "ruled_at"])
    _log(consultation, "menu.use_ruled", by=by, at=at, code=line.code, changes=changes)
    return line


@transaction.atomic
def leave_out(*, consultation_id: int, code: str, place_code: str, reason: str, by: str, at: datetime) -> LeftOut:
    """Leave a basic item with a checked finding off the menu, with a reason the officials will see."""
    consultation = locked(consultation_id)
    require(consultation, Act.PREPARE_MENU)
    if not reason.strip():
        raise MenuRefused("left_out_without_reason", item=code)
    menu = _menu_in_preparation(consultation)
    item = _item(consultation, code)
    place = _place(consultation, item, place_code)
    if menu.lines.filter(item=item, place=place).exists():
        raise MenuRefused("still_on_the_menu", item=code, place=place_code)
    left, _ = LeftOut.objects.update_or_create(
        menu=menu, item=item, place=place, defaults={"reason": reason.strip(), "left_by": by, "left_at": at}
    )
    _log(consultation, "menu.item_left_out", by=by, at=at, code=code, place=place_code)
    return left


@transaction.atomic
def offer_menu(*, consultation_id: int, by: str, at: datetime) -> MenuVersion:
    """Freeze the menu in preparation.

    Raises MenuRefused "menu_empty" or "menu_problem" (what contradicts itself, with the lines).
    """
    consultation = locked(consultation_id)
    require(consultation, Act.PREPARE_MENU)
    menu: MenuVersion | None = consultation.menus.in_preparation()
    if menu is None or not menu.lines.exists():
        raise MenuRefused("menu_empty")
    blocking = [problem for problem in menu_loader.graph(menu).problems() if problem.code.blocks]
    if blocking:
        raise MenuRefused("menu_problem", problem=blocking[0])
    menu.offered_by, menu.offered_at = by, at
    menu.save(update_fields=["offered_by", "offered_at"])
    _log(consultation, "menu.offered", by=by, at=at, menu=menu.number, lines=menu.lines.count())
    return menu


def _menu_in_preparation(consultation: Consultation) -> MenuVersion:
    """The menu being prepared; after an offer the next version, begun as a copy of the last."""
    present = consultation.menus.in_preparation()
    if isinstance(present, MenuVersion):
        return present
    last = consultation.menus.newest_offered()
    made = MenuVersion.objects.create(consultation=consultation, number=last.number + 1 if last else 1)
    for row in (*last.lines.all(), *last.left_out.all()) if last else ():
        row.pk, row.menu, row._state.adding = None, made, True
        row.save()
    return made


def _refuse_offered(menu: MenuVersion) -> None:
    if menu.offered_at is not None:
        raise MenuRefused("menu_already_offered")


def _item(consultation: Consultation, code: str) -> MinorItem:
    item = MinorItem.objects.filter(edition_id=consultation.edition_id, code=code).first()
    if item is None:
        raise MenuRefused("unknown_item", item=code)
    return item


def _place(consultation: Consultation, item: MinorItem, code: str) -> Place:
    """Where the item may be offered: its scope's kind of place; an adjacent item is a wish of the community."""
    place = Place.objects.filter(community_id=consultation.community_id, code=code).first()
    if place is None:
        raise MenuRefused("unknown_place", place=code)
    kind = "community" if item.scope == "adjacent" else item.scope
    monthly = item.period == Period.MONTH
    if place.kind != kind and not (monthly and place.kind == "community"):
        raise MenuRefused("wrong_place", item=item.code, place=code, kind=kind)
    return place


def _next_position(menu: MenuVersion) -> int:
    return int(menu.lines.aggregate(last=Max("position"))["last"] or 0) + 1


def _log(consultation: Consultation, what: str, *, by: str, at: datetime, **detail: object) -> None:
    events.record(
        what=what,
        about=f"consultation:{consultation.pk}",
        by=by,
        at=at,
        district=district_of(consultation),
        detail=detail,  # type: ignore[arg-type]
    )
