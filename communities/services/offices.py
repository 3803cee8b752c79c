"""The offices above, and a community entered under them."""

from datetime import datetime

from django.db import transaction

from communities.models import Community, District, Subdistrict
from renewal_portal.ledger.services import events


@transaction.atomic
def enter_district(*, code: str, name_zh: str, name_en: str, by: str, at: datetime) -> District:
    """A district by its six-digit code; entering it twice changes nothing."""
    district, is_new = District.objects.get_or_create(code=code, defaults={"name_zh": name_zh, "name_en": name_en})
    if is_new:
        events.record(what="district.entered", about=f"district:{district.pk}", by=by, at=at, district=code)
    return district


@transaction.atomic
def enter_subdistrict(*, district_id: int, code: str, name_zh: str, name_en: str, by: str, at: datetime) -> Subdistrict:
    """A sub-district by its nine-digit code; entering it twice changes nothing."""
    district = District.objects.get(pk=district_id)
    subdistrict, is_new = Subdistrict.objects.get_or_create(
        code=code, defaults={"district": district, "name_zh": name_zh, "name_en": name_en}
    )
    if is_new:
        about = f"subdistrict:{subdistrict.pk}"
        events.record(what="subdistrict.entered", about=about, by=by, at=at, district=district.code)
    return subdistrict


@transaction.atomic
def enter_community(*, subdistrict_id: int, about: Community, by: str, at: datetime) -> Community:
    """Enter a community, given as a row not saved yet, under its sub-district."""
    about.subdistrict = Subdistrict.objects.select_related("district").get(pk=subdistrict_id)
    about.save(force_insert=True)
    district = about.subdistrict.district.code
    events.record(what="community.entered", about=f"community:{about.pk}", by=by, at=at, district=district)
    return about
