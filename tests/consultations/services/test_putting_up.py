"""Where a notice hangs on paper is recorded while it hangs, each place once."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from consultations.models import Notice, Posting
from consultations.services.notices import NoticeRefused
from consultations.services.putting_up import put_up
from renewal_portal.ledger.models import Event
from tests.pictures import picture
from tests.world import RECORDER, World

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "photos"


@pytest.fixture
def world() -> World:
    return World().on_notice()


def hanging(world: World) -> Notice:
    return world.consultation.notices.get(kind="plan")


def hang(world: World, place: str = " 三栋大门 ", **more: Any) -> Posting:
    return put_up(notice_id=hanging(world).pk, place=place, by=RECORDER, **{"at": world.at} | more)


def refusal(world: World, **how: Any) -> str:
    with pytest.raises(NoticeRefused) as refused:
        hang(world, **how)
    return refused.value.code


def test_who_put_it_up_where_and_when_is_kept_with_a_photo_and_told_without_the_place(world: World) -> None:
    posting = hang(world, picture=picture())

    assert (posting.place, posting.put_up_by, posting.put_up_at) == ("三栋大门", RECORDER, world.at)
    assert (posting.photo.kind, posting.photo.community_id) == ("posting", world.community.pk)
    assert list(Event.objects.filter(what="notice.put_up").values_list("about", "by", "detail")) == [
        (f"notice:{hanging(world).pk}", RECORDER, {"posting": posting.pk, "photo": True})
    ]


def test_a_photo_is_not_asked_for(world: World, folder: Path) -> None:
    assert (hang(world).photo, folder.exists()) == (None, False)


@pytest.mark.parametrize(
    "how, code",
    [({"place": " "}, "where_missing"), ({"place": "大门"}, "hangs_there_already")],
    ids=lambda value: str(value),
)
def test_a_place_is_named_and_named_once(world: World, how: dict[str, Any], code: str) -> None:
    hang(world, "大门")

    assert refusal(world, **how) == code
    assert Posting.objects.count() == 1


def test_nothing_is_recorded_before_it_hangs_or_after(world: World) -> None:
    notice = hanging(world)

    assert refusal(world, at=notice.posted_at - timedelta(seconds=1)) == "hangs_no_longer"
    assert refusal(world, at=notice.ends_at) == "hangs_no_longer"
    assert hang(world, at=notice.ends_at - timedelta(seconds=1)).pk
