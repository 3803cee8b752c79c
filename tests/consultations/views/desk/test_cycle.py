"""One whole cycle, draft to closed, through the desk's pages alone; residents vote and officials decide by services."""

from datetime import timedelta

import pytest

from communities.domain.roles import Role
from consultations.domain.review import Decision, Office, Opinion
from consultations.models import Finding, OfferedItem, Review, Round
from consultations.services import reviewing
from tests.consultations.views.desk.desks import Desk, day, go_to, now_world
from tests.world import MENU, NOT, OFFICIAL, WANT, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return now_world()


def test_a_committee_leads_its_community_from_the_survey_to_the_handover(world: World) -> None:
    chair, second = Desk(world), Desk(world, Role.RECORDER)
    prepare(world, chair, second)
    select(world, chair)
    consult(world, chair)
    decide(world, chair)
    publish(world, chair)
    review(world, chair)
    build(world, chair)
    assert world.stage == "closed"
    assert "This consultation has ended" in chair.page("desk_community")


def prepare(world: World, chair: Desk, second: Desk) -> None:
    assert "The roll of voices is fixed." in chair.page("desk_community")
    chair.done("desk_roll")
    item, place = world.consultation.edition.items.get(code="C1.07"), world.community.places.get(code="community")
    chair.done("desk_findings", {"item": item.pk, "place": place.pk, "text_zh": "没有监控", "text_en": "No cameras"})
    second.done("desk_finding_check", pk=Finding.objects.get().pk)
    chair.done("desk_announce", {"budget": "200,000.00", "method": "support", "measure": "share"})
    for code, where, milli, fen in MENU:
        line = {
            "place": where,
            "quantity": f"{milli / 1000:,.3f}",
            "unit_price": f"{fen / 100:,.2f}",
            "wording_zh": f"{code} 中文",
            "wording_en": f"{code} in English",
        }
        chair.done("desk_line", line, query=f"?item={code}")
    to_rule = OfferedItem.objects.filter(decision_class="special_if_common_use_changes")
    for pk in to_rule.values_list("pk", flat=True):
        chair.done("desk_line_ruling", {"changes": "no", "reason": "Nothing is built on common ground."}, pk=pk)
    assert "Offer the menu" in chair.page("desk_menu")
    chair.done("desk_offer")
    closes = world.at + timedelta(days=10)
    chair.done("desk_open", {"closes_day": day(closes), "closes_hour": "18:00"})
    assert world.stage == "selecting"


def select(world: World, chair: Desk) -> None:
    round = Round.objects.get()
    go_to(world, world.at + timedelta(hours=1))
    world.everybody(round, WANT)
    page = chair.page("desk_community")
    assert "7 of 7" in page
    assert "The vote is open until" in page
    close_and_count(world, chair, round)
    assert world.stage == "consulting"


def consult(world: World, chair: Desk) -> None:
    chair.done("desk_draw", kind="draft")
    assert "Draft plan, version 1" in chair.page("desk_plans")
    meet(world, chair, {})
    motion = {
        "motion-0-text": "Adopt the draft plan",
        "motion-0-in_favour": "5",
        "motion-0-against": "1",
        "motion-0-adopts_draft": "on",
    }
    meet(world, chair, motion)
    assert "carried" in chair.page("desk_meetings")
    opens = world.at + timedelta(days=16)
    chair.done(
        "desk_call",
        {
            "opens_day": day(opens),
            "opens_hour": "09:00",
            "closes_day": day(opens + timedelta(days=7)),
            "closes_hour": "18:00",
        },
    )
    assert world.stage == "deciding"


def decide(world: World, chair: Desk) -> None:
    round = Round.objects.get(kind="decision")
    assert "It begins" in chair.page("desk_rounds")
    go_to(world, round.opens_at)
    for entry, answer in zip(world.entries(round), [NOT, *[WANT] * 8], strict=True):
        world.cast(round, entry, answer)
    close_and_count(world, chair, round)
    assert world.stage == "counted"


def publish(world: World, chair: Desk) -> None:
    chair.done("desk_post", {"posted_where": "Gate"}, kind="result")
    chair.done("desk_draw", kind="final")
    assert world.stage == "planned"
    chair.done("desk_post", {"posted_where": "Gate"}, kind="plan")
    assert world.stage == "on_notice"
    assert "Anyone may object until" in chair.page("desk_community")


def review(world: World, chair: Desk) -> None:
    go_to(world, world.at + timedelta(days=7, hours=1))
    assert "Submit the plan" in chair.page("desk_community")
    chair.done("desk_submit")
    assert world.stage == "in_review"
    for office in Office:
        reviewing.give_opinion(
            review_id=Review.objects.get().pk, office=office, opinion=Opinion.AGREES, note="", by=OFFICIAL, at=world.at
        )
    reviewing.decide_review(
        review_id=Review.objects.get().pk, decision=Decision.APPROVE, reason="", by=OFFICIAL, at=world.at
    )
    assert "The plan is approved." in chair.page("desk_submit")


def build(world: World, chair: Desk) -> None:
    chair.done("desk_works", {"kind": "beginning", "text": "Begun."})
    chair.done("desk_works", {"kind": "acceptance", "text": "Looked at together.", "open_safety_defects": "0"})
    chair.done("desk_works", {"kind": "evaluation", "text": "Asked at the door.", "satisfied_percent": "82"})
    chair.done("desk_works", {"kind": "handover", "text": "Keys and papers."})


def close_and_count(world: World, chair: Desk, round: Round) -> None:
    assert "Close the vote" not in chair.page("desk_rounds")
    assert "Nobody may shorten a vote" in chair.done("desk_close", number=round.number)
    go_to(world, round.closes_at)
    assert "Close the vote" in chair.page("desk_rounds")
    chair.done("desk_close", number=round.number)
    chair.done("desk_count", number=round.number)


def meet(world: World, chair: Desk, motion: dict[str, str]) -> None:
    go_to(world, world.at + timedelta(days=1))
    held = {
        "kind": "residents",
        "held_day": day(world.at - timedelta(days=1)),
        "held_hour": "19:30",
        "venue": "Courtyard",
        "entitled": "8",
        "present": "6",
        "minutes": "",
        "motion-TOTAL_FORMS": "3",
        "motion-INITIAL_FORMS": "0",
    }
    chair.done("desk_meetings", held | motion)
