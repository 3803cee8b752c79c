"""What hangs on the board, and objecting to it."""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as translate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from communities.access import credential_of
from communities.views.caller import address_of
from consultations import access, titles
from consultations.acting import accepted
from consultations.domain.stages import Stage, takes_objections
from consultations.domain.tally import Verdict
from consultations.forms.objections import ObjectionForm
from consultations.loaders.public import notices as loader
from consultations.loaders.public import rounds
from consultations.models import Notice
from consultations.services.notices import file_objection
from consultations.views.public import words
from renewal_portal.ledger.clock import now

ANYBODY = "public:page"


@require_safe
def notice(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A notice, its period, and every objection with its answer."""
    found = access.notice_of(slug, pk)
    verdicts = rounds.verdicts(found.round_id)
    objections = loader.objections(found)
    about = _about(found, now())
    context = about | {
        "objections": objections,
        "sent_back": not about["takes_objections"] and any(each.upheld for each in objections),
        "ground": titles.of_annulment(found.round) if found.round else "",
        "postings": loader.postings(found),
        "outcomes": loader.outcomes(found),
        "verdicts": verdicts.items() if Verdict.WISH not in verdicts else (),
        "past": loader.is_past(found),
        "address": request.build_absolute_uri(),
    }
    return render(request, "public/notice.html", context)


@require_safe
def board(request: HttpRequest, slug: str) -> HttpResponse:
    """What hangs and until when, and what hung before."""
    community, at = access.newest_consultation(slug).community, now()
    cards = [words.notice_card(each, at) for each in loader.board(community.pk)]
    context = {
        "community": community,
        "crumbs": words.crumbs(community, translate("Notice board")),
        "running": [card for card in cards if card["running"]],
        "archive": [card for card in cards if not card["running"]],
    }
    return render(request, "public/board.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def object_(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Object in writing, with a letter or without. What was typed is never lost, also when the time is over."""
    found = access.notice_of(slug, pk)
    at = now()
    form = ObjectionForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and accepted(form, file_objection, **_filed(request, form, found, at)):
        messages.success(request, translate("Your objection is filed. The committee's answer will stand here."))
        return redirect("notice", slug=slug, pk=pk)
    context = _about(found, at) | {"form": form}
    return render(request, "public/object.html", context, status=422 if form.errors else 200)


def _filed(request: HttpRequest, form: ObjectionForm, found: Notice, at: datetime) -> dict[str, Any]:
    """Who objects: the voice that is signed in here, else anybody."""
    credential = credential_of(request)
    entry = loader.entry_of(credential, found) if credential else None
    return {
        "notice_id": found.pk,
        "text": form.cleaned_data["text"],
        "entry_id": entry.pk if entry else None,
        "by": f"voice:{entry.pk}" if entry else ANYBODY,
        "at": at,
        "address": address_of(request),
    }


def _about(found: Notice, at: datetime) -> dict[str, Any]:
    consultation = found.consultation
    stood_at = Stage(consultation.suspended_from or consultation.stage)
    card = words.notice_card(found, at)
    return {
        "community": consultation.community,
        "crumbs": words.crumbs(consultation.community, card["title"]),
        "card": card,
        "takes_objections": takes_objections(found.kind, stood_at),
        "may_object": card["running"] and takes_objections(found.kind, stood_at),
        "notice": found,
        "now": at,
    }
