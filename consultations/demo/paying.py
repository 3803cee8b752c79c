"""Who pays for the demo's final plans: invented shares, by sources that may."""

from collections.abc import Mapping
from datetime import datetime

from consultations.demo.way import Way
from consultations.domain.funding import Payable, Source, allowed
from consultations.domain.plan.values import PlanKind
from consultations.loaders.funding import payable, to_pay
from consultations.loaders.public.plans import lines
from consultations.services.funding import set_funding
from menus.domain.costing import share_fen

#: Parts in ten of whoever may pay and usually does; the district takes the rest.
PARTS = {
    Source.UTILITY: 9,
    Source.RESIDENTS: 4,
    Source.MAINTENANCE_FUND: 3,
    Source.SOCIAL_CAPITAL: 5,
    Source.CENTRAL: 6,
}


def say_who_pays(way: Way, at: datetime) -> None:
    """Every line of the final plan that costs money once, to the fen."""
    for line in to_pay(lines(way.consultation.plans.newest(PlanKind.FINAL))):
        set_funding(line_id=line.pk, amounts=_shares(payable(line)), by=way.chair, at=at)


def _shares(line: Payable) -> Mapping[Source, int]:
    """One source beside the district: the first that may pay and usually does, else central money."""
    may = [source for source in PARTS if source in allowed(line)]
    first = next((source for source in may if source in (*line.usual_payers, Source.CENTRAL)), None)
    parts = {first: PARTS[first], Source.DISTRICT: 10 - PARTS[first]} if first else {Source.DISTRICT: 10}
    return share_fen(line.cost_fen, parts)
