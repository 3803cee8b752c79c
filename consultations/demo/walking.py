"""The steps of the way on which a volunteer goes from door to door."""

from datetime import datetime, timedelta

from consultations.demo import voices
from consultations.demo.way import Way
from consultations.domain.doors import State, building_of
from consultations.loaders.doors import doors
from consultations.services import walking

#: Below this chance of a hundred, the first that fits, a door is left so.
FOUND = ((50, State.LETTER), (60, State.PAPER_OUT), (64, State.REFUSED), (67, State.MOVED))


def send_volunteer(way: Way, at: datetime) -> None:
    """The volunteer takes the first building."""
    round = way.round("selection")
    known = doors(round)
    first = min(building_of(door.place) for door in known)
    walking.assign_doors(
        community_id=way.community.pk,
        unit_ids=[door.unit for door in known if building_of(door.place) == first],
        user_id=int(way.volunteer.removeprefix("user:")),
        by=way.chair,
        at=at,
    )


def walk_selection(way: Way, at: datetime) -> None:
    _walk(way, "selection", at)


def walk_decision(way: Way, at: datetime) -> None:
    _walk(way, "decision", at)


def _walk(way: Way, kind: str, at: datetime) -> None:
    """An evening at the doors that are the volunteer's and have not answered."""
    round = way.round(kind)
    waiting = [door for door in doors(round) if door.walker and not door.cast]
    for minutes, door in enumerate(waiting):
        drawn = voices.chance(kind, way.community.slug, door.door, "door")
        found = next((state for below, state in FOUND if drawn < below), None)
        if found is not None:
            when = at + timedelta(minutes=minutes)
            walking.mark_door(round_id=round.pk, unit_id=door.unit, mark=found, by=way.volunteer, at=when)
