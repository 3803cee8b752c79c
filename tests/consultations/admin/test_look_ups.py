"""What officials look up: communities and consultations of their own offices, and nothing to be changed there."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from communities.domain.roles import Role
from consultations.domain.stages import Stage
from consultations.services import moving
from renewal_portal.shown.times import day, moment
from tests.officials import Official, cells, words
from tests.world import CHAIR, World, community

pytestmark = pytest.mark.django_db

COMMUNITIES, COMMUNITY = "communities_community_changelist", "communities_community_change"
CONSULTATIONS, CONSULTATION = "consultations_consultation_changelist", "consultations_consultation_change"


def begun(slug: str = "small", **ago: float) -> World:
    return World(slug, at=timezone.now() - timedelta(**(ago or {"days": 40})))


def test_consultations_are_listed_with_their_stage_newest_first() -> None:
    old, new = begun("old", days=40).consulting(), begun("new", days=2)

    rows = cells(Official(old.community).page(CONSULTATIONS))

    assert rows == [
        ["Test Community", "Test Sub-district", "Preparing", day(new.consultation.begun_at), "–"],
        ["Test Community", "Test Sub-district", "Consultation", day(old.consultation.begun_at), "¥200,000"],
    ]


def test_consultations_are_searched_like_the_public_list() -> None:
    world = begun("old").consulting()
    begun("new")
    official = Official(world.community)

    assert len(cells(official.page(CONSULTATIONS, query={"stage": "consulting"}))) == 1
    assert len(cells(official.page(CONSULTATIONS, query={"name": "测试"}))) == 2
    assert "No consultation has begun so far." in official.page(CONSULTATIONS, query={"name": "nowhere"})


def test_a_consultation_shows_the_way_it_has_come() -> None:
    world = begun().consulting()
    at = world.wait(hours=1).at
    moving.go(consultation_id=world.pk, to=Stage.SUSPENDED, reason="另有安排。", by=CHAIR, at=at)

    page = Official(world.community).page(CONSULTATION, world.pk)

    assert f"Suspended {moment(at)} 另有安排。" in words(page)
    assert "Stage Suspended Programme on the waiting list Budget ¥200,000" in words(page)
    assert "/c/small/" in page
    assert "/desk/small/" in page


def test_a_consultation_at_its_beginning_has_come_no_way() -> None:
    world = begun()

    shown = words(Official(world.community).page(CONSULTATION, world.pk))

    assert "It stands at its beginning." in shown
    assert "Budget not announced yet" in shown


def test_communities_are_listed_and_described() -> None:
    here = begun().community
    official = Official(here, Role.SUBDISTRICT_OFFICIAL)

    assert cells(official.page(COMMUNITIES)) == [["Test Community", "Test Sub-district", "1994", "950.00 m²"]]
    shown = words(official.page(COMMUNITY, here.pk))
    assert "Poor upkeep yes Poor facilities no Strong wish of the residents yes In a demolition plan no" in shown
    assert "Area of all parts 950.00 m²" in shown


def test_communities_are_found_by_name() -> None:
    official = Official(begun().community)

    assert len(cells(official.page(COMMUNITIES, query={"name": "test community"}))) == 1
    assert "No community has been entered so far." in official.page(COMMUNITIES, query={"name": "nowhere"})


def test_other_offices_find_nothing_of_it() -> None:
    world, foreign = begun(), Official(community("other", "500108"))

    assert [row[0] for row in cells(foreign.page(COMMUNITIES))] == ["Test Community"]
    assert cells(foreign.page(CONSULTATIONS)) == []
    assert foreign.get(COMMUNITY, world.community.pk).status_code == 404
    assert foreign.get(CONSULTATION, world.pk).status_code == 404


@pytest.mark.parametrize("name, expected", [(COMMUNITIES, 6), (CONSULTATIONS, 8)])
def test_a_list_asks_the_database_the_same_for_one_row_and_for_three(
    name: str, expected: int, django_assert_num_queries: Any
) -> None:
    official = Official(begun("one").community)
    with django_assert_num_queries(expected):
        official.page(name)
    begun("two")
    begun("three")
    with django_assert_num_queries(expected):
        official.page(name)


def test_a_page_asks_the_database_the_same_however_long_the_way(django_assert_num_queries: Any) -> None:
    world = begun()
    official = Official(world.community)
    with django_assert_num_queries(6):
        official.page(CONSULTATION, world.pk)
    world.consulting()
    with django_assert_num_queries(6):
        official.page(CONSULTATION, world.pk)


def test_long_lists_come_in_pages() -> None:
    official = Official(begun().community)
    for number in range(50):
        community(f"more-{number}")

    assert len(cells(official.page(COMMUNITIES))) == 50
    assert len(cells(official.page(COMMUNITIES, query={"page": "2"}))) == 1


@pytest.mark.parametrize("name", [COMMUNITIES, CONSULTATIONS])
def test_nothing_is_sent_to_a_list(name: str) -> None:
    assert Official(begun().community).post(name, action="delete_selected").status_code == 405
