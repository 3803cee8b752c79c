"""The plans the portal draws of itself: how far an order is, which communities' plans failed, and another try."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from communities.access import communities_for
from communities.domain.roles import Permission
from consultations.acting import by
from consultations.admin.scope import OfCommunities
from consultations.loaders import drawing as loader
from consultations.reasons import KINDS
from consultations.services.sweeping import order_plans
from renewal_portal.ledger.clock import now
from renewal_portal.ledger.models import Job, JobGroup
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import in_language

#: What became of one plan of an order: words, tone and icon of the tag.
STATES = {
    "queued": (_("waits for its turn"), "plain", "clock"),
    "running": (_("is being drawn"), "plain", "clock"),
    "done": (_("drawn"), "good", "check"),
    "failed": (_("could not be drawn"), "signal", "warning"),
}


@admin.register(JobGroup)
class Drawings(OfCommunities):
    """Every plan that is due is ordered each minute; one that fails holds up no other."""

    name = _("Plans being drawn")
    lead = _("Each minute the portal draws every plan that is due. One that fails holds up no other and is named here.")
    empty = _("No plan of your communities has been ordered so far.")
    icon = "plan"
    order = 2
    template = "drawings"
    columns = (_("Ordered"), (_("Plans"), "number"), (_("Drawn"), "number"), (_("Failed"), "number"))

    def scoped(self, request: HttpRequest) -> "QuerySet[JobGroup]":
        return loader.orders(self.communities(request))

    def waiting(self, request: HttpRequest) -> int:
        return len(loader.failed(self.communities(request)))

    def cells(self, row: JobGroup, at: datetime) -> list[Any]:
        figures: Any = row
        return [self.way_to(row, self.title_of(row)), figures.total, figures.done, figures.failed]

    def title_of(self, row: JobGroup) -> Any:
        return moment(row.created_at)

    def get_urls(self) -> list[URLPattern]:
        order = self.door(require_POST(self.order_all))
        return [*super().get_urls(), path("order/", order, name="ledger_jobgroup_order")]

    def row_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """How far one order is; what failed stands first."""
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        drawings = loader.drawings(row, self.communities(request))
        return self.shown(
            request,
            "drawing",
            row,
            order=row,
            over_with=row.done + row.failed,
            failed=[each for each in map(_said, drawings) if each["again"]],
            columns=(_("Community"), _("Plan"), _("State"), _("Try"), _("What went wrong")),
            rows=[_cells(each) for each in drawings],
        )

    def order_all(self, request: HttpRequest) -> HttpResponse:
        """Order every plan of one's communities that is due, also those that failed; they are drawn within a minute."""
        of = communities_for(request.user, Permission.ORDER_PLANS)
        number = len(order_plans(by=by(request), at=now(), of=of, again=True))
        if number:
            words = ngettext(
                "%(n)s plan is ordered and drawn within a minute.",
                "%(n)s plans are ordered and drawn within a minute.",
                number,
            )
            messages.success(request, words % {"n": number})
        else:
            messages.info(request, _("No plan is due that is not ordered already."))
        return redirect(self.address)


def _said(drawing: loader.Drawing) -> dict[str, Any]:
    """A failure, as the page begins with it. ``again``: the plan is still waited for."""
    community = drawing.consultation.community
    return {
        "name": in_language(community),
        "href": reverse("desk_plans", args=[community.slug]),
        "kind": KINDS[drawing.kind],
        "error": drawing.job.error,
        "again": drawing.waits and drawing.job.state == "failed",
    }


def _cells(drawing: loader.Drawing) -> list[Any]:
    said, job = _said(drawing), drawing.job
    way = format_html('<a href="{}">{}</a>', said["href"], said["name"])
    tries = f"{job.attempt} / {job.max_attempts}"
    return [way, said["kind"], _tag(job), tries, format_html("<code>{}</code>", job.error) if job.error else "–"]


def _tag(job: Job) -> SafeString:
    text, tone, icon = STATES[job.state]
    return render_to_string("components/tag.html", {"text": text, "tone": tone, "icon": icon})
