"""The first page and the community's page."""

import pytest

from consultations.domain.stages import Stage
from consultations.services import moving, offering
from tests.consultations.views.public.reading import read, world_now
from tests.world import CHAIR, WANT, World, edition

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


def test_the_list_asks_the_same_whatever_its_length(client, django_assert_num_queries):
    world_now().prepare().select()
    with django_assert_num_queries(8):
        read(client, "home")
    for slug in ("second", "third"):
        world_now(slug).prepare().select()
    with django_assert_num_queries(8):
        read(client, "home")
