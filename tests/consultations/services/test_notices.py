"""What hangs, for how long, and who objects to it."""

from datetime import datetime, timedelta

import pytest

from consultations.domain.stages import Stage
from consultations.models import Notice, Objection
from consultations.services import notices, reviewing, rounds
from consultations.services.moving import StageRefused
from consultations.services.notices import NoticeRefused, ObjectionRefused
from renewal_portal.ledger.models import Event
from renewal_portal.ledger.services import district_settings
from tests.stages import WAY, go, newest, onward, standing_at
from tests.world import CHAIR, OFFICIAL, RECORDER, World

S = Stage
SECOND = timedelta(seconds=1)


def post_result(world: World) -> Notice:
    return notices.post_result(round_id=newest(world, "decision").pk, posted_where=" 公告栏 ", by=CHAIR, at=world.at)


def post_plan(world: World) -> Notice:
    return notices.post_plan(consultation_id=world.pk, posted_where=" 公告栏 ", by=CHAIR, at=world.at)


def hanging(world: World, kind: str = "plan") -> Notice:
    return world.consultation.notices.filter(kind=kind).latest("posted_at")


def object_to(world: World, notice: Notice, **more: object) -> Objection:
    return notices.file_objection(notice_id=notice.pk, text=" 噪声 ", by="voice:7", at=world.at, **more)


def answer(world: World, objection: Objection, *, upheld: bool = False) -> Objection:
    return notices.answer_objection(
        objection_id=objection.pk, answer=" 夜间不施工。 ", upheld=upheld, by=RECORDER, at=world.at
    )


def submit(world: World, at: datetime) -> None:
    reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=at)


def told(what: str) -> list[tuple[str, str, dict]]:
    return list(Event.objects.filter(what=what).order_by("pk").values_list("about", "by", "detail"))


def test_a_result_hangs_for_three_days(db):
    world = standing_at(S.COUNTED)

    notice = post_result(world)

    assert (notice.kind, notice.round, notice.plan) == ("result", newest(world, "decision"), None)
    assert (notice.posted_where, notice.posted_by, notice.posted_at) == ("公告栏", CHAIR, world.at)
    assert notice.ends_at == world.at + timedelta(days=3)
    assert told("notice.posted") == [(f"notice:{notice.pk}", CHAIR, {"kind": "result"})]
    assert world.stage == S.COUNTED


@pytest.mark.parametrize("days, again", [(2, False), (3, True)])
def test_what_has_hung_may_hang_again_and_what_hangs_may_not(db, days, again):
    """Also when the community has gone on meanwhile: somebody may have torn it down."""
    world = standing_at(S.PLANNED)
    world.at = hanging(world, "result").posted_at + timedelta(days=days)

    if again:
        assert post_result(world).posted_at == world.at
    else:
        with pytest.raises(NoticeRefused, match=r"^posted_already"):
            post_result(world)
    assert world.stage == S.PLANNED


def test_a_plan_hangs_as_long_as_the_district_says(db):
    world = standing_at(S.PLANNED)
    district_settings.set_value(
        district="500107",
        key="plan_notice_days",
        value=12,
        valid_from=world.at.date(),
        source="区政府通知",
        by=OFFICIAL,
        at=world.at,
    )

    notice = post_plan(world)

    assert notice.ends_at - notice.posted_at == timedelta(days=12)
    assert (notice.kind, notice.plan, notice.round) == ("plan", world.consultation.plans.newest("final"), None)
    assert world.stage == S.ON_NOTICE


def test_a_plan_that_hangs_again_hangs_its_full_time(db):
    """Its first period is over; the offices get it after the second."""
    world = standing_at(S.ON_NOTICE)
    world.at = hanging(world).ends_at
    again = post_plan(world)

    for moment in (world.at, again.ends_at - SECOND):
        with pytest.raises(StageRefused) as refused:
            submit(world, moment)
        assert refused.value.values["missing"] == ("notice_over",)
    submit(world, again.ends_at)

    assert (again.ends_at - again.posted_at, world.stage) == (timedelta(days=7), S.IN_REVIEW)


@pytest.mark.parametrize("seconds, code", [(-1, "period_over"), (0, None)])
def test_objections_begin_when_the_notice_hangs(db, seconds, code):
    world = standing_at(S.ON_NOTICE)
    notice = hanging(world)
    world.at = notice.posted_at + seconds * SECOND

    assert outcome(world, notice) == code


@pytest.mark.parametrize("seconds, code", [(-1, None), (0, "period_over")])
def test_objections_end_with_the_period(db, seconds, code):
    world = standing_at(S.ON_NOTICE)
    notice = hanging(world)
    world.at = notice.ends_at + seconds * SECOND

    assert outcome(world, notice) == code


def outcome(world: World, notice: Notice) -> str | None:
    try:
        object_to(world, notice)
    except ObjectionRefused as refused:
        return refused.code
    return None


def test_an_objection_is_kept_as_it_was_written_and_told_without_words(db):
    world = standing_at(S.ON_NOTICE)
    entry = world.roll.entries.filter(kind="owner").first()

    signed = object_to(world, hanging(world), entry_id=entry.pk)
    unsigned = object_to(world, hanging(world))

    assert (signed.text, signed.entry, signed.filed_by, signed.filed_at) == ("噪声", entry, "voice:7", world.at)
    assert (unsigned.entry, unsigned.answer, unsigned.upheld) == (None, "", None)
    assert told("objection.filed") == [(f"objection:{o.pk}", "voice:7", {}) for o in (signed, unsigned)]


def test_an_answer_is_kept_with_who_gave_it(db):
    world = standing_at(S.ON_NOTICE)
    objection = object_to(world, hanging(world))

    answer(world.wait(days=1), objection)

    kept = Objection.objects.get()
    assert (kept.answer, kept.upheld, kept.answered_by, kept.answered_at) == (
        "夜间不施工。",
        False,
        RECORDER,
        world.at,
    )
    assert told("objection.answered") == [(f"objection:{objection.pk}", RECORDER, {"upheld": False})]
    assert world.stage == S.ON_NOTICE


def test_an_empty_answer_is_none(db):
    world = standing_at(S.ON_NOTICE)
    objection = object_to(world, hanging(world))

    with pytest.raises(ObjectionRefused, match=r"^without_text"):
        notices.answer_objection(objection_id=objection.pk, answer=" ", upheld=True, by=CHAIR, at=world.at)

    assert world.stage == S.ON_NOTICE


def test_an_upheld_objection_takes_the_plan_back_with_the_answer_as_its_reason(db):
    world = standing_at(S.ON_NOTICE)

    answer(world, object_to(world, hanging(world)), upheld=True)

    move = world.consultation.moves.latest("pk")
    assert (world.stage, move.reason, move.moved_by) == (S.CONSULTING, "夜间不施工。", RECORDER)


def test_an_upheld_objection_to_a_result_moves_nothing(db):
    """Whether the count is annulled is decided with its own reason."""
    world = standing_at(S.COUNTED)
    notice = post_result(world)

    answer(world, object_to(world, notice), upheld=True)

    assert (world.stage, Objection.objects.get().upheld) == (S.COUNTED, True)


def test_every_objection_is_answered_before_the_offices_see_the_plan(db):
    world = standing_at(S.ON_NOTICE)
    objection = object_to(world, hanging(world))

    with pytest.raises(StageRefused) as refused:
        WAY[S.ON_NOTICE](world)
    assert refused.value.values["missing"] == ("objections_answered",)
    answer(world, objection)
    onward(world, S.IN_REVIEW)

    assert world.stage == S.IN_REVIEW


def test_objections_go_on_while_the_community_rests(db):
    world = standing_at(S.ON_NOTICE)
    notice = hanging(world)
    go(world, S.SUSPENDED)

    objection = object_to(world, notice)
    answer(world, objection, upheld=True)
    assert world.stage == S.SUSPENDED
    go(world, S.ON_NOTICE, reason="")

    with pytest.raises(StageRefused) as refused:
        WAY[S.ON_NOTICE](world)
    assert refused.value.values["missing"] == ("no_upheld_objection",)


def test_a_plan_that_went_back_takes_no_objection_and_its_result_still_does(db):
    world = standing_at(S.ON_NOTICE)
    plan, result = hanging(world), hanging(world, "result")
    go(world, S.CONSULTING)

    assert (outcome(world, plan), outcome(world, result)) == ("not_on_notice", None)


def test_a_plan_posted_before_it_went_back_is_no_notice_of_the_next(db):
    """The old objections do not hold up the new plan, and the old period does not count for it."""
    world = standing_at(S.ON_NOTICE)
    object_to(world, hanging(world))
    answer(world, object_to(world, hanging(world)), upheld=True)
    rounds.rely_on_results(consultation_id=world.pk, by=CHAIR, at=world.wait(days=30).at)
    world.final()
    again = post_plan(world)

    with pytest.raises(StageRefused) as refused:
        submit(world, world.at)
    assert refused.value.values["missing"] == ("notice_over",)
    submit(world, again.ends_at)

    assert world.stage == S.IN_REVIEW
