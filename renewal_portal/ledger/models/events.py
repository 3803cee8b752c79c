from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from renewal_portal.ledger.domain.chain import GENESIS
from renewal_portal.ledger.querysets import EventQuerySet, SealQuerySet

DIGEST = r"^[0-9a-f]{64}$"


class Event(models.Model):
    """One thing that happened, written in the transaction that did it; only ever added.

    No foreign keys, so that history outlives its subject; pseudonymous ids, no names, no choices. A
    trigger of migration 0001 refuses UPDATE and DELETE, another puts each event in `Unsealed`.
    """

    what = models.CharField(_("what happened"), max_length=64)
    about = models.CharField(_("about what"), max_length=80)
    by = models.CharField(_("by whom"), max_length=80)
    at = models.DateTimeField(_("when"))
    district = models.CharField(_("district code"), max_length=32, blank=True)
    detail = models.JSONField(_("detail"), default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        indexes = [
            models.Index(fields=["about", "id"], name="event_by_subject"),
            models.Index(fields=["district", "id"], name="event_by_district"),
        ]
        constraints = [
            models.CheckConstraint(name="event_what_is_dotted", condition=Q(what__regex=r"^[a-z_]+(\.[a-z_]+)+$")),
            models.CheckConstraint(
                name="event_about_is_kind_and_id", condition=Q(about__regex=r"^[a-z_]+:[A-Za-z0-9_./-]+$")
            ),
            models.CheckConstraint(
                name="event_by_is_kind_and_id", condition=Q(by__regex=r"^[a-z_]+:[A-Za-z0-9_./-]+$")
            ),
            models.CheckConstraint(name="event_district_is_code", condition=Q(district__regex=r"^[A-Za-z0-9_-]*$")),
        ]


class Seal(models.Model):
    """The place of an event in its district's chain; only ever added."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="seal")
    district = models.CharField(_("district code"), max_length=32, blank=True)
    seq = models.PositiveBigIntegerField(_("number in the chain"))
    previous_hash = models.CharField(_("hash before"), max_length=64)
    hash = models.CharField(_("hash"), max_length=64)
    sealed_at = models.DateTimeField(_("sealed at"))

    objects = SealQuerySet.as_manager()

    class Meta:
        verbose_name = _("seal")
        verbose_name_plural = _("seals")
        constraints = [
            models.UniqueConstraint(fields=["district", "seq"], name="seal_one_per_district_and_seq"),
            models.CheckConstraint(name="seal_seq_from_one", condition=Q(seq__gte=1)),
            models.CheckConstraint(name="seal_hash_is_sha256", condition=Q(hash__regex=DIGEST)),
            models.CheckConstraint(name="seal_previous_hash_is_sha256", condition=Q(previous_hash__regex=DIGEST)),
            models.CheckConstraint(
                name="seal_only_the_first_follows_zeros",
                condition=Q(seq__lte=1, previous_hash=GENESIS) | (Q(seq__gt=1) & ~Q(previous_hash=GENESIS)),
            ),
        ]


class Unsealed(models.Model):
    """The events still to be chained, so that sealing costs what is new and not all there ever was.

    Filled by a trigger on `Event`, emptied by the sealer. An event that has neither a seal nor a row here
    has lost its seal: `verify_events` reports it.
    """

    event = models.OneToOneField(Event, on_delete=models.PROTECT, primary_key=True, related_name="unsealed")
    district = models.CharField(_("district code"), max_length=32, blank=True)

    class Meta:
        verbose_name = _("event to be sealed")
        verbose_name_plural = _("events to be sealed")
        indexes = [models.Index(fields=["district", "event"], name="unsealed_by_district")]
