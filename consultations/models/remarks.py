"""What households write to the committee about the items of a selection."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from consultations.domain.remarks import LONGEST, Reason, State, mark
from consultations.querysets import RemarkQuerySet
from renewal_portal.ledger.promises import not_blank, one_of

_WAITS = Q(state=State.WAITING.value)
_HIDDEN = Q(state=State.HIDDEN.value)


class Remark(models.Model):
    """留言: a word of one household about one question of a selection, written while that is open.

    The committee reads it before others do, and again whenever it changes. Who wrote it is shown to nobody: ``entry``
    only finds a household's own word again. ``by_owner``: written by the owner of a home for those who live in it;
    neither side sees the other's.
    """

    question = models.ForeignKey("consultations.Question", on_delete=models.PROTECT, related_name="remarks")
    entry = models.ForeignKey("communities.RollEntry", on_delete=models.PROTECT, related_name="+")
    by_owner = models.BooleanField(default=False)
    text = models.CharField(max_length=LONGEST)
    written_by = models.CharField(max_length=60)
    written_at = models.DateTimeField()
    state = models.CharField(max_length=8, default=State.WAITING.value)
    reason = models.CharField(max_length=12, blank=True)
    moderated_by = models.CharField(max_length=60, null=True)
    moderated_at = models.DateTimeField(null=True)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        constraints = [
            not_blank("remark", "text"),
            one_of("remark", "state", State),
            UniqueConstraint(fields=["question", "entry", "by_owner"], name="one_remark_per_voice_and_question"),
            CheckConstraint(
                name="remark_hidden_for_a_known_reason",
                condition=_HIDDEN & Q(reason__in=[each.value for each in Reason]) | ~_HIDDEN & Q(reason=""),
            ),
            CheckConstraint(
                name="remark_moderated_unless_it_waits",
                condition=_WAITS & Q(moderated_by__isnull=True, moderated_at__isnull=True)
                | ~_WAITS & Q(moderated_by__isnull=False, moderated_at__isnull=False),
            ),
        ]

    @property
    def mark(self) -> str:
        return mark(self.text)


class Reply(models.Model):
    """答复: what the committee answers, in public, to what households wrote about one question. Never changed; a later
    one stands below it."""

    question = models.ForeignKey("consultations.Question", on_delete=models.PROTECT, related_name="replies")
    text = models.TextField()
    replied_by = models.CharField(max_length=60)
    replied_at = models.DateTimeField()

    class Meta:
        constraints = [not_blank("reply", "text")]
