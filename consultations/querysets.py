"""What can be asked of consultations, in domain words. Imports no model."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Count, F, Max, Q, QuerySet

from consultations.domain.stages import ENDED, Stage


class ConsultationQuerySet(QuerySet[Any]):
    def running(self) -> Self:
        return self.exclude(stage__in=sorted(ENDED))

    def at(self, stage: Stage) -> Self:
        return self.filter(stage=stage)

    def with_community(self) -> Self:
        return self.select_related("community__subdistrict__district")

    def without_plan_since(self, round_kind: str, plan_kind: str) -> Self:
        """Those with a counted round of the kind, and no plan of the kind drawn since the newest was counted."""
        counted = Max("rounds__counted_at", filter=Q(rounds__kind=round_kind, rounds__state="counted"))
        drawn = Max("plans__drawn_at", filter=Q(plans__kind=plan_kind))
        annotated = self.annotate(last_counted=counted, last_drawn=drawn).filter(last_counted__isnull=False)
        return annotated.filter(Q(last_drawn__isnull=True) | Q(last_drawn__lt=F("last_counted")))


class FindingQuerySet(QuerySet[Any]):
    def checked(self) -> Self:
        return self.filter(checked_at__isnull=False)

    def unchecked(self) -> Self:
        return self.filter(checked_at__isnull=True)


class MenuVersionQuerySet(QuerySet[Any]):
    def in_preparation(self) -> Any:
        return self.filter(offered_at__isnull=True).first()

    def offered(self) -> Self:
        return self.filter(offered_at__isnull=False)

    def newest_offered(self) -> Any:
        return self.offered().order_by("-number").first()


class OfferedItemQuerySet(QuerySet[Any]):
    def in_order(self) -> Self:
        return self.order_by("position").select_related("item__major", "place")


class RoundQuerySet(QuerySet[Any]):
    def due_to_close(self, at: datetime) -> Self:
        return self.filter(state="open", closes_at__lte=at)

    def to_count(self) -> Self:
        return self.filter(state="closed")

    def taking_ballots(self, at: datetime) -> Self:
        return self.filter(state="open", opens_at__lte=at, closes_at__gt=at)

    def unfinished(self) -> Self:
        return self.filter(state__in=["open", "closed"])

    def standing(self) -> Self:
        return self.exclude(state="annulled")

    def newest(self, kind: str) -> Any:
        return self.standing().filter(kind=kind).order_by("-number").first()

    def with_community(self) -> Self:
        return self.select_related("consultation__community__subdistrict__district")


class QuestionQuerySet(QuerySet[Any]):
    def in_order(self) -> Self:
        return self.order_by("number").select_related("place", "offered__item__major")


class BallotQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(standing__isnull=False)


class BallotVersionQuerySet(QuerySet[Any]):
    def that_stand(self) -> Self:
        return self.filter(stands_for__isnull=False)

    def replaced(self) -> Self:
        return self.filter(stands_for__isnull=True)


class PlanQuerySet(QuerySet[Any]):
    def newest(self, kind: str) -> Any:
        return self.filter(kind=kind).order_by("-number").first()


class NoticeQuerySet(QuerySet[Any]):
    def running(self, at: datetime) -> Self:
        return self.filter(posted_at__lte=at, ends_at__gt=at)

    def with_open_objections(self) -> Self:
        return self.annotate(unanswered=Count("objections", filter=Q(objections__answered_at__isnull=True)))


class ReviewQuerySet(QuerySet[Any]):
    def undecided(self) -> Self:
        return self.filter(decision__isnull=True)
