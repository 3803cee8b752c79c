"""How many have voted while a vote is open, and nothing else of it."""

from dataclasses import fields

import pytest

from consultations.loaders.public.turnout import Turnout, turnout, turnouts
from tests.world import M2, NOT, WANT, World

pytestmark = pytest.mark.django_db


def test_of_a_selection_households_are_counted() -> None:
    world = World()
    round = world.prepare().select()
    for entry in world.entries(round)[:2]:
        world.cast(round, entry, WANT)

    assert turnout(round) == Turnout(2, 7, 200 * M2, 700 * M2)


def test_of_a_decision_owners_are_counted_with_their_area() -> None:
    world = World()
    round = world.consulting().decide()
    assert turnout(round) == Turnout(0, 9, 0, 950 * M2)

    world.everybody(round)

    assert turnout(round) == Turnout(9, 9, 950 * M2, 950 * M2)


def test_how_somebody_votes_changes_nothing() -> None:
    world = World()
    round = world.prepare().select()
    entry = world.entries(round)[0]
    world.cast(round, entry, WANT)
    before = turnout(round)
    world.cast(round, entry, NOT)

    assert turnout(round) == before
    assert [field.name for field in fields(Turnout)] == ["heads", "entitled_heads", "area_cm2", "entitled_area_cm2"]


def test_many_rounds_cost_two_queries_and_none_cost_nothing(django_assert_num_queries) -> None:
    rounds = [World(slug).prepare().select() for slug in ("a", "b", "c")]

    with django_assert_num_queries(2):
        assert {pk: each.entitled_heads for pk, each in turnouts(rounds).items()} == {round.pk: 7 for round in rounds}
    with django_assert_num_queries(0):
        assert turnouts([]) == {}
