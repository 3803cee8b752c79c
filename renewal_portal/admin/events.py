"""The district's events, to look up who did what and when; sealed ones with their place in the chain."""

import json
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, FilterSet

from communities.access import districts_for
from communities.domain.roles import Permission
from renewal_portal.ledger.models import Event
from renewal_portal.offices.look_up import LookUp
from renewal_portal.shown.times import moment


class EventFilter(FilterSet):
    """By what happened, to what, and by whom; the beginning is enough."""

    what = CharFilter(lookup_expr="startswith", label=_("What happened"), help_text=_("Such as review.decided"))
    about = CharFilter(lookup_expr="startswith", label=_("About what"), help_text=_("Such as review:12"))
    by = CharFilter(lookup_expr="exact", label=_("By whom"), help_text=_("Such as user:7"))

    class Meta:
        model = Event
        fields = ["what", "about", "by"]


@admin.register(Event)
class Events(LookUp):
    """Pseudonymous: numbers for people. What residents did themselves, who voted when among it, is not listed."""

    name = _("Events")
    lead = _(
        "Everything that was done in the district, in order. Nobody can change it, and nobody stands here by name."
    )
    empty = _("Nothing has happened that fits.")
    icon = "paper"
    order = 6
    permission = Permission.SET_DISTRICT
    filters = EventFilter
    columns = (_("When"), _("What happened"), _("About what"), _("By whom"))

    def scoped(self, request: HttpRequest) -> "QuerySet[Event]":
        codes = districts_for(request.user, self.permission).values("code")
        of_offices = Event.objects.filter(district__in=codes).exclude(by__startswith="voice:")
        return of_offices.select_related("seal").order_by("-pk")

    def cells(self, row: Event, at: datetime) -> list[Any]:
        return [self.way_to(row, moment(row.at)), _code(row.what), _code(row.about), _code(row.by)]

    def title_of(self, row: Event) -> Any:
        return row.what

    def facts(self, row: Event, at: datetime) -> list[tuple[Any, Any]]:
        seal = getattr(row, "seal", None)
        return [
            (_("When"), moment(row.at)),
            (_("About what"), _code(row.about)),
            (_("By whom"), _code(row.by)),
            (_("Detail"), _code(json.dumps(row.detail, ensure_ascii=False)) if row.detail else "–"),
            (_("Number in the chain"), seal.seq if seal else translate("not sealed yet")),
            (_("Seal"), _code(seal.hash) if seal else "–"),
        ]


def _code(text: str) -> SafeString:
    return format_html("<code>{}</code>", text)
