"""What a counted round adds up to. Areas in whole cm²."""

from django.db import models
from django.db.models import CheckConstraint, F, Q

from consultations.domain.rules import Rule
from consultations.domain.tally import Verdict
from renewal_portal.ledger.promises import one_of


class Tally(models.Model):
    """计票: with the rule book it used and the digest of everything it was made of."""

    round = models.OneToOneField("consultations.Round", on_delete=models.PROTECT, related_name="tally")
    rule_book = models.JSONField()
    ballots = models.PositiveIntegerField()
    labels = models.JSONField(help_text="ballots by channel, identity strength and tenure")
    set_aside = models.JSONField(default=dict, help_text="whole ballots set aside, by reason")
    merkle_root = models.CharField(max_length=64)
    replaced_root = models.CharField(max_length=64)
    inputs_sha256 = models.CharField(max_length=64)
    counted_by = models.CharField(max_length=60)
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [
            CheckConstraint(
                name="tally_digests_hex",
                condition=Q(
                    merkle_root__regex=r"^[0-9a-f]{64}$",
                    replaced_root__regex=r"^[0-9a-f]{64}$",
                    inputs_sha256__regex=r"^[0-9a-f]{64}$",
                ),
            )
        ]


class TallyLine(models.Model):
    """The count of one question. Public pages show heads and percentages, never these areas."""

    tally = models.ForeignKey(Tally, on_delete=models.PROTECT, related_name="lines")
    question = models.OneToOneField("consultations.Question", on_delete=models.PROTECT, related_name="result")
    rule = models.CharField(max_length=8)
    verdict = models.CharField(max_length=10)
    entitled_heads = models.PositiveIntegerField()
    entitled_area_cm2 = models.PositiveBigIntegerField()
    taking_part_heads = models.PositiveIntegerField()
    taking_part_area_cm2 = models.PositiveBigIntegerField()
    agree_heads = models.PositiveIntegerField()
    agree_area_cm2 = models.PositiveBigIntegerField()
    against_heads = models.PositiveIntegerField()
    against_area_cm2 = models.PositiveBigIntegerField()
    abstain_heads = models.PositiveIntegerField()
    abstain_area_cm2 = models.PositiveBigIntegerField()
    blank_heads = models.PositiveIntegerField()
    blank_area_cm2 = models.PositiveBigIntegerField()
    set_aside_heads = models.PositiveIntegerField()
    set_aside_area_cm2 = models.PositiveBigIntegerField()
    quorum_short_heads = models.PositiveIntegerField()
    quorum_short_area_cm2 = models.PositiveBigIntegerField()
    consent_short_heads = models.PositiveIntegerField()
    consent_short_area_cm2 = models.PositiveBigIntegerField()
    split = models.JSONField()

    class Meta:
        constraints = [
            one_of("tally_line", "rule", Rule),
            one_of("tally_line", "verdict", Verdict),
            CheckConstraint(
                name="tally_line_adds_up",
                condition=Q(taking_part_heads__lte=F("entitled_heads"))
                & Q(taking_part_area_cm2__lte=F("entitled_area_cm2"))
                & Q(
                    entitled_heads__gte=F("agree_heads")
                    + F("against_heads")
                    + F("abstain_heads")
                    + F("blank_heads")
                    + F("set_aside_heads")
                ),
            ),
            CheckConstraint(
                name="tally_line_wish_has_no_rule",
                condition=Q(rule=Rule.NONE, verdict=Verdict.WISH) | ~Q(rule=Rule.NONE) & ~Q(verdict=Verdict.WISH),
            ),
        ]
