"""Each refusal from the first survey to the menu that is offered: the stage, what is done before, the act."""

from consultations.domain.plan.values import Measure, Method
from consultations.domain.stages import Stage
from consultations.services import moving, offering, surveying
from tests.consultations.services import acts
from tests.world import CHAIR, World, edition

S = Stage


def announce(world: World, **changes: object) -> None:
    given = {"budget_fen": 100, "method": Method.SUPPORT, "measure": Measure.SHARE}
    offering.announce(consultation_id=world.pk, by=CHAIR, at=world.at, **given | changes)


def offer(world: World) -> None:
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)


def line(world: World, **more: object) -> int:
    given = {"code": "C5.05", "place_code": "community", "quantity_milli": 1_000, "unit_price_fen": 200_000}
    return offering.set_line(consultation_id=world.pk, by=CHAIR, at=world.at, **given | more).pk


def free_line(world: World) -> int:
    """A line that nobody need rule on."""
    return line(world, code="C1.07", unit_price_fen=400_000)


def parking(world: World) -> int:
    """A line that may take common ground."""
    return line(world, code="C2.01", unit_price_fen=300_000)


def rule(world: World, line_id: int, reason: str = "占用绿地") -> None:
    offering.rule_on_use(line_id=line_id, changes=True, reason=reason, by=CHAIR, at=world.at)


def finding(world: World) -> int:
    return acts.report_finding(world).pk


def check(world: World, finding_id: int, by: str = "user:3") -> None:
    surveying.check_finding(finding_id=finding_id, by=by, at=world.at)


def checked(world: World) -> int:
    made = finding(world)
    check(world, made)
    return made


def offered_line(world: World) -> int:
    return world.consultation.menus.newest_offered().lines.first().pk


def foreign_place(world: World) -> int:
    return World("other").community.places.get(code="1").pk


def find_elsewhere(world: World, place_id: int) -> None:
    surveying.report_finding(
        consultation_id=world.pk,
        item_id=edition().items.get(code="C1.07").pk,
        place_id=place_id,
        text_zh="漏水",
        by=CHAIR,
        at=world.at,
    )


def begin(world: World) -> None:
    offering.begin_consultation(community_id=world.community.pk, edition_id=edition().pk, by=CHAIR, at=world.at)


REFUSED = {
    ("MenuRefused", "already_running"): (S.DRAFT, None, begin),
    ("MenuRefused", "budget_not_positive"): (S.DRAFT, None, lambda world: announce(world, budget_fen=0)),
    ("MenuRefused", "method_announced"): (S.CONSULTING, None, lambda world: announce(world, measure=Measure.AREA)),
    ("MenuRefused", "unknown_item"): (S.DRAFT, None, lambda world: line(world, code="C9.99")),
    ("MenuRefused", "unknown_place"): (S.DRAFT, None, lambda world: line(world, place_code="9")),
    ("MenuRefused", "wrong_place"): (S.DRAFT, None, lambda world: line(world, code="C3.08", place_code="1")),
    ("MenuRefused", "quantity_not_positive"): (S.DRAFT, None, lambda world: line(world, quantity_milli=0)),
    ("MenuRefused", "price_outside_range"): (S.DRAFT, None, lambda world: line(world, unit_price_fen=1)),
    ("MenuRefused", "ruling_not_needed"): (
        S.DRAFT,
        free_line,
        rule,
    ),
    ("MenuRefused", "ruling_without_reason"): (S.DRAFT, parking, lambda world, made: rule(world, made, " ")),
    ("MenuRefused", "menu_already_offered"): (S.CONSULTING, offered_line, rule),
    ("MenuRefused", "left_out_without_reason"): (S.DRAFT, None, lambda world: acts.leave_out(world, reason=" ")),
    ("MenuRefused", "still_on_the_menu"): (S.DRAFT, line, lambda world, _: acts.leave_out(world, code="C5.05")),
    ("MenuRefused", "menu_empty"): (S.DRAFT, None, offer),
    ("MenuRefused", "menu_problem"): (S.DRAFT, line, lambda world, _: offer(world)),
    ("FindingRefused", "elsewhere"): (S.DRAFT, foreign_place, find_elsewhere),
    ("FindingRefused", "finding_without_text"): (S.DRAFT, None, lambda world: acts.report_finding(world, " ")),
    ("FindingRefused", "same_person"): (S.DRAFT, finding, lambda world, made: check(world, made, CHAIR)),
    ("FindingRefused", "already_checked"): (S.DRAFT, checked, lambda world, made: check(world, made, "user:4")),
    ("StageRefused", "not_now"): (S.SELECTING, None, offer),
    ("StageRefused", "no_such_way"): (S.DRAFT, None, lambda world: _go(world, S.CLOSED)),
    ("StageRefused", "reason_missing"): (S.DRAFT, None, lambda world: _go(world, S.SUSPENDED, " ")),
    ("StageRefused", "not_ready"): (S.SELECTING, None, lambda world: _go(world, S.CONSULTING)),
    ("StageRefused", "round_unfinished"): (S.DECIDING, None, lambda world: _go(world, S.CONSULTING)),
}


def _go(world: World, to: Stage, reason: str = "理由") -> None:
    moving.go(consultation_id=world.pk, to=to, reason=reason, by=CHAIR, at=world.at)
