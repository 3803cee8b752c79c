"""A district's settings and the rule book that follows from them."""

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone

from consultations.domain.rules import RuleBook
from consultations.models import Consultation
from renewal_portal.ledger.services import district_settings


def settings_on(consultation: Consultation, at: datetime) -> Mapping[str, int]:
    """Every setting of the consultation's district on the day of ``at``, in one query."""
    district = consultation.community.subdistrict.district.code
    return district_settings.values_on(district=district, day=timezone.localdate(at))


def rule_book(settings: Mapping[str, int]) -> RuleBook:
    """The law's thresholds, with what the district may set beside them."""
    return RuleBook(blank_takes_part=bool(settings["blank_takes_part"]))


def needs_second_factor(*, kind: str, district: str, strength: str, at: datetime) -> bool:
    """Does the district ask for more than the letter before an owner decides online? Wishes need no more."""
    if kind != "decision" or strength != "letter":
        return False
    day = timezone.localdate(at)
    return bool(district_settings.values_on(district=district, day=day)["online_second_factor"])
