"""Notices with their objections, and the joint review of a plan."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from consultations.domain.review import Decision, Office, Opinion
from consultations.querysets import NoticeQuerySet, ReviewQuerySet
from renewal_portal.ledger.promises import not_blank, one_of, together

NOTICE_KINDS = ("vote", "result", "plan")


class Notice(models.Model):
    """公示: a round's questions, a result or a plan, posted with a period for objections."""

    consultation = models.ForeignKey("consultations.Consultation", on_delete=models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=8)
    round = models.ForeignKey("consultations.Round", null=True, on_delete=models.PROTECT, related_name="notices")
    plan = models.ForeignKey("consultations.Plan", null=True, on_delete=models.PROTECT, related_name="notices")
    posted_where = models.CharField(max_length=200)
    posted_by = models.CharField(max_length=60)
    posted_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("notice", "kind", NOTICE_KINDS),
            not_blank("notice", "posted_where"),
            CheckConstraint(name="notice_ends_after_it_begins", condition=Q(ends_at__gt=F("posted_at"))),
            CheckConstraint(
                name="notice_of_a_round_or_a_plan",
                condition=Q(kind="plan", plan__isnull=False, round__isnull=True)
                | ~Q(kind="plan") & Q(plan__isnull=True, round__isnull=False),
            ),
        ]


class Posting(models.Model):
    """张贴: one place where a notice hangs on paper, recorded by whoever put it up, with a photo where there is one."""

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="postings")
    place = models.CharField(max_length=120)
    photo = models.OneToOneField("communities.Photo", null=True, on_delete=models.PROTECT, related_name="+")
    put_up_by = models.CharField(max_length=60)
    put_up_at = models.DateTimeField()

    class Meta:
        constraints = [
            not_blank("posting", "place"),
            UniqueConstraint(fields=["notice", "place"], name="posting_once_at_a_place"),
        ]


class Objection(models.Model):
    """异议 to a notice; answered, and upheld or not. ``entry`` is the voice, if one signed in.

    One that came on paper or was raised at a ``meeting`` is written down by the committee; ``filed_at`` is when it
    came.
    """

    notice = models.ForeignKey(Notice, on_delete=models.PROTECT, related_name="objections")
    entry = models.ForeignKey("communities.RollEntry", null=True, on_delete=models.PROTECT, related_name="+")
    source = models.CharField(max_length=8, default="online")
    meeting = models.ForeignKey("consultations.Meeting", null=True, on_delete=models.PROTECT, related_name="+")
    text = models.TextField()
    filed_by = models.CharField(max_length=60)
    filed_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    upheld = models.BooleanField(null=True)
    answered_by = models.CharField(max_length=60, null=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            not_blank("objection", "text"),
            CheckConstraint(
                name="objection_source_tells_its_meeting",
                condition=Q(source="meeting", meeting__isnull=False, entry__isnull=True)
                | Q(source="paper", meeting__isnull=True, entry__isnull=True)
                | Q(source="online", meeting__isnull=True),
            ),
            together("objection", "answered_by", "answered_at", "upheld"),
            CheckConstraint(
                name="objection_answered_in_words",
                condition=Q(answered_at__isnull=True, answer="") | Q(answered_at__isnull=False) & ~Q(answer=""),
            ),
        ]


class Review(models.Model):
    """联合审查 of a final plan by the offices; one review stands open per consultation."""

    consultation = models.ForeignKey("consultations.Consultation", on_delete=models.PROTECT, related_name="reviews")
    plan = models.ForeignKey("consultations.Plan", on_delete=models.PROTECT, related_name="reviews")
    submitted_by = models.CharField(max_length=60)
    submitted_at = models.DateTimeField()
    silent_until = models.DateTimeField()
    decision = models.CharField(max_length=24, null=True)
    reason = models.TextField(blank=True)
    decided_by = models.CharField(max_length=60, null=True)
    decided_at = models.DateTimeField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            together("review", "decision", "decided_by", "decided_at"),
            CheckConstraint(
                name="review_decision_known",
                condition=Q(decision__isnull=True) | Q(decision__in=[d.value for d in Decision]),
            ),
            CheckConstraint(
                name="review_other_than_approval_has_a_reason",
                condition=Q(decision__isnull=True) | Q(decision=Decision.APPROVE) | ~Q(reason=""),
            ),
            CheckConstraint(name="review_silence_follows", condition=Q(silent_until__gt=F("submitted_at"))),
            UniqueConstraint(
                fields=["consultation"], condition=Q(decision__isnull=True), name="one_open_review_per_consultation"
            ),
        ]


class OfficeOpinion(models.Model):
    """What one office says of the plan under review."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="opinions")
    office = models.CharField(max_length=20)
    opinion = models.CharField(max_length=20)
    note = models.TextField(blank=True)
    given_by = models.CharField(max_length=60)
    given_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("office_opinion", "office", Office),
            one_of("office_opinion", "opinion", Opinion),
            UniqueConstraint(fields=["review", "office"], name="one_opinion_per_office"),
            CheckConstraint(
                name="office_opinion_other_than_agreement_says_why",
                condition=Q(opinion=Opinion.AGREES) | ~Q(note=""),
            ),
        ]
