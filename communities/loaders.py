"""Rows of the register → domain values."""

from django.db.models import FilteredRelation, Q

from communities.domain.electorate import Part, Tenure, Title, Use
from communities.domain.eligibility import Condition
from communities.models import Community, Credential, Owner, Unit


def parts(community_id: int) -> tuple[Part, ...]:
    """Every exclusive part with its present owner, the developer's among them; None where nobody owns it now."""
    present = FilteredRelation("ownerships", condition=Q(ownerships__until__isnull=True))
    rows = (
        Unit.objects.of(community_id)
        .annotate(present=present)
        .order_by("pk")
        .values_list("pk", "present__owner_id", "place__code", "area_cm2", "use", "title", "tenure")
    )
    return tuple(
        Part(unit, owner, place, area, Use(use), Title(title), Tenure(tenure or Tenure.OWNER_OCCUPIED))
        for unit, owner, place, area, use, title, tenure in rows
    )


def developer_id(community_id: int) -> int | None:
    """The owner that stands for the developer, if it holds anything."""
    return Owner.objects.filter(community_id=community_id, kind="developer").values_list("pk", flat=True).first()


def condition(community: Community) -> Condition:
    """What the survey says of a community."""
    return Condition(
        built_year=community.built_year,
        poor_upkeep=community.poor_upkeep,
        poor_facilities=community.poor_facilities,
        strong_wish=community.strong_wish,
        in_demolition_plan=community.in_demolition_plan,
    )


def doors_of(credential: Credential) -> tuple[Unit, ...]:
    """The doors a letter speaks for: its household's, or all that its owner holds at present."""
    if credential.unit is not None:
        return (credential.unit,)
    held = Unit.objects.filter(ownerships__owner=credential.owner, ownerships__until__isnull=True)
    return tuple(held.select_related("place").order_by("place__code", "door"))
