"""What hangs on a minor item: who attests it, its options, its ties to other items."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.db.models.functions import Greatest, Least

from menus import labels
from menus.domain.catalogue import Provenance, RelationKind
from menus.domain.rows import CODE, SENTENCE, WORD
from menus.models.catalogue import Edition, MinorItem, Source
from menus.models.words import Named, in_reader_language
from menus.querysets import ItemOptionQuerySet, ItemRelationQuerySet
from renewal_portal.ledger.promises import at_least, not_blank, one_of


class Attestation(models.Model):
    """A source names the subject of an item; both of the same edition (migration 0002)."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    item = models.ForeignKey(MinorItem, on_delete=models.PROTECT, related_name="attestations")
    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="attestations")

    class Meta:
        constraints = [UniqueConstraint(fields=["item", "source"], name="one_attestation_per_source")]


class ItemOption(Named):
    """One of the ways to have an item, of which a voice picks one (M6.01: who manages the community)."""

    item = models.ForeignKey(MinorItem, on_delete=models.PROTECT, related_name="options")
    code = models.CharField(max_length=CODE)
    position = models.PositiveSmallIntegerField()

    objects = ItemOptionQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["item", "code"], name="one_option_per_code"),
            UniqueConstraint(fields=["item", "position"], name="one_option_per_position"),
            CheckConstraint(name="option_code_form", condition=Q(code__regex=f"^{WORD}$")),
            not_blank("option", "name_zh"),
            not_blank("option", "name_en"),
            at_least("option", "position", 1),
        ]

    def __str__(self) -> str:
        return self.code


class ItemRelation(models.Model):
    """`item KIND other`, both of the edition. No item means every plan, and only something brought with it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="relations")
    kind = models.CharField(max_length=16, choices=labels.RELATION_KINDS)
    item = models.ForeignKey(MinorItem, null=True, on_delete=models.PROTECT, related_name="relations")
    other = models.ForeignKey(MinorItem, on_delete=models.PROTECT, related_name="relations_from")
    provenance = models.CharField(max_length=16, choices=labels.PROVENANCES)
    basis = models.CharField(max_length=SENTENCE)
    reason_zh = models.CharField(max_length=SENTENCE)
    reason_en = models.CharField(max_length=SENTENCE)

    objects = ItemRelationQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("relation", "kind", RelationKind),
            one_of("relation", "provenance", Provenance),
            *(not_blank("relation", field) for field in ("basis", "reason_zh", "reason_en")),
            CheckConstraint(name="relation_between_two_items", condition=Q(item__isnull=True) | ~Q(item=F("other"))),
            CheckConstraint(
                name="relation_of_every_plan_brings",
                condition=Q(item__isnull=False) | Q(kind=RelationKind.BRINGS_WITH.value),
            ),
            UniqueConstraint(
                fields=["edition", "kind", "item", "other"], nulls_distinct=False, name="one_relation_per_pair"
            ),
            UniqueConstraint(
                Least("item", "other"),
                Greatest("item", "other"),
                condition=Q(kind=RelationKind.EXCLUDES.value),
                name="one_exclusion_per_pair",
            ),
        ]

    @property
    def reason(self) -> str:
        return in_reader_language(self.reason_zh, self.reason_en)
