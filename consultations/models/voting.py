"""Rounds, their frozen questions, and the ballots."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from communities.domain.electorate import Tenure
from consultations.domain.ballots import OWNER_ELSEWHERE
from consultations.domain.rules import Rule
from consultations.models.fields import AnswersField
from consultations.querysets import BallotQuerySet, BallotVersionQuerySet, QuestionQuerySet, RoundQuerySet
from menus.domain.catalogue import DecisionClass
from renewal_portal.ledger.promises import at_least, not_blank, one_of, together

ROUND_STATES = ("open", "closed", "counted", "annulled")
QUESTION_KINDS = ("item", "package", "money", "other")
CHANNELS = ("online", "paper", "proxy", "official")
NO_RULING = Q(ruling_court="", ruling_number="", ruling_on__isnull=True)
STRENGTHS = ("letter", "letter_phone", "visit", "paper", "official")


class Round(models.Model):
    """轮次: one opening over an ordered, frozen list of questions and one roll version.

    open → closed → counted, or annulled. A round that is open takes ballots from ``opens_at`` until ``closes_at``
    (excluded); before that its questions are posted and frozen already. Its result is called binding only once the
    district has countersigned the way identities were checked (handbook 4.3).
    """

    consultation = models.ForeignKey("consultations.Consultation", on_delete=models.PROTECT, related_name="rounds")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    state = models.CharField(max_length=10, default="open")
    roll = models.ForeignKey("communities.RollVersion", on_delete=models.PROTECT, related_name="rounds")
    menu = models.ForeignKey("consultations.MenuVersion", on_delete=models.PROTECT, related_name="rounds")
    draft = models.ForeignKey("consultations.Plan", null=True, on_delete=models.PROTECT, related_name="rounds")
    question_count = models.PositiveIntegerField()
    rule_book = models.JSONField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    opened_by = models.CharField(max_length=60)
    opened_at = models.DateTimeField()
    closed_by = models.CharField(max_length=60, null=True)
    closed_at = models.DateTimeField(null=True)
    counted_by = models.CharField(max_length=60, null=True)
    counted_at = models.DateTimeField(null=True)
    annulled_by = models.CharField(max_length=60, null=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_reason = models.TextField(blank=True)
    annulled_by_resolution = models.ForeignKey(
        "consultations.Resolution", null=True, on_delete=models.PROTECT, related_name="+"
    )
    ruling_court = models.CharField(max_length=120, blank=True)
    ruling_number = models.CharField(max_length=80, blank=True)
    ruling_on = models.DateField(null=True)
    countersigned_by = models.CharField(max_length=60, null=True)
    countersigned_at = models.DateTimeField(null=True)

    objects = RoundQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("round", "state", ROUND_STATES),
            at_least("round", "number", 1),
            at_least("round", "question_count", 1),
            together("round", "closed_by", "closed_at"),
            together("round", "counted_by", "counted_at"),
            together("round", "countersigned_by", "countersigned_at"),
            UniqueConstraint(fields=["consultation", "number"], name="one_round_per_number"),
            CheckConstraint(name="round_ends_after_it_begins", condition=Q(closes_at__gt=F("opens_at"))),
            CheckConstraint(name="round_opened_before_it_begins", condition=Q(opened_at__lte=F("opens_at"))),
            CheckConstraint(
                name="round_kind_known_and_a_decision_has_a_draft",
                condition=Q(kind="selection", draft__isnull=True) | Q(kind="decision", draft__isnull=False),
            ),
            CheckConstraint(
                name="round_state_tells_its_times",
                condition=Q(state="open", closed_at__isnull=True, counted_at__isnull=True)
                | Q(state="closed", closed_at__isnull=False, counted_at__isnull=True)
                | Q(state="counted", closed_at__isnull=False, counted_at__isnull=False)
                | Q(state="annulled"),
            ),
            CheckConstraint(
                name="round_annulled_with_reason",
                condition=Q(state="annulled", annulled_by__isnull=False, annulled_at__isnull=False)
                & ~Q(annulled_reason="")
                | ~Q(state="annulled") & Q(annulled_by__isnull=True, annulled_at__isnull=True, annulled_reason=""),
            ),
            CheckConstraint(
                name="round_annulment_has_one_ground",
                condition=Q(state="annulled", annulled_by_resolution__isnull=False) & NO_RULING
                | Q(state="annulled", annulled_by_resolution__isnull=True, ruling_on__isnull=False)
                & ~Q(ruling_court="")
                & ~Q(ruling_number="")
                | ~Q(state="annulled") & Q(annulled_by_resolution__isnull=True) & NO_RULING,
            ),
            CheckConstraint(
                name="round_countersigned_when_a_counted_decision",
                condition=Q(countersigned_at__isnull=True) | Q(kind="decision", counted_at__isnull=False),
            ),
        ]


class Question(models.Model):
    """表决事项: a line of the ballot, frozen. (``code``, ``place``) joins its versions across rounds.

    ``rule`` follows from the decision class and, where common use may change, from the ruling; ``class_reason``
    says so. Money in fen, ``monthly_fen`` an average household's charge of a package.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="questions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=8, default="item")
    code = models.CharField(max_length=8)
    place = models.ForeignKey("communities.Place", on_delete=models.PROTECT, related_name="+")
    offered = models.ForeignKey("consultations.OfferedItem", on_delete=models.PROTECT, related_name="questions")
    wording_zh = models.TextField()
    wording_en = models.TextField()
    quantity_milli = models.PositiveBigIntegerField()
    cost_fen = models.PositiveBigIntegerField()
    monthly_fen = models.PositiveBigIntegerField(default=0)
    decision_class = models.CharField(max_length=40)
    rule = models.CharField(max_length=8)
    class_reason = models.CharField(max_length=300, blank=True)
    options = models.JSONField(default=list, help_text="codes of the options to choose among")

    objects = QuestionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("question", "kind", QUESTION_KINDS),
            one_of("question", "rule", Rule),
            one_of("question", "decision_class", DecisionClass),
            at_least("question", "number", 1),
            not_blank("question", "wording_zh"),
            not_blank("question", "wording_en"),
            UniqueConstraint(fields=["round", "number"], name="one_question_per_number"),
            UniqueConstraint(fields=["round", "code", "place"], name="one_question_per_lineage"),
        ]


class Ballot(models.Model):
    """选票: what one voice answered in a round. It points to the version that stands.

    ``held_back`` is the version that stood when the round closed and was set aside, because a co-owner's dispute about
    it was not settled (handbook 2.3).
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="ballots")
    entry = models.ForeignKey("communities.RollEntry", on_delete=models.PROTECT, related_name="ballots")
    standing = models.OneToOneField(
        "consultations.BallotVersion", null=True, on_delete=models.PROTECT, related_name="stands_for"
    )
    held_back = models.OneToOneField(
        "consultations.BallotVersion", null=True, on_delete=models.PROTECT, related_name="held_back_of"
    )

    objects = BallotQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["round", "entry"], name="one_ballot_per_voice_and_round"),
            CheckConstraint(
                name="ballot_stands_or_is_held_back",
                condition=Q(standing__isnull=True) | Q(held_back__isnull=True),
            ),
        ]


class BallotVersion(models.Model):
    """One version of a ballot; never changed (a trigger insists). ``serial`` is the receipt's code.

    ``tenure`` says who answered for a household: whoever lives there, or its owner from elsewhere.

    ``choices`` holds priorities and options (domain.ballots.encode_choices); ``nonce`` is never printed.
    """

    ballot = models.ForeignKey(Ballot, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    answers = AnswersField()
    choices = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=8)
    strength = models.CharField(max_length=12)
    tenure = models.CharField(max_length=16, null=True)
    serial = models.CharField(max_length=16, unique=True)
    nonce = models.BinaryField(max_length=32)
    set_aside_reason = models.CharField(max_length=60, blank=True)
    helper = models.CharField(max_length=80, blank=True)
    cast_by = models.CharField(max_length=60)
    cast_at = models.DateTimeField()

    objects = BallotVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("ballot_version", "channel", CHANNELS),
            one_of("ballot_version", "strength", STRENGTHS),
            one_of("ballot_version", "tenure", [*Tenure, OWNER_ELSEWHERE]),
            at_least("ballot_version", "number", 1),
            CheckConstraint(name="ballot_version_answers_in_the_alphabet", condition=Q(answers__regex=r"^[-+0_x.]+$")),
            UniqueConstraint(fields=["ballot", "number"], name="one_ballot_version_per_number"),
        ]


class BallotDraft(models.Model):
    """What a voice has filled in and not confirmed; it counts for nothing and goes when the ballot is cast.

    ``by_owner``: filled in by the owner of a home for those who live in it; neither side sees the other's.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="drafts")
    entry = models.ForeignKey("communities.RollEntry", on_delete=models.CASCADE, related_name="+")
    answers = AnswersField()
    choices = models.CharField(max_length=200, blank=True)
    by_owner = models.BooleanField(default=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["round", "entry", "by_owner"], name="one_draft_per_voice_and_round"),
            CheckConstraint(name="ballot_draft_in_the_alphabet", condition=Q(answers__regex=r"^[-+0_x.]+$")),
        ]
