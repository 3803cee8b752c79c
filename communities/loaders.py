"""Rows of the register → domain values."""

from communities.domain.electorate import Part, Tenure, Title, Use
from communities.domain.eligibility import Condition
from communities.models import Community, Credential, Owner, Ownership, Unit


def parts(community_id: int) -> tuple[Part, ...]:
    """Every exclusive part with its present owner; the developer's parts carry none."""
    rows = (
        Ownership.objects.filter(until__isnull=True, unit__place__community_id=community_id)
        .order_by("unit_id")
        .values_list(
            "unit_id", "owner_id", "unit__place__code", "unit__area_cm2", "unit__use", "unit__title", "unit__tenure"
        )
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
