"""Where a decision belongs, and the exclusive parts that stand there."""

from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from communities.domain.electorate import COMMUNITY, Tenure, Title, Use
from communities.domain.roll.rows import AREA_SOURCES
from communities.querysets import PlaceQuerySet, UnitQuerySet
from renewal_portal.ledger.promises import at_least, not_blank, one_of


class Place(models.Model):
    """范围: the community, a building or a stairwell.

    ``code`` is "community", the building's number ("3") or building and stairwell ("3-2"); the rules compare codes.
    """

    community = models.ForeignKey("communities.Community", on_delete=models.PROTECT, related_name="places")
    kind = models.CharField(max_length=10)
    code = models.CharField(max_length=20)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="parts")
    floors = models.PositiveSmallIntegerField(null=True)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["community", "code"], name="one_place_per_code"),
            CheckConstraint(
                name="place_kind_known_and_code_fits",
                condition=Q(kind="community", code=COMMUNITY, parent__isnull=True)
                | Q(kind="building", code__regex=r"^[^-\s]+$", parent__isnull=False) & ~Q(code=COMMUNITY)
                | Q(kind="stairwell", code__regex=r"^[^-\s]+-[^-\s]+$", parent__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class Unit(models.Model):
    """专有部分: one exclusive part. A dwelling is a household 户. ``area_cm2`` in whole cm².

    Area and its source: interpretation on building ownership (2020) art. 8. A part the register no longer names stays,
    for the rolls it stands on.
    """

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="units")
    door = models.CharField(max_length=20, help_text="as on the door, e.g. 3-2-501")
    floor = models.SmallIntegerField(null=True)
    use = models.CharField(max_length=10, default=Use.DWELLING)
    title = models.CharField(max_length=12, default=Title.REGISTERED)
    tenure = models.CharField(max_length=16, null=True)
    area_cm2 = models.PositiveBigIntegerField()
    area_source = models.CharField(max_length=10, default="register")
    gone_on = models.DateField(null=True, help_text="since when the register no longer names it")

    objects = UnitQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("unit", "use", Use),
            one_of("unit", "title", Title),
            one_of("unit", "area_source", AREA_SOURCES),
            at_least("unit", "area_cm2", 1),
            not_blank("unit", "door"),
            UniqueConstraint(fields=["place", "door"], name="one_unit_per_door"),
            CheckConstraint(
                name="unit_tenure_of_dwellings",
                condition=Q(use=Use.DWELLING, tenure__isnull=False, tenure__in=[t.value for t in Tenure])
                | ~Q(use=Use.DWELLING) & Q(tenure__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.door
