"""What the survey found, and what is offered to the residents."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from consultations.querysets import FindingQuerySet, MenuVersionQuerySet, OfferedItemQuerySet
from menus.domain.catalogue import DecisionClass, Nature, Period, Unit
from renewal_portal.ledger.promises import at_least, not_blank, one_of, together


class Finding(models.Model):
    """摸底问题: a defect at a place. Checked by a second person, it makes a basic item due there."""

    consultation = models.ForeignKey("consultations.Consultation", on_delete=models.PROTECT, related_name="findings")
    item = models.ForeignKey("menus.MinorItem", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("communities.Place", on_delete=models.PROTECT, related_name="+")
    text_zh = models.CharField(max_length=300)
    text_en = models.CharField(max_length=300, blank=True)
    photo = models.OneToOneField("communities.Photo", null=True, on_delete=models.PROTECT, related_name="+")
    found_by = models.CharField(max_length=60)
    found_at = models.DateTimeField()
    checked_by = models.CharField(max_length=60, null=True)
    checked_at = models.DateTimeField(null=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        constraints = [
            not_blank("finding", "text_zh"),
            together("finding", "checked_by", "checked_at"),
            CheckConstraint(
                name="finding_checked_by_a_second_person",
                condition=Q(checked_by__isnull=True) | ~Q(checked_by=F("found_by")),
            ),
        ]


class MenuVersion(models.Model):
    """菜单: being prepared until offered, immutable afterwards; a change makes the next version."""

    consultation = models.ForeignKey("consultations.Consultation", on_delete=models.PROTECT, related_name="menus")
    number = models.PositiveIntegerField()
    offered_by = models.CharField(max_length=60, null=True)
    offered_at = models.DateTimeField(null=True)

    objects = MenuVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            at_least("menu", "number", 1),
            together("menu", "offered_by", "offered_at"),
            UniqueConstraint(fields=["consultation", "number"], name="one_menu_per_number"),
            UniqueConstraint(
                fields=["consultation"], condition=Q(offered_at__isnull=True), name="one_menu_in_preparation"
            ),
        ]


class OfferedItem(models.Model):
    """One line of the menu at one place, its wording, price and class frozen when the menu is offered.

    ``quantity_milli`` in thousandths of the unit; ``cost_fen`` once, or per month where ``period`` says so.
    """

    menu = models.ForeignKey(MenuVersion, on_delete=models.PROTECT, related_name="lines")
    item = models.ForeignKey("menus.MinorItem", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("communities.Place", on_delete=models.PROTECT, related_name="+")
    position = models.PositiveIntegerField()
    code = models.CharField(max_length=8)
    wording_zh = models.CharField(max_length=200)
    wording_en = models.CharField(max_length=300)
    nature = models.CharField(max_length=12)
    unit = models.CharField(max_length=10)
    period = models.CharField(max_length=6)
    quantity_milli = models.PositiveBigIntegerField()
    unit_price_fen = models.PositiveBigIntegerField()
    cost_fen = models.PositiveBigIntegerField()
    source = models.CharField(max_length=20, default="budget")
    decision_class = models.CharField(max_length=40)
    changes_common_use = models.BooleanField(null=True)
    ruling_reason = models.CharField(max_length=300, blank=True)
    ruled_by = models.CharField(max_length=60, null=True)
    ruled_at = models.DateTimeField(null=True)
    choice_group = models.CharField(max_length=40, blank=True)

    objects = OfferedItemQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("offered", "nature", Nature),
            one_of("offered", "unit", Unit),
            one_of("offered", "period", Period),
            one_of("offered", "decision_class", DecisionClass),
            at_least("offered", "quantity_milli", 1),
            not_blank("offered", "wording_zh"),
            not_blank("offered", "wording_en"),
            UniqueConstraint(fields=["menu", "item", "place"], name="one_line_per_item_and_place"),
            UniqueConstraint(fields=["menu", "position"], name="one_line_per_position"),
            CheckConstraint(
                name="offered_ruling_says_who_and_why",
                condition=Q(changes_common_use__isnull=True, ruled_by__isnull=True, ruled_at__isnull=True)
                | Q(changes_common_use__isnull=False, ruled_by__isnull=False, ruled_at__isnull=False)
                & ~Q(ruling_reason=""),
            ),
            CheckConstraint(
                name="offered_ruling_only_where_use_may_change",
                condition=Q(decision_class=DecisionClass.SPECIAL_IF_COMMON_USE_CHANGES)
                | Q(changes_common_use__isnull=True),
            ),
        ]


class LeftOut(models.Model):
    """A basic item with a checked finding that is not offered there: only with a written reason (handbook 1.5)."""

    menu = models.ForeignKey(MenuVersion, on_delete=models.PROTECT, related_name="left_out")
    item = models.ForeignKey("menus.MinorItem", on_delete=models.PROTECT, related_name="+")
    place = models.ForeignKey("communities.Place", on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    left_by = models.CharField(max_length=60)
    left_at = models.DateTimeField()

    class Meta:
        constraints = [
            not_blank("left_out", "reason"),
            UniqueConstraint(fields=["menu", "item", "place"], name="left_out_once"),
        ]
