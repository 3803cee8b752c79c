"""On a telephone the committee answers in public and annuls a vote by a ruling; axe looks on, in both languages."""

from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from communities.domain.roles import Role
from consultations.models import Round
from tests.browser.looking import PHONE, complaints, sideways, violations  # noqa: F401 - a fixture
from tests.browser.test_desk import open_desk
from tests.consultations.remarked import show, write
from tests.consultations.views.public.reading import world_now
from tests.staff import member
from tests.world import RULING, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world() -> World:
    """An open selection with one word that everybody may read."""
    world = world_now()
    show(world, write(world, world.prepare().select()))
    return world


@pytest.fixture
def desk(page: Any, live_server: Any, world: World) -> Any:
    open_desk(page, live_server.url, member(Role.CHAIR, world.community))
    page.set_viewport_size(PHONE)
    return page


def sound(page: Any) -> bool:
    return (violations(page), sideways(page)) == ([], False)


def in_both_languages(page: Any, url: str, address: str, said: str) -> None:
    for language in ("en", "zh-hans"):
        page.context.add_cookies([{"name": "django_language", "value": language, "url": url}])
        page.goto(url + address)
        expect(page.get_by_text(said)).to_be_visible()
        assert sound(page)


def test_an_answer_stands_below_the_words(desk: Any, live_server: Any, world: World, complaints: list[str]) -> None:  # noqa: F811
    desk.goto(live_server.url + reverse("desk_remarks", args=[world.slug]) + "?state=shown")
    desk.get_by_role("link", name="Answer in public").click()
    desk.get_by_label("Answer").fill("The lamps will be dimmed at ten.")
    assert sound(desk)
    desk.get_by_role("button", name="Post the answer").click()

    expect(desk.get_by_text("Everybody can read the answer now.")).to_be_visible()
    wish = world.consultation.rounds.get().questions.get(code="C1.07", place__code="community")
    address = reverse("remarks", args=[world.slug, wish.round.number, wish.number])
    in_both_languages(desk, live_server.url, address, "The lamps will be dimmed at ten.")


def test_a_ruling_annuls_and_is_read_by_everybody(
    desk: Any,
    live_server: Any,
    world: World,
    complaints: list[str],  # noqa: F811
) -> None:
    round = world.consultation.rounds.get()
    desk.goto(live_server.url + reverse("desk_annul", args=[world.slug, round.number]))
    desk.get_by_label("A ruling of a court or an authority").check()
    desk.get_by_label("Court or authority").fill(RULING.court)
    desk.get_by_label("Reason").fill("A line was missing.")
    desk.get_by_role("button", name="Annul the vote").click()
    expect(desk.get_by_text("A ruling needs this, so that everybody can look it up.").first).to_be_visible()
    assert sound(desk)
    desk.get_by_label("Number of the ruling").fill(RULING.number)
    desk.get_by_label("Day of the ruling").fill("2026-01-05")
    desk.get_by_role("button", name="Annul the vote").click()

    expect(desk.get_by_text("The vote is annulled.")).to_be_visible()
    assert Round.objects.get().ruling_number == RULING.number
    in_both_languages(desk, live_server.url, reverse("round", args=[world.slug, round.number]), RULING.court)
