"""A single door at the printer's desk: its letters, a new one, one taken back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from communities import access as people
from communities import loaders as register
from communities.domain.electorate import VoiceKind
from communities.models import Credential, Person
from communities.services import credentials
from communities.services import letters as services
from communities.views.doors import staff
from consultations import access
from consultations.acting import accepted
from consultations.forms.desk.letters import DoorForm, ReasonForm
from consultations.loaders.desk import letters as loader
from consultations.views.desk.letters import PRINT, call_of, called, side_of
from consultations.views.desk.shell import ask, by, page, sent, to
from renewal_portal.ledger.clock import now
from renewal_portal.shown.codes import grouped
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import listed

VOICES = {VoiceKind.HOUSEHOLD: _("The household"), VoiceKind.OWNER: _("The owner")}


@staff
@require_GET
def door(request: HttpRequest, slug: str) -> HttpResponse:
    """Who is behind a door, and every letter they ever had."""
    consultation = access.desk(request.user, PRINT, slug)
    form = DoorForm(request.GET or None)
    asked = form.is_bound and form.is_valid()
    voices = loader.behind(consultation, form.cleaned_data["door"]) if asked else []
    return page(
        request,
        "letters_door",
        consultation,
        "desk_letters",
        title=translate("A single door"),
        form=form,
        asked=asked,
        voices=[(voice, _whose(voice), listed(voice.doors), _numbered(voice)) for voice in voices],
    )


@staff
@require_http_methods(["GET", "POST"])
def reissue(request: HttpRequest, slug: str, kind: str, pk: int) -> HttpResponse:
    """Another letter for one voice; the one before stops working when it is made."""
    side = side_of(kind)
    voice = people.voice_for(request.user, PRINT, slug, side, pk)
    one = {"unit_id" if side is VoiceKind.HOUSEHOLD else "owner_id": voice.pk}
    return _another(request, slug, side, one, (str(VOICES[side]), listed(loader.doors_of(voice))))


@staff
@require_http_methods(["GET", "POST"])
def reissue_co_owner(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Another letter for one co-owner; those of the others go on working."""
    member = people.co_owner_for(request.user, PRINT, slug, pk)
    one = {"owner_id": member.owner_id, "person_id": member.person_id}
    whose = _co_owner(member.person), listed(loader.doors_of(member.owner))
    return _another(request, slug, VoiceKind.OWNER, one, whose)


def _another(
    request: HttpRequest, slug: str, side: VoiceKind, one: dict[str, int], whose: tuple[str, str]
) -> HttpResponse:
    consultation, at = access.desk(request.user, PRINT, slug), now()
    call, form = call_of(consultation, side, at), ReasonForm(sent(request))
    if form.is_bound and form.is_valid():
        values = {**one, **form.values()}
        wanted = services.Wanted(call.roll.pk, side, call.opens_at, call.closes_at, **values)
        if accepted(form, services.order, wanted=wanted, by=by(request), at=at):
            return to("desk_letters", consultation)
    return ask(
        request,
        consultation,
        "desk_letters",
        title=translate("Make a new letter?"),
        text=translate("As soon as it is made, the letter before it no longer works."),
        rows=[whose, (translate("Vote"), called(call))],
        form=form,
        label=translate("Make a new letter"),
    )


@staff
@require_http_methods(["GET", "POST"])
def revoke(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A letter stops working at once, and no other is made."""
    letter = people.letter_for(request.user, PRINT, slug, pk)
    consultation, form = access.desk(request.user, PRINT, slug), ReasonForm(sent(request))
    if form.is_bound and form.is_valid():
        values = {"credential_id": letter.pk, **form.values(), "by": by(request), "at": now()}
        if accepted(form, credentials.revoke, **values):
            messages.success(request, translate("The letter no longer works."))
            return to("desk_letters", consultation)
    whose = str(VOICES[VoiceKind.HOUSEHOLD if letter.unit else VoiceKind.OWNER])
    if letter.person is not None and people.is_represented(letter):
        whose = _co_owner(letter.person)
    return ask(
        request,
        consultation,
        "desk_letters",
        title=translate("Take this letter back?"),
        text=translate("Nobody signs in with it any more. A ballot already given with it stands."),
        rows=[
            (whose, listed(unit.door for unit in register.doors_of(letter))),
            (translate("Letter number"), grouped(letter.letter_number)),
            (translate("Made"), moment(letter.issued_at)),
        ],
        form=form,
        label=translate("Take it back"),
        tone="danger",
    )


def _whose(voice: loader.Voice) -> str:
    """Whose letters these are. Those who cast need no name: the door says who they are."""
    return _co_owner(voice.co_owner.person) if voice.co_owner else str(VOICES[voice.kind])


def _co_owner(person: Person) -> str:
    return translate("Co-owner %(name)s") % {"name": person.name}


def _numbered(voice: loader.Voice) -> list[tuple[Credential, str]]:
    """Each letter with its number as it is printed."""
    return [(letter, grouped(letter.letter_number)) for letter in voice.letters]
