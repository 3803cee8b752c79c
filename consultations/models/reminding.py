"""Reminders of a vote that waits for somebody."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from consultations.domain.reminding import Channel
from consultations.querysets import ReminderQuerySet
from renewal_portal.ledger.promises import one_of


class Reminder(models.Model):
    """One reminder to one voice. The row is written before the message leaves, so that none leaves twice a day.

    ``day`` is that of Chongqing. ``failed``: the address was not reached; the door is then on the committee's list.
    """

    round = models.ForeignKey("consultations.Round", on_delete=models.PROTECT, related_name="reminders")
    entry = models.ForeignKey("communities.RollEntry", on_delete=models.PROTECT, related_name="+")
    channel = models.CharField(max_length=6)
    day = models.DateField()
    failed = models.BooleanField(default=False)
    sent_by = models.CharField(max_length=60)
    sent_at = models.DateTimeField()

    objects = ReminderQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("reminder", "channel", Channel),
            CheckConstraint(name="reminder_by_letter_does_not_fail", condition=Q(failed=False) | ~Q(channel="letter")),
            UniqueConstraint(fields=["round", "entry", "channel", "day"], name="one_reminder_per_channel_and_day"),
        ]
