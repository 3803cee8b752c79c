"""Each thing that may be missing: seen while it is, and no longer once it is done."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from communities.models import Community, RollCorrection
from communities.services.rolls import freeze_roll
from consultations.domain.review import Decision, Office, Opinion
from consultations.domain.stages import Missing, Stage
from consultations.loaders.policy import going_on
from consultations.loaders.readiness import CHECKS, done, undone_findings
from consultations.models import Consultation, Finding, Remark
from consultations.services import meetings, notices, offering, reviewing, rounds, surveying
from consultations.services.moving import StageRefused
from renewal_portal.ledger.services import district_settings
from tests.consultations import remarked
from tests.consultations.services import acts
from tests.residents import is_told, says_wrong
from tests.stages import decide, go, newest, onward, reported, review, standing_at
from tests.world import CHAIR, NOT, OFFICIAL, RULING, WANT, YUAN, World

S, M = Stage, Missing
Act = Callable[[World], object]


def here(world: World) -> Consultation:
    return Consultation.objects.with_community().get(pk=world.pk)


def is_done(world: World, item: Missing) -> bool:
    return CHECKS[item](here(world), world.at)


def at(stage: Stage) -> Callable[[], World]:
    return lambda: standing_at(stage)


def old_enough(world: World) -> None:
    Community.objects.filter(pk=world.community.pk).update(built_year=2000)


def too_young() -> World:
    world = World()
    Community.objects.filter(pk=world.community.pk).update(built_year=2001)
    return world


def freeze(world: World) -> None:
    _ = world.roll


def check_all(world: World) -> None:
    for finding in Finding.objects.unchecked():
        surveying.check_finding(finding_id=finding.pk, by="user:77", at=world.at)


def reported_defect() -> World:
    world = World()
    acts.report_finding(world)
    return world


def corrected() -> World:
    """The roll is fixed, and somebody says that it is wrong."""
    world = World()
    freeze(world)
    says_wrong(world)
    return world


def reply(world: World, *, accepted: bool) -> None:
    is_told(world, RollCorrection.objects.of(world.community.pk).get(), accepted=accepted)


def parking() -> World:
    world = World(menu=(*World.menu, ("C2.01", "community", 5_000, 3_000 * YUAN)))
    world.prepare_lines()
    return world


def rule(world: World) -> None:
    line = world.consultation.menus.in_preparation().lines.get(code="C2.01")
    offering.rule_on_use(line_id=line.pk, changes=False, reason="不占用", by=CHAIR, at=world.at)


def offer(world: World) -> None:
    offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at)


def with_lines() -> World:
    world = World()
    world.prepare_lines()
    return world


def set_for_tomorrow(world: World, key: str, value: int) -> None:
    """The district's own value, from the day after on."""
    district_settings.set_value(
        district="500107",
        key=key,
        value=value,
        valid_from=world.at.date() + timedelta(days=1),
        source="区政府通知",
        by=OFFICIAL,
        at=world.at,
    )


def most_must_be_willing() -> World:
    """All eight answer, four of them want nothing, the district asks that 80 percent want something."""
    world = standing_at(S.SELECTING)
    set_for_tomorrow(world, "willing_percent", 80)
    round = newest(world, "selection")
    for number, entry in enumerate(world.entries(round)):
        world.cast(round, entry, WANT if number % 2 else NOT)
    world.close_and_count(round)
    return world


def all_are_willing(world: World) -> None:
    round = world.select()
    world.everybody(round)
    world.close_and_count(round)


def asked_to_go_on() -> World:
    """A final plan; five of eight are for it, and the district asks for two thirds of all."""
    world = standing_at(S.PLANNED)
    set_for_tomorrow(world, "go_on_percent", 67)
    ask_to_go_on(world.wait(days=2), 5)
    return world


def ask_to_go_on(world: World, in_favour: int) -> None:
    meetings.record_meeting(
        consultation_id=world.pk,
        kind="residents",
        held_at=world.wait(hours=1).at,
        venue="院坝",
        entitled=8,
        present=8,
        minutes="",
        motions=[meetings.Motion("继续实施本方案", in_favour, 8 - in_favour, goes_on=True)],
        by=CHAIR,
        at=world.at,
    )


def half_must_answer() -> World:
    """Three of seven answer, the district asks for half."""
    world = standing_at(S.SELECTING)
    district_settings.set_value(
        district="500107",
        key="response_rate_percent",
        value=50,
        valid_from=world.at.date() + timedelta(days=1),
        source="区政府通知",
        by=OFFICIAL,
        at=world.at,
    )
    round = newest(world, "selection")
    for entry in world.entries(round)[:3]:
        world.cast(round, entry, WANT)
    world.close_and_count(round)
    return world


def all_answer(world: World) -> None:
    again = world.select()
    world.everybody(again)
    world.close_and_count(again)


def count(kind: str) -> Act:
    return lambda world: world.close_and_count(newest(world, kind))


def met_once() -> World:
    world = standing_at(S.CONSULTING)
    world.meet()
    return world


def drafted() -> World:
    world = standing_at(S.CONSULTING)
    world.draft()
    return world


def call(world: World) -> None:
    """Called, and not moved on yet: the gate is asked in the middle of it."""
    acts.call_decision(world)


def post_result(world: World) -> None:
    notices.post_result(round_id=newest(world, "decision").pk, posted_where="公告栏", by=CHAIR, at=world.at)


def without_package() -> World:
    """The owners have turned the package down."""
    world = World().consulting()
    round = world.decide()
    world.everybody(round, {code: NOT if code == "M6.01" else WANT for code, *_ in World.menu})
    world.close_and_count(round)
    post_result(world)
    world.final()
    return world


def ask_again(world: World) -> None:
    rounds.annul_round(ruling=RULING, round_id=newest(world, "decision").pk, reason="名册有误", by=CHAIR, at=world.at)
    round = world.decide()
    world.everybody(round)
    world.close_and_count(round)
    post_result(world)
    world.final()


def objected() -> World:
    world = standing_at(S.ON_NOTICE)
    acts.object_to(world)
    return world


def answer(world: World, *, upheld: bool = False) -> None:
    objection = world.consultation.notices.get(kind="plan").objections.get()
    notices.answer_objection(objection_id=objection.pk, answer="已说明", upheld=upheld, by=CHAIR, at=world.at)


def upheld_while_resting() -> World:
    world = objected()
    go(world, S.SUSPENDED)
    answer(world, upheld=True)
    go(world, S.ON_NOTICE, reason="")
    return world


def post_anew(world: World) -> None:
    go(world, S.CONSULTING)
    rounds.rely_on_results(consultation_id=world.pk, by=CHAIR, at=world.wait(days=1).at)
    world.final()
    acts.post_plan(world)


def all_heard(world: World) -> None:
    for office in Office:
        reviewing.give_opinion(
            review_id=review(world).pk, office=office, opinion=Opinion.AGREES, note="", by=OFFICIAL, at=world.at
        )


def with_a_word() -> World:
    """A counted selection in which a household wrote a word."""
    world = onward(World(), S.SELECTING)
    remarked.write(world, newest(world, "selection"))
    return onward(world, S.CONSULTING)


def read_words(world: World) -> None:
    remarked.hide(world, Remark.objects.get())


def notice_over(world: World) -> None:
    world.at = world.consultation.notices.get(kind="plan").ends_at


#: What is missing, where, and what does it.
CASES: dict[Missing, tuple[Callable[[], World], Act]] = {
    M.ELIGIBLE: (too_young, old_enough),
    M.ROLL: (World, freeze),
    M.CORRECTIONS_ANSWERED: (corrected, lambda world: reply(world, accepted=False)),
    M.FINDINGS_CHECKED: (reported_defect, check_all),
    M.MENU_LINES: (World, World.prepare_lines),
    M.RULINGS: (parking, rule),
    M.BUDGET: (World, acts.announce),
    M.METHOD: (World, acts.announce),
    M.MENU_OFFERED: (with_lines, offer),
    M.SELECTION_OPEN: (lambda: World().prepare(), acts.open_selection),
    M.SELECTION_COUNTED: (at(S.SELECTING), count("selection")),
    M.RESPONSE_RATE: (half_must_answer, all_answer),
    M.WILLING: (most_must_be_willing, all_are_willing),
    M.REMARKS_READ: (with_a_word, read_words),
    M.MEETINGS: (met_once, World.meet),
    M.DRAFT_PLAN: (at(S.CONSULTING), World.draft),
    M.DRAFT_ADOPTED: (drafted, lambda world: world.meet(adopts=True)),
    M.DECISION_CALLED: (lambda: World().consulting(), call),
    M.DECISION_COUNTED: (at(S.DECIDING), count("decision")),
    M.RESULT_POSTED: (at(S.COUNTED), post_result),
    M.FINAL_PLAN: (at(S.COUNTED), World.final),
    M.MANAGEMENT: (without_package, ask_again),
    M.GO_ON: (asked_to_go_on, lambda world: ask_to_go_on(world, 6)),
    M.PLAN_POSTED: (at(S.PLANNED), acts.post_plan),
    M.NOTICE_OVER: (at(S.ON_NOTICE), notice_over),
    M.OBJECTIONS_ANSWERED: (objected, answer),
    M.NO_UPHELD_OBJECTION: (upheld_while_resting, post_anew),
    M.OPINIONS: (at(S.IN_REVIEW), all_heard),
    M.DECIDED: (at(S.IN_REVIEW), lambda world: decide(world, Decision.APPROVE)),
    M.WORKS_BEGUN: (at(S.APPROVED), reported("beginning")),
    M.WORKS_ACCEPTED: (at(S.UNDER_WAY), reported("acceptance", open_safety_defects=0)),
    M.EVALUATION: (at(S.ACCEPTED), reported("evaluation", satisfied_percent=60)),
    M.HANDOVER: (at(S.EVALUATED), reported("handover")),
}


@pytest.mark.parametrize("item", CASES)
def test_what_is_missing_is_missing_until_it_is_done(db, item):
    begin, act = CASES[item]
    world = begin()
    assert not is_done(world, item)

    act(world)

    assert is_done(world, item)


def test_everything_that_may_be_missing_is_tried():
    assert set(CASES) == set(Missing) == set(CHECKS)


def test_a_correction_that_is_right_is_done_once_the_roll_is_fixed_after_it(db):
    world = corrected()

    reply(world, accepted=True)
    assert not is_done(world, M.CORRECTIONS_ANSWERED)

    freeze_roll(community_id=world.community.pk, by=CHAIR, at=world.at)
    assert is_done(world, M.CORRECTIONS_ANSWERED)


def test_what_another_community_has_to_correct_holds_up_nobody_here(db):
    world = World("other")
    corrected()

    assert is_done(world, M.CORRECTIONS_ANSWERED)


def test_the_offices_need_not_speak_once_their_time_is_over(db):
    world = standing_at(S.IN_REVIEW)
    assert not is_done(world, M.OPINIONS)

    world.at = review(world).silent_until

    assert is_done(world, M.OPINIONS)


@pytest.mark.parametrize("item", [M.OPINIONS, M.DECIDED, M.RESPONSE_RATE, M.SELECTION_COUNTED, M.DECISION_CALLED])
def test_before_anything_has_begun_nothing_is_done(db, item):
    assert not is_done(World(), item)


def test_nothing_is_asked_beyond_the_next_step(db):
    world = standing_at(S.SELECTING)

    assert done(here(world), S.SELECTING, world.at) == frozenset()
    assert done(here(world), S.CLOSED, world.at) == frozenset()


def test_a_defect_is_due_until_its_line_is_on_the_menu_or_left_out(db):
    world = World()
    acts.report_finding(world)
    item, place = Finding.objects.values_list("item_id", "place_id").get()
    assert undone_findings(here(world)) == []
    check_all(world)
    assert undone_findings(here(world)) == [(item, place)]

    acts.leave_out(world, code="C1.07")
    assert undone_findings(here(world)) == []
    acts.set_line(world)
    assert undone_findings(here(world)) == []


def test_a_defect_of_an_item_that_may_be_chosen_is_not_due(db):
    """Only basic items are done because they are broken."""
    world = World()
    surveying.report_finding(
        consultation_id=world.pk,
        item_id=world.consultation.edition.items.get(code="C2.05").pk,
        place_id=world.community.places.get(code="community").pk,
        text_zh="损坏",
        by=CHAIR,
        at=world.at,
    )
    check_all(world)

    assert undone_findings(here(world)) == []


def test_an_objection_to_the_last_plan_does_not_hold_up_this_one(db):
    world = objected()
    answer(world, upheld=True)
    assert world.stage == S.CONSULTING

    rounds.rely_on_results(consultation_id=world.pk, by=CHAIR, at=world.wait(days=1).at)
    world.final()
    acts.post_plan(world)

    assert is_done(world, M.NO_UPHELD_OBJECTION)
    assert is_done(world, M.OBJECTIONS_ANSWERED)
    assert not is_done(world, M.NOTICE_OVER)


def test_a_plan_the_residents_do_not_want_is_not_posted_and_can_be_withdrawn(db):
    world = asked_to_go_on()
    assert going_on(world.consultation, world.at).whole == 8

    with pytest.raises(StageRefused) as refused:
        acts.post_plan(world)
    assert refused.value.values["missing"] == (M.GO_ON,)

    go(world, S.WITHDRAWN, reason="居民不愿意。")

    assert world.stage == S.WITHDRAWN


def test_the_last_meeting_that_was_asked_counts(db):
    world = asked_to_go_on()
    ask_to_go_on(world, 8)
    assert is_done(world, M.GO_ON)

    ask_to_go_on(world, 5)

    assert not is_done(world, M.GO_ON)
