"""A plan as files anybody may keep."""

import json

import pytest
from django.core.cache import cache
from django.urls import reverse

from consultations.domain.plan.file import read as read_file
from tests.consultations.views.public.reading import read, statuses
from tests.world import World

pytestmark = pytest.mark.django_db


def test_a_plan_is_kept_as_a_file_that_draws_it_again(client):
    world = World().consulting()

    answer = client.get(reverse("plan_file", args=["small", 1]))

    assert answer["Content-Disposition"] == 'attachment; filename="small-plan-1.json"'
    file = read_file(json.loads(answer.content))
    assert (file.digest, file.holds) == (world.consultation.plans.get().digest, True)


def test_the_file_only_shows_and_there_is_none_without_its_plan(client):
    World().consulting()

    assert statuses(client, "plan_file", "small", 1) == [200, 200, 405, 405, 405]
    assert client.get(reverse("plan_file", args=["small", 2])).status_code == 404


def test_the_page_of_the_plan_leads_to_it(client):
    World().consulting()

    assert f'href="{reverse("plan_file", args=["small", 1])}"' in read(client, "plan", "small", 1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_plan_is_printed_in_both_languages_with_the_same_bytes_each_time(client, language):
    World().consulting()
    address = reverse("plan_booklet", args=["small", 1, language])

    answer = client.get(address)
    cache.clear()

    assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")
    assert client.get(address).content == answer.content
    assert client.get(reverse("plan_booklet", args=["small", 2, language])).status_code == 404


def test_there_is_no_booklet_in_a_third_language(client):
    World().consulting()

    assert client.get(reverse("plan_booklet", args=["small", 1, "fr"])).status_code == 404
