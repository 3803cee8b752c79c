"""A meeting through the pages, from its call to the published minutes; its papers say what the pages say."""

import io
import re
import zipfile
from datetime import timedelta

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities.access import SESSION_KEY
from communities.domain.roles import Role
from communities.services import credentials
from consultations import sitting_papers
from consultations.domain.remarks import mark
from consultations.models import Meeting, Proposal, Sitting
from tests.consultations import sat
from tests.consultations.views.desk.desks import Desk, day, go_to, now_world
from tests.stages import onward
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db
P = {"hour": "19:00", "venue": "院坝"}


@pytest.fixture
def world(db: None) -> World:
    world = onward(now_world(), "consulting")
    go_to(world, world.at)
    return world


def prepared(world: World, chair: Desk, **said: object) -> Sitting:
    """Called for residents in five days."""
    told = {"kind": "residents", "day": day(world.at + timedelta(days=5)), **P} | said
    chair.done("desk_sitting_prepare", told)
    return Sitting.objects.latest("pk")


def called(world: World, chair: Desk) -> Sitting:
    sitting = prepared(world, chair)
    chair.done("desk_sitting_points", {"about": "", "text": "屋面防水"}, pk=sitting.pk)
    chair.done("desk_sitting_guests", {"name": sat.GUEST, "field": "engineer", "office": "市设计院"}, pk=sitting.pk)
    chair.done("desk_sitting_step", pk=sitting.pk, act="call")
    return sitting


def opened(world: World, chair: Desk) -> Sitting:
    sitting = called(world, chair)
    go_to(world, sitting.starts_at)
    chair.done("desk_sitting_step", pk=sitting.pk, act="open")
    return sitting


def phone(world: World, entry_unit: int) -> Client:
    """A household with its letter."""
    letter = credentials.issue_for_household(unit_id=entry_unit, by=CHAIR, at=world.at)
    client = Client()
    session = client.session
    session[SESSION_KEY] = letter.credential_id
    session.save()
    client.cookies["django_language"] = "en"
    return client


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def test_a_meeting_from_its_call_to_the_page_everybody_reads(world: World) -> None:
    chair, recorder = Desk(world), Desk(world, Role.RECORDER)
    sitting = opened(world, chair)
    for entry in sat.voices(sitting)[:5]:
        recorder.done("desk_sitting_room", {"entry": entry.pk}, pk=sitting.pk)
    point, guest = sat.point(sitting), sitting.guests.get()
    assert "5 of 7 are there" in chair.page("desk_sitting_run", pk=sitting.pk)
    chair.done("desk_sitting_advise", {"guest": guest.pk, "text": sat.ADVICE}, pk=sitting.pk, point=point.pk)
    chair.done("desk_sitting_put", {"text": "做防水"}, pk=sitting.pk, point=point.pk)
    put = Proposal.objects.get()
    refused = chair.done(
        "desk_sitting_count", {"in_favour": 5, "against": 1, "abstaining": 0}, pk=sitting.pk, proposal=put.pk
    )
    assert "More hands than people: 5 are noted" in refused
    chair.done("desk_sitting_count", {"in_favour": 4, "against": 1, "abstaining": 0}, pk=sitting.pk, proposal=put.pk)
    chair.done("desk_sitting_step", pk=sitting.pk, act="end")

    chair.done("desk_sitting_step", pk=sitting.pk, act="draft")
    draft = Sitting.objects.get().minutes
    assert re.findall(r"\d+", draft.split("\n")[1]) == ["7", "5", "5"]
    assert (sat.ADVICE in draft, "做防水" in draft) == (True, True)
    recorder.done("desk_minutes", {"text": f"{sat.MINUTES}\r\n"}, pk=sitting.pk)
    chair.done("desk_minutes_sign", {"part": "chair", "seen": mark(sat.MINUTES)}, pk=sitting.pk)
    twice = chair.done("desk_minutes_sign", {"part": "recorder", "seen": mark(sat.MINUTES)}, pk=sitting.pk)
    assert "Another person has to sign" in twice
    recorder.done("desk_minutes_sign", {"part": "recorder", "seen": mark(sat.MINUTES)}, pk=sitting.pk)
    chair.done("desk_sitting_step", pk=sitting.pk, act="publish")

    meeting = Meeting.objects.get(sitting=sitting)
    page = Client().get(reverse("sitting", args=[world.slug, sitting.pk])).content.decode()
    assert (meeting.present, meeting.entitled) == (5, 7)
    assert [text in page for text in (sat.MINUTES, "做防水", chair.user.full_name, recorder.user.full_name)] == [
        True
    ] * 4


def test_a_household_signs_in_at_the_door_and_sees_nobody_else(world: World) -> None:
    sitting = opened(world, Desk(world))
    one, other = sat.voices(sitting)[:2]
    client, address = phone(world, one.unit_id), reverse("my_sitting", args=[world.slug, sitting.pk, sitting.door_code])
    assert "I am here" in client.get(address).content.decode()

    client.post(address)
    client.post(address)

    page = client.get(address).content.decode()
    assert "You are noted as present." in page
    assert other.unit.door not in page
    stay = sitting.attendances.get()
    assert (stay.entry, stay.by_phone, stay.noted_by) == (one, True, f"voice:{one.pk}")


def test_the_address_at_the_door_cannot_be_guessed(world: World) -> None:
    sitting = opened(world, Desk(world))
    client = phone(world, sat.voices(sitting)[0].unit_id)

    assert client.post(reverse("my_sitting", args=[world.slug, sitting.pk, "x" * 24])).status_code == 404
    assert sitting.attendances.count() == 0


def test_a_meeting_too_soon_says_from_when_on_it_can_be_held(world: World) -> None:
    chair = Desk(world)
    sitting = prepared(world, chair, kind="owners_assembly")
    chair.done("desk_sitting_points", {"about": "", "text": "屋面防水"}, pk=sitting.pk)

    assert "The notice must hang 15 days." in chair.page("desk_sitting", pk=sitting.pk)
    assert "at least 15 days before" in chair.done("desk_sitting_step", pk=sitting.pk, act="call")


def test_the_agenda_takes_items_of_the_menu_with_their_words(world: World) -> None:
    chair = Desk(world)
    sitting = prepared(world, chair)
    line = world.consultation.menus.newest_offered().lines.order_by("position")[0]

    chair.done("desk_sitting_points", {"about": f"item-{line.pk}", "text": ""}, pk=sitting.pk)

    point = sat.point(sitting)
    assert (point.offered, line.wording_en in point.text) == (line, True)


def test_what_is_not_filled_in_is_said_with_its_field(world: World) -> None:
    chair = Desk(world)
    sitting = opened(world, chair)
    sat.come(world, sitting, 5)
    chair.done("desk_sitting_put", {"text": "做防水"}, pk=sitting.pk, point=sat.point(sitting).pk)

    page = chair.done("desk_sitting_count", {"in_favour": "x"}, pk=sitting.pk, proposal=Proposal.objects.get().pk)

    assert "For: This is not a whole number." in page
    assert Proposal.objects.get().counted_at is None


def test_before_its_notice_hangs_nobody_else_knows_of_a_meeting(world: World) -> None:
    chair = Desk(world)
    sitting = prepared(world, chair)
    address, board = reverse("sitting", args=[world.slug, sitting.pk]), reverse("community", args=[world.slug])

    assert Client().get(address).status_code == 404
    assert address not in Client().get(board).content.decode()
    chair.done("desk_sitting_points", {"about": "", "text": "屋面防水"}, pk=sitting.pk)
    chair.done("desk_sitting_step", pk=sitting.pk, act="call")

    assert "屋面防水" in Client().get(address).content.decode()
    assert address in Client().get(board).content.decode()
    assert Client().get(reverse("sitting_paper", args=[world.slug, sitting.pk, "minutes", "zh"])).status_code == 404


def test_papers_say_what_the_page_says_and_are_the_same_bytes_each_time(world: World) -> None:
    meeting = sat.published(world)
    sitting = meeting.sitting

    pdfs = {name: sitting_papers.pdf(sitting, name, "zh") for name in sitting_papers.there_are(sitting)}

    assert sorted(pdfs) == ["attendance", "invitation", "minutes", "notice", "sign-in"]
    assert {name: sitting_papers.pdf(sitting, name, "zh") for name in pdfs} == pdfs
    numbers = re.findall(r"\d+", re.search(r"应到.*实到.*", words(pdfs["attendance"]))[0])
    assert numbers == [str(n) for n in (meeting.entitled, meeting.present, meeting.present)]
    assert all(f"{entry.unit.door}" in words(pdfs["attendance"]) for entry in sat.voices(sitting)[:6])
    assert sat.voices(sitting)[6].unit.door not in words(pdfs["attendance"])
    put = sitting.proposals.get()
    said = re.search(r"多设座椅.*", words(pdfs["minutes"]))[0]
    assert re.findall(r"\d+", said) == [str(n) for n in (put.in_favour, put.against, put.abstaining, put.present)]


def test_one_file_for_the_archive_holds_every_paper_twice(world: World) -> None:
    sitting = sat.published(world).sitting
    chair = Desk(world)

    answer = chair.get("desk_sitting_session", pk=sitting.pk)
    again = chair.get("desk_sitting_session", pk=sitting.pk)

    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert sorted(names) == sorted(
        f"{name}-{language}.pdf"
        for name in ("notice", "invitation", "sign-in", "attendance", "minutes")
        for language in ("zh", "en")
    )
    assert answer.content == again.content


def asked(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_lists_ask_as_often_for_three_as_for_one(world: World) -> None:
    chair = Desk(world)
    sitting = opened(world, chair)
    pages = [chair.url(name, pk=sitting.pk) for name in ("desk_sitting", "desk_sitting_run", "desk_sitting_room")]
    pages.append(chair.url("desk_meetings"))
    sat.come(world, sitting, 1)
    sat.advise(world, sitting)
    one = [asked(chair.client, page) for page in pages]

    for entry in sat.voices(sitting)[1:4]:
        chair.done("desk_sitting_room", {"entry": entry.pk}, pk=sitting.pk)
    for _ in range(2):
        sat.count(world, sat.put(world, sitting), 1, 0)
        sat.prepared(world)

    assert [asked(chair.client, page) for page in pages] == one
