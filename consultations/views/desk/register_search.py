"""Looking for a door or an owner on the register as it stands today."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_GET

from communities.domain.roles import Permission
from communities.register_sentences import WORDS
from communities.views.doors import staff
from consultations import access
from consultations.forms.desk.register_search import SearchForm
from consultations.loaders.desk import register
from consultations.views.desk.shell import page
from renewal_portal.shown.numbers import area
from renewal_portal.shown.words import listed

PER_PAGE = 50


@staff
@require_GET
def doors(request: HttpRequest, slug: str) -> HttpResponse:
    """The doors that fit, with who owns them and how they count."""
    consultation = access.desk(request.user, Permission.KEEP_ROLL, slug)
    community = consultation.community
    form = SearchForm(request.GET, buildings=register.buildings(community))
    asked = form.cleaned_data if form.is_valid() else {"words": "", "building": "", "kind": None}
    found = register.looked_for(community, **asked)
    shown = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return page(
        request,
        "register_doors",
        consultation,
        "desk_roll",
        title=translate("Doors and owners"),
        form=form,
        found=shown.paginator.count,
        shown=shown,
        columns=[translate("Door"), translate("Owner"), (translate("Area"), "number"), translate("Title")],
        rows=[_row(line) for line in register.lines(list(shown.object_list))],
    )


def _row(line: register.Line) -> list[Any]:
    unit = line.unit
    owner = listed(line.names) or translate("the developer")
    return [unit.door, owner, area(unit.area_cm2), WORDS["title"][unit.title]]
