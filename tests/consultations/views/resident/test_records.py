"""The owners' right to look: what was decided, minuted and posted, in one place."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from consultations.models import Meeting
from consultations.services.meetings import Motion, record_meeting
from tests.consultations.views.public.reading import TO_NOTICE, asked, words, world_now
from tests.residents import deciding, household_letter, owner_letter, signed_in
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db

URL = reverse("my_records")


def owner_of(world: World) -> Client:
    return signed_in(Client(), owner_letter(world, "1-1-101"))


def meet(world: World, minutes: str) -> Meeting:
    return record_meeting(
        consultation_id=world.pk,
        kind="residents",
        held_at=world.at,
        venue="院坝",
        entitled=7,
        present=5,
        minutes=minutes,
        motions=[Motion("先修屋面", 4, 1)],
        by=CHAIR,
        at=world.wait(days=1).at,
    )


def test_an_owner_finds_results_plans_notices_and_minutes():
    world = world_now(after=TO_NOTICE).on_notice()
    Meeting.objects.update(minutes="大家先看了屋面。")

    page = owner_of(world).get(URL).content.decode()

    for address in (("round", "small", 1), ("round", "small", 2), ("plan", "small", 1), ("plan", "small", 2)):
        assert f'href="{reverse(address[0], args=address[1:])}"' in page
    for notice in world.consultation.notices.all():
        assert f'href="{reverse("notice", args=["small", notice.pk])}"' in page
    assert "大家先看了屋面。" in page
    assert "The accounts of the maintenance fund, the contracts with the property service" in words(page)


def test_where_nothing_was_done_yet_it_says_so():
    page = words(owner_of(world_now()).get(URL).content.decode())

    assert "Nothing has been counted, planned or posted yet." in page
    assert "No meeting is recorded yet." in page


def test_a_vote_that_is_not_counted_is_no_result():
    world, _ = deciding()

    page = owner_of(world).get(URL).content.decode()

    assert [f'href="{reverse("round", args=["small", number])}"' in page for number in (1, 2)] == [True, False]


def test_a_home_without_an_owner_s_letter_does_not_find_it():
    world = world_now()

    assert signed_in(Client(), household_letter(world, "1-1-101")).get(URL).status_code == 404


def test_from_an_owner_s_page_one_comes_to_it_and_from_a_home_s_not():
    world = world_now()
    owner, home = owner_of(world), signed_in(Client(), household_letter(world, "1-1-101"))

    assert [f'href="{URL}"' in each.get(reverse("my")).content.decode() for each in (owner, home)] == [True, False]


def test_the_page_asks_the_same_however_many_meetings_there_were():
    world = world_now(after=timedelta(days=20)).prepare()
    world.select()
    client = owner_of(world)
    meet(world, "第一次")
    one = asked(client, "my_records")
    for text in ("第二次", "第三次"):
        meet(world, text)

    assert asked(client, "my_records") == one == 7
