"""Where notices hang on paper: recorded by whoever puts them up, with a photo."""

from datetime import datetime

from django.db import transaction

from communities.domain.photos import PhotoKind
from communities.pictures import Picture
from communities.services import photos
from consultations.models import Notice, Posting
from consultations.services.moving import district_of, locked
from consultations.services.notices import NoticeRefused
from renewal_portal.ledger.services import events


@transaction.atomic
def put_up(*, notice_id: int, place: str, picture: Picture | None = None, by: str, at: datetime) -> Posting:
    """Record that a notice hangs at a place now.

    Raises NoticeRefused "hangs_no_longer", "where_missing" or "hangs_there_already".
    """
    notice = Notice.objects.get(pk=notice_id)
    consultation = locked(notice.consultation_id)
    if not notice.posted_at <= at < notice.ends_at:
        raise NoticeRefused("hangs_no_longer", ends_at=notice.ends_at)
    if not place.strip():
        raise NoticeRefused("where_missing")
    if notice.postings.filter(place=place.strip()).exists():
        raise NoticeRefused("hangs_there_already")
    photo = None
    if picture:
        photo = photos.keep(community=consultation.community, kind=PhotoKind.POSTING, picture=picture, by=by, at=at)
    posting: Posting = Posting.objects.create(
        notice=notice, place=place.strip(), photo=photo, put_up_by=by, put_up_at=at
    )
    events.record(
        what="notice.put_up",
        about=f"notice:{notice.pk}",
        by=by,
        at=at,
        district=district_of(consultation),
        detail={"posting": posting.pk, "photo": photo is not None},
    )
    return posting
