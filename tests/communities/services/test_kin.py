"""A worker says whose ballots they do not enter; somebody else takes that back."""

import pytest

from communities.models import DeclaredKin, Unit
from communities.services import kin
from communities.services.register import enter_register
from renewal_portal.ledger.models import Event
from tests.refusals import refusal
from tests.world import CHAIR, RECORDER, START, community, register

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> Unit:
    place = community()
    enter_register(community_id=place.pk, rows=register(), since=START.date(), by=CHAIR, at=START)
    return Unit.objects.of(place.pk).get(door="1-1-101")


def declare(unit: Unit, by: str = RECORDER) -> DeclaredKin:
    return kin.declare(unit_id=unit.pk, by=by, at=START)


def end(said: DeclaredKin, by: str = CHAIR) -> DeclaredKin:
    return kin.end(kin_id=said.pk, by=by, at=START)


def test_what_was_said_touches_the_household_and_the_owner_of_the_door(unit) -> None:
    said, owner = declare(unit), unit.ownerships.get().owner_id
    touching = DeclaredKin.objects.standing().touching

    assert list(touching(owner_id=None, unit_id=unit.pk)) == list(touching(owner_id=owner, unit_id=None)) == [said]
    assert list(touching(owner_id=None, unit_id=unit.pk + 1)) == []


def test_it_is_said_once_until_somebody_else_takes_it_back(unit) -> None:
    said = declare(unit)
    assert refusal(lambda: declare(unit)) == ("KinRefused", "declared_already")
    assert refusal(lambda: end(said, RECORDER)) == ("KinRefused", "own_declaration")

    end(said)

    assert refusal(lambda: end(said)) == ("KinRefused", "ended_already")
    assert declare(unit).pk != said.pk


def test_two_workers_may_say_it_of_one_door(unit) -> None:
    assert declare(unit).unit == declare(unit, CHAIR).unit


def test_the_ledger_knows_that_it_was_said_and_not_of_whom(unit) -> None:
    end(declare(unit))

    rows = Event.objects.filter(what__startswith="kin.").order_by("pk").values_list("what", "by", "detail")
    assert list(rows) == [("kin.declared", RECORDER, {}), ("kin.ended", CHAIR, {})]
