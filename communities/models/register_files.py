"""A register file somebody brought: kept until it is taken over, thrown away or forgotten, then gone."""

from datetime import datetime

from django.db import models
from django.db.models import CheckConstraint, F, Q

from communities.domain.roll.columns import Column
from communities.models.fields import EncryptedTextField
from communities.querysets import RegisterFileQuerySet
from renewal_portal.ledger.promises import at_least, not_blank, together


class RegisterFile(models.Model):
    """One file on its way into the register.

    ``layout`` says where which column stands under the ``headings``; ``memory`` keeps it for the next file, by hashes
    of the headings: in a list without any, people stand there. ``outcome`` is what looking at the file gave
    (``domain.roll.outcome``). Headings and outcome are JSON, and emptied with the file. How far work in the background
    is stands in ``job``.
    """

    community = models.ForeignKey("communities.Community", on_delete=models.PROTECT, related_name="register_files")
    name = models.CharField(max_length=120)
    file = models.CharField(max_length=40, unique=True)
    rows = models.PositiveIntegerField(help_text="lines below the headings")
    headings_at = models.PositiveIntegerField(help_text="the line the headings stand in, from 1")
    headings = EncryptedTextField(blank=True)
    layout = models.JSONField(default=dict)
    memory = models.JSONField(default=dict)
    outcome = EncryptedTextField(blank=True)
    job = models.ForeignKey("ledger.Job", null=True, on_delete=models.PROTECT, related_name="+")
    brought_by = models.CharField(max_length=60)
    brought_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    applied_by = models.CharField(max_length=60, null=True)
    applied_at = models.DateTimeField(null=True)
    deleted_at = models.DateTimeField(null=True)

    objects = RegisterFileQuerySet.as_manager()

    class Meta:
        constraints = [
            not_blank("register_file", "name"),
            at_least("register_file", "headings_at", 1),
            together("register_file", "applied_by", "applied_at"),
            CheckConstraint(name="register_file_named_by_chance", condition=Q(file__regex=r"^[0-9a-f]{32}\.roll$")),
            CheckConstraint(name="register_file_expires_after_brought", condition=Q(expires_at__gt=F("brought_at"))),
            CheckConstraint(
                name="register_file_applied_is_deleted",
                condition=Q(applied_at__isnull=True) | Q(deleted_at__isnull=False),
            ),
            CheckConstraint(
                name="register_file_says_nothing_once_deleted",
                condition=Q(deleted_at__isnull=True) | Q(outcome="", headings=""),
            ),
        ]

    @property
    def columns(self) -> dict[Column, int]:
        """Where each known column stands, from 0."""
        return {Column(name): position for name, position in self.layout.items()}

    def is_there(self, at: datetime) -> bool:
        """Can it still be looked at and taken over?"""
        return self.deleted_at is None and at < self.expires_at
