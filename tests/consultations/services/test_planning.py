"""Plans as they are stored: every line with its reason, drawn once from the same inputs, anew from others."""

import pytest

from consultations.domain.ballots import Choices
from consultations.domain.plan import draw, plan_digest
from consultations.domain.plan.plain import inputs_from_plain
from consultations.domain.plan.values import Measure, Method, PlanKind
from consultations.domain.stages import Stage
from consultations.models import Plan, Question
from consultations.services import casting, notices, offering, rounds, surveying
from consultations.services.moving import StageRefused
from consultations.services.recounting import plan_differences
from renewal_portal.ledger.models import Event, Unsealed
from tests.consultations.services import acts
from tests.refusals import counts
from tests.stages import go, newest, standing_at
from tests.world import CHAIR, NONE, NOT, RECORDER, RULING, WANT, YUAN, World

S = Stage


def outcomes(plan: Plan) -> dict[tuple[str, str], tuple[str, str]]:
    rows = plan.lines.order_by("position").select_related("offered__place")
    return {(row.offered.code, row.offered.place.code): (row.outcome, row.why) for row in rows}


def budget(world: World, yuan: int) -> None:
    offering.announce(
        consultation_id=world.pk,
        budget_fen=yuan * YUAN,
        method=world.consultation.method,
        measure=world.consultation.measure,
        by=CHAIR,
        at=world.at,
    )


def selected(world: World, said: object) -> World:
    round = world.prepare().select()
    world.everybody(round, said)
    world.close_and_count(round)
    return world


def decided(world: World, said: object) -> Plan:
    """Through a decision on the newest draft, with its result posted, to the final plan."""
    round = world.decide()
    world.everybody(round, said)
    world.close_and_count(round)
    notices.post_result(round_id=round.pk, posted_where="公告栏", by=CHAIR, at=world.at)
    return world.final()


def test_a_plan_by_most_support_is_drawn_where_that_was_announced_and_comes_out_again(db):
    """80,000 yuan reach for two of three lines that all want; of these plans the first in the order of the menu."""
    world = selected(World(method=Method.WELFARE, budget_fen=80_000 * YUAN), {"C3.01": WANT, "C3.03": WANT})

    plan = world.draft()

    assert (plan.method, plan.total_fen) == ("welfare", 74_000 * YUAN)
    assert {key: said for key, said in outcomes(plan).items() if key[0] in ("C3.01", "C3.03")} == {
        ("C3.01", "1"): ("in", "supported"),
        ("C3.03", "1-1"): ("in", "supported"),
        ("C3.03", "1-2"): ("reserve", "money"),
    }
    assert list(plan_differences(plan)) == []


def test_every_line_of_a_draft_stands_with_its_reason(db):
    """Seven households want everything but the corridor; 200 000 yuan reach for all of it but the lift."""
    world = selected(World(), {code: WANT for code, *_ in World.menu if code != "C2.05"} | {"C2.05": NOT})

    plan = world.draft()

    assert outcomes(plan) == {
        ("C1.07", "community"): ("in", "supported"),
        ("C1.11", "community"): ("in", "supported"),
        ("C2.05", "community"): ("out", "not_wanted"),
        ("C3.01", "1"): ("in", "supported"),
        ("C3.03", "1-1"): ("in", "supported"),
        ("C3.03", "1-2"): ("in", "supported"),
        ("C3.08", "1-1"): ("reserve", "money"),
        ("C5.05", "community"): ("wish", "for_the_district"),
        ("M1.01", "community"): ("in", "supported"),
        ("M5.02", "1-1"): ("reserve", "money"),
        ("M6.01", "community"): ("in", "compulsory"),
    }
    assert (plan.kind, plan.number, plan.method, plan.measure) == ("draft", 1, "support", "share")
    assert (plan.budget_fen, plan.total_fen) == (200_000 * YUAN, 120_000 * YUAN)
    assert plan.package == {"mode": "company", "services": ["M1.01"], "if_built": ["M5.02"], "monthly_fen": 500}
    lift = plan.lines.get(offered__code="C3.08")
    assert (lift.short_fen, lift.cost_fen, lift.standing, lift.wanted_heads, lift.entitled_heads) == (
        420_000 * YUAN, 500_000 * YUAN, "owners", 4, 4,
    )  # fmt: skip


def test_a_plan_is_what_the_domain_draws_from_the_stored_inputs(db):
    world = selected(World(), WANT)

    plan = world.draft()

    inputs = inputs_from_plain(plan.inputs)
    drawn = draw(inputs)
    assert (plan.digest, plan.total_fen) == (plan_digest(inputs, drawn), drawn.total_fen)
    assert [
        (line.outcome, line.why, line.others, line.short_fen, line.cost_fen, line.rank)
        for line in plan.lines.order_by("position")
    ] == [
        (
            line.outcome,
            line.reason.why,
            [list(key) for key in line.reason.others],
            line.reason.short_fen,
            line.cost_fen,
            line.rank,
        )
        for line in drawn.lines
    ]


def test_drawing_is_logged_by_its_digest_and_sealed_at_once(db):
    world = selected(World(), WANT)

    plan = world.draft()

    event = Event.objects.get(what="plan.drawn")
    assert (event.about, event.by, event.at) == (f"plan:{plan.pk}", CHAIR, world.at)
    assert event.detail == {"kind": "draft", "number": 1, "digest": plan.digest, "total_fen": plan.total_fen}
    assert Unsealed.objects.filter(district=event.district).count() == 0


def test_the_same_inputs_drawn_again_give_the_plan_that_stands(db):
    world = selected(World(), WANT)
    plan, before = world.draft(), counts()

    again = world.wait(days=1).draft()

    assert (again, counts()) == (plan, before)


def again_after(change: object) -> tuple[Plan, Plan]:
    world = selected(World(), WANT)
    first = world.draft()
    change(world.wait(days=1))
    return first, world.draft()


def test_other_money_makes_another_plan(db):
    first, second = again_after(lambda world: budget(world, 100_000))

    assert (second.number, second.budget_fen) == (2, 100_000 * YUAN)
    assert second.digest != first.digest
    assert Plan.objects.get(pk=first.pk).budget_fen == 200_000 * YUAN


def test_the_same_money_announced_again_makes_another_plan_of_the_same_digest(db):
    """Something was announced after the plan, so that nobody can say it was drawn from what stood before."""
    first, second = again_after(lambda world: budget(world, 200_000))

    assert (second.number, second.digest) == (2, first.digest)


def test_a_defect_makes_its_line_due(db):
    def find(world: World) -> None:
        finding = acts.report_finding(world)
        surveying.check_finding(finding_id=finding.pk, by=RECORDER, at=world.at)

    first, second = again_after(find)

    assert outcomes(first)["C1.07", "community"] == ("in", "supported")
    assert outcomes(second)["C1.07", "community"] == ("in", "due")


def test_another_menu_makes_another_plan(db):
    def change(world: World) -> None:
        acts.set_line(world, quantity_milli=8_000)
        offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)

    first, second = again_after(change)

    assert second.total_fen - first.total_fen == 4 * 4_000 * YUAN


@pytest.mark.parametrize(
    "measure, supports",
    [
        (Measure.SHARE, {"C1.07": "4/7", "C3.03": "1/1", "C3.08": "1/1"}),
        (Measure.VOICES, {"C1.07": "4/1", "C3.03": "4/1", "C3.08": "4/1"}),
        (Measure.AREA, {"C1.07": "4000000/1", "C3.03": "4000000/1", "C3.08": "4000000/1"}),
    ],
)
def test_support_is_measured_as_was_announced(db, measure, supports):
    """The four households of one stairwell want the lamps, its stairs and its lift; the others answer nothing."""
    world = World()
    _ = world.roll
    world.prepare_lines()
    offering.announce(
        consultation_id=world.pk,
        budget_fen=world.budget_fen,
        method=world.consultation.method,
        measure=measure,
        by=CHAIR,
        at=world.at,
    )
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)
    round = world.select()
    for entry in world.entries(round):
        if entry.shares.filter(place__code="1-1").exists():
            world.cast(round, entry, dict.fromkeys(supports, WANT))
    world.close_and_count(round)

    plan = world.draft()

    found = {c["code"]: c["support"] for c in plan.inputs["candidates"] if c["place"] in ("community", "1-1")}
    assert {code: found[code] for code in supports} == supports


def test_the_decision_filters_what_the_selection_ranked(db):
    world = World().consulting()

    plan = decided(world, {"C1.07": WANT, "C2.05": NOT, "C3.01": NONE, "C3.03": WANT, "C3.08": WANT, "M6.01": WANT})

    assert outcomes(plan) == {
        ("C1.07", "community"): ("in", "supported"),
        ("C1.11", "community"): ("in", "supported"),
        ("C2.05", "community"): ("out", "failed"),
        ("C3.01", "1"): ("out", "failed"),
        ("C3.03", "1-1"): ("in", "supported"),
        ("C3.03", "1-2"): ("in", "supported"),
        ("C3.08", "1-1"): ("out", "money"),
        ("C5.05", "community"): ("wish", "for_the_district"),
        ("M1.01", "community"): ("in", "supported"),
        ("M5.02", "1-1"): ("out", "money"),
        ("M6.01", "community"): ("in", "compulsory"),
    }
    assert dict(plan.lines.order_by("position").values_list("offered__code", "verdict"))["C2.05"] == "failed"
    assert world.stage == S.PLANNED


def test_without_the_package_no_service_is_in_and_the_plan_cannot_hang(db):
    world = World().consulting()

    plan = decided(world, {code: NOT if code == "M6.01" else WANT for code, *_ in World.menu})

    rows = outcomes(plan)
    assert (rows["M6.01", "community"], rows["M1.01", "community"]) == (("out", "failed"), ("out", "package_failed"))
    assert plan.package == {}
    with pytest.raises(StageRefused) as refused:
        acts.post_plan(world)
    assert refused.value.values["missing"] == ("management",)


def test_a_final_plan_waits_for_the_result_to_be_posted(db):
    """Whichever comes last moves the community on."""
    world = standing_at(S.COUNTED)

    world.final()
    assert world.stage == S.COUNTED
    notices.post_result(round_id=newest(world, "decision").pk, posted_where="公告栏", by=CHAIR, at=world.at)

    assert world.stage == S.PLANNED


def test_the_money_may_change_until_the_plan_hangs(db):
    world = standing_at(S.PLANNED)
    first = world.consultation.plans.newest(PlanKind.FINAL)
    budget(world.wait(days=1), 700_000)

    with pytest.raises(StageRefused) as refused:
        acts.post_plan(world)
    assert refused.value.values["missing"] == ("management", "plan_posted")
    second = world.final()
    acts.post_plan(world)

    assert (outcomes(first)["C3.08", "1-1"], outcomes(second)["C3.08", "1-1"]) == (
        ("out", "money"),
        ("in", "supported"),
    )
    assert (world.consultation.notices.get(kind="plan").plan, world.stage) == (second, S.ON_NOTICE)


def test_after_an_annulment_a_final_plan_stands_on_the_new_decision(db):
    world = World().consulting()
    before = decided(world, WANT)
    rounds.annul_round(ruling=RULING, round_id=newest(world, "decision").pk, reason="名册有误", by=CHAIR, at=world.at)
    with pytest.raises(StageRefused, match=r"^not_now"):
        world.final()

    after = decided(world, {code: NOT if code == "C1.07" else WANT for code, *_ in World.menu})

    assert outcomes(before)["C1.07", "community"] == ("in", "supported")
    assert outcomes(after)["C1.07", "community"] == ("out", "failed")
    assert [plan.number for plan in (before, after)] == [2, 3]


def test_what_was_never_asked_is_not_in_the_plan(db):
    """The community came back and put another line on the menu, which the owners have not seen."""
    world = standing_at(S.COUNTED)
    go(world, S.CONSULTING)
    acts.set_line(world, code="C2.03", quantity_milli=10_000, unit_price_fen=200 * YUAN)
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)
    world.draft()
    world.meet(adopts=True)

    rounds.rely_on_results(consultation_id=world.pk, by=CHAIR, at=world.at)
    plan = world.final()

    assert outcomes(plan)["C2.03", "community"] == ("out", "not_asked")
    assert not Question.objects.filter(code="C2.03").exists()


def test_the_mode_most_households_chose_goes_to_the_owners(db):
    world = World()
    round = world.prepare().select()
    number = Question.objects.get(round=round, code="M6.01").number
    modes = ["residents", "residents", "residents", "service_centre", "service_centre", None, None]
    for entry, mode in zip(world.entries(round), modes, strict=True):
        casting.cast(
            round_id=round.pk,
            entry_id=entry.pk,
            said=casting.Said({number: WANT}, Choices(options={number: mode} if mode else {})),
            strength="letter",
            by="voice:1",
            at=world.at,
        )
    world.close_and_count(round)

    assert world.draft().package["mode"] == "residents"
