"""Staff with their grants, and the credentials that sign a voice in."""

from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint

from communities.domain.roles import Role
from communities.querysets import CredentialQuerySet, GrantQuerySet
from renewal_portal.ledger.promises import one_of, together

STRENGTHS = ("letter", "letter_phone", "visit", "paper", "official")


class User(AbstractUser):
    """A member of staff: committee or office. Residents have no account, they have a credential."""

    full_name = models.CharField(max_length=80, blank=True)


class Grant(models.Model):
    """A role held in exactly one community, sub-district or district."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=24)
    community = models.ForeignKey("communities.Community", null=True, on_delete=models.PROTECT)
    subdistrict = models.ForeignKey("communities.Subdistrict", null=True, on_delete=models.PROTECT)
    district = models.ForeignKey("communities.District", null=True, on_delete=models.PROTECT)
    granted_by = models.CharField(max_length=60)
    granted_at = models.DateTimeField()
    ended_by = models.CharField(max_length=60, null=True)
    ended_at = models.DateTimeField(null=True)

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("grant", "role", Role),
            together("grant", "ended_by", "ended_at"),
            CheckConstraint(
                name="grant_in_one_place",
                condition=Q(community__isnull=False, subdistrict__isnull=True, district__isnull=True)
                | Q(community__isnull=True, subdistrict__isnull=False, district__isnull=True)
                | Q(community__isnull=True, subdistrict__isnull=True, district__isnull=False),
            ),
            UniqueConstraint(
                fields=["user", "role", "community", "subdistrict", "district"],
                condition=Q(ended_at__isnull=True),
                nulls_distinct=False,
                name="one_standing_grant",
            ),
        ]


class Credential(models.Model):
    """凭证: signs in one household (selection only) or one person of an owner. Only hashes are kept.

    ``link_hash`` is of the 128 random bits in the QR code, ``code_hash`` of the ten typed characters. ``confirmed_by``
    saw the identity document of whoever it was sent to (``strength`` "visit").
    """

    unit = models.ForeignKey("communities.Unit", null=True, on_delete=models.PROTECT, related_name="credentials")
    owner = models.ForeignKey("communities.Owner", null=True, on_delete=models.PROTECT, related_name="credentials")
    person = models.ForeignKey("communities.Person", null=True, on_delete=models.PROTECT, related_name="+")
    letter_number = models.CharField(max_length=12, unique=True)
    link_hash = models.CharField(max_length=64, unique=True)
    code_hash = models.CharField(max_length=64)
    strength = models.CharField(max_length=12, default="letter")
    issued_by = models.CharField(max_length=60)
    issued_at = models.DateTimeField()
    confirmed_by = models.CharField(max_length=60, null=True)
    confirmed_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=60, null=True)
    revoked_at = models.DateTimeField(null=True)

    objects = CredentialQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("credential", "strength", STRENGTHS),
            together("credential", "confirmed_by", "confirmed_at"),
            together("credential", "revoked_by", "revoked_at"),
            CheckConstraint(
                name="credential_confirmed_at_a_visit",
                condition=Q(strength="visit", confirmed_at__isnull=False)
                | ~Q(strength="visit") & Q(confirmed_at__isnull=True),
            ),
            CheckConstraint(
                name="credential_of_household_or_owner",
                condition=Q(unit__isnull=False, owner__isnull=True, person__isnull=True)
                | Q(unit__isnull=True, owner__isnull=False),
            ),
            CheckConstraint(name="credential_link_hash_hex", condition=Q(link_hash__regex=r"^[0-9a-f]{64}$")),
            CheckConstraint(name="credential_code_hash_hex", condition=Q(code_hash__regex=r"^[0-9a-f]{64}$")),
        ]
