"""The first page and the community's page."""

import pytest
from django.urls import reverse

from consultations.domain.plan.values import PlanKind
from consultations.domain.stages import Stage
from consultations.services import meetings, moving, notices, offering, planning, rounds
from tests.consultations.views.public.reading import (
    CHINESE,
    TO_CALL,
    TO_DECISION,
    TO_NOTICE,
    asked,
    read,
    statuses,
    words,
    world_now,
)
from tests.stages import standing_at
from tests.world import CHAIR, RECORDER, RULING, WANT, World, edition

pytestmark = pytest.mark.django_db


def test_the_first_page_answers_before_there_is_any_community(client):
    page = read(client, "home")

    assert "No community fits this search." in page


def test_the_first_page_lists_a_community_with_its_turnout(client):
    world = world_now()
    round = world.prepare().select()
    world.cast(round, world.entries(round)[0], WANT)

    page = read(client, "home")

    assert "Test Community" in page
    assert "Households choose" in page
    assert "1 of 7" in page


@pytest.mark.parametrize(
    "query, found",
    [
        ({"name": "small"}, False),
        ({"name": "Test"}, True),
        ({"name": "测试 小区"}, True),
        ({"name": "测试 大院"}, False),
        ({"stage": "draft"}, True),
        ({"stage": "selecting"}, False),
        ({"district": "500107"}, True),
        ({"district": "500107", "subdistrict": "500107001"}, True),
    ],
)
def test_the_list_can_be_searched(client, query, found):
    World()

    assert ("/c/small/" in read(client, "home", query=query)) is found


def test_of_a_community_only_the_newest_consultation_is_listed(client):
    world = World().consulting()
    moving.go(consultation_id=world.pk, to=Stage.WITHDRAWN, reason="以后再说", by=CHAIR, at=world.at)
    offering.begin_consultation(
        community_id=world.community.pk, edition_id=edition().pk, by=CHAIR, at=world.wait(days=1).at
    )

    page = read(client, "home")

    assert page.count("/c/small/") == 1
    assert "Withdrawn" not in page.partition("<h3>")[2]


def test_the_list_asks_the_same_whatever_its_length(client):
    world_now().prepare().select()
    one = asked(client, "home")
    for slug in ("second", "third"):
        world_now(slug).prepare().select()

    assert asked(client, "home") == one <= 8


@pytest.mark.parametrize("stage", list(Stage))
@pytest.mark.parametrize("language", ["en", CHINESE])
def test_a_community_has_its_page_at_every_stage_in_both_languages(client, stage, language):
    standing_at(stage)

    assert f'lang="{language}"' in read(client, "community", "small", language=language)


def test_a_community_that_is_not_there_is_not_found(client):
    assert client.get(reverse("community", args=["nowhere"])).status_code == 404


def test_the_pages_of_places_only_show(client):
    World()

    assert statuses(client, "home") == [200, 200, 405, 405, 405]
    assert statuses(client, "community", "small") == [200, 200, 405, 405, 405]


def test_a_new_community_says_what_comes_and_nothing_that_is_not_there(client):
    World()

    said = words(read(client, "community", "small"))

    assert "Preparing The committee prepares the roll of owners and the menu." in said
    assert "Next: Households choose" in said
    assert "No vote yet. First the committee offers the menu, then every household chooses." in said
    assert "Built 1994" in said
    assert "Buildings, stairwells, households 1, 2, 8" in said
    assert "Yes: old enough, in poor condition, and the residents want it." in said
    assert not any(heading in said for heading in ("Read the menu", "Plans", "On the notice board", "Meetings"))


def test_what_stands_against_a_renovation_is_said(client):
    world = World()
    world.community.in_demolition_plan = True
    world.community.strong_wish = False
    world.community.save()

    said = words(read(client, "community", "small"))

    assert "It stands in a demolition plan." in said
    assert "Its residents have not shown a strong wish for the renovation." in said


def test_an_open_selection_shows_turnout_and_the_way_to_the_ballot(client):
    world = world_now()
    round = world.prepare().select()
    world.cast(round, world.entries(round)[0], WANT)

    page = read(client, "community", "small")

    assert "Households that have answered 14.2% 1 of 7" in words(page)
    assert "Until the count nobody sees more than this" in page
    assert "11 lines are offered" in page
    assert f'href="{reverse("my")}"' in page


def test_a_called_decision_says_when_it_begins_and_shows_no_turnout(client):
    world_now(after=TO_CALL).consulting().decide()

    said = words(read(client, "community", "small"))

    assert "The questions are posted. The vote begins" in said
    assert "Owners who have voted" not in said


def test_an_open_decision_shows_both_lines_that_have_to_be_reached(client):
    world = world_now(after=TO_DECISION).consulting()
    round = world.decide()
    for entry in world.entries(round)[:3]:
        world.cast(round, entry, WANT)

    said = words(read(client, "community", "small"))

    assert "Owners who have voted 33.3% 2/3 3 of 9 at least two thirds: not reached" in said
    assert "m²" not in said.partition("Floor area")[0]  # the voters' area is told as a share only


def test_a_suspended_vote_says_that_it_rests(client):
    world = world_now()
    world.prepare().select()
    moving.go(consultation_id=world.pk, to=Stage.SUSPENDED, reason="等待勘察", by=CHAIR, at=world.at)

    page = read(client, "community", "small")

    assert "Suspended Nothing goes on for now. It resumes where it stopped. Reason: 等待勘察" in words(page)
    assert "The vote rests with the community." in page
    assert f'href="{reverse("my")}"' not in page


def test_a_step_back_says_why(client):
    world = World().on_notice()
    moving.go(consultation_id=world.pk, to=Stage.CONSULTING, reason="排水方案需要重做", by=CHAIR, at=world.at)

    assert "Why this step is done again 排水方案需要重做" in words(read(client, "community", "small"))


def test_a_running_notice_leads_to_itself(client):
    world = world_now(after=TO_NOTICE).on_notice()
    notice = world.consultation.notices.get(kind="plan")

    page = read(client, "community", "small")

    assert page.count(f'href="{reverse("notice", args=["small", notice.pk])}"') == 2
    assert "Read the notice, or object" in page
    assert "Objections until" in page


def test_a_meeting_shows_what_it_resolved_and_not_its_minutes(client):
    """Minutes speak of people; resolutions and the number of hands are public."""
    world = World().consulting()
    meetings.record_meeting(
        consultation_id=world.pk,
        kind="owners_assembly",
        held_at=world.at,
        venue="活动室",
        entitled=9,
        present=7,
        minutes="王阿姨说楼道太暗。",
        motions=[meetings.Motion("先修屋面", 3, 4, 0)],
        by=RECORDER,
        at=world.wait(hours=1).at,
    )

    said = words(read(client, "community", "small"))

    assert "Owners' assembly" in said
    assert "活动室 – 7 of 9 were there not carried 先修屋面 (3 for, 4 against, 0 abstaining)" in said
    assert "王阿姨" not in said


def test_the_way_so_far_holds_every_step_and_every_report_newest_first(client):
    standing_at(Stage.CLOSED)

    said = words(read(client, "community", "small")).partition("What has happened so far")[2]

    order = [
        "Everything is handed over",
        "Evaluated",
        "Works accepted",
        "Approved",
        "Public notice",
        "Households choose",
    ]
    assert sorted(order, key=said.index) == order


def _again(world, round):
    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="有误", by=CHAIR, at=world.at)
    return world.select()


def test_more_votes_ask_no_more_of_the_database(client):
    world = world_now()
    round = world.prepare().select()
    one = asked(client, "community", "small")
    _again(world, _again(world, round))

    assert asked(client, "community", "small") == one
    assert read(client, "community", "small").count("Selection by the households, vote") == 3


def test_more_meetings_plans_and_notices_ask_no_more_of_the_database(client):
    world = World()
    round = world.counted()

    def post() -> None:
        notices.post_result(round_id=round.pk, posted_where="公告栏", by=CHAIR, at=world.wait(days=4).at)

    def plan(budget_fen: int) -> None:
        told = {"by": CHAIR, "at": world.wait(hours=1).at}
        announced = {"method": world.consultation.method, "measure": world.consultation.measure}
        offering.announce(consultation_id=world.pk, budget_fen=budget_fen, **announced, **told)
        planning.draw_plan(consultation_id=world.pk, kind=PlanKind.FINAL, by=CHAIR, at=world.wait(hours=1).at)

    post()
    plan(20_000_000)
    one = asked(client, "community", "small")
    post()
    post()
    plan(21_000_000)
    plan(22_000_000)
    world.meet()
    world.meet()

    page = read(client, "community", "small")
    assert asked(client, "community", "small") == one
    assert page.count("Result: Decision of the owners") == 3
    assert page.count(">Final plan, version") == 3
