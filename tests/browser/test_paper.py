"""Paper ballots at the desk in a real browser: handed in, read by two clerks, added up; on a phone and at a desk."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from communities.domain.roles import Role
from communities.models import User
from consultations.models import BallotVersion, PaperSheet, Round
from tests.browser.looking import DESK, PHONE, sideways, too_small, violations
from tests.browser.test_desk import open_desk
from tests.consultations import papered
from tests.residents import selecting
from tests.staff import member
from tests.world import NOT, World

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [("zh-hans", PHONE), ("en", DESK)]


@pytest.fixture
def box(transactional_db: None) -> tuple[World, Round, list[PaperSheet]]:
    """A selection with three sheets given out; one of them has come back."""
    world, round = selecting()
    sheets = papered.issue(world, round, *world.entries(round)[:3])
    papered.hand_in(world, sheets[0])
    return world, round, sheets


def looked_at(page: Any) -> None:
    assert (page.url, violations(page), sideways(page), too_small(page, 44)) == (page.url, [], False, [])


@pytest.mark.parametrize("language, size", LOOKS, ids=["phone", "desk"])
def test_every_page_about_paper_can_be_read_and_used(
    page: Any, live_server: Any, box: tuple[World, Round, list[PaperSheet]], language: str, size: dict[str, int]
) -> None:
    world, _, sheets = box
    papered.read(world, sheets[0], papered.FIRST)
    page.set_viewport_size(size)
    open_desk(page, live_server.url, member(Role.ENTRY_CLERK, world.community), language=language)
    addresses = [
        reverse("desk_sheets", args=[world.slug]),
        reverse("desk_sheets_find", args=[world.slug]) + "?sheet=1",
        *(reverse("desk_sheet", args=[world.slug, sheet.pk]) for sheet in sheets[:2]),
        reverse("desk_sheet_enter", args=[world.slug, sheets[0].pk]),
        reverse("desk_sheets_check", args=[world.slug]),
        reverse("desk_kin", args=[world.slug]),
    ]
    for address in addresses:
        answer = page.goto(live_server.url + address)
        assert (answer.status, address) == (200, address)
        looked_at(page)


def clerk_reads(page: Any, live_server: Any, world: World, user: User, sheet: PaperSheet, number: int) -> None:
    """What one clerk marks for a sheet: against the first question, nothing else."""
    page.context.clear_cookies()
    open_desk(page, live_server.url, user)
    page.goto(live_server.url + reverse("desk_sheet_enter", args=[world.slug, sheet.pk]))
    page.locator(f"[name=a-{number}][value='-']").check(force=True)
    page.get_by_role("button", name="Keep this entry").click()


def test_two_clerks_read_a_sheet_and_it_is_a_ballot(
    page: Any, live_server: Any, box: tuple[World, Round, list[PaperSheet]]
) -> None:
    world, round, (sheet, *_) = box
    number = min(world.answers(round, sheet.entry, NOT))
    first, second = (member(Role.ENTRY_CLERK, world.community, username=name) for name in ("one", "two"))

    clerk_reads(page, live_server, world, first, sheet, number)
    assert not BallotVersion.objects.exists()
    clerk_reads(page, live_server, world, second, sheet, number)

    expect(page.get_by_role("heading", name="Paper ballots")).to_be_visible()
    version = BallotVersion.objects.get()
    assert (version.channel, version.answers[number].value) == ("paper", "-")
    assert PaperSheet.objects.get(pk=sheet.pk).state == "counted"
