"""The dated catalogue: edition, sources, major and minor items.

Rows are written once by `services.catalogue.load_edition` and never changed: triggers of migration 0002
refuse UPDATE and DELETE, and hold items to the edition and track of their major.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from menus import labels
from menus.domain.catalogue import (
    DecisionClass,
    EditionStatus,
    Nature,
    Payer,
    Period,
    PolicyClass,
    Provenance,
    Scope,
    Track,
    Unit,
)
from menus.domain.rows import CODE, MAJOR_CODE, MINOR_CODE, SENTENCE, VERSION, WORD
from menus.models.words import Named, in_reader_language
from menus.querysets import EditionQuerySet, MajorItemQuerySet, MinorItemQuerySet
from renewal_portal.ledger.promises import at_least, not_blank, one_of


class Edition(models.Model):
    """版本: one dated state of the menu. `content_sha256` covers every word and number in it."""

    version = models.CharField(max_length=CODE, unique=True)
    status = models.CharField(max_length=16, choices=labels.STATUSES)
    source_document = models.CharField(max_length=SENTENCE, blank=True)
    effective_from = models.DateField()
    note_zh = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    content_sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    loaded_by = models.CharField(max_length=80)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("edition", "status", EditionStatus),
            not_blank("edition", "loaded_by"),
            CheckConstraint(name="edition_version_form", condition=Q(version__regex=f"^{VERSION}$")),
            CheckConstraint(name="edition_sha256_hex", condition=Q(content_sha256__regex=r"^[0-9a-f]{64}$")),
            CheckConstraint(
                name="edition_official_names_its_document",
                condition=~Q(status=EditionStatus.OFFICIAL.value) | ~Q(source_document=""),
            ),
            CheckConstraint(
                name="edition_reconstruction_says_so",
                condition=~Q(status=EditionStatus.RECONSTRUCTION.value) | ~Q(note_zh="") & ~Q(note_en=""),
            ),
        ]

    def __str__(self) -> str:
        return self.version

    @property
    def note(self) -> str:
        return in_reader_language(self.note_zh, self.note_en)

    @property
    def is_official(self) -> bool:
        return self.status == EditionStatus.OFFICIAL


class Source(models.Model):
    """Somebody who names the subject of a line as renovation content."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="sources")
    key = models.CharField(max_length=CODE)
    citation = models.CharField(max_length=SENTENCE)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["edition", "key"], name="one_source_per_key"),
            CheckConstraint(name="source_key_form", condition=Q(key__regex=f"^{WORD}$")),
            not_blank("source", "citation"),
        ]

    def __str__(self) -> str:
        return self.key


class MajorItem(Named):
    """大项: a chapter of one half of the menu."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="majors")
    track = models.CharField(max_length=16, choices=labels.TRACKS)
    code = models.CharField(max_length=CODE)
    provenance = models.CharField(max_length=16, choices=labels.PROVENANCES)
    position = models.PositiveSmallIntegerField()

    objects = MajorItemQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("major", "track", Track),
            one_of("major", "provenance", Provenance),
            not_blank("major", "name_zh"),
            not_blank("major", "name_en"),
            at_least("major", "position", 1),
            UniqueConstraint(fields=["edition", "code"], name="one_major_per_code"),
            UniqueConstraint(fields=["edition", "track", "position"], name="one_major_per_position"),
            CheckConstraint(name="major_code_form", condition=Q(code__regex=f"^{MAJOR_CODE}$")),
        ]

    def __str__(self) -> str:
        return self.code


class MinorItem(Named):
    """小项: what can be offered, with the price range, rule and origin the edition gives it.

    Prices in whole fen per unit (and month, where the period is month); both empty where a line has no
    price. `edition` and `track` repeat the major's, so that codes are unique and natures fit their half.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="items")
    major = models.ForeignKey(MajorItem, on_delete=models.PROTECT, related_name="items")
    track = models.CharField(max_length=16, choices=labels.TRACKS)
    code = models.CharField(max_length=CODE)
    explanation_zh = models.TextField(blank=True)
    explanation_en = models.TextField(blank=True)
    nature = models.CharField(max_length=16, choices=labels.NATURES)
    nature_basis = models.CharField(max_length=SENTENCE, blank=True)
    policy_class = models.CharField(max_length=16, null=True, choices=labels.POLICY_CLASSES)
    policy_basis = models.CharField(max_length=SENTENCE, blank=True)
    unit = models.CharField(max_length=16, choices=labels.UNITS)
    period = models.CharField(max_length=16, choices=labels.PERIODS)
    price_low_fen = models.PositiveBigIntegerField(null=True)
    price_high_fen = models.PositiveBigIntegerField(null=True)
    price_basis = models.CharField(max_length=SENTENCE)
    is_income = models.BooleanField(default=False)
    scope = models.CharField(max_length=16, choices=labels.SCOPES)
    decision_class = models.CharField(max_length=40, choices=labels.DECISION_CLASSES)
    usual_payers = ArrayField(models.CharField(max_length=20, choices=labels.PAYERS), default=list)
    provenance = models.CharField(max_length=16, choices=labels.PROVENANCES)
    attested_by = models.ManyToManyField(Source, through="menus.Attestation", related_name="attests")
    official_line_confirmed = models.BooleanField(default=False)
    note = models.CharField(max_length=SENTENCE, blank=True)
    position = models.PositiveSmallIntegerField()

    objects = MinorItemQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("minor", "nature", Nature),
            one_of("minor", "policy_class", PolicyClass),
            one_of("minor", "unit", Unit),
            one_of("minor", "period", Period),
            one_of("minor", "scope", Scope),
            one_of("minor", "decision_class", DecisionClass),
            one_of("minor", "provenance", Provenance),
            *(not_blank("minor", field) for field in ("name_zh", "name_en", "price_basis")),
            at_least("minor", "price_low_fen", 1),
            at_least("minor", "position", 1),
            UniqueConstraint(fields=["edition", "code"], name="one_minor_per_code"),
            UniqueConstraint(fields=["major", "position"], name="one_minor_per_position"),
            CheckConstraint(name="minor_code_form", condition=Q(code__regex=f"^{MINOR_CODE}$")),
            CheckConstraint(
                name="minor_price_range",
                condition=Q(price_low_fen__isnull=True, price_high_fen__isnull=True)
                | Q(
                    price_low_fen__isnull=False,
                    price_high_fen__isnull=False,
                    price_low_fen__lte=F("price_high_fen"),
                ),
            ),
            CheckConstraint(
                name="minor_class_with_basis",
                condition=Q(policy_class__isnull=True, policy_basis="")
                | Q(policy_class__isnull=False) & ~Q(policy_basis=""),
            ),
            CheckConstraint(
                name="minor_nature_fits_track",
                condition=Q(track=Track.MANAGEMENT.value, nature=Nature.SERVICE.value)
                | Q(track=Track.COMPREHENSIVE.value) & ~Q(nature=Nature.SERVICE.value),
            ),
            CheckConstraint(
                name="minor_usual_payers_known",
                condition=Q(usual_payers__contained_by=[payer.value for payer in Payer]),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def explanation(self) -> str:
        return in_reader_language(self.explanation_zh, self.explanation_en)
