"""Co-owners who do not agree with the ballot their representative cast."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from consultations.domain.disputes import Settlement
from consultations.querysets import BallotDisputeQuerySet
from renewal_portal.ledger.promises import not_blank, one_of, together

_AGREED = Q(settlement=Settlement.AGREED.value, settlement__isnull=False)


class BallotDispute(models.Model):
    """异议 of one co-owner to the ballot of their owner in a decision: raised and settled while the round is open.

    It stands until it is settled, also when the representative votes again: the co-owner withdraws it, or the committee
    records the agreement they signed (``agreement`` says which).
    """

    ballot = models.ForeignKey("consultations.Ballot", on_delete=models.PROTECT, related_name="disputes")
    person = models.ForeignKey("communities.Person", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    raised_by = models.CharField(max_length=60)
    raised_at = models.DateTimeField()
    settlement = models.CharField(max_length=10, null=True)
    agreement = models.TextField(blank=True)
    settled_by = models.CharField(max_length=60, null=True)
    settled_at = models.DateTimeField(null=True)

    objects = BallotDisputeQuerySet.as_manager()

    class Meta:
        constraints = [
            not_blank("dispute", "reason"),
            one_of("dispute", "settlement", Settlement),
            together("dispute", "settled_by", "settled_at", "settlement"),
            CheckConstraint(
                name="dispute_agreement_in_words",
                condition=_AGREED & ~Q(agreement="") | ~_AGREED & Q(agreement=""),
            ),
            UniqueConstraint(
                fields=["ballot", "person"], condition=Q(settled_at__isnull=True), name="one_open_dispute_per_person"
            ),
        ]
