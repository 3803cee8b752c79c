"""Every act a stage may open, tried on a community wherever it stands."""

from collections.abc import Callable
from datetime import timedelta

from communities.models import RollEntry
from consultations.domain.ballots import Choices
from consultations.domain.plan.values import Measure, Method, PlanKind
from consultations.domain.review import Decision, Office, Opinion
from consultations.domain.stages import Act, Stage
from consultations.models import Notice, Review, Round
from consultations.services import casting, meetings, notices, offering, planning, reviewing, rounds, surveying, works
from renewal_portal.ledger.domain.refusals import Refused
from tests.world import CHAIR, OFFICIAL, WANT, World

A = Act
MILESTONES = {"approved": "beginning", "under_way": "acceptance", "accepted": "evaluation"}


def announce(world: World) -> None:
    offering.announce(
        consultation_id=world.pk, budget_fen=100, method=Method.SUPPORT, measure=Measure.SHARE, by=CHAIR, at=world.at
    )


def set_line(world: World, **changes: object) -> None:
    given = {"code": "C1.07", "place_code": "community", "quantity_milli": 4_000, "unit_price_fen": 400_000}
    offering.set_line(consultation_id=world.pk, by=CHAIR, at=world.at, **given | changes)


def leave_out(world: World, code: str = "C1.03", reason: str = "另有项目") -> None:
    offering.leave_out(
        consultation_id=world.pk, code=code, place_code="community", reason=reason, by=CHAIR, at=world.at
    )


def report_finding(world: World, text_zh: str = "漏水") -> object:
    item = world.consultation.edition.items.get(code="C1.07")
    return surveying.report_finding(
        consultation_id=world.pk,
        item_id=item.pk,
        place_id=world.community.places.get(code="community").pk,
        text_zh=text_zh,
        by=CHAIR,
        at=world.at,
    )


def open_selection(world: World, days: int = 10) -> Round:
    return rounds.open_selection(
        consultation_id=world.pk, closes_at=world.at + timedelta(days=days), by=CHAIR, at=world.at
    )


def call_decision(world: World, notice: int = 15, days: int = 7) -> Round:
    opens_at = world.at + timedelta(days=notice)
    return rounds.call_decision(
        consultation_id=world.pk, opens_at=opens_at, closes_at=opens_at + timedelta(days=days), by=CHAIR, at=world.at
    )


def cast(kind: str) -> Callable[[World], None]:
    def act(world: World) -> None:
        round = world.consultation.rounds.newest(kind)
        if round is None:
            raise Refused("not_open")
        world.cast(round, world.entries(round)[0], WANT)

    return act


def save_draft(world: World) -> None:
    round = world.consultation.rounds.newest("selection") or Round.objects.none().first()
    if round is None:
        raise Refused("not_open")
    entry = RollEntry.objects.filter(roll=round.roll, kind="household").first()
    said = casting.Said(world.answers(round, entry, WANT), Choices())
    casting.save_draft(round_id=round.pk, entry_id=entry.pk, said=said, by="voice:1", at=world.at)


def meet(world: World) -> None:
    meetings.record_meeting(
        consultation_id=world.pk,
        kind="residents",
        held_at=world.at,
        venue="院坝",
        entitled=8,
        present=6,
        minutes="",
        motions=[],
        by=CHAIR,
        at=world.at,
    )


def draw(kind: PlanKind) -> Callable[[World], None]:
    def act(world: World) -> None:
        planning.draw_plan(consultation_id=world.pk, kind=kind, by=CHAIR, at=world.at)

    return act


def object_to(world: World) -> None:
    notice = Notice.objects.filter(consultation=world.pk, kind="plan").order_by("-posted_at").first()
    if notice is None:
        raise Refused("not_now")
    notices.file_objection(notice_id=notice.pk, text="不同意", by="voice:1", at=notice.posted_at)


def give_opinion(world: World, opinion: Opinion = Opinion.AGREES) -> None:
    reviewing.give_opinion(
        review_id=_review(world), office=Office.FIRE, opinion=opinion, note="", by=OFFICIAL, at=world.at
    )


def decide(world: World, decision: Decision = Decision.REJECT, reason: str = "资金不足") -> None:
    reviewing.decide_review(review_id=_review(world), decision=decision, reason=reason, by=OFFICIAL, at=world.at)


def post_plan(world: World) -> None:
    notices.post_plan(consultation_id=world.pk, posted_where="公告栏", by=CHAIR, at=world.at)


def report(world: World) -> None:
    kind = MILESTONES.get(world.stage, "handover")
    works.report_milestone(consultation_id=world.pk, kind=kind, text="", by=CHAIR, at=world.at)


def _review(world: World) -> int:
    review = Review.objects.filter(consultation=world.pk).order_by("-pk").first()
    if review is None:
        raise Refused("not_now")
    return review.pk


#: What opens the act, and the act. Where it is let through it may still be refused by its own checks.
ACTS = {
    "announce": ({A.PREPARE_MENU, A.DRAW_FINAL}, announce),
    "set a line": ({A.PREPARE_MENU}, set_line),
    "leave out": ({A.PREPARE_MENU}, leave_out),
    "report a finding": ({A.PREPARE_MENU}, report_finding),
    "offer the menu": (
        {A.PREPARE_MENU},
        lambda world: offering.offer_menu(consultation_id=world.pk, by=CHAIR, at=world.at),
    ),
    "open a selection": ({A.SELECT}, open_selection),
    "select": ({A.SELECT}, cast("selection")),
    "save a selection": ({A.SELECT}, save_draft),
    "meet": ({A.MEET}, meet),
    "draw a draft": ({A.DRAW_DRAFT}, draw(PlanKind.DRAFT)),
    "call a decision": ({A.CALL_DECISION}, call_decision),
    "rely on results": (
        {A.CALL_DECISION},
        lambda world: rounds.rely_on_results(consultation_id=world.pk, by=CHAIR, at=world.at),
    ),
    "decide": ({A.DECIDE}, cast("decision")),
    "draw a final plan": ({A.DRAW_FINAL}, draw(PlanKind.FINAL)),
    "post a plan": ({A.OBJECT}, post_plan),
    "object to a plan": ({A.OBJECT}, object_to),
    "give an opinion": ({A.REVIEW}, give_opinion),
    "decide a review": ({A.REVIEW}, decide),
    "report works": ({A.REPORT_WORKS}, report),
}
#: Acts that lead out of a stage without belonging to what it opens.
LEADING = {Stage.DRAFT: {"open a selection"}, Stage.PLANNED: {"post a plan"}}
