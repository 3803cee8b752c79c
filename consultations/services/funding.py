"""Who pays for a line of the plan."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from consultations.domain.funding import Source, missing_fen, why_not
from consultations.domain.stages import Act
from consultations.loaders.funding import payable
from consultations.models import Funding, PlanLine
from consultations.services.moving import district_of, locked, require
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class FundingRefused(Refused):
    """Money that may not be set like this; nothing is changed."""


@transaction.atomic
def set_funding(*, line_id: int, amounts: Mapping[Source, int], by: str, at: datetime) -> None:
    """Say which sources pay how much of a line of a plan; what was said before gives way.

    Until the plan hangs it may be said anew. Raises StageRefused "not_now"; FundingRefused "nothing_to_pay" for what is
    paid monthly or costs nothing, "may_not_pay" with the reason, "too_little" or "too_much" where the parts are not the
    cost to the fen.
    """
    line = PlanLine.objects.select_related("offered__item__major", "offered__place", "plan").get(pk=line_id)
    consultation = locked(line.plan.consultation_id)
    require(consultation, Act.DRAW_DRAFT, Act.DRAW_FINAL)
    paid = {source: fen for source, fen in amounts.items() if fen}
    target = payable(line)
    if not target.cost_fen:
        raise FundingRefused("nothing_to_pay")
    for source in paid:
        why = why_not(source, target)
        if why:
            raise FundingRefused("may_not_pay", source=source, why=why)
    missing = missing_fen(target, paid)
    if missing > 0:
        raise FundingRefused("too_little", lacking_fen=missing)
    if missing < 0:
        raise FundingRefused("too_much", over_fen=-missing)
    Funding.objects.filter(offered=line.offered_id).delete()
    Funding.objects.bulk_create(
        Funding(offered=line.offered, source=source, amount_fen=fen, set_by=by, set_at=at)
        for source, fen in paid.items()
    )
    events.record(
        what="funding.set",
        about=f"consultation:{consultation.pk}",
        by=by,
        at=at,
        district=district_of(consultation),
        detail={
            "code": line.offered.code,
            "place": line.offered.place.code,
            "amounts_fen": {source.value: fen for source, fen in paid.items()},
        },
    )
