"""Fetching is the permission check: who may not work on a community does not find its desk."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from communities.domain.roles import Permission, Role, roles_with
from consultations.models import Consultation
from tests.consultations.views.desk.desks import Desk
from tests.staff import member, sign_in
from tests.world import World

pytestmark = pytest.mark.django_db

SECTIONS = [
    "desk_community",
    "desk_findings",
    "desk_roll",
    "desk_menu",
    "desk_rounds",
    "desk_meetings",
    "desk_plans",
    "desk_notices",
    "desk_objections",
    "desk_submit",
    "desk_works",
]
#: Every act: its page and who may do it.
WRITES: list[tuple[str, dict[str, Any], set[Role]]] = [
    ("desk_findings", {}, {Role.CHAIR, Role.RECORDER, Role.SURVEYOR}),
    ("desk_roll", {}, {Role.CHAIR, Role.RECORDER}),
    ("desk_announce", {}, {Role.CHAIR}),
    ("desk_line", {}, {Role.CHAIR}),
    ("desk_left_out", {}, {Role.CHAIR}),
    ("desk_offer", {}, {Role.CHAIR}),
    ("desk_open", {}, {Role.CHAIR}),
    ("desk_call", {}, {Role.CHAIR}),
    ("desk_meetings", {}, {Role.CHAIR, Role.RECORDER, Role.OWNERS_COMMITTEE}),
    ("desk_draw", {"kind": "draft"}, {Role.CHAIR}),
    ("desk_draw", {"kind": "final"}, {Role.CHAIR}),
    ("desk_post", {"kind": "plan"}, {Role.CHAIR}),
    ("desk_submit", {}, {Role.CHAIR}),
    ("desk_works", {}, {Role.CHAIR}),
    ("desk_move", {}, {Role.CHAIR}),
]


def test_a_volunteer_reads_nothing_of_the_desk_but_the_doors() -> None:
    world = World()
    desk = Desk(world, user=member(Role.VOLUNTEER, world.community))

    assert {desk.get(name).status_code for name in SECTIONS} == {404}


@pytest.mark.parametrize("role", sorted(roles_with(Permission.SEE_DESK)))
def test_everybody_with_a_post_may_read_every_section_and_nobody_elsewhere(role: Role) -> None:
    world, elsewhere = World(), World(slug="elsewhere")
    where: Any = {
        Role.SUBDISTRICT_OFFICIAL: world.community.subdistrict,
        Role.DISTRICT_OFFICIAL: world.community.subdistrict.district,
    }.get(role, world.community)
    desk = Desk(world, user=member(role, where))
    beyond = {200} if role in (Role.SUBDISTRICT_OFFICIAL, Role.DISTRICT_OFFICIAL) else {404}
    assert {desk.get(name).status_code for name in SECTIONS} == {200}
    desk.slug = elsewhere.slug
    assert {desk.get(name).status_code for name in SECTIONS} == beyond


@pytest.mark.parametrize("role", list(Role))
def test_an_act_is_not_found_by_those_who_may_not_do_it(role: Role) -> None:
    world = World()
    desk = Desk(world, user=member(role, world.community))
    allowed = {
        (name, tuple(where)): desk.client.post(desk.url(name, **where)).status_code != 404 for name, where, _ in WRITES
    }
    assert allowed == {(name, tuple(where)): role in roles for name, where, roles in WRITES}


def test_an_official_reads_and_finds_no_button(django_assert_num_queries: Any) -> None:
    world = World().on_notice()
    desk = Desk(world, Role.DISTRICT_OFFICIAL)
    buttons = [name for name in SECTIONS if 'method="post"' in main(desk.page(name))]
    assert buttons == []


def test_a_foreign_chair_finds_no_finding_line_round_or_objection() -> None:
    world, other = World().on_notice(), World(slug="other")
    desk = Desk(other)
    desk.slug = world.slug
    line, round = world.consultation.menus.get().lines.first(), world.consultation.rounds.first()
    assert [
        desk.post("desk_line_remove", pk=line.pk).status_code,
        desk.post("desk_line_ruling", pk=line.pk).status_code,
        desk.post("desk_close", number=round.number).status_code,
        desk.post("desk_count", number=round.number).status_code,
        desk.post("desk_annul", {"reason": "x"}, number=round.number).status_code,
    ] == [404] * 5
    desk.slug = other.slug
    assert desk.get("desk_line", pk=line.pk).status_code == 404
    assert Consultation.objects.get(pk=world.pk).stage == "on_notice"


def test_without_the_second_factor_one_signs_in_first() -> None:
    world = World()
    user = member(Role.CHAIR, world.community)
    client = sign_in(Client(), user, second_factor=False)
    page = reverse("desk_community", args=[world.slug])
    assert client.get(page)["Location"] == f"{reverse('staff_sign_in')}?next={page.replace('/', '%2F')}"
    assert client.post(reverse("desk_roll", args=[world.slug]))["Location"] == reverse("staff_sign_in")


def test_a_post_that_was_taken_back_opens_nothing() -> None:
    world = World()
    desk = Desk(world)
    desk.user.grants.update(ended_by="system:tests", ended_at=world.at)
    assert desk.get("desk_community").status_code == 404
    assert "You hold no post" in desk.client.get(reverse("desk")).content.decode()


def main(page: str) -> str:
    """The part of a page that is its own."""
    return page.split("<main", 1)[1].split("</main>", 1)[0]
