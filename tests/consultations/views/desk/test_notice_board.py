"""Volunteers record where a notice hangs; recorders write down what came on paper; everybody reads both."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from communities.domain.roles import Role
from consultations.models import Notice, Objection, Posting
from consultations.services import notices
from tests.consultations.views.desk.desks import Desk, day, go_to
from tests.consultations.views.public.reading import TO_NOTICE, asked, read, words, world_now
from tests.pictures import upload
from tests.world import CHAIR, RECORDER, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    world = world_now(after=TO_NOTICE).on_notice()
    world.at = timezone.now()
    return world


def hanging(world: World) -> Notice:
    return world.consultation.notices.get(kind="plan")


def on_paper(world: World, **changes: Any) -> dict[str, Any]:
    hour = (hanging(world).posted_at + timedelta(minutes=30)).astimezone(timezone.get_default_timezone())
    return {
        "source": "paper",
        "received_day": day(hanging(world).posted_at + timedelta(minutes=30)),
        "received_hour": hour.strftime("%H:%M"),
        "text": "The lamps shine into bedrooms.",
    } | changes


def test_a_surveyor_records_a_place_with_a_photo_which_the_public_does_not_get(world: World) -> None:
    desk, notice = Desk(world, Role.SURVEYOR), hanging(world)

    page = desk.done("desk_put_up", {"place": "Gate", "photo": upload()}, pk=notice.pk)

    photo = Posting.objects.get().photo
    assert f'src="{desk.url("desk_photo", pk=photo.pk)}"' in page
    public = words(read(Client(), "notice", world.slug, notice.pk))
    assert "(photo on file)" in public
    assert "Gate, put up" in public
    assert "photos/" not in read(Client(), "notice", world.slug, notice.pk)


def test_a_place_is_recorded_once_and_named(world: World) -> None:
    desk, notice = Desk(world), hanging(world)
    desk.done("desk_put_up", {"place": "Gate"}, pk=notice.pk)

    assert "This place is recorded already." in desk.refused("desk_put_up", {"place": "Gate"}, pk=notice.pk)
    assert "This field is required." in desk.refused("desk_put_up", {"place": " "}, pk=notice.pk)
    assert Posting.objects.count() == 1


def test_an_objection_on_paper_is_written_down_and_answered_in_public(world: World) -> None:
    desk, notice = Desk(world, Role.RECORDER), hanging(world)

    page = desk.done("desk_record_objection", on_paper(world), pk=notice.pk)

    assert "waits for an answer" in page
    assert "on paper" in page
    public = words(read(Client(), "notice", world.slug, notice.pk))
    assert "on paper" in public
    desk.done("desk_answer", {"upheld": "yes", "answer": "True."}, pk=Objection.objects.get().pk)
    assert "The plan went back" in words(read(Client(), "notice", world.slug, notice.pk))
    assert "Write down an objection" not in words(desk.page("desk_notices")).split("Result")[0]


@pytest.mark.parametrize(
    "changes, sentence",
    [
        ({"received_day": ""}, "Say when the paper came in."),
        ({"received_day": "2020-01-01"}, "Only what came in then is an objection to it."),
        ({"text": " "}, "This field is required."),
        ({"source": "meeting-0"}, "Select a valid choice."),
    ],
    ids=["no day", "long ago", "no text", "no meeting"],
)
def test_every_fault_is_told_and_nothing_kept(world: World, changes: dict[str, Any], sentence: str) -> None:
    desk = Desk(world)

    assert sentence in desk.refused("desk_record_objection", on_paper(world, **changes), pk=hanging(world).pk)
    assert Objection.objects.count() == 0


def test_the_board_tells_what_hangs_and_what_hung(world: World) -> None:
    seen = words(read(Client(), "board", world.slug))
    assert "Hangs now" in seen
    assert "Hung before" not in seen

    go_to(world, hanging(world).ends_at)
    seen = words(read(Client(), "board", world.slug))
    assert "Nothing hangs at the moment." in seen
    assert seen.index("Hung before") < seen.index("Result")


def test_more_notices_and_places_ask_no_more_questions(world: World) -> None:
    desk, notice = Desk(world), hanging(world)
    desk.done("desk_put_up", {"place": "Gate"}, pk=notice.pk)
    one = asked(desk.client, "desk_notices", world.slug), asked(Client(), "board", world.slug)
    for place in ("Door 1", "Door 2"):
        desk.done("desk_put_up", {"place": place}, pk=notice.pk)
    Notice.objects.bulk_create(
        Notice(
            consultation=notice.consultation,
            kind="plan",
            plan=notice.plan,
            posted_where="x",
            posted_by=CHAIR,
            posted_at=notice.posted_at,
            ends_at=notice.ends_at,
        )
        for _ in range(2)
    )

    assert (asked(desk.client, "desk_notices", world.slug), asked(Client(), "board", world.slug)) == one
    notices.record_objection(notice_id=notice.pk, text="x", received_at=notice.posted_at, by=RECORDER, at=world.at)
