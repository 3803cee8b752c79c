"""The public interface asks the database no more for three rows than for one."""

from typing import Any

import pytest
from django.test import Client

from consultations.models import Round
from consultations.services import rounds
from tests.consultations.test_api import get
from tests.world import CHAIR, MENU, RULING, World

pytestmark = pytest.mark.django_db


def queries(assert_that: Any, number: int, client: Client, route: str, *args: object) -> Any:
    with assert_that(number):
        return get(client, route, *args).json()


def test_the_list_asks_the_database_no_more_for_three_communities_than_for_one(
    client: Client, django_assert_num_queries: Any
) -> None:
    World()
    queries(django_assert_num_queries, 3, client, "communities")
    World(slug="second")
    World(slug="third")

    assert queries(django_assert_num_queries, 3, client, "communities")["count"] == 3


@pytest.mark.parametrize("length", [1, 3])
def test_a_menu_its_round_and_its_plan_ask_no_more_for_three_lines_than_for_one(
    length: int, client: Client, django_assert_num_queries: Any
) -> None:
    World(menu=[*MENU[: length - 1], MENU[-1]]).consulting()  # the last line is in every menu

    assert len(queries(django_assert_num_queries, 4, client, "menu", "small")["results"]) == length
    assert len(queries(django_assert_num_queries, 4, client, "round", "small", 1)["questions"]) == length
    assert len(queries(django_assert_num_queries, 3, client, "plan", "small", 1)["lines"]) == length


@pytest.mark.parametrize("annulled", [0, 2])
def test_a_consultation_asks_no_more_for_many_rounds_than_for_few(
    annulled: int, client: Client, django_assert_num_queries: Any
) -> None:
    world = World().consulting()
    for _ in range(annulled):
        set_aside(world.decide(), world)
    world.decide()

    told = queries(django_assert_num_queries, 6, client, "consultation", "small")

    assert [each["state"] for each in told["rounds"]] == ["counted", *["annulled"] * annulled, "open"]


def set_aside(round: Round, world: World) -> None:
    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at)
