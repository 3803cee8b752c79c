"""The joint review: the queue, one plan with all that is known of it, what the offices say, and the decision."""

from datetime import datetime
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from communities.access import may
from communities.domain.roles import Permission
from consultations import access
from consultations.acting import accepted, by
from consultations.admin import words
from consultations.admin.scope import OfCommunities
from consultations.domain.review import Decision
from consultations.filters import ReviewFilter
from consultations.forms.offices import DecisionForm, OpinionForm
from consultations.loaders import offices as loader
from consultations.models import Review
from consultations.services import reviewing
from renewal_portal.ledger.clock import now
from renewal_portal.shown.times import day
from renewal_portal.shown.words import in_language


@admin.register(Review)
class Reviews(OfCommunities):
    """Plans of the own district or sub-district, submitted by their committees."""

    name = _("Plans to review")
    lead = _("Plans handed in after their public notice. Those not yet decided come first.")
    empty = _("No plan has been handed in so far.")
    icon = "review"
    order = 1
    filters = ReviewFilter
    columns = (_("Community"), _("Handed in"), _("Offices heard"), _("Silence counts as heard from"), _("State"))

    def scoped(self, request: HttpRequest) -> "QuerySet[Review]":
        return loader.queue(self.communities(request))

    def waiting(self, request: HttpRequest) -> int:
        return self.scoped(request).filter(decided_at__isnull=True).count()

    def cells(self, row: Review, at: datetime) -> list[Any]:
        return [
            self.way_to(row, in_language(row.consultation.community)),
            day(row.submitted_at),
            words.heard(len(loader.heard(row)), len(loader.still_to_hear(row, at))),
            day(row.silent_until),
            words.state_tag(row),
        ]

    def title_of(self, row: Review) -> Any:
        return in_language(row.consultation.community)

    def get_urls(self) -> list[URLPattern]:
        opinion = self.door(require_POST(self.opinion))
        decide = self.door(require_http_methods(["GET", "HEAD", "POST"])(self.decide))
        return [
            *super().get_urls(),
            path("<int:pk>/opinion/", opinion, name="consultations_review_opinion"),
            path("<int:pk>/decide/<str:decision>/", decide, name="consultations_review_decide"),
        ]

    def row_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        return self._page(request, access.review_for(request.user, Permission.SEE_REVIEW, pk))

    def opinion(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Record what one office says."""
        review = access.review_for(request.user, Permission.GIVE_OPINION, pk)
        form = OpinionForm(request.POST, heard=loader.heard(review))
        if form.is_valid():
            values = {"review_id": review.pk, **form.values(), "by": by(request), "at": now()}
            if accepted(form, reviewing.give_opinion, **values):
                messages.success(request, translate("The opinion is recorded."))
                return redirect(self.address_of(review))
        return self._page(request, review, form)

    def decide(self, request: HttpRequest, pk: int, decision: str) -> HttpResponse:
        """The page before a decision, which cannot be taken back; its form decides."""
        review = access.review_for(request.user, Permission.DECIDE_REVIEW, pk)
        if decision not in set(Decision):
            raise Http404
        form = DecisionForm(request.POST if request.method == "POST" else None, decision=Decision(decision))
        if form.is_bound and form.is_valid():
            values = {"review_id": review.pk, **form.values(), "by": by(request), "at": now()}
            if accepted(form, reviewing.decide_review, **values):
                messages.success(request, words.DONE[Decision(decision)])
                return redirect(self.address_of(review))
        return self._ask(request, review, form)

    def _page(self, request: HttpRequest, review: Review, form: OpinionForm | None = None) -> HttpResponse:
        at = now()
        found = loader.dossier(review, at)
        community = review.consultation.community
        is_open = review.decision is None
        ways = words.WAYS if is_open and may(request.user, Permission.DECIDE_REVIEW, community) else {}
        return self.shown(
            request,
            "review",
            review,
            over=in_language(community.subdistrict),
            review=review,
            form=form or (OpinionForm(heard=found.opinions) if is_open else None),
            state=words.state(review),
            facts=words.about(review, found),
            ways=[(self._way(review, decision), *ways[decision]) for decision in ways],
            **words.of_dossier(review, found),
        )

    def _ask(self, request: HttpRequest, review: Review, form: DecisionForm) -> HttpResponse:
        question, text, label, tone = words.WAYS[form.decision]
        name, back = self.title_of(review), self.address_of(review)
        return self.shown(
            request,
            "ask",
            review,
            crumbs=self.crumbs((name, back), (label, "")),
            title=question,
            over=name,
            text=text,
            rows=words.at_stake(review, now()),
            form=form,
            label=label,
            tone=tone,
            back=back,
        )

    def _way(self, review: Review, decision: Decision) -> str:
        return reverse("admin:consultations_review_decide", args=[review.pk, decision.value])
