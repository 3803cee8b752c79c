"""Registration visits: an owner shows the letter and an identity document, once."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_GET, require_POST

from communities import access as people
from communities.domain.roles import Permission
from communities.loaders import doors_of
from communities.models import Credential
from communities.services.visits import confirm_visit
from communities.views.doors import staff
from consultations import access
from consultations.acting import carried_out
from consultations.forms.desk.visits import LetterNumberForm
from consultations.titles import STRENGTHS
from consultations.views.desk.shell import by, page, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.codes import grouped
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import listed

KEEP = Permission.KEEP_ROLL


@staff
@require_GET
def visits(request: HttpRequest, slug: str) -> HttpResponse:
    """Look a letter up by its number; whose it is, and what is to be compared."""
    consultation = access.desk(request.user, KEEP, slug)
    form = LetterNumberForm(request.GET or None)
    asked = form.is_bound and form.is_valid()
    letter = people.letter_numbered(request.user, KEEP, slug, form.cleaned_data["number"]) if asked else None
    return page(
        request,
        "visits",
        consultation,
        "desk_roll",
        title=translate("Registration visits"),
        form=form,
        asked=asked,
        letter=letter,
        rows=_rows(letter) if letter else [],
        to_confirm=bool(letter and letter.owner_id and letter.confirmed_at is None),
    )


@staff
@require_POST
def confirm(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The identity document was shown and fits."""
    letter = people.letter_for(request.user, KEEP, slug, pk)
    consultation = access.desk(request.user, KEEP, slug)
    if carried_out(request, confirm_visit, credential_id=letter.pk, by=by(request), at=now()):
        messages.success(request, translate("The visit is recorded. This letter decides online from now on."))
    return to("desk_visits", consultation)


def _rows(letter: Credential) -> list[tuple[str, Any]]:
    """Whose letter it is, in the words of the register."""
    if letter.unit:
        whose = translate("A home, for its wishes")
    else:
        whose = letter.person.name if letter.person else translate("The developer: somebody with its written authority")
    return [
        (translate("Letter number"), grouped(letter.letter_number)),
        (translate("Sent to"), whose),
        (translate("Doors"), listed([unit.door for unit in doors_of(letter)])),
        (translate("Made"), moment(letter.issued_at)),
        (translate("What it proves"), STRENGTHS[letter.strength]),
    ]
