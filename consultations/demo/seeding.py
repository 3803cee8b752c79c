"""Filling a database with the demonstration. Each community is one transaction: it is there whole, or not yet."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from communities.models import Community, Owner, Subdistrict, Unit
from communities.services import credentials, offices
from communities.services.register import enter_register
from consultations.demo import files, letters, posts, registers, script
from consultations.demo.way import SHANGHAI, Calendar, Way

FOUNDED = timedelta(days=400)


def seed(*, at: datetime) -> Iterator[str]:
    """Make every community that is not there yet, as it stands at the moment ``at``; yields their slugs."""
    founded = at - FOUNDED
    subdistrict = posts.enter_offices(at=founded)
    posts.open_accounts(subdistrict, at=founded)
    for data in files.communities():
        if not Community.objects.filter(slug=data["slug"]).exists():
            settle(data, subdistrict, at=at)
            yield data["slug"]


@transaction.atomic
def settle(data: Mapping[str, Any], subdistrict: Subdistrict, *, at: datetime) -> Way:
    """Enter one community and take it along the script to the day on which it stands."""
    calendar = Calendar(at.astimezone(SHANGHAI).date(), data["stands"])
    community = _enter(data, subdistrict, calendar)
    way = Way(data, calendar, posts.signatures(), community)
    leaves = data.get("leaves", {}).get("day")
    for day, hour, step in script.steps(data["stands"], leaves):
        step(way, calendar.at(day, hour))
    return way


def _enter(data: Mapping[str, Any], subdistrict: Subdistrict, calendar: Calendar) -> Community:
    """The community, its register, its committee and the letters the demonstration shows."""
    at = calendar.at(-20)
    names = ("slug", "name_zh", "name_en", "address_zh", "address_en", "committee_phone", "built_year")
    row = Community(
        **{name: data[name] for name in names},
        area_cm2=files.whole(data["area"], registers.CM2),
        poor_upkeep=True,
        poor_facilities=True,
        strong_wish=True,
        is_invented=True,
    )
    community = offices.enter_community(subdistrict_id=subdistrict.pk, about=row, by=posts.BY, at=at)
    since = date(data["built_year"] + 1, 1, 1)
    enter_register(community_id=community.pk, rows=registers.rows(data), since=since, by=posts.BY, at=at)
    posts.appoint(posts.CHAIR if data["slug"] == files.LARGE else posts.CHAIR_SMALL, community, at=at)
    posts.appoint(posts.RECORDER, community, at=at)
    posts.appoint(posts.VOLUNTEER, community, at=at)
    posts.appoint(posts.PRINTER, community, at=at)
    _issue(data, community, at)
    return community


def _issue(data: Mapping[str, Any], community: Community, at: datetime) -> None:
    units = {unit.door: unit.pk for unit in Unit.objects.of(community.pk)}
    for row in data["letters"]:
        unit, said = units[row["door"]], letters.printed(community.slug, row["as"], row["door"])
        if row["as"] == "household":
            credentials.issue_for_household(unit_id=unit, by=posts.BY, at=at, printed=said)
        else:
            owner = Owner.objects.get(ownerships__unit=unit, ownerships__until=None)
            other = owner.members.co_owners().first() if row["as"] == "co_owner" else None
            person = other.person_id if other else None
            credentials.issue_for_owner(owner_id=owner.pk, person_id=person, by=posts.BY, at=at, printed=said)
