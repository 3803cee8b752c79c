"""The offices above, and the compound that is renovated."""

from django.db import models
from django.db.models import CheckConstraint, Q

from communities.querysets import CommunityQuerySet
from renewal_portal.ledger.promises import at_least


class District(models.Model):
    """区县. ``code`` is the six-digit administrative division code."""

    code = models.CharField(max_length=6, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)

    class Meta:
        constraints = [CheckConstraint(name="district_code_six_digits", condition=Q(code__regex=r"^\d{6}$"))]

    def __str__(self) -> str:
        return self.name_zh


class Subdistrict(models.Model):
    """街道."""

    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="subdistricts")
    code = models.CharField(max_length=9, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)

    class Meta:
        constraints = [CheckConstraint(name="subdistrict_code_nine_digits", condition=Q(code__regex=r"^\d{9}$"))]

    def __str__(self) -> str:
        return self.name_zh


class Community(models.Model):
    """小区: the compound that is renovated and gets one plan. Areas in whole cm²."""

    subdistrict = models.ForeignKey(Subdistrict, on_delete=models.PROTECT, related_name="communities")
    slug = models.SlugField(max_length=60, unique=True)
    name_zh = models.CharField(max_length=60)
    name_en = models.CharField(max_length=120)
    address_zh = models.CharField(max_length=200, blank=True)
    address_en = models.CharField(max_length=200, blank=True)
    committee_phone = models.CharField(max_length=30)
    built_year = models.PositiveSmallIntegerField()
    area_cm2 = models.PositiveBigIntegerField(help_text="all exclusive parts, as the land register says")
    poor_upkeep = models.BooleanField(default=False)
    poor_facilities = models.BooleanField(default=False)
    strong_wish = models.BooleanField(default=False)
    in_demolition_plan = models.BooleanField(default=False)
    has_property_service = models.BooleanField(default=False)
    is_invented = models.BooleanField(default=False, help_text="demo data: people and doors are invented")

    objects = CommunityQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "communities"
        constraints = [
            at_least("community", "area_cm2", 1),
            CheckConstraint(
                name="community_built_year_plausible",
                condition=Q(built_year__gte=1900) & Q(built_year__lte=2100),
            ),
        ]

    def __str__(self) -> str:
        return self.name_zh
