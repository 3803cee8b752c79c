"""The district's events in the admin: looked up, never changed, and none of what residents did."""

from typing import Any

import pytest
from django.utils import timezone

from communities.domain.roles import Role
from communities.models import Community
from renewal_portal.ledger.models import Event
from renewal_portal.ledger.services.events import record
from renewal_portal.ledger.services.sealing import seal
from renewal_portal.shown.times import moment
from tests.officials import Official, cells, words
from tests.world import START, World, community

pytestmark = pytest.mark.django_db

LIST, PAGE = "ledger_event_changelist", "ledger_event_change"


@pytest.fixture
def here() -> Community:
    return community()


def happened(
    what: str = "review.decided", about: str = "review:1", by: str = "user:7", district: str = "500107"
) -> Event:
    return record(what=what, about=about, by=by, at=START, district=district, detail={"decision": "approve"})


def test_events_of_the_own_district_are_listed_newest_first(here: Community) -> None:
    happened("review.submitted", by="user:1")
    happened()
    happened(district="500108")
    happened(district="")

    assert cells(Official(here).page(LIST)) == [
        [moment(START), "review.decided", "review:1", "user:7"],
        [moment(START), "review.submitted", "review:1", "user:1"],
    ]


def test_what_residents_did_themselves_is_not_listed() -> None:
    world = World()
    official = Official(world.community)
    round = world.prepare().select()
    world.everybody(round)
    cast = Event.objects.filter(what="ballot.cast").first()

    assert cast is not None
    assert "ballot.cast" not in official.page(LIST)
    assert official.get(PAGE, cast.pk).status_code == 404


@pytest.mark.parametrize(
    "query, found",
    [
        ({"what": "review."}, 2),
        ({"what": "review.submitted"}, 1),
        ({"about": "review:1"}, 2),
        ({"about": "review:2"}, 0),
        ({"by": "user:1"}, 1),
        ({"by": "user:"}, 0),
    ],
)
def test_events_are_searched_by_their_beginning(here: Community, query: dict[str, str], found: int) -> None:
    happened("review.submitted", by="user:1")
    happened()
    happened("plan.drawn", "plan:4")

    assert len(cells(Official(here).page(LIST, query=query))) == found


def test_an_event_shows_its_detail_and_later_its_place_in_the_chain(here: Community) -> None:
    event, official = happened(), Official(here)
    assert "Number in the chain not sealed yet Seal –" in words(official.page(PAGE, event.pk))

    seal(at=timezone.now(), district="500107")

    shown = words(official.page(PAGE, event.pk))
    assert 'Detail {"decision": "approve"}' in shown
    assert f"Number in the chain {event.seal.seq} Seal {event.seal.hash}" in shown


def test_an_event_without_detail_says_nothing_more(here: Community) -> None:
    event = record(what="plan.drawn", about="plan:1", by="user:1", at=START, district="500107")

    assert "Detail –" in words(Official(here).page(PAGE, event.pk))


def test_the_events_belong_to_the_whole_district(here: Community) -> None:
    event = happened()

    sub, foreign = Official(here, Role.SUBDISTRICT_OFFICIAL), Official(community("other", "500108"))

    assert [sub.get(LIST).status_code, sub.get(PAGE, event.pk).status_code] == [404, 404]
    assert foreign.get(PAGE, event.pk).status_code == 404
    assert cells(foreign.page(LIST)) == []


def test_the_list_asks_the_database_the_same_for_one_row_and_for_three(
    here: Community, django_assert_num_queries: Any
) -> None:
    official = Official(here)
    happened()
    with django_assert_num_queries(6):
        official.page(LIST)
    happened()
    happened()
    with django_assert_num_queries(6):
        official.page(LIST)
