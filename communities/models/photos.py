"""A photo or scan that the committee keeps."""

from django.db import models
from django.db.models import CheckConstraint, Q

from communities.domain.photos import PhotoKind
from renewal_portal.ledger.promises import one_of


class Photo(models.Model):
    """照片: what was brought, made anew as a JPEG (``communities.pictures``). It lies encrypted on a shelf beside the
    database; the row says what it is of, never what is seen on it."""

    community = models.ForeignKey("communities.Community", on_delete=models.PROTECT, related_name="photos")
    kind = models.CharField(max_length=12)
    file = models.CharField(max_length=40, unique=True)
    brought_by = models.CharField(max_length=60)
    brought_at = models.DateTimeField()

    class Meta:
        constraints = [
            one_of("photo", "kind", PhotoKind),
            CheckConstraint(name="photo_named_by_chance", condition=Q(file__regex=r"^[0-9a-f]{32}\.photo$")),
        ]
