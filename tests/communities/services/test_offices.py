"""Districts, sub-districts and communities are entered once."""

import pytest
from django.db import IntegrityError, transaction

from communities.models import Community, District, Subdistrict
from communities.services.offices import enter_community, enter_district, enter_subdistrict
from renewal_portal.ledger.models import Event
from tests.world import CHAIR, START

pytestmark = pytest.mark.django_db

DISTRICT = {"code": "500107", "name_zh": "测试区", "name_en": "Test District", "by": CHAIR, "at": START}
SUBDISTRICT = {"code": "500107001", "name_zh": "测试街道", "name_en": "Test Sub-district", "by": CHAIR, "at": START}


def community(slug: str = "new") -> Community:
    return Community(
        slug=slug, name_zh="新小区", name_en="New Community", committee_phone="023", built_year=1990, area_cm2=1
    )


def logged() -> list[tuple[str, str, str, str]]:
    return list(Event.objects.order_by("pk").values_list("what", "about", "by", "district"))


def test_a_district_is_entered_once() -> None:
    district = enter_district(**DISTRICT)
    again = enter_district(**DISTRICT | {"name_zh": "别的名字"})

    assert (again.pk, again.name_zh) == (district.pk, "测试区")
    assert District.objects.count() == 1
    assert logged() == [("district.entered", f"district:{district.pk}", CHAIR, "500107")]


def test_a_subdistrict_is_entered_once_under_its_district() -> None:
    district = enter_district(**DISTRICT)
    subdistrict = enter_subdistrict(district_id=district.pk, **SUBDISTRICT)
    again = enter_subdistrict(district_id=district.pk, **SUBDISTRICT)

    assert again.pk == subdistrict.pk
    assert subdistrict.district == district
    assert Subdistrict.objects.count() == 1
    assert logged()[1:] == [("subdistrict.entered", f"subdistrict:{subdistrict.pk}", CHAIR, "500107")]


def test_a_subdistrict_needs_its_district() -> None:
    with pytest.raises(District.DoesNotExist):
        enter_subdistrict(district_id=404, **SUBDISTRICT)

    assert logged() == []


def test_a_community_is_entered_under_its_subdistrict() -> None:
    subdistrict = enter_subdistrict(district_id=enter_district(**DISTRICT).pk, **SUBDISTRICT)

    entered = enter_community(subdistrict_id=subdistrict.pk, about=community(), by=CHAIR, at=START)

    assert Community.objects.get() == entered
    assert entered.subdistrict == subdistrict
    assert logged()[2:] == [("community.entered", f"community:{entered.pk}", CHAIR, "500107")]


def test_two_communities_never_share_an_address() -> None:
    subdistrict = enter_subdistrict(district_id=enter_district(**DISTRICT).pk, **SUBDISTRICT)
    enter_community(subdistrict_id=subdistrict.pk, about=community(), by=CHAIR, at=START)

    with pytest.raises(IntegrityError), transaction.atomic():
        enter_community(subdistrict_id=subdistrict.pk, about=community(), by=CHAIR, at=START)

    assert [what for what, *_ in logged()].count("community.entered") == 1


def test_a_community_that_is_there_is_not_entered_over() -> None:
    subdistrict = enter_subdistrict(district_id=enter_district(**DISTRICT).pk, **SUBDISTRICT)
    there = enter_community(subdistrict_id=subdistrict.pk, about=community(), by=CHAIR, at=START)

    with pytest.raises(IntegrityError), transaction.atomic():
        enter_community(subdistrict_id=subdistrict.pk, about=there, by=CHAIR, at=START)
