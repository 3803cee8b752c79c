"""Whose homes a worker does not enter ballots for: said by the worker, taken back by somebody else."""

from datetime import datetime

from django.db import transaction

from communities.models import DeclaredKin, Unit
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class KinRefused(Refused):
    """A declaration that cannot be made or taken back."""


@transaction.atomic
def declare(*, unit_id: int, by: str, at: datetime) -> DeclaredKin:
    """From now on this worker enters no paper ballot of this door's household or owner. Raises KinRefused
    "declared_already"."""
    unit: Unit = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit_id)
    if DeclaredKin.objects.standing().filter(unit=unit, declared_by=by).exists():
        raise KinRefused("declared_already", door=unit.door)
    kin: DeclaredKin = DeclaredKin.objects.create(unit=unit, declared_by=by, declared_at=at)
    _log("kin.declared", kin, by=by, at=at)
    return kin


@transaction.atomic
def end(*, kin_id: int, by: str, at: datetime) -> DeclaredKin:
    """It holds no longer. Raises KinRefused "own_declaration" (somebody else takes it back) or "ended_already"."""
    kin: DeclaredKin = DeclaredKin.objects.select_for_update().get(pk=kin_id)
    if kin.ended_at is not None:
        raise KinRefused("ended_already")
    if kin.declared_by == by:
        raise KinRefused("own_declaration")
    kin.ended_by, kin.ended_at = by, at
    kin.save(update_fields=["ended_by", "ended_at"])
    _log("kin.ended", kin, by=by, at=at)
    return kin


def _log(what: str, kin: DeclaredKin, *, by: str, at: datetime) -> None:
    events.record(what=what, about=f"kin:{kin.pk}", by=by, at=at)
