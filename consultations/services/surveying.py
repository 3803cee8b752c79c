"""Findings: a defect reported by one person and checked by another."""

from datetime import datetime

from django.db import transaction

from communities.domain.photos import PhotoKind
from communities.models import Place
from communities.pictures import Picture
from communities.services import photos
from consultations.domain.stages import Act
from consultations.models import Finding
from consultations.services.moving import district_of, locked, require
from menus.models import MinorItem
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events


class FindingRefused(Refused):
    """A finding that cannot be entered or checked."""


@transaction.atomic
def report_finding(
    *,
    consultation_id: int,
    item_id: int,
    place_id: int,
    text_zh: str,
    text_en: str = "",
    picture: Picture | None = None,
    by: str,
    at: datetime,
) -> Finding:
    """Record a defect at a place, with its photo where there is one.

    Raises FindingRefused "elsewhere" for another community's place or edition.
    """
    consultation = locked(consultation_id)
    require(consultation, Act.PREPARE_MENU)
    item = MinorItem.objects.filter(pk=item_id, edition_id=consultation.edition_id).first()
    place = Place.objects.filter(pk=place_id, community_id=consultation.community_id).first()
    if item is None or place is None:
        raise FindingRefused("elsewhere")
    if not text_zh.strip():
        raise FindingRefused("finding_without_text")
    kept = None
    if picture:
        kept = photos.keep(community=consultation.community, kind=PhotoKind.FINDING, picture=picture, by=by, at=at)
    finding = Finding.objects.create(
        consultation=consultation,
        item=item,
        place=place,
        text_zh=text_zh.strip(),
        text_en=text_en.strip(),
        photo=kept,
        found_by=by,
        found_at=at,
    )
    events.record(
        what="finding.reported",
        about=f"finding:{finding.pk}",
        by=by,
        at=at,
        district=district_of(consultation),
        detail={"item": item.code, "place": place.code},
    )
    return finding


@transaction.atomic
def check_finding(*, finding_id: int, by: str, at: datetime) -> Finding:
    """A second person confirms a defect. Raises FindingRefused "same_person" or "already_checked"."""
    finding = Finding.objects.select_for_update().get(pk=finding_id)
    consultation = locked(finding.consultation_id)
    require(consultation, Act.PREPARE_MENU)
    if finding.found_by == by:
        raise FindingRefused("same_person")
    if finding.checked_at is not None:
        raise FindingRefused("already_checked")
    finding.checked_by, finding.checked_at = by, at
    finding.save(update_fields=["checked_by", "checked_at"])
    events.record(
        what="finding.checked",
        about=f"finding:{finding.pk}",
        by=by,
        at=at,
        district=district_of(consultation),
    )
    return finding
