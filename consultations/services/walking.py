"""From door to door: who goes where, and what is recorded there. Append-only; never what anybody answered."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from communities.models import Community, Unit
from consultations.domain.doors import MARKS, State
from consultations.loaders.doors import door_in, walkers
from consultations.models import DoorMark, DoorWalker, Round
from consultations.services.moving import district_of
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class DoorsRefused(Refused):
    """Nothing is recorded at a door."""


@transaction.atomic
def mark_door(*, round_id: int, unit_id: int, mark: State, by: str, at: datetime) -> DoorMark | None:
    """Record how a vote stands at a door; the same once more changes nothing.

    Raises DoorsRefused "not_a_mark", "not_running" (closed or annulled), "not_asked" (nobody there has a voice in it)
    or "answered_already" (a ballot stands).
    """
    if mark not in MARKS:
        raise DoorsRefused("not_a_mark")
    Unit.objects.select_for_update().get(pk=unit_id)
    round: Round = Round.objects.with_community().select_related("roll").get(pk=round_id)
    if round.state != "open":
        raise DoorsRefused("not_running")
    door = door_in(round, unit_id)
    if door is None:
        raise DoorsRefused("not_asked")
    if door.cast:
        raise DoorsRefused("answered_already")
    if door.state is mark:
        return None
    made: DoorMark = DoorMark.objects.create(round=round, unit_id=unit_id, mark=mark, marked_by=by, marked_at=at)
    district = district_of(round.consultation)
    events.record(
        what="door.marked", about=f"round:{round.pk}", by=by, at=at, district=district, detail={"mark": mark.value}
    )
    return made


@transaction.atomic
def assign_doors(*, community_id: int, unit_ids: Collection[int], user_id: int | None, by: str, at: datetime) -> int:
    """From now on this volunteer goes to these doors, and nobody else does; nobody at all without one. Returns how many
    doors changed hands.

    Raises DoorsRefused "no_walker" (the account may not go from door to door there).
    """
    community: Community = Community.objects.select_for_update(of=("self",)).with_offices().get(pk=community_id)
    if user_id is not None and not walkers(community).filter(pk=user_id).exists():
        raise DoorsRefused("no_walker")
    units = set(Unit.objects.of(community_id).filter(pk__in=unit_ids).values_list("pk", flat=True))
    given = DoorWalker.objects.standing().filter(unit__in=units)
    kept = set(given.filter(user=user_id).values_list("unit", flat=True))
    ended = given.exclude(unit__in=kept).update(ended_by=by, ended_at=at)
    new = [] if user_id is None else [_sent(unit, user_id, by, at) for unit in sorted(units - kept)]
    DoorWalker.objects.bulk_create(new)
    changed = len(new) or ended
    events.record(
        what="doors.assigned",
        about=f"community:{community.pk}",
        by=by,
        at=at,
        district=community.subdistrict.district.code,
        detail={"doors": changed, "walker": f"user:{user_id}" if user_id is not None else None},
    )
    return changed


def _sent(unit_id: int, user_id: int, by: str, at: datetime) -> DoorWalker:
    return DoorWalker(unit_id=unit_id, user_id=user_id, given_by=by, given_at=at)
