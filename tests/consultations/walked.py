"""Somebody goes from door to door, for tests."""

from communities.models import Unit, User
from consultations.domain.doors import State
from consultations.loaders.doors import doors
from consultations.models import DoorMark, Round
from consultations.services import walking
from tests.world import CHAIR, World


def unit(world: World, door: str) -> Unit:
    return Unit.objects.ever_of(world.community.pk).get(door=door)


def mark(world: World, round: Round, door: str, found: State, by: str = CHAIR) -> DoorMark | None:
    told = {"round_id": round.pk, "unit_id": unit(world, door).pk, "mark": found}
    return walking.mark_door(**told, by=by, at=world.at)


def send(world: World, user: User | None, *doors: str) -> int:
    units = [unit(world, door).pk for door in doors]
    told = {"community_id": world.community.pk, "unit_ids": units, "user_id": user and user.pk}
    return walking.assign_doors(**told, by=CHAIR, at=world.at)


def states(round: Round) -> dict[str, str]:
    """How each door stands."""
    return {door.door: door.state.value for door in doors(round)}
