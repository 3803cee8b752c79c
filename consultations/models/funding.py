"""Who pays for the lines of a menu. Money in whole fen."""

from django.db import models
from django.db.models import UniqueConstraint

from consultations.domain.funding import Source
from renewal_portal.ledger.promises import at_least, one_of


class Funding(models.Model):
    """What one source pays for one line; together they pay what the line costs."""

    offered = models.ForeignKey("consultations.OfferedItem", on_delete=models.PROTECT, related_name="funding")
    source = models.CharField(max_length=16)
    amount_fen = models.PositiveBigIntegerField()
    set_by = models.CharField(max_length=60)
    set_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("funding", "source", Source),
            at_least("funding", "amount_fen", 1),
            UniqueConstraint(fields=["offered", "source"], name="one_funding_per_source"),
        ]
