"""The register of a community: places, units and owners."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from communities.domain.electorate import DEVELOPERS
from communities.domain.roll.difference import owners
from communities.domain.roll.rows import PersonRow, UnitRow
from communities.models import Community, Unit
from communities.services import register_writing
from communities.services.secrets import keyed_hash
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

__all__ = ["PersonRow", "RegisterRefused", "UnitRow", "enter_register", "key_of"]


class RegisterRefused(Refused):
    """The register cannot be entered as given."""


@transaction.atomic
def enter_register(*, community_id: int, rows: Sequence[UnitRow], since: date, by: str, at: datetime) -> int:
    """Enter a community's whole register at once; returns the number of units.

    Raises RegisterRefused "register_not_empty", "area_does_not_add_up" (the units and the community's own area),
    "part_without_owner" or "door_twice", naming the door.
    """
    community = Community.objects.select_for_update().get(pk=community_id)
    if Unit.objects.of(community_id).exists():
        raise RegisterRefused("register_not_empty", community=community.slug)
    _check(community, rows)
    keyed = [register_writing.keyed(row, key_of) for row in rows]
    register_writing.write(community=community, rows=keyed, day=since)
    events.record(
        what="register.entered",
        about=f"community:{community.pk}",
        by=by,
        at=at,
        district=community.subdistrict.district.code,
        detail={"units": len(keyed), "owners": len(owners(keyed))},
    )
    return len(keyed)


def _check(community: Community, rows: Sequence[UnitRow]) -> None:
    doors = set()
    for row in rows:
        if (row.place, row.door) in doors:
            raise RegisterRefused("door_twice", door=row.door)
        doors.add((row.place, row.door))
        if bool(row.persons) == (row.title in DEVELOPERS):
            raise RegisterRefused("part_without_owner", door=row.door)
    total = sum(row.area_cm2 for row in rows)
    if total != community.area_cm2:
        raise RegisterRefused("area_does_not_add_up", units_cm2=total, community_cm2=community.area_cm2)


def key_of(identity: str) -> str:
    """What joins a person's parts: the keyed hash of the register's number."""
    return keyed_hash("identity", identity.strip().upper())
