"""What anyone can check, and what is kept about them."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as translate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consultations import titles
from consultations.forms.receipts import ReceiptForm
from consultations.loaders.public import receipts
from consultations.views.public import words


@sensitive_post_parameters("code")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def receipt_check(request: HttpRequest) -> HttpResponse:
    """Is the ballot of this receipt in the count? Yes or no, by which way and when; never what it says."""
    posted = request.POST if request.method == "POST" else None
    form = ReceiptForm(posted, initial={"code": request.GET.get("serial", "")})
    crumbs = words.crumbs(here=translate("Is my ballot in the count?"))
    context: dict[str, object] = {"form": form, "crumbs": crumbs}
    if form.is_valid():
        found = receipts.find(form.cleaned_data["code"])
        context |= {"found": found, "asked": True}
        if found:
            context |= {"title": titles.of_round(found.round), "channel": titles.CHANNELS[found.version.channel]}
            context |= {"community": found.round.consultation.community}
    return render(request, "public/receipt_check.html", context, status=422 if form.errors else 200)


@sensitive_post_parameters("code")
@never_cache
@require_POST
def receipt_proof(request: HttpRequest) -> HttpResponse:
    """The proof of a counted ballot as a file, to be kept and checked anywhere. Raises Http404 where there is none."""
    form = ReceiptForm(request.POST)
    found = receipts.find(form.cleaned_data["code"]) if form.is_valid() else None
    if found is None or found.proof is None or not found.in_the_count:
        raise Http404
    text = json.dumps(found.proof.plain(), ensure_ascii=False, indent=2) + "\n"
    name = f"{found.round.consultation.community.slug}-{found.round.number}-receipt-proof.json"
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(text, content_type="application/json", headers=disposition)


@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """How a count can be checked by anybody, and how by those who may see more."""
    crumbs = words.crumbs(here=translate("Check a result"))
    address = request.build_absolute_uri("/").rstrip("/")
    return render(request, "public/verify.html", {"address": address, "crumbs": crumbs})


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept about people, in plain words."""
    return render(request, "public/privacy.html", {"crumbs": words.crumbs(here=translate("What is kept about you"))})
