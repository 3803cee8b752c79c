"""Counted decisions of the owners: the district countersigns the way identities were checked (handbook 4.3)."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from communities.access import may
from communities.domain.roles import Permission
from consultations import access
from consultations.acting import by, carried_out
from consultations.admin.scope import OfCommunities
from consultations.loaders import offices as loader
from consultations.models import Round
from consultations.services.rounds import countersign
from consultations.titles import CHANNELS, STRENGTHS, of_round
from renewal_portal.ledger.clock import now
from renewal_portal.shown.numbers import percent
from renewal_portal.shown.times import day, moment
from renewal_portal.shown.words import in_language


@admin.register(Round)
class Decisions(OfCommunities):
    """Only once it is countersigned the portal calls a result binding."""

    name = _("Decisions to countersign")
    lead = _("A counted decision is called binding once the district confirms how the owners were identified.")
    empty = _("No decision of owners has been counted so far.")
    icon = "ballot"
    order = 2
    columns = (_("Community"), _("Vote"), _("Counted"), (_("Ballots"), "number"), _("State"))

    def scoped(self, request: HttpRequest) -> "QuerySet[Round]":
        return loader.counted_decisions(self.communities(request))

    def waiting(self, request: HttpRequest) -> int:
        return self.scoped(request).filter(countersigned_at__isnull=True).count()

    def cells(self, row: Round, at: datetime) -> list[Any]:
        return [
            self.way_to(row, self.title_of(row)),
            of_round(row),
            day(row.counted_at),
            row.tally.ballots,
            state_tag(row),
        ]

    def title_of(self, row: Round) -> Any:
        return in_language(row.consultation.community)

    def facts(self, row: Round, at: datetime) -> list[tuple[Any, Any]]:
        return [
            (_("Vote"), of_round(row)),
            (_("Open"), f"{moment(row.opens_at)} – {moment(row.closes_at)}"),
            (_("Counted"), moment(row.counted_at)),
            (_("Ballots"), row.tally.ballots),
            *((label, _shares(row.tally.labels.get(name, {}), known)) for name, label, known in LABELS),
            (_("Countersigned"), moment(row.countersigned_at) or translate("not yet")),
        ]

    def get_urls(self) -> list[URLPattern]:
        act = require_http_methods(["GET", "HEAD", "POST"])(self.countersign)
        return [
            *super().get_urls(),
            path("<int:pk>/countersign/", self.door(act), name="consultations_round_countersign"),
        ]

    def row_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        row = access.decision_for(request.user, Permission.SEE_REVIEW, pk)
        community = row.consultation.community
        signs = row.countersigned_at is None and may(request.user, Permission.DECIDE_REVIEW, community)
        return self.shown(
            request,
            "row",
            row,
            over=of_round(row),
            facts=self.facts(row, now()),
            act=(translate("Countersign"), _signing(row)) if signs else None,
            ways=[(translate("See the result"), reverse("round", args=[community.slug, row.number]))],
        )

    def countersign(self, request: HttpRequest, pk: int) -> HttpResponse:
        """The page before the signature, and the signature."""
        row = access.decision_for(request.user, Permission.DECIDE_REVIEW, pk)
        if request.method == "POST":
            if carried_out(request, countersign, round_id=row.pk, by=by(request), at=now()):
                messages.success(request, translate("The decision is countersigned."))
            return redirect(self.address_of(row))
        name, back = self.title_of(row), self.address_of(row)
        return self.shown(
            request,
            "ask",
            row,
            crumbs=self.crumbs((name, back), (translate("Countersign"), "")),
            title=translate("Countersign this decision?"),
            over=name,
            text=translate(
                "You confirm that the owners were identified as the district asks. The result is then called binding, "
                "and the signature cannot be taken back."
            ),
            rows=self.facts(row, now()),
            label=translate("Countersign"),
            back=back,
        )


def _signing(row: Round) -> str:
    return reverse("admin:consultations_round_countersign", args=[row.pk])


LABELS = (
    ("strength", _("How the owners were identified"), STRENGTHS),
    ("channel", _("How they voted"), CHANNELS),
)


def state_tag(row: Round) -> SafeString:
    text, tone, icon = (
        (_("Countersigned"), "good", "check") if row.countersigned_at else (_("To be countersigned"), "signal", "clock")
    )
    return render_to_string("components/tag.html", {"text": text, "tone": tone, "icon": icon})


def _shares(counts: dict[str, int], known: dict[str, Any]) -> str:
    """ "letter 6 (75.0%); signed paper 2 (25.0%)"."""
    total = sum(counts.values())
    parts = (f"{known.get(name, name)} {number} ({percent(number, total)})" for name, number in counts.items())
    return translate("; ").join(parts) or translate("nobody")
