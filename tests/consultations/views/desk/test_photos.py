"""A photo of a finding is brought with it and looked at by the committee alone."""

from pathlib import Path
from typing import Any

import pytest

from communities.domain.roles import Role
from consultations.models import Finding
from tests.consultations.views.desk.desks import Desk, now_world
from tests.pictures import seen, upload
from tests.world import World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "photos"


def leak(world: World) -> dict[str, Any]:
    item, place = world.consultation.edition.items.get(code="C3.01"), world.community.places.get(code="1")
    return {"item": item.pk, "place": place.pk, "text_zh": "漏水"}


def test_a_finding_is_shown_with_its_photo_which_no_browser_keeps() -> None:
    desk = Desk(now_world())

    page = desk.done("desk_findings", leak(desk.world) | {"photo": upload()})

    photo = Finding.objects.get().photo
    assert f'src="{desk.url("desk_photo", pk=photo.pk)}"' in page
    answer = desk.get("desk_photo", pk=photo.pk)
    assert seen(answer.content).size == (40, 30)
    assert answer["Content-Type"] == "image/jpeg"
    assert "no-store" in answer["Cache-Control"]
    assert "private" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_file_that_is_no_photo_keeps_the_finding_back(folder: Path) -> None:
    desk = Desk(now_world())

    page = desk.refused("desk_findings", leak(desk.world) | {"photo": upload(b"MZ\x90", "photo.jpg")})

    assert "This is no photo." in page
    assert (Finding.objects.count(), folder.exists()) == (0, False)


def test_nobody_else_sees_it(folder: Path) -> None:
    desk, there = Desk(now_world()), Desk(World("there"), Role.CHAIR)
    desk.done("desk_findings", leak(desk.world) | {"photo": upload()})
    photo = Finding.objects.get().photo

    assert there.get("desk_photo", pk=photo.pk).status_code == 404
    assert there.client.get(desk.url("desk_photo", pk=photo.pk)).status_code == 404
    assert Desk(desk.world, Role.SURVEYOR).get("desk_photo", pk=photo.pk).status_code == 200
    (folder / photo.file).unlink()
    assert desk.get("desk_photo", pk=photo.pk).status_code == 404
