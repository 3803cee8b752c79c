"""Reading the whole ledger against its seals. Writes nothing."""

from collections.abc import Collection

from renewal_portal.ledger import loaders
from renewal_portal.ledger.domain.chain import Fault, FaultCode, Head, verify
from renewal_portal.ledger.models import Event, Seal


def faults(*, heads: Collection[Head] = ()) -> list[Fault]:
    """Every fault of every chain, and every event that lost its seal; `heads` are those printed on paper.

    A chain's last link can be taken away without a trace in the tables: only a printed head shows it.
    """
    sealed = Seal.objects.order_by("district").values_list("district", flat=True).distinct()
    found: list[Fault] = []
    for district in sorted({*sealed, *(head.district for head in heads)}):
        found += verify(loaders.links(district), district=district, heads=heads)
    lost = Event.objects.with_lost_seal().values_list("district", "pk")
    return found + [Fault(FaultCode.SEAL_LOST, district, None, pk) for district, pk in lost]
