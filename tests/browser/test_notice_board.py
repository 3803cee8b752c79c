"""On a telephone a notice is put up with a photo and an objection on paper is written down; axe looks on."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from communities.domain.roles import Role
from consultations.models import Objection, Posting
from tests.browser.looking import PHONE, complaints, sideways, violations  # noqa: F401 - a fixture
from tests.browser.test_desk import open_desk
from tests.consultations.views.public.reading import TO_NOTICE, world_now
from tests.pictures import snapshot
from tests.staff import member
from tests.world import World

pytestmark = pytest.mark.django_db(transaction=True)

PHOTO = {"name": "gate.jpg", "mimeType": "image/jpeg", "buffer": snapshot(1200, 900)}


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    world = world_now(after=TO_NOTICE).on_notice()
    world.at = timezone.now()
    return world


def choose_language(page: Any, url: str, language: str) -> None:
    page.context.add_cookies([{"name": "django_language", "value": language, "url": url}])


def test_a_place_is_recorded_with_a_photo_and_read_by_everybody(
    page: Any,
    live_server: Any,
    world: World,
    complaints: list[str],  # noqa: F811
) -> None:
    open_desk(page, live_server.url, member(Role.SURVEYOR, world.community))
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("desk_notices", args=[world.slug]))
    page.get_by_role("link", name="Record where it hangs – Final plan").click()
    page.get_by_label("Where it hangs").fill("Gate")
    page.get_by_label("Photo of it there").set_input_files(PHOTO)
    assert (violations(page), sideways(page)) == ([], False)
    page.get_by_role("button", name="Record it").click()

    expect(page.get_by_role("img", name="The notice at: Gate")).to_be_visible()
    assert (violations(page), sideways(page)) == ([], False)
    assert Posting.objects.get().photo is not None
    notice = world.consultation.notices.get(kind="plan")
    for language, words in (("en", "photo on file"), ("zh-hans", "照片已存档")):
        choose_language(page, live_server.url, language)
        page.goto(live_server.url + reverse("notice", args=[world.slug, notice.pk]))
        expect(page.get_by_text(words)).to_be_visible()
        page.goto(live_server.url + reverse("board", args=[world.slug]))
        assert (violations(page), sideways(page)) == ([], False)


def test_an_objection_on_paper_is_written_down(
    page: Any,
    live_server: Any,
    world: World,
    complaints: list[str],  # noqa: F811
) -> None:
    open_desk(page, live_server.url, member(Role.RECORDER, world.community))
    page.set_viewport_size(PHONE)
    page.goto(live_server.url + reverse("desk_notices", args=[world.slug]))
    page.get_by_role("link", name="Write down an objection – Final plan").click()
    page.get_by_label("What it says").fill("The lamps shine into bedrooms.")
    assert (violations(page), sideways(page)) == ([], False)
    page.get_by_role("button", name="Record it").click()

    expect(page.get_by_text("The objection is recorded. It waits for an answer like every other.")).to_be_visible()
    assert violations(page) == []
    objection = Objection.objects.get()
    assert (objection.source, timezone.now() - objection.filed_at < timedelta(hours=1)) == ("paper", True)
