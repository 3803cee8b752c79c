"""Numbered sheets of paper: issued, returned, read by two people, reconciled before the count."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from consultations.domain.sheets import LIVE, Fault, SpoiltWhy, State
from consultations.models.fields import AnswersField
from consultations.querysets import PaperSheetQuerySet
from renewal_portal.ledger.promises import at_least, not_blank, one_of, together

_BACK = Q(state__in=[State.RETURNED.value, State.COUNTED.value, State.SET_ASIDE.value])
_DONE = Q(state__in=[State.COUNTED.value, State.SET_ASIDE.value])


class PaperSheet(models.Model):
    """纸质选票: one numbered sheet of a round for one voice. A voice has one at a time; another takes its place only
    when it is spoilt, or came back and was set aside.

    ``serial`` stands in the square code; ``returned_at`` is when it was handed in, always while the round was open (a
    trigger insists). ``version`` is the ballot it became, also where that was set aside.
    """

    round = models.ForeignKey("consultations.Round", on_delete=models.PROTECT, related_name="sheets")
    entry = models.ForeignKey("communities.RollEntry", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    serial = models.CharField(max_length=8, unique=True)
    state = models.CharField(max_length=10, default=State.OUT)
    issued_by = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    spoilt_why = models.CharField(max_length=20, null=True)
    spoilt_by = models.CharField(max_length=60, null=True)
    spoilt_at = models.DateTimeField(null=True)
    returned_by = models.CharField(max_length=60, null=True)
    returned_at = models.DateTimeField(null=True)
    version = models.OneToOneField(
        "consultations.BallotVersion", null=True, on_delete=models.PROTECT, related_name="sheet"
    )

    objects = PaperSheetQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("sheet", "state", State),
            one_of("sheet", "spoilt_why", SpoiltWhy),
            at_least("sheet", "number", 1),
            together("sheet", "spoilt_by", "spoilt_at", "spoilt_why"),
            together("sheet", "returned_by", "returned_at"),
            UniqueConstraint(fields=["round", "number"], name="one_sheet_per_number"),
            UniqueConstraint(
                fields=["round", "entry"],
                condition=Q(state__in=sorted(state.value for state in LIVE)),
                name="one_live_sheet_per_voice",
            ),
            CheckConstraint(
                name="sheet_spoilt_says_when",
                condition=Q(state=State.SPOILT.value, spoilt_at__isnull=False)
                | ~Q(state=State.SPOILT.value) & Q(spoilt_at__isnull=True),
            ),
            CheckConstraint(
                name="sheet_back_says_when",
                condition=_BACK & Q(returned_at__isnull=False) | ~_BACK & Q(returned_at__isnull=True),
            ),
            CheckConstraint(
                name="sheet_entered_has_its_ballot",
                condition=_DONE & Q(version__isnull=False) | ~_DONE & Q(version__isnull=True),
            ),
        ]


class SheetReading(models.Model):
    """What one person read on a sheet that came back: the first, the second, or (where these differ) a third, who
    settles it. Each by somebody else, and nobody sees what the others read."""

    sheet = models.ForeignKey(PaperSheet, on_delete=models.PROTECT, related_name="readings")
    position = models.PositiveSmallIntegerField()
    fault = models.CharField(max_length=16, null=True)
    answers = AnswersField()
    choices = models.CharField(max_length=200, blank=True)
    replaces = models.BooleanField(default=False)
    read_by = models.CharField(max_length=60)
    read_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("reading", "fault", Fault),
            CheckConstraint(name="reading_first_second_or_third", condition=Q(position__in=[1, 2, 3])),
            CheckConstraint(name="reading_answers_in_the_alphabet", condition=Q(answers__regex=r"^[-+0_x.]+$")),
            UniqueConstraint(fields=["sheet", "position"], name="one_reading_per_position"),
            UniqueConstraint(fields=["sheet", "read_by"], name="one_reading_per_person"),
        ]


class PaperCheck(models.Model):
    """What stands beside a round's reconciliation: the sheets in the box as two people counted them by hand, and, where
    it does not add up, the reason for which it is counted all the same, signed by name and time."""

    round = models.OneToOneField("consultations.Round", on_delete=models.PROTECT, related_name="paper_check")
    in_box = models.PositiveIntegerField(null=True)
    box_counted_by = models.CharField(max_length=60, null=True)
    box_counted_at = models.DateTimeField(null=True)
    reason = models.TextField(null=True)
    signed_by = models.CharField(max_length=60, null=True)
    signed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            together("paper_check", "in_box", "box_counted_by", "box_counted_at"),
            together("paper_check", "reason", "signed_by", "signed_at"),
            not_blank("paper_check", "reason"),
        ]
