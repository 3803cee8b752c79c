"""The frozen roll: immutable, hashed, without names."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from communities.domain.electorate import Tenure, VoiceKind
from communities.querysets import RollEntryQuerySet, RollVersionQuerySet
from renewal_portal.ledger.promises import at_least, one_of


class RollVersion(models.Model):
    """名册 as it stood when frozen. ``sha256`` covers every entry and share; rows are never changed."""

    community = models.ForeignKey("communities.Community", on_delete=models.PROTECT, related_name="rolls")
    number = models.PositiveIntegerField()
    parking_counts = models.BooleanField()
    sha256 = models.CharField(max_length=64)
    frozen_by = models.CharField(max_length=60)
    frozen_at = models.DateTimeField()

    objects = RollVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            at_least("roll", "number", 1),
            UniqueConstraint(fields=["community", "number"], name="one_roll_per_number"),
            CheckConstraint(name="roll_sha256_hex", condition=Q(sha256__regex=r"^[0-9a-f]{64}$")),
        ]


class RollEntry(models.Model):
    """A voice: an owner (decides) or a household (wishes). It counts as one head wherever it has a share."""

    roll = models.ForeignKey(RollVersion, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField(help_text="the voice's number on this roll")
    kind = models.CharField(max_length=10)
    owner = models.ForeignKey("communities.Owner", null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey("communities.Unit", null=True, on_delete=models.PROTECT, related_name="+")
    tenure = models.CharField(max_length=16, null=True)

    objects = RollEntryQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("roll_entry", "kind", VoiceKind),
            UniqueConstraint(fields=["roll", "number"], name="one_voice_per_number"),
            UniqueConstraint(fields=["roll", "owner"], name="one_voice_per_owner"),
            UniqueConstraint(fields=["roll", "unit"], name="one_voice_per_household"),
            CheckConstraint(
                name="roll_entry_subject_fits_kind",
                condition=Q(kind=VoiceKind.OWNER, owner__isnull=False, unit__isnull=True, tenure__isnull=True)
                | Q(
                    kind=VoiceKind.HOUSEHOLD,
                    owner__isnull=True,
                    unit__isnull=False,
                    tenure__isnull=False,
                    tenure__in=[t.value for t in Tenure],
                ),
            ),
        ]


class RollShare(models.Model):
    """The area, in whole cm², that a voice has in one place."""

    entry = models.ForeignKey(RollEntry, on_delete=models.PROTECT, related_name="shares")
    place = models.ForeignKey("communities.Place", on_delete=models.PROTECT, related_name="+")
    area_cm2 = models.PositiveBigIntegerField()

    class Meta:
        constraints = [
            at_least("roll_share", "area_cm2", 1),
            UniqueConstraint(fields=["entry", "place"], name="one_share_per_voice_and_place"),
        ]
