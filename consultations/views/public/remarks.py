"""What households wrote about one item of a selection, once the committee has read it. No name, no door, no hour."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as translate
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from consultations import access, titles
from consultations.loaders import remarks as loader
from consultations.views.public import words

PER_PAGE = 40


@require_safe
@gzip_page
def remarks(request: HttpRequest, slug: str, number: int, question: int) -> HttpResponse:
    """The words that are shown; of the others only how many there are and why. Raises Http404 in a decision."""
    wish = access.wish_of(slug, number, question)
    community, told = wish.round.consultation.community, loader.told(wish)
    context = {
        "community": community,
        "crumbs": words.crumbs(community, translate("Words to the committee")),
        "round": wish.round,
        "question": wish,
        "title": titles.of_question(wish),
        "told": told,
        "hidden": [(titles.HIDING[reason], number) for reason, number in told.hidden.items()],
        "replies": loader.replies([wish]).get(wish.pk, ()),
        "page": Paginator(loader.shown(wish), PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "public/remarks.html", context)
