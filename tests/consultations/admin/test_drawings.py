"""Plans the portal draws of itself, at the offices: how far an order is, what failed, and another try."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from communities.domain.roles import Role
from consultations.domain.stages import Stage
from consultations.services import sweeping
from renewal_portal.ledger.models import Job, JobGroup
from renewal_portal.shown.times import moment
from tests.consultations.impossible import impossible
from tests.officials import Official, cells, words
from tests.stages import onward
from tests.world import World, community

pytestmark = pytest.mark.django_db
LIST, ORDER = "ledger_jobgroup_changelist", "ledger_jobgroup_change"


def selected(slug: str = "small") -> World:
    return onward(World(slug, at=timezone.now() - timedelta(days=30)), Stage.CONSULTING)


def drawn(*worlds: World) -> JobGroup:
    """An order of these communities' plans, tried until nothing is left to try."""
    at = max(world.at for world in worlds)
    sweeping.order_plans(by="system:beat", at=at)
    for minute in range(3):
        clock = at + timedelta(minutes=minute)
        sweeping.run_jobs(worker="one:1", by="system:beat", clock=lambda now=clock: now)
    return JobGroup.objects.get()


def test_an_order_says_how_far_it_is_and_names_what_failed() -> None:
    broken, sound = impossible(selected("broken")), selected("sound")
    order, official = drawn(broken, sound), Official(sound.community)

    page = official.page(ORDER, order.pk)

    assert cells(official.page(LIST)) == [[moment(order.created_at), "2", "1", "1"]]
    assert "Plans of this order that are over with 2 of 2" in words(page)
    assert cells(page) == [
        ["Test Community", "Draft plan", "could not be drawn", "3 / 3", "BallotFault: unreadable_choices"],
        ["Test Community", "Draft plan", "drawn", "1 / 3", "–"],
    ]
    assert page.index("/desk/broken/plans/") < page.index("Order them once more") < page.index("/desk/sound/plans/")
    assert "1 waits" in words(official.page("index"))


def test_an_official_orders_once_more_what_failed() -> None:
    broken = impossible(selected("broken"))
    drawn(broken)
    official = Official(broken.community, Role.SUBDISTRICT_OFFICIAL)

    assert "1 plan is ordered and drawn within a minute." in official.done("ledger_jobgroup_order")
    assert "No plan is due that is not ordered already." in official.done("ledger_jobgroup_order")

    job = Job.objects.latest("pk")
    assert (Job.objects.count(), job.state, job.created_by) == (2, "queued", f"user:{official.user.pk}")


def test_other_offices_find_and_order_nothing_of_it() -> None:
    order = drawn(impossible(selected()))
    foreign = Official(community("other", "500108"))

    assert cells(foreign.page(LIST)) == []
    assert foreign.get(ORDER, order.pk).status_code == 404
    assert "No plan is due that is not ordered already." in foreign.done("ledger_jobgroup_order")


def test_a_plan_drawn_by_hand_meanwhile_needs_no_other_try() -> None:
    world = selected()
    order = drawn(impossible(world))
    Job.objects.filter(group=order).update(finished_at=world.at - timedelta(days=40))

    page = Official(world.community).page(ORDER, order.pk)

    assert "Order them once more" in page
    assert "Nothing waits" in words(Official(community("other", "500108")).page("index"))


def test_list_and_order_ask_the_database_the_same_for_one_plan_and_for_three(django_assert_num_queries: Any) -> None:
    first = selected("one")
    order, official = drawn(first), Official(first.community)
    with django_assert_num_queries(6):
        official.page(LIST)
    with django_assert_num_queries(8):
        official.page(ORDER, order.pk)
    for slug in ("two", "three"):
        world = selected(slug)
        for job in sweeping.order_plans(by="system:beat", at=world.at):
            Job.objects.filter(pk=job).update(group=order)
    with django_assert_num_queries(6):
        official.page(LIST)
    with django_assert_num_queries(8):
        official.page(ORDER, order.pk)
