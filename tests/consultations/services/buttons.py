"""Every button on a community's way, so that two people can press each at the same moment."""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from consultations.domain.plan.values import PlanKind
from consultations.domain.review import Decision
from consultations.models import Finding, Objection
from consultations.services import counting, meetings, notices, offering, planning, reviewing, rounds, surveying, works
from tests.consultations.services import acts
from tests.stages import newest, review
from tests.world import World


class Button(NamedTuple):
    """What leads there, what the button does, and what the second of two is told: "done" where nothing is doubled."""

    name: str
    before: Callable[[World], object]
    press: Callable[[World, str], object]
    second: str


def _of(world: World, by: str) -> dict[str, object]:
    return {"consultation_id": world.pk, "by": by, "at": world.at}


def _on(world: World, kind: str, by: str) -> dict[str, object]:
    return {"round_id": newest(world, kind).pk, "by": by, "at": world.at}


def _nothing(world: World) -> None:
    """The button before has led there."""


def _check(world: World, by: str) -> None:
    surveying.check_finding(finding_id=Finding.objects.get().pk, by=by, at=world.at)


def _vote(kind: str) -> Callable[[World], None]:
    def act(world: World) -> None:
        round = newest(world, kind)
        world.at = round.opens_at
        world.everybody(round)
        world.at = round.closes_at

    return act


def _prepare(world: World) -> None:
    _ = world.roll
    world.prepare_lines()


def _select(world: World, by: str) -> None:
    rounds.open_selection(closes_at=world.at + timedelta(days=10), **_of(world, by))


def _meet(world: World, by: str) -> None:
    meetings.record_meeting(
        kind="residents",
        held_at=world.at,
        venue="院坝",
        entitled=8,
        present=6,
        minutes="",
        motions=[meetings.Motion("通过草案", 6, 0, adopts_draft=True)],
        **_of(world, by),
    )


def _call(world: World, by: str) -> None:
    opens_at = world.at + timedelta(days=15)
    rounds.call_decision(opens_at=opens_at, closes_at=opens_at + timedelta(days=7), **_of(world, by))


def _object(world: World) -> None:
    notice = world.consultation.notices.get(kind="plan")
    notices.file_objection(notice_id=notice.pk, text="噪声", by="voice:1", at=world.at)


def _answer(world: World, by: str) -> None:
    objection = Objection.objects.get()
    notices.answer_objection(objection_id=objection.pk, answer="已说明", upheld=False, by=by, at=world.at)


def _silence(world: World) -> None:
    world.at = review(world).silent_until


def _approve(world: World, by: str) -> None:
    reviewing.decide_review(review_id=review(world).pk, decision=Decision.APPROVE, reason="", by=by, at=world.at)


def _close(kind: str) -> Callable[[World, str], object]:
    return lambda world, by: rounds.close_round(**_on(world, kind, by))


def _count(kind: str) -> Callable[[World, str], object]:
    return lambda world, by: counting.count_round(**_on(world, kind, by))


def _draw(kind: PlanKind) -> Callable[[World, str], object]:
    return lambda world, by: planning.draw_plan(kind=kind, **_of(world, by))


WAY = (
    Button("check a defect", acts.report_finding, _check, "already_checked"),
    Button("offer the menu", _prepare, lambda w, by: offering.offer_menu(**_of(w, by)), "menu_empty"),
    Button("open the selection", _nothing, _select, "round_unfinished"),
    Button("close the selection", _vote("selection"), _close("selection"), "done"),
    Button("count the selection", _nothing, _count("selection"), "done"),
    Button("draw the draft", _nothing, _draw(PlanKind.DRAFT), "done"),
    Button("record a meeting", World.meet, _meet, "recorded_already"),
    Button("call the decision", _nothing, _call, "not_now"),
    Button("close the decision", _vote("decision"), _close("decision"), "done"),
    Button("count the decision", _nothing, _count("decision"), "done"),
    Button(
        "countersign", _nothing, lambda w, by: rounds.countersign(**_on(w, "decision", by)), "countersigned_already"
    ),
    Button(
        "post the result",
        _nothing,
        lambda w, by: notices.post_result(posted_where="公告栏", **_on(w, "decision", by)),
        "posted_already",
    ),
    Button("draw the final plan", _nothing, _draw(PlanKind.FINAL), "done"),
    Button(
        "post the plan",
        _nothing,
        lambda w, by: notices.post_plan(posted_where="公告栏", **_of(w, by)),
        "posted_already",
    ),
    Button("answer an objection", _object, _answer, "answered_already"),
    Button("submit", lambda w: w.wait(days=7), lambda w, by: reviewing.submit_plan(**_of(w, by)), "no_such_way"),
    Button("decide", _silence, _approve, "decided_already"),
    Button(
        "report the works",
        _nothing,
        lambda w, by: works.report_milestone(kind="beginning", text="已开工", **_of(w, by)),
        "not_now",
    ),
)
