"""What is missing before the next step, and where the committee may go by hand."""

import pytest

from consultations.domain.review import Decision
from consultations.domain.stages import Missing, Stage
from consultations.loaders.desk import home
from consultations.models import Consultation
from consultations.services import moving, reviewing
from tests.world import CHAIR, OFFICIAL, World

pytestmark = pytest.mark.django_db


def of(world: World) -> Consultation:
    return Consultation.objects.with_community().get(pk=world.pk)


def test_the_list_is_the_gate() -> None:
    world = World()
    assert home.gate(of(world), world.at) == [
        (Missing.ELIGIBLE, True),
        (Missing.ROLL, False),
        (Missing.CORRECTIONS_ANSWERED, True),
        (Missing.FINDINGS_CHECKED, True),
        (Missing.MENU_LINES, False),
        (Missing.RULINGS, False),
        (Missing.BUDGET, False),
        (Missing.METHOD, False),
        (Missing.MENU_OFFERED, False),
        (Missing.SELECTION_OPEN, False),
    ]
    assert home.missing_count(of(world), world.at) == 7
    world.prepare()
    assert home.missing_count(of(world), world.at) == 1


def test_a_stage_without_a_step_forward_lacks_nothing() -> None:
    world = World()
    consultation = of(world)
    consultation.stage = Stage.WITHDRAWN
    assert home.gate(consultation, world.at) == []


def test_onward_by_hand_only_when_nothing_is_missing() -> None:
    world = World()
    world.counted()
    assert home.ways_by_hand(of(world), world.at) == [Stage.CONSULTING, Stage.WITHDRAWN, Stage.SUSPENDED]


def test_a_suspended_community_goes_back_to_where_it_was() -> None:
    consultation = of(World())
    consultation.stage, consultation.suspended_from = Stage.SUSPENDED, Stage.DRAFT
    assert home.ways_by_hand(consultation, consultation.begun_at) == [Stage.DRAFT]


def test_the_way_remembers_where_a_side_door_was_taken() -> None:
    world = World().consulting()
    assert home.stopped_at(of(world)) == ""
    moving.go(consultation_id=world.pk, to=Stage.SUSPENDED, reason="A flood.", by=CHAIR, at=world.at)
    assert home.stopped_at(of(world)) == "consulting"
    moving.go(consultation_id=world.pk, to=Stage.CONSULTING, by=CHAIR, at=world.at)
    moving.go(consultation_id=world.pk, to=Stage.WITHDRAWN, reason="Voted down.", by=CHAIR, at=world.at)
    assert home.stopped_at(of(world)) == "consulting"


def test_in_review_only_the_officials_move_the_plan() -> None:
    world = World().in_review()
    assert home.ways_by_hand(of(world), world.at) == [Stage.SUSPENDED]


def test_a_return_is_told_until_the_community_moves_on() -> None:
    world = World().in_review()
    assert home.last_return(of(world)) is None
    reviewing.decide_review(
        review_id=world.consultation.reviews.get().pk,
        decision=Decision.RETURN_TO_PLANNING,
        reason="The drains are missing.",
        by=OFFICIAL,
        at=world.at,
    )
    assert home.last_return(of(world)) == ("return_to_planning", "The drains are missing.")
    world.wait(hours=1)
    world.consultation.moves.create(
        origin=Stage.PLANNED, target=Stage.CONSULTING, reason="x", moved_by="user:1", moved_at=world.at
    )
    assert home.last_return(of(world)) is None


def test_the_newest_consultation_of_each_community() -> None:
    one, two = World(), World(slug="two")
    rows = home.rows([two.community, one.community])
    assert [(row.community.slug, row.consultation.pk) for row in rows if row.consultation] == [
        ("two", two.pk),
        ("small", one.pk),
    ]
