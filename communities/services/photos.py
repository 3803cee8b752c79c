"""Photos and scans: kept encrypted beside the database, looked at by staff alone."""

from datetime import datetime, timedelta

from cryptography.fernet import Fernet
from django.conf import settings

from communities.domain.photos import LOOKS, PhotoKind
from communities.models import Community, Photo
from communities.pictures import Picture
from communities.services.kept_files import Shelf
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.services import events

GRACE = timedelta(hours=1)  # a file without a row is older than any request
WATCHED = timedelta(days=7)  # a sweep a minute meets it long before

_shelf = Shelf("photos", ".photo")


class PhotoRefused(Refused):
    """A photo cannot be looked at."""


def keep(*, community: Community, kind: PhotoKind, picture: Picture, by: str, at: datetime) -> Photo:
    """Keep a picture, within the transaction of whatever it belongs to: undone with it, the file is swept away."""
    name = _shelf.save(_cipher().encrypt(picture.jpeg))
    photo: Photo = Photo.objects.create(community=community, kind=kind, file=name, brought_by=by, brought_at=at)
    return photo


def look(*, photo_id: int, by: str, at: datetime) -> bytes:
    """The JPEG; that somebody looked is logged where the kind asks for it. Raises PhotoRefused "photo_gone"."""
    photo = Photo.objects.select_related("community__subdistrict__district").get(pk=photo_id)
    kept = _shelf.read(photo.file)
    if kept is None:
        raise PhotoRefused("photo_gone")
    if LOOKS[PhotoKind(photo.kind)].logged:
        district = photo.community.subdistrict.district.code
        events.record(what="photo.looked_at", about=f"photo:{photo.pk}", by=by, at=at, district=district)
    return _cipher().decrypt(kept)


def sweep(*, at: datetime) -> int:
    """Take away files whose row was never written; returns how many."""
    young = {name for name in _shelf.names() if GRACE < _shelf.age(name, at) <= WATCHED}
    lost = young - set(Photo.objects.filter(file__in=young).values_list("file", flat=True))
    for name in lost:
        _shelf.delete(name)
    return len(lost)


def _cipher() -> Fernet:
    return Fernet(settings.FIELD_KEY)
