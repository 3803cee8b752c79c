"""Votes, meetings, plans, notices, objections, review and works: refusals in words, nothing half done."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from communities.domain.roles import Role
from consultations.domain.review import Decision
from consultations.models import Consultation, Meeting, Notice, Objection, Plan, Round, WorksReport
from consultations.services import notices, reviewing
from tests.consultations.views.desk.desks import RULED, Desk, day, go_to, now_world
from tests.world import NOT, OFFICIAL, WANT, World

pytestmark = pytest.mark.django_db


def closing(world: World, days: int) -> dict[str, str]:
    return {"closes_day": day(world.at + timedelta(days=days)), "closes_hour": "18:00"}


def meeting(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "kind": "residents",
        "held_day": day(world.at - timedelta(days=1)),
        "held_hour": "19:30",
        "venue": "Courtyard",
        "entitled": "8",
        "present": "6",
        "minutes": "",
        "motion-TOTAL_FORMS": "3",
        "motion-INITIAL_FORMS": "0",
    } | changes


def test_a_selection_cannot_be_too_short_too_long_or_without_a_day() -> None:
    world = now_world().prepare()
    desk = Desk(world)
    assert "A vote stays open for at least 5 and at most 60 days." in desk.page("desk_open")
    assert "A vote stays open for at least 5 days." in desk.refused("desk_open", closing(world, 2))
    assert "A vote stays open for at most 60 days." in desk.refused("desk_open", closing(world, 90))
    page = desk.refused("desk_open", {"closes_day": "someday", "closes_hour": "18：30"})
    assert "This is no day of the calendar." in page
    assert 'value="18：30"' in page
    assert Round.objects.count() == 0
    assert world.stage == "draft"


def test_a_selection_waits_for_everything_the_gate_asks_for() -> None:
    world = now_world()
    desk = Desk(world)
    assert "No menu has been offered yet." in desk.refused("desk_open", closing(world, 10))
    assert "Possible once everything above is done." in desk.page("desk_community")


def test_an_open_vote_cannot_be_counted_or_asked_twice() -> None:
    world = now_world().prepare()
    desk = Desk(world)
    round = world.select()
    assert "It is counted once it has been closed." in desk.done("desk_count", number=round.number)
    assert "still open or not yet counted" in desk.refused("desk_open", closing(world, 10))
    assert "Nobody may shorten a vote." in desk.done("desk_close", number=round.number)
    assert Round.objects.get().state == "open"


def test_turnout_is_shown_and_nothing_of_what_was_answered() -> None:
    world = now_world().prepare()
    desk = Desk(world)
    round = world.select()
    assert "0 of 7" in desk.page("desk_rounds")
    seen = []
    for answer in (NOT, WANT):
        for entry in world.entries(round)[:3]:
            world.cast(round, entry, answer)
        seen.append([re.sub("csrf[^>]*", "", desk.page(name)) for name in ("desk_rounds", "desk_community")])
    assert "3 of 7" in seen[0][0]
    assert seen[0] == seen[1]


def test_a_vote_is_annulled_with_a_reason_everybody_reads() -> None:
    world = now_world().prepare()
    desk = Desk(world)
    round = world.select()
    assert "This field is required." in desk.refused("desk_annul", RULED | {"reason": " "}, number=round.number)
    page = desk.done("desk_annul", RULED | {"reason": "A line was missing."}, number=round.number)
    assert "Annulled: A line was missing." in page
    assert "This vote has been annulled." in desk.refused(
        "desk_annul", RULED | {"reason": "Again."}, number=round.number
    )
    desk.done("desk_open", closing(world, 10))
    assert Round.objects.filter(state="open").count() == 1


def test_a_called_decision_that_is_annulled_leads_back_to_consultation() -> None:
    world = World().consulting()
    go_to(world, world.at)
    desk = Desk(world)
    opens = world.at + timedelta(days=20)
    times = {"opens_day": day(opens), "opens_hour": "09:00", "closes_day": day(opens), "closes_hour": "08:00"}
    assert "The vote would end before it begins." in desk.refused("desk_call", times)
    soon = {"opens_day": day(world.at + timedelta(days=3)), "opens_hour": "09:00", **closing(world, 20)}
    assert "The owners must be told at least 15 days before." in desk.refused("desk_call", soon)
    desk.done("desk_call", times | {"closes_day": day(opens + timedelta(days=7))})
    assert world.stage == "deciding"
    desk.done("desk_annul", RULED | {"reason": "The notice was wrong."}, number=2)
    assert world.stage == "consulting"
    assert "Call the owners" in desk.page("desk_community")


def test_a_meeting_that_was_not_held_or_does_not_add_up_is_refused() -> None:
    world = World().prepare()
    desk = Desk(world, Role.RECORDER)
    go_to(world, world.at)
    tomorrow = meeting(world, held_day=day(world.at + timedelta(days=1)))
    assert "The meeting lies in the future." in desk.refused("desk_meetings", tomorrow)
    crowd = meeting(world, present="9")
    assert "More people were present than may take part." in desk.refused("desk_meetings", crowd)
    hands = meeting(world, **{"motion-0-text": "Adopt it", "motion-0-in_favour": "7"})
    page = desk.refused("desk_meetings", hands)
    assert "more hands were counted than people were present" in page
    assert 'value="Adopt it"' in page
    silent = meeting(world, **{"motion-1-in_favour": "3"})
    assert "Write down what was put to the show of hands." in desk.refused("desk_meetings", silent)
    assert Meeting.objects.count() == 0


def test_a_motion_without_a_quorum_is_minuted_and_not_carried() -> None:
    world = World().prepare()
    go_to(world, world.at)
    desk = Desk(world, Role.RECORDER)
    few = meeting(world, present="３", **{"motion-0-text": "Adopt it", "motion-0-in_favour": "3"})
    page = desk.done("desk_meetings", few)
    assert "not carried" in page
    assert "It adopts the newest draft plan" not in page


def test_plans_are_drawn_at_a_button_and_say_why() -> None:
    world = World().consulting()
    go_to(world, world.at)
    desk = Desk(world)
    page = desk.page("desk_plans")
    assert "The money does not reach: ¥480,000 were lacking when its turn came." in page
    assert "cannot be done now" in desk.done("desk_draw", kind="final")
    desk.done("desk_draw", kind="draft")
    assert Plan.objects.count() == 1
    assert desk.get("desk_plans", "?number=1").status_code == 200
    assert desk.get("desk_plans", "?number=7").status_code == 404


def test_a_notice_says_where_it_hangs_and_is_posted_once() -> None:
    world = World()
    world.counted()
    go_to(world, world.at)
    desk = Desk(world)
    assert "This field is required." in desk.refused("desk_post", {"posted_where": " "}, kind="result")
    assert "This cannot be done now" in desk.refused("desk_post", {"posted_where": "Gate"}, kind="plan")
    desk.done("desk_post", {"posted_where": "Gate"}, kind="result")
    assert "This has been posted already." in desk.refused("desk_post", {"posted_where": "Gate"}, kind="result")
    assert Notice.objects.count() == 1


def test_an_objection_is_answered_once_and_sends_the_plan_back_where_it_is_right() -> None:
    world = World().on_notice()
    notice = world.consultation.notices.get(kind="plan")
    objection = notices.file_objection(notice_id=notice.pk, text="Too dear.", by="voice:1", at=world.at)
    desk = Desk(world, Role.RECORDER)
    assert "Too dear." in desk.page("desk_objections")
    assert "1 objection waits for an answer." in desk.page("desk_community")
    page = desk.refused("desk_answer", {"upheld": "", "answer": "It is so."}, pk=objection.pk)
    assert "This field is required." in page
    assert "It is so." in page
    desk.done("desk_answer", {"upheld": "yes", "answer": "The price was wrong."}, pk=objection.pk)
    assert world.stage == "consulting"
    page = desk.refused("desk_answer", {"upheld": "no", "answer": "Or not."}, pk=objection.pk)
    assert "has been answered already" in page
    assert Objection.objects.get().upheld is True


def test_a_plan_is_not_submitted_before_its_notice_is_over() -> None:
    world = now_world()
    world.on_notice()
    go_to(world, world.at)
    desk = Desk(world)
    assert "The time for objections is over." in desk.done("desk_submit")
    assert world.stage == "on_notice"


@pytest.mark.parametrize(
    ("decision", "stage", "words"),
    [
        (Decision.RETURN_TO_CONSULTING, "consulting", "The officials sent the plan back to the residents."),
        (Decision.RETURN_TO_PLANNING, "planned", "Draw the final plan anew and post it again."),
        (Decision.REJECT, "rejected", "The officials rejected the plan."),
    ],
)
def test_what_the_officials_decided_stands_with_its_reason(decision: Decision, stage: str, words: str) -> None:
    world = World().in_review()
    review = world.consultation.reviews.get()
    reviewing.decide_review(
        review_id=review.pk, decision=decision, reason="The drains are missing.", by=OFFICIAL, at=world.at
    )
    desk = Desk(world)
    assert world.stage == stage
    for name in ("desk_community", "desk_submit"):
        page = desk.page(name)
        assert words in page
        assert "The drains are missing." in page


def test_works_are_accepted_without_a_defect_and_evaluated_above_the_mark() -> None:
    world = World().in_review().wait(days=11)
    reviewing.decide_review(
        review_id=world.consultation.reviews.get().pk, decision=Decision.APPROVE, reason="", by=OFFICIAL, at=world.at
    )
    go_to(world, world.at)
    desk = Desk(world)
    assert "This field is required." in desk.refused("desk_works", {"kind": "beginning", "text": ""})
    desk.done("desk_works", {"kind": "beginning", "text": "Begun."})
    again = desk.refused("desk_works", {"kind": "beginning", "text": "Begun twice."})
    assert "This cannot be reported now" in again
    assert "Begun twice." in again
    accept = {"kind": "acceptance", "text": "Looked at."}
    assert "2 safety defects are still open." in desk.refused("desk_works", accept | {"open_safety_defects": "2"})
    assert "This is not a whole number." in desk.refused("desk_works", accept | {"open_safety_defects": "none"})
    desk.done("desk_works", accept | {"open_safety_defects": "０"})
    evaluate = {"kind": "evaluation", "text": "Asked."}
    assert "Fewer are satisfied" in desk.refused("desk_works", evaluate | {"satisfied_percent": "59"})
    assert "The figure is missing or impossible." in desk.refused("desk_works", evaluate | {"satisfied_percent": "101"})
    assert WorksReport.objects.count() == 2


def test_ways_back_ask_for_a_reason_and_are_taken_by_hand() -> None:
    world = World()
    world.counted()
    desk = Desk(world)
    page = desk.page("desk_move")
    assert "Go back to consultation?" in page
    assert "Withdraw this consultation?" in page
    assert "Go to “Final plan”?" not in page
    assert "Give the reason." in desk.refused("desk_move", {"to": "consulting", "reason": " "})
    assert "This is still missing" in desk.refused("desk_move", {"to": "planned", "reason": "x"})
    assert "There is no step from" in desk.refused("desk_move", {"to": "approved", "reason": "x"})
    assert desk.get("desk_move", "?to=approved").status_code == 404
    assert desk.post("desk_move", {"to": "the moon"}).status_code == 404
    desk.done("desk_move", {"to": "suspended", "reason": "A flood."})
    assert "Resume" in desk.page("desk_community")
    desk.done("desk_move", {"to": "counted", "reason": ""})
    desk.done("desk_move", {"to": "consulting", "reason": "The lift is to be asked again."})
    assert Consultation.objects.get(pk=world.pk).moves.last().reason == "The lift is to be asked again."


def test_a_withdrawn_community_has_nothing_left_to_do() -> None:
    world = World().consulting()
    desk = Desk(world)
    desk.done("desk_move", {"to": "withdrawn", "reason": "The residents voted it down."})
    assert "This consultation has ended." in desk.page("desk_community")
    assert "From here there is no other way." in desk.page("desk_move")


def test_an_annulment_names_its_ground_and_everybody_reads_it() -> None:
    world = now_world().prepare()
    desk = Desk(world)
    round = world.select()

    page = desk.refused("desk_annul", {"ground": "ruling", "reason": "A line was missing."}, number=round.number)
    assert page.count("A ruling needs this, so that everybody can look it up.") >= 3
    assert "This field is required." in desk.refused("desk_annul", {"reason": "So."}, number=round.number)
    later = RULED | {"decided_on": day(world.at + timedelta(days=2)), "reason": "So."}
    assert "on which day that is not to come" in desk.refused("desk_annul", later, number=round.number)
    assert Round.objects.get().state == "open"

    desk.done("desk_annul", RULED | {"reason": "A line was missing."}, number=round.number)
    public = desk.client.get(reverse("round", args=[world.slug, round.number])).content.decode()
    assert f"Annulled by the ruling {RULED['number']} of {RULED['court']} of Monday 5 January 2026." in public
