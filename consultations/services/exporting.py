"""Files of a counted round: the sealed one for counting roles and courts, the public one for everybody."""

from datetime import datetime
from typing import Any

from django.db import transaction

from consultations.domain.published import tally_to_public
from consultations.domain.rules import from_plain
from consultations.domain.sealed import read
from consultations.loaders.rounds import round_key, round_rows, sealed_plain
from consultations.models import Round
from consultations.services.moving import district_of
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class ExportRefused(Refused):
    """A round that has no file of this kind."""


@transaction.atomic
def export_sealed(*, round_id: int, by: str, at: datetime) -> dict[str, Any]:
    """The sealed file of a closed or counted round; each export is logged. Raises ExportRefused "still_open"."""
    round = Round.objects.with_community().get(pk=round_id)
    if round.state == "open":
        raise ExportRefused("still_open")
    events.record(
        what="round.exported_sealed",
        about=f"round:{round.pk}",
        by=by,
        at=at,
        district=district_of(round.consultation),
    )
    return sealed_plain(round_rows(round))


def export_public(*, round_id: int) -> dict[str, Any]:
    """The public file of a counted round. Raises ExportRefused "not_counted"."""
    round = Round.objects.with_community().get(pk=round_id)
    if round.state != "counted":
        raise ExportRefused("not_counted")
    rows = round_rows(round)
    sealed = read(sealed_plain(rows))
    return tally_to_public(
        round_key(round),
        rows.codes,
        sealed.tally(),
        from_plain(round.rule_book),
        merkle_root=sealed.merkle_root(),
        inputs_digest=sealed.inputs_digest(),
    )
