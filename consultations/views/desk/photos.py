"""A photo the committee keeps, for those who may look at it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from communities import access
from communities.services import photos
from communities.services.photos import PhotoRefused
from communities.views.doors import staff
from consultations.views.desk.shell import by
from renewal_portal.ledger.clock import now


@staff
@require_GET
@never_cache
def photo(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The picture itself. No browser keeps it, and none takes it for anything else."""
    found = access.photo_for(request.user, slug, pk)
    try:
        jpeg = photos.look(photo_id=found.pk, by=by(request), at=now())
    except PhotoRefused as gone:
        raise Http404 from gone
    return HttpResponse(
        jpeg, content_type="image/jpeg", headers={"Content-Disposition": 'inline; filename="photo.jpg"'}
    )
