"""Letters printed together: asked for, made, fetched once, gone."""

from datetime import datetime

from django.db import models
from django.db.models import CheckConstraint, F, Q

from communities.domain.electorate import VoiceKind
from communities.domain.letters import Reason
from communities.querysets import LetterBatchQuerySet
from renewal_portal.ledger.promises import one_of, together


class LetterBatch(models.Model):
    """One PDF of letters, one page each: for every voice of a roll that lacks one, or (with a reason) anew for all of
    them or for the one named by ``unit`` or ``owner``; ``person``: for this co-owner of it alone. Of the ``pages`` so
    many go to co-owners as ``co_owner_pages`` says.

    How far it is stands in its job. Letters are valid from the moment the PDF is complete, never before. The codes
    stand in the PDF alone; it is deleted when it is fetched, or when it expires. ``opens_at`` and ``closes_at`` are
    those of the vote the letters speak of, if there is one.
    """

    roll = models.ForeignKey("communities.RollVersion", on_delete=models.PROTECT, related_name="letter_batches")
    kind = models.CharField(max_length=10)
    unit = models.ForeignKey("communities.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey("communities.Owner", null=True, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("communities.Person", null=True, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, null=True)
    opens_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    job = models.OneToOneField("ledger.Job", on_delete=models.PROTECT, related_name="letter_batch")
    ordered_by = models.CharField(max_length=60)
    ordered_at = models.DateTimeField()
    pages = models.PositiveIntegerField(null=True)
    co_owner_pages = models.PositiveIntegerField(default=0)
    file = models.CharField(max_length=40, null=True, unique=True)
    made_at = models.DateTimeField(null=True)
    expires_at = models.DateTimeField(null=True)
    fetched_by = models.CharField(max_length=60, null=True)
    fetched_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects = LetterBatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "letter batches"
        constraints = [
            one_of("letter_batch", "kind", VoiceKind),
            one_of("letter_batch", "reason", Reason),
            together("letter_batch", "opens_at", "closes_at"),
            together("letter_batch", "pages", "file", "made_at", "expires_at"),
            together("letter_batch", "fetched_by", "fetched_at"),
            CheckConstraint(name="letter_batch_closes_after_it_opens", condition=Q(closes_at__gt=F("opens_at"))),
            CheckConstraint(
                name="letter_batch_one_voice_of_its_kind_and_why",
                condition=Q(unit__isnull=True, owner__isnull=True)
                | Q(kind=VoiceKind.HOUSEHOLD, unit__isnull=False, owner__isnull=True, reason__isnull=False)
                | Q(kind=VoiceKind.OWNER, unit__isnull=True, owner__isnull=False, reason__isnull=False),
            ),
            CheckConstraint(
                name="letter_batch_person_of_an_owner", condition=Q(person__isnull=True) | Q(owner__isnull=False)
            ),
            CheckConstraint(name="letter_batch_has_pages", condition=Q(pages__gte=1)),
            CheckConstraint(
                name="letter_batch_co_owners_among_its_pages",
                condition=Q(co_owner_pages=0) | Q(pages__isnull=False, co_owner_pages__lte=F("pages")),
            ),
            CheckConstraint(name="letter_batch_file_named_by_chance", condition=Q(file__regex=r"^[0-9a-f]{32}\.pdf$")),
            CheckConstraint(name="letter_batch_expires_after_made", condition=Q(expires_at__gt=F("made_at"))),
            CheckConstraint(
                name="letter_batch_deleted_once_made", condition=Q(deleted_at__isnull=True) | Q(made_at__isnull=False)
            ),
            CheckConstraint(
                name="letter_batch_fetched_is_deleted",
                condition=Q(fetched_at__isnull=True) | Q(deleted_at__isnull=False),
            ),
        ]

    def can_be_fetched(self, at: datetime) -> bool:
        """Is the PDF there, and not kept too long?"""
        return self.deleted_at is None and self.expires_at is not None and at < self.expires_at
