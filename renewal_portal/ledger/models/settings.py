from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class DistrictSetting(models.Model):
    """A district's own value of a setting from a day on; the keys and bounds are in `domain/settings.py`."""

    district = models.CharField(_("district code"), max_length=32)
    key = models.CharField(_("setting"), max_length=64)
    value = models.JSONField(_("value"))
    valid_from = models.DateField(_("valid from"))
    source = models.TextField(_("source"))
    set_by = models.CharField(_("set by"), max_length=80)
    set_at = models.DateTimeField(_("set at"))

    class Meta:
        verbose_name = _("district setting")
        verbose_name_plural = _("district settings")
        constraints = [
            models.UniqueConstraint(
                fields=["district", "key", "valid_from"], name="setting_one_per_district_key_and_day"
            ),
            models.CheckConstraint(
                name="setting_complete",
                condition=~Q(district="") & ~Q(key="") & ~Q(source="") & ~Q(set_by=""),
            ),
            models.CheckConstraint(name="setting_district_is_code", condition=Q(district__regex=r"^[A-Za-z0-9_-]+$")),
        ]
