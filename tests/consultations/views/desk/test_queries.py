"""Lists ask as many questions of the database for three rows as for one."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities.domain.roles import Role
from communities.services.rolls import freeze_roll
from consultations.domain.review import Office, Opinion
from consultations.services import meetings, notices, offering, planning, reviewing, surveying
from tests.consultations.views.desk.desks import Desk
from tests.staff import member, sign_in
from tests.world import CHAIR, OFFICIAL, RECORDER, World

pytestmark = pytest.mark.django_db


def asked(client: Client, address: str) -> int:
    client.get(address)  # sessions, content types and translations are read once
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_communities_of_an_official() -> None:
    world = World()
    client = sign_in(Client(), member(Role.DISTRICT_OFFICIAL, world.community.subdistrict.district))
    one = asked(client, reverse("desk"))
    World(slug="second"), World(slug="third")
    assert asked(client, reverse("desk")) == one


def test_findings() -> None:
    world = World()
    desk = Desk(world)
    places = list(world.community.places.filter(kind="stairwell"))
    item = world.consultation.edition.items.get(code="C3.03")

    def report(place_id: int) -> None:
        surveying.report_finding(
            consultation_id=world.pk, item_id=item.pk, place_id=place_id, text_zh="破损", by=RECORDER, at=world.at
        )

    report(places[0].pk)
    one = asked(desk.client, desk.url("desk_findings"))
    report(places[1].pk)
    report(places[1].pk)
    assert asked(desk.client, desk.url("desk_findings")) == one


def test_lines_of_the_menu() -> None:
    world = World()
    desk = Desk(world)

    def line(code: str, place: str) -> None:
        offering.set_line(
            consultation_id=world.pk,
            code=code,
            place_code=place,
            quantity_milli=1_000,
            unit_price_fen=1_800_000 if code == "C3.03" else 6_000_000,
            by=CHAIR,
            at=world.at,
        )

    line("C3.03", "1-1")
    one = asked(desk.client, desk.url("desk_menu"))
    line("C3.03", "1-2")
    line("C2.05", "community")
    assert asked(desk.client, desk.url("desk_menu")) == one


def test_rolls() -> None:
    world = World()
    desk = Desk(world)
    freeze_roll(community_id=world.community.pk, by=CHAIR, at=world.at)
    one = asked(desk.client, desk.url("desk_roll"))
    freeze_roll(community_id=world.community.pk, by=CHAIR, at=world.at)
    freeze_roll(community_id=world.community.pk, by=CHAIR, at=world.at)
    assert asked(desk.client, desk.url("desk_roll")) == one


def test_meetings_and_votes_and_plans() -> None:
    world = World()
    desk = Desk(world)
    round = world.prepare().select()
    votes = asked(desk.client, desk.url("desk_rounds"))
    world.everybody(round)
    world.close_and_count(round)
    world.draft()
    world.meet(adopts=True)
    met, plans = asked(desk.client, desk.url("desk_meetings")), asked(desk.client, desk.url("desk_plans"))
    world.meet(adopts=True)
    world.meet(adopts=True)
    world.wait(hours=1)
    planning.draw_plan(consultation_id=world.pk, kind=planning.PlanKind.DRAFT, by=CHAIR, at=world.at)
    assert asked(desk.client, desk.url("desk_meetings")) == met
    assert asked(desk.client, desk.url("desk_plans")) == plans
    world.decide()
    words, disputes = 1, 1  # asked of a selection alone, and of a decision alone
    assert asked(desk.client, desk.url("desk_rounds")) == votes - words + disputes
    assert meetings.Meeting.objects.count() == 3


def test_notices_and_objections() -> None:
    world = World().on_notice()
    desk = Desk(world)
    notice = world.consultation.notices.get(kind="plan")

    def object_() -> None:
        notices.file_objection(notice_id=notice.pk, text="Too dear.", by="voice:1", at=world.at + timedelta(hours=1))

    object_()
    one = asked(desk.client, desk.url("desk_objections"))
    hanging = asked(desk.client, desk.url("desk_notices"))
    object_()
    object_()
    assert asked(desk.client, desk.url("desk_objections")) == one
    assert asked(desk.client, desk.url("desk_notices")) == hanging


def test_a_review_with_one_opinion_and_with_three() -> None:
    world = World().in_review()
    desk = Desk(world)
    review = world.consultation.reviews.get()

    def say(office: Office) -> None:
        reviewing.give_opinion(
            review_id=review.pk, office=office, opinion=Opinion.AGREES, note="", by=OFFICIAL, at=world.at
        )

    say(Office.FIRE)
    one = asked(desk.client, desk.url("desk_submit"))
    say(Office.FINANCE)
    say(Office.HOUSING)
    assert asked(desk.client, desk.url("desk_submit")) == one
