"""Who owns what. An owner is a set of registered persons: one head, areas summed."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from communities.models.fields import EncryptedTextField
from communities.querysets import OwnerMemberQuerySet
from renewal_portal.ledger.promises import not_blank, one_of

OWNER_KINDS = ("persons", "developer", "public")


class Person(models.Model):
    """A registered person. Joined by ``identity_hash`` only; equal names are for a human to settle."""

    community = models.ForeignKey("communities.Community", on_delete=models.PROTECT, related_name="persons")
    name = models.CharField(max_length=80)
    identity_hash = models.CharField(max_length=64, help_text="keyed hash of the register's identity number")
    phone = EncryptedTextField(blank=True)

    class Meta:
        constraints = [
            not_blank("person", "name"),
            CheckConstraint(name="person_identity_hash_hex", condition=Q(identity_hash__regex=r"^[0-9a-f]{64}$")),
            UniqueConstraint(fields=["community", "identity_hash"], name="one_person_per_identity"),
        ]

    def __str__(self) -> str:
        return self.name


class Owner(models.Model):
    """业主: the same set of persons over all their units of a community. ``set_hash`` names the set.

    A alone and A with B are two owners (handbook 2.3). The developer is one owner whatever it still holds.
    """

    community = models.ForeignKey("communities.Community", on_delete=models.PROTECT, related_name="owners")
    kind = models.CharField(max_length=10, default="persons")
    set_hash = models.CharField(max_length=64)
    persons = models.ManyToManyField(Person, through="OwnerMember", related_name="owners")

    class Meta:
        constraints = [
            one_of("owner", "kind", OWNER_KINDS),
            UniqueConstraint(fields=["community", "set_hash"], name="one_owner_per_set"),
            UniqueConstraint(fields=["community"], condition=Q(kind="developer"), name="one_developer_per_community"),
            CheckConstraint(name="owner_set_hash_hex", condition=Q(set_hash__regex=r"^[0-9a-f]{64}$")),
        ]


class OwnerMember(models.Model):
    """One person of the set; at most one of them is the named representative (Ningbo art. 18, handbook 2.3)."""

    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    is_representative = models.BooleanField(default=False)

    objects = OwnerMemberQuerySet.as_manager()

    class Meta:
        constraints = [
            UniqueConstraint(fields=["owner", "person"], name="person_once_per_owner"),
            UniqueConstraint(
                fields=["owner"], condition=Q(is_representative=True), name="one_representative_per_owner"
            ),
        ]


class Ownership(models.Model):
    """Who owns a unit from ``since`` until ``until`` (excluded; open while null)."""

    unit = models.ForeignKey("communities.Unit", on_delete=models.PROTECT, related_name="ownerships")
    owner = models.ForeignKey(Owner, on_delete=models.PROTECT, related_name="ownerships")
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            UniqueConstraint(fields=["unit"], condition=Q(until__isnull=True), name="one_present_owner_per_unit"),
            CheckConstraint(
                name="ownership_ends_after_it_begins",
                condition=Q(until__isnull=True) | Q(until__gt=F("since")),
            ),
        ]
