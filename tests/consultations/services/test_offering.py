"""From an eligible community to the menu its households choose from."""

import pytest

from consultations.domain.plan.values import Measure, Method
from consultations.domain.stages import Stage
from consultations.models import Consultation, LeftOut, MenuVersion, OfferedItem
from consultations.services import offering
from consultations.services.moving import StageRefused
from consultations.services.offering import MenuRefused
from menus.domain.problems import ProblemCode
from renewal_portal.ledger.models import Event
from tests.stages import standing_at
from tests.world import CHAIR, RECORDER, YUAN, World

S = Stage


def set_line(world: World, code: str, place: str = "community", **more: object) -> OfferedItem:
    given = {"quantity_milli": 1_000, "unit_price_fen": 4_000 * YUAN} | more
    return offering.set_line(consultation_id=world.pk, code=code, place_code=place, by=CHAIR, at=world.at, **given)


def leave_out(world: World, code: str, place: str = "community", reason: str = " 另有项目 ") -> LeftOut:
    return offering.leave_out(
        consultation_id=world.pk, code=code, place_code=place, reason=reason, by=CHAIR, at=world.at
    )


def offer(world: World) -> MenuVersion:
    return offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)


def rule(world: World, line: OfferedItem, *, changes: bool) -> OfferedItem:
    return offering.rule_on_use(line_id=line.pk, changes=changes, reason=" 占用绿地 ", by=RECORDER, at=world.at)


def told(world: World, what: str) -> list[dict]:
    about = Event.objects.filter(what=what, about=f"consultation:{world.pk}")
    return list(about.order_by("pk").values_list("detail", flat=True))


def codes(menu: MenuVersion) -> list[tuple[str, str]]:
    return list(menu.lines.order_by("position").values_list("code", "place__code"))


def test_a_consultation_begins_with_nothing_announced(db):
    world = World()

    begun = Consultation.objects.get(pk=world.pk)

    assert (begun.stage, begun.batch, begun.budget_fen, begun.announced_at) == (S.DRAFT, "reserve", 0, None)
    assert (begun.track, begun.begun_by, begun.begun_at) == ("comprehensive", CHAIR, world.at)
    assert told(world, "consultation.begun") == [{}]


def announce(world: World, **changes: object) -> Consultation:
    given = {"budget_fen": 100, "method": Method.SUPPORT, "measure": Measure.SHARE} | changes
    return offering.announce(consultation_id=world.pk, by=RECORDER, at=world.at, **given)


def test_what_is_announced_is_public_with_who_said_it(db):
    world = World()

    announce(world, measure=Measure.AREA)

    kept = Consultation.objects.get(pk=world.pk)
    assert (kept.budget_fen, kept.method, kept.measure) == (100, "support", "area")
    assert (kept.announced_by, kept.announced_at) == (RECORDER, world.at)
    assert told(world, "consultation.announced") == [{"budget_fen": 100, "method": "support"}]


@pytest.mark.parametrize("stage", [S.CONSULTING, S.COUNTED, S.PLANNED])
def test_later_the_money_may_change_and_the_measure_may_not(db, stage):
    world = standing_at(stage)

    assert announce(world, budget_fen=7).budget_fen == 7
    with pytest.raises(MenuRefused, match=r"^method_announced"):
        announce(world, measure=Measure.VOICES)


@pytest.mark.parametrize("stage", [S.SELECTING, S.DECIDING, S.ON_NOTICE])
def test_nothing_is_announced_while_people_choose_or_the_plan_hangs(db, stage):
    with pytest.raises(StageRefused, match=r"^not_now"):
        announce(standing_at(stage))


def test_a_line_takes_from_the_catalogue_what_was_not_said(db):
    world = World()

    line = set_line(world, "C1.07", quantity_milli=2_500)

    item = line.item
    assert (line.code, line.nature, line.unit, line.period) == ("C1.07", "basic", "each", "once")
    assert (line.wording_zh, line.wording_en, line.decision_class) == (item.name_zh, item.name_en, "ordinary")
    assert (line.quantity_milli, line.unit_price_fen, line.cost_fen) == (2_500, 4_000 * YUAN, 10_000 * YUAN)
    assert (line.position, line.choice_group, line.changes_common_use) == (1, "", None)
    assert told(world, "menu.line_set") == [{"code": "C1.07", "place": "community", "cost_fen": 10_000 * YUAN}]


def test_a_line_said_again_is_changed_where_it_stands(db):
    world = World()
    first = set_line(world, "C1.07")
    set_line(world, "C5.05", unit_price_fen=2_000 * YUAN)

    again = set_line(world, "C1.07", quantity_milli=3_000, wording_zh="路灯", wording_en="Lamps", choice_group="灯")

    assert (again.pk, again.position) == (first.pk, 1)
    assert (again.quantity_milli, again.wording_zh, again.wording_en, again.choice_group) == (
        3_000,
        "路灯",
        "Lamps",
        "灯",
    )
    assert codes(again.menu) == [("C1.07", "community"), ("C5.05", "community")]


@pytest.mark.parametrize(
    "code, place, price, kind",
    [
        ("C3.01", "1", 140, None),
        ("C3.01", "community", 140, "building"),
        ("C3.03", "1-1", 18_000, None),
        ("C3.03", "1", 18_000, "stairwell"),
        ("C1.07", "1", 4_000, "community"),
        ("C4.01", "community", 300, None),
        ("M5.02", "community", 900, None),
        ("M5.02", "1-1", 900, None),
        ("M5.02", "1", 900, "stairwell"),
    ],
)
def test_a_line_stands_at_a_place_of_its_kind(db, code, place, price, kind):
    """What lies outside is a wish of the community; what is paid every month may also be for all."""
    world = World()

    if kind is None:
        assert set_line(world, code, place, unit_price_fen=price * YUAN).place.code == place
    else:
        with pytest.raises(MenuRefused) as refused:
            set_line(world, code, place, unit_price_fen=price * YUAN)
        assert (refused.value.code, refused.value.values) == (
            "wrong_place",
            {"item": code, "place": place, "kind": kind},
        )


@pytest.mark.parametrize("yuan, fits", [(2_499, False), (2_500, True), (6_000, True), (6_001, False)])
def test_a_price_lies_in_the_catalogues_range(db, yuan, fits):
    world = World()

    if fits:
        assert set_line(world, "C1.07", unit_price_fen=yuan * YUAN).unit_price_fen == yuan * YUAN
    else:
        with pytest.raises(MenuRefused) as refused:
            set_line(world, "C1.07", unit_price_fen=yuan * YUAN)
        assert refused.value.values == {"item": "C1.07", "low_fen": 2_500 * YUAN, "high_fen": 6_000 * YUAN}


def test_a_line_taken_off_leaves_its_number_free(db):
    world = World()
    line = set_line(world, "C1.07")
    set_line(world, "C5.05", unit_price_fen=2_000 * YUAN)

    offering.remove_line(line_id=line.pk, by=CHAIR, at=world.at)
    last = set_line(world, "C1.07")

    assert last.position == 3
    assert codes(last.menu) == [("C5.05", "community"), ("C1.07", "community")]
    assert told(world, "menu.line_removed") == [{"code": "C1.07", "place": "community"}]


def test_an_offered_line_is_not_taken_off(db):
    world = standing_at(S.CONSULTING)

    with pytest.raises(MenuRefused, match=r"^menu_already_offered"):
        offering.remove_line(line_id=OfferedItem.objects.first().pk, by=CHAIR, at=world.at)


@pytest.mark.parametrize("changes", [True, False])
def test_a_ruling_is_kept_with_its_reason_and_told_without(db, changes):
    world = World()
    line = set_line(world, "C2.01", unit_price_fen=3_000 * YUAN)

    ruled = rule(world, line, changes=changes)

    assert (ruled.changes_common_use, ruled.ruling_reason) == (changes, "占用绿地")
    assert (ruled.ruled_by, ruled.ruled_at) == (RECORDER, world.at)
    assert told(world, "menu.use_ruled") == [{"code": "C2.01", "changes": changes}]


@pytest.mark.parametrize("changes, asked", [(True, "special"), (False, "ordinary")])
def test_a_ruling_decides_the_rule_of_the_question(db, changes, asked):
    world = World(menu=(*World.menu, ("C2.01", "community", 5_000, 3_000 * YUAN)))
    world.prepare_lines()
    rule(world, OfferedItem.objects.get(code="C2.01"), changes=changes)
    _ = world.roll
    offer(world)
    selection = world.select()
    world.everybody(selection)
    world.close_and_count(selection)
    world.draft()
    world.meet()
    world.meet(adopts=True)

    question = world.decide().questions.get(code="C2.01")

    assert (question.rule, question.class_reason) == (asked, "占用绿地")


def test_what_is_left_out_keeps_its_reason_until_it_is_put_on(db):
    world = World()
    left = leave_out(world, "C1.07")
    assert (left.reason, left.left_by, left.left_at) == ("另有项目", CHAIR, world.at)
    again = leave_out(world, "C1.07", reason="由供电公司实施")
    assert (again.pk, again.reason) == (left.pk, "由供电公司实施")

    set_line(world, "C1.07")

    assert LeftOut.objects.count() == 0
    assert told(world, "menu.item_left_out") == [{"code": "C1.07", "place": "community"}] * 2


def test_a_menu_is_offered_as_it_stands(db):
    world = World()
    world.prepare_lines()

    menu = offer(world)

    assert (menu.number, menu.offered_by, menu.offered_at) == (1, CHAIR, world.at)
    assert told(world, "menu.offered") == [{"menu": 1, "lines": 11}]
    with pytest.raises(MenuRefused, match=r"^menu_empty"):
        offer(world)


def test_a_menu_that_contradicts_itself_is_not_offered(db):
    """A management package belongs to every plan."""
    world = World()
    line = set_line(world, "C5.05", unit_price_fen=2_000 * YUAN)

    with pytest.raises(MenuRefused) as refused:
        offer(world)

    assert refused.value.values["problem"].code is ProblemCode.COMPULSORY_NOT_OFFERED
    assert MenuVersion.objects.get(pk=line.menu_id).offered_at is None


def test_a_change_after_the_offer_begins_the_next_version_as_a_copy(db):
    world = World(menu=(*World.menu, ("C2.01", "community", 5_000, 3_000 * YUAN)))
    world.prepare_lines()
    rule(world, OfferedItem.objects.get(code="C2.01"), changes=True)
    leave_out(world, "C1.03")
    first = offer(world)

    line = set_line(world.wait(days=1), "C1.07", quantity_milli=9_000)

    second = line.menu
    assert (second.number, second.offered_at, first.lines.get(code="C1.07").quantity_milli) == (2, None, 4_000)
    assert codes(second) == codes(first)
    assert {menu: list(menu.left_out.values_list("item__code", "reason")) for menu in (first, second)} == {
        first: [("C1.03", "另有项目")],
        second: [("C1.03", "另有项目")],
    }
    ruled = second.lines.get(code="C2.01")
    assert (ruled.changes_common_use, ruled.ruling_reason, ruled.ruled_by) == (True, "占用绿地", RECORDER)
    assert offer(world).number == 2
