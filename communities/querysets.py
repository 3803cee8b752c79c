"""What can be asked of the register, in domain words. Imports no model."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Self

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Sum


class CommunityQuerySet(QuerySet[Any]):
    def with_offices(self) -> Self:
        return self.select_related("subdistrict__district")

    def granted_to(self, user: Any, roles: Iterable[str]) -> Self:
        """Communities in which the user holds one of the roles: there, in its sub-district or in its district."""
        if not user.is_authenticated:
            return self.none()
        held = user.grants.standing().filter(role__in=list(roles))
        return self.filter(
            Q(pk__in=held.values("community"))
            | Q(subdistrict__in=held.values("subdistrict"))
            | Q(subdistrict__district__in=held.values("district"))
        )


class GrantQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def reaching(self, community: Any) -> Self:
        """Held there, in its sub-district or in its district."""
        offices = community.subdistrict
        return self.filter(Q(community=community.pk) | Q(subdistrict=offices.pk) | Q(district=offices.district_id))


class PlaceQuerySet(QuerySet[Any]):
    def by_code(self) -> dict[str, Any]:
        return {place.code: place for place in self}


class UnitQuerySet(QuerySet[Any]):
    def of(self, community_id: int) -> Self:
        """Those the register names today."""
        return self.filter(place__community_id=community_id, gone_on__isnull=True)

    def ever_of(self, community_id: int) -> Self:
        """Also those it named once."""
        return self.filter(place__community_id=community_id)

    def total_area_cm2(self) -> int:
        return int(self.aggregate(total=Sum("area_cm2"))["total"] or 0)


class RollVersionQuerySet(QuerySet[Any]):
    def newest_of(self, community_id: int) -> Any:
        return self.filter(community_id=community_id).order_by("-number").first()


class OwnerMemberQuerySet(QuerySet[Any]):
    def representatives(self) -> Self:
        return self.filter(is_representative=True)

    def co_owners(self) -> Self:
        return self.filter(is_representative=False)

    def without(self, letters: QuerySet[Any]) -> Self:
        """Those to whom none of these letters was written by name."""
        return self.exclude(Exists(letters.filter(owner=OuterRef("owner"), person=OuterRef("person"))))


class RollEntryQuerySet(QuerySet[Any]):
    def without(self, letters: QuerySet[Any]) -> Self:
        """The voices to whom none of these letters speaks."""
        to_homes = letters.filter(unit__isnull=False).values("unit")
        to_owners = letters.filter(owner__isnull=False).values("owner")
        return self.exclude(unit__in=to_homes).exclude(owner__in=to_owners)

    def of_voice(self, *, owner_id: int | None, unit_id: int | None) -> Self:
        return self.filter(owner_id=owner_id) if owner_id else self.filter(unit_id=unit_id)

    def with_somebody_to_cast(self) -> Self:
        """Not those of several owners who have not named one of them yet."""
        named = Q(owner__members__is_representative=True)
        return self.filter(Q(owner__isnull=True) | Q(owner__members__isnull=True) | named).distinct()


class CredentialQuerySet(QuerySet[Any]):
    def valid(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def that_cast(self) -> Self:
        """Without those of co-owners, for whom the named representative casts."""
        speaks = Q(owner__members__person=F("person"), owner__members__is_representative=True)
        return self.filter(Q(owner__isnull=True) | Q(person__isnull=True) | speaks).distinct()

    def of(self, community_id: int) -> Self:
        return self.filter(Q(unit__place__community=community_id) | Q(owner__community=community_id))


class RollCorrectionQuerySet(QuerySet[Any]):
    def of(self, community_id: int) -> Self:
        return self.filter(Q(unit__place__community=community_id) | Q(owner__community=community_id))

    def of_voice(self, *, owner_id: int | None, unit_id: int | None) -> Self:
        return self.filter(owner_id=owner_id) if owner_id else self.filter(unit_id=unit_id)

    def unanswered(self) -> Self:
        return self.filter(answered_at__isnull=True)


class ContactQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at__isnull=True)

    def of_holder(self, *, unit_id: int | None, person_id: int | None) -> Self:
        return self.filter(unit_id=unit_id, person_id=person_id)

    def of(self, community_id: int) -> Self:
        return self.filter(Q(unit__place__community=community_id) | Q(person__community=community_id))


class LetterBatchQuerySet(QuerySet[Any]):
    def of(self, community_id: int) -> Self:
        return self.filter(roll__community=community_id)

    def under_way(self) -> Self:
        """Waiting to be made, or being made."""
        return self.filter(job__state__in=["queued", "running"])

    def in_the_way_of(self, *, unit_id: int | None, owner_id: int | None) -> Self:
        """Those under way that speak to the same voice: all of them for letters to everybody."""
        if unit_id is None and owner_id is None:
            return self.under_way()
        same = Q(unit=unit_id, owner=owner_id)
        return self.under_way().filter(same | Q(unit__isnull=True, owner__isnull=True))

    def with_file(self) -> Self:
        """Their PDF, and so their codes, are there to be fetched."""
        return self.filter(made_at__isnull=False, deleted_at__isnull=True)

    def expired(self, at: datetime) -> Self:
        return self.with_file().filter(expires_at__lte=at)


class RegisterFileQuerySet(QuerySet[Any]):
    def kept(self) -> Self:
        """Their content is there."""
        return self.filter(deleted_at__isnull=True)

    def under_way(self) -> Self:
        """Looked at or taken over in the background."""
        return self.filter(job__state__in=["queued", "running"])

    def expired(self, at: datetime) -> Self:
        return self.kept().filter(expires_at__lte=at)


class DeclaredKinQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)

    def of(self, community_id: int) -> Self:
        return self.filter(unit__place__community=community_id)

    def touching(self, *, owner_id: int | None, unit_id: int | None) -> Self:
        """Those whose door is this household's, or is or was this owner's."""
        return self.filter(unit__ownerships__owner=owner_id) if owner_id else self.filter(unit=unit_id)
