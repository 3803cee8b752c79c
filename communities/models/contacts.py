"""Where the holder of a letter wants to be reminded."""

from django.db import models
from django.db.models import CheckConstraint, F, Q, UniqueConstraint

from communities.domain.contacts import ContactKind
from communities.models.fields import EncryptedTextField
from communities.querysets import ContactQuerySet
from renewal_portal.ledger.promises import one_of


class Contact(models.Model):
    """An e-mail address or a telephone number, given by a household (``unit``) or by an owner's person.

    It is for reminders alone: the number of the second factor is the person's own, entered from the register. With its
    withdrawal the value is gone; that it was given, and until when, stays.
    """

    unit = models.ForeignKey("communities.Unit", null=True, on_delete=models.PROTECT, related_name="contacts")
    person = models.ForeignKey("communities.Person", null=True, on_delete=models.PROTECT, related_name="contacts")
    kind = models.CharField(max_length=5)
    value = EncryptedTextField(blank=True)
    given_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    objects = ContactQuerySet.as_manager()

    class Meta:
        constraints = [
            one_of("contact", "kind", ContactKind),
            CheckConstraint(
                name="contact_of_household_or_person",
                condition=Q(unit__isnull=False, person__isnull=True) | Q(unit__isnull=True, person__isnull=False),
            ),
            CheckConstraint(
                name="contact_is_gone_once_withdrawn",
                condition=Q(withdrawn_at__isnull=True) & ~Q(value="")
                | Q(withdrawn_at__isnull=False, withdrawn_at__gte=F("given_at"), value=""),
            ),
            UniqueConstraint(
                fields=["kind", "unit", "person"],
                condition=Q(withdrawn_at__isnull=True),
                nulls_distinct=False,
                name="one_standing_contact_per_kind",
            ),
        ]
