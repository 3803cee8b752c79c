"""The last steps of the way: notice, objections, review, works; and the side doors."""

from datetime import datetime

from communities.models import RollEntry
from consultations.demo.way import Way
from consultations.domain.review import Decision, Office, Opinion
from consultations.domain.stages import Stage
from consultations.models import Notice, Objection, Review
from consultations.services import moving, notices, reviewing, rounds, works

POSTED = "小区大门公告栏、各单元门口"
OBJECTIONS = (
    ("雨污分流要挖开院坝，老人进出不方便，请一直留一条路。", "分段施工，始终保留一条 1.2 米宽、有扶手的通道。"),
    ("屋面防水保修几年没有写明，请写进方案。", "屋面防水保修期不少于 5 年，写入施工合同并在公告栏公布。"),
)
OFFICES = tuple(Office)
CHANGES = {Office.FIRE: "请在施工图中标明消防登高面。"}
REPORTS = {
    "beginning": "施工单位进场，先做地下管线，公示施工时间表。",
    "acceptance": "居民代表、街道和住建部门共同验收，按清单逐项核对。",
    "evaluation": "入户问卷与现场回访，结果张贴公告栏。",
    "handover": "设施移交物业服务单位，资料归档。",
}


def post_result(way: Way, at: datetime) -> None:
    notices.post_result(round_id=way.round("decision").pk, posted_where=POSTED, by=way.chair, at=at)


def post_plan(way: Way, at: datetime) -> None:
    notices.post_plan(consultation_id=way.pk, posted_where=POSTED, by=way.chair, at=at)


def object_once(way: Way, at: datetime) -> None:
    _object(way, 0, at)


def object_again(way: Way, at: datetime) -> None:
    _object(way, 1, at)


def answer(way: Way, at: datetime) -> None:
    """Answer the one objection that waits; nothing in the plan has to change."""
    waiting = Objection.objects.get(notice__consultation=way.pk, answered_at=None)
    answers = dict(OBJECTIONS)
    notices.answer_objection(
        objection_id=waiting.pk, answer=answers[waiting.text], upheld=False, by=way.recorder, at=at
    )


def submit(way: Way, at: datetime) -> None:
    reviewing.submit_plan(consultation_id=way.pk, by=way.chair, at=at)


def first_opinions(way: Way, at: datetime) -> None:
    _opine(way, OFFICES[: len(OFFICES) // 2], at)


def other_opinions(way: Way, at: datetime) -> None:
    _opine(way, OFFICES[len(OFFICES) // 2 :], at)


def approve(way: Way, at: datetime) -> None:
    rounds.countersign(round_id=way.round("decision").pk, by=way.official, at=at)
    _decide(way, Decision.APPROVE, "各部门意见一致，同意实施。", at)


def begin_works(way: Way, at: datetime) -> None:
    _report(way, "beginning", at)


def accept_works(way: Way, at: datetime) -> None:
    _report(way, "acceptance", at, open_safety_defects=0)


def evaluate(way: Way, at: datetime) -> None:
    _report(way, "evaluation", at, satisfied_percent=91)


def hand_over(way: Way, at: datetime) -> None:
    _report(way, "handover", at)


def leave(way: Way, at: datetime) -> None:
    """Go by the side door the data name: rejected by the district, else withdrawn or suspended by the committee."""
    to, reason = Stage(way.data["leaves"]["to"]), way.data["leaves"]["reason"]
    if to is Stage.REJECTED:
        _decide(way, Decision.REJECT, reason, at)
    else:
        moving.go(consultation_id=way.pk, to=to, by=way.chair, at=at, reason=reason)


def _object(way: Way, number: int, at: datetime) -> None:
    """An owner who voted objects to the posted plan."""
    notice = Notice.objects.get(consultation=way.pk, kind="plan")
    entries = RollEntry.objects.filter(roll=way.round("decision").roll_id, kind="owner").order_by("number")
    entry = entries[number]
    text, _answer = OBJECTIONS[number]
    notices.file_objection(notice_id=notice.pk, text=text, entry_id=entry.pk, by=f"voice:{entry.pk}", at=at)


def _opine(way: Way, some: tuple[Office, ...], at: datetime) -> None:
    review = Review.objects.get(consultation=way.pk, decision=None)
    for office in some:
        note = CHANGES.get(office, "")
        opinion = Opinion.AGREES_WITH_CHANGES if note else Opinion.AGREES
        reviewing.give_opinion(review_id=review.pk, office=office, opinion=opinion, note=note, by=way.official, at=at)


def _decide(way: Way, decision: Decision, reason: str, at: datetime) -> None:
    review = Review.objects.get(consultation=way.pk, decision=None)
    reviewing.decide_review(review_id=review.pk, decision=decision, reason=reason, by=way.official, at=at)


def _report(way: Way, kind: str, at: datetime, **figures: int) -> None:
    works.report_milestone(consultation_id=way.pk, kind=kind, text=REPORTS[kind], by=way.chair, at=at, **figures)
