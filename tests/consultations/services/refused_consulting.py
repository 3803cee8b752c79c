"""Each refusal about meetings, plans, notices, the review and the works: the stage, what is done before, the act."""

from datetime import datetime, timedelta

from communities.models import RollEntry
from communities.services.limits import MOST_WRITTEN
from consultations.domain.review import Decision, Opinion
from consultations.domain.stages import Stage
from consultations.models import Notice, Objection, Round
from consultations.services import meetings, notices, putting_up, reviewing, works
from tests.consultations.services import acts
from tests.stages import decide, go, newest
from tests.world import CHAIR, World

S = Stage


def meet(world: World, **changes: object) -> None:
    given = {
        "kind": "residents",
        "held_at": world.at,
        "venue": "院坝",
        "entitled": 8,
        "present": 6,
        "minutes": "",
        "motions": (),
    }
    meetings.record_meeting(consultation_id=world.pk, by=CHAIR, at=world.at, **given | changes)


def post_result(world: World, round: Round, where: str = "公告栏") -> Notice:
    return notices.post_result(round_id=round.pk, posted_where=where, by=CHAIR, at=world.at)


def decision(world: World) -> Round:
    return newest(world, "decision")


def posted(world: World) -> Round:
    post_result(world, decision(world))
    return decision(world)


def notice(world: World) -> Notice:
    return world.consultation.notices.get(kind="plan")


def object_to(world: World, notice: Notice, text: str = "不同意", entry_id: int | None = None) -> Objection:
    return notices.file_objection(notice_id=notice.pk, text=text, entry_id=entry_id, by="voice:1", at=world.at)


def write_to(world: World, notice: Notice) -> Objection:
    """Without a letter, from one address."""
    return notices.file_objection(
        notice_id=notice.pk, text="不同意", by="public:page", at=world.at, address="192.0.2.7"
    )


def written_full(world: World) -> Notice:
    for _ in range(MOST_WRITTEN):
        write_to(world, notice(world))
    return notice(world)


def over(world: World) -> Notice:
    world.at = notice(world).ends_at
    return notice(world)


def hang(world: World, made: Notice) -> None:
    putting_up.put_up(notice_id=made.pk, place="大门", by=CHAIR, at=world.at)


def hung(world: World) -> Notice:
    hang(world, notice(world))
    return notice(world)


def record(world: World, made: Notice, came_at: datetime | None) -> None:
    notices.record_objection(notice_id=made.pk, text="噪声", received_at=came_at, by=CHAIR, at=world.at)


def gone_back(world: World) -> Notice:
    go(world, S.CONSULTING)
    return notice(world)


def foreigner(world: World) -> tuple[Notice, int]:
    return notice(world), RollEntry.objects.filter(roll=World("other").roll).first().pk


def answer(world: World, objection: Objection, text: str = "已说明") -> None:
    notices.answer_objection(objection_id=objection.pk, answer=text, upheld=False, by=CHAIR, at=world.at)


def objected(world: World) -> Objection:
    return object_to(world, notice(world))


def answered(world: World) -> Objection:
    made = objected(world)
    answer(world, made)
    return made


def decided(world: World) -> None:
    decide(world, Decision.APPROVE)


def submit(world: World) -> None:
    reviewing.submit_plan(consultation_id=world.pk, by=CHAIR, at=world.at)


def report(world: World, kind: str, text: str = "已完成", **figures: int) -> None:
    works.report_milestone(consultation_id=world.pk, kind=kind, text=text, by=CHAIR, at=world.at, **figures)


def _motion(**changes: object) -> tuple[meetings.Motion, ...]:
    return (meetings.Motion(**{"text": "通过", "in_favour": 6, "against": 0} | changes),)


REFUSED = {
    ("MeetingRefused", "not_held_yet"): (
        S.CONSULTING,
        None,
        lambda world: meet(world, held_at=world.at + timedelta(seconds=1)),
    ),
    ("MeetingRefused", "venue_missing"): (S.CONSULTING, None, lambda world: meet(world, venue=" ")),
    ("MeetingRefused", "more_present_than_entitled"): (S.CONSULTING, None, lambda world: meet(world, present=9)),
    ("MeetingRefused", "more_hands_than_present"): (
        S.CONSULTING,
        None,
        lambda world: meet(world, motions=_motion(against=1)),
    ),
    ("MeetingRefused", "motion_without_text"): (
        S.CONSULTING,
        None,
        lambda world: meet(world, motions=_motion(text=" ")),
    ),
    ("MeetingRefused", "no_final_plan"): (
        S.CONSULTING,
        None,
        lambda world: meet(world, motions=(*_motion(), *_motion(goes_on=True))),
    ),
    ("MeetingRefused", "no_draft"): (
        S.CONSULTING,
        None,
        lambda world: meet(world, motions=(*_motion(), *_motion(adopts_draft=True))),
    ),
    ("MeetingRefused", "recorded_already"): (S.CONSULTING, meet, lambda world, _: meet(world)),
    ("NoticeRefused", "not_counted"): (S.DECIDING, decision, post_result),
    ("NoticeRefused", "where_missing"): (S.COUNTED, decision, lambda world, round: post_result(world, round, " ")),
    ("NoticeRefused", "posted_already"): (S.COUNTED, posted, post_result),
    ("NoticeRefused", "hangs_no_longer"): (S.ON_NOTICE, over, hang),
    ("NoticeRefused", "hangs_there_already"): (S.ON_NOTICE, hung, hang),
    ("ObjectionRefused", "came_outside"): (S.ON_NOTICE, over, lambda world, made: record(world, made, world.at)),
    ("ObjectionRefused", "without_source"): (S.ON_NOTICE, notice, lambda world, made: record(world, made, None)),
    ("ObjectionRefused", "period_over"): (S.ON_NOTICE, over, object_to),
    ("ObjectionRefused", "not_on_notice"): (S.ON_NOTICE, gone_back, object_to),
    ("ObjectionRefused", "too_many"): (S.ON_NOTICE, written_full, lambda world, made: write_to(world, made)),
    ("ObjectionRefused", "without_text"): (S.ON_NOTICE, notice, lambda world, made: object_to(world, made, " ")),
    ("ObjectionRefused", "not_of_this_community"): (
        S.ON_NOTICE,
        foreigner,
        lambda world, made: object_to(world, made[0], entry_id=made[1]),
    ),
    ("ObjectionRefused", "answered_already"): (S.ON_NOTICE, answered, answer),
    ("ReviewRefused", "no_final_plan"): (S.COUNTED, None, submit),
    ("ReviewRefused", "opinion_without_note"): (
        S.IN_REVIEW,
        None,
        lambda world: acts.give_opinion(world, Opinion.OBJECTS),
    ),
    ("ReviewRefused", "decided_already"): (S.IN_REVIEW, decided, lambda world, _: acts.decide(world)),
    ("ReviewRefused", "reason_missing"): (S.IN_REVIEW, None, lambda world: acts.decide(world, reason=" ")),
    ("ReviewRefused", "offices_outstanding"): (S.IN_REVIEW, None, lambda world: acts.decide(world, Decision.APPROVE)),
    ("WorksRefused", "not_now"): (S.APPROVED, None, lambda world: report(world, "handover")),
    ("WorksRefused", "without_text"): (S.APPROVED, None, lambda world: report(world, "beginning", " ")),
    ("WorksRefused", "figure_missing"): (S.UNDER_WAY, None, lambda world: report(world, "acceptance")),
    ("WorksRefused", "safety_defects"): (
        S.UNDER_WAY,
        None,
        lambda world: report(world, "acceptance", open_safety_defects=1),
    ),
    ("WorksRefused", "below_pass_mark"): (
        S.ACCEPTED,
        None,
        lambda world: report(world, "evaluation", satisfied_percent=59),
    ),
}
