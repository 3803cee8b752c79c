"""Every community's newest consultation: where people vote now comes first."""

from datetime import timedelta

import pytest

from consultations.domain.stages import Stage
from consultations.loaders.public import communities
from consultations.services import moving, offering
from tests.world import CHAIR, WANT, World, edition

pytestmark = pytest.mark.django_db


def slugs(at) -> list[str]:
    return [consultation.community.slug for consultation in communities.listed(at)]


def test_where_a_vote_is_open_comes_first_then_by_office_and_name() -> None:
    World("c")
    World("b").prepare().select()
    world = World("a")

    assert slugs(world.at) == ["b", "a", "c"]
    assert slugs(world.at + timedelta(days=10)) == ["a", "b", "c"]


def test_a_suspended_vote_calls_nobody() -> None:
    world = World("b")
    world.prepare().select()
    World("a")
    moving.go(consultation_id=world.pk, to=Stage.SUSPENDED, reason="等待勘察", by=CHAIR, at=world.at)

    assert slugs(world.at) == ["a", "b"]
    assert [row.round for row in communities.rows(list(communities.listed(world.at)), world.at)] == [None, None]


def test_a_row_holds_the_open_round_with_its_turnout() -> None:
    world = World()
    round = world.prepare().select()
    world.cast(round, world.entries(round)[0], WANT)
    World("quiet")

    rows = communities.rows(list(communities.listed(world.at)), world.at)

    assert [(row.consultation.community.slug, row.round) for row in rows] == [("small", round), ("quiet", None)]
    assert (rows[0].turnout.heads, rows[0].turnout.entitled_heads) == (1, 7)
    assert rows[1].turnout is None


def test_of_two_consultations_the_one_begun_last_is_listed() -> None:
    world = World().consulting()
    moving.go(consultation_id=world.pk, to=Stage.WITHDRAWN, reason="以后再说", by=CHAIR, at=world.at)
    second = offering.begin_consultation(
        community_id=world.community.pk, edition_id=edition().pk, by=CHAIR, at=world.wait(days=1).at
    )

    assert list(communities.listed(world.at)) == [second]
