"""What can be asked of consultations, in domain words. Imports no model."""

from datetime import datetime
from typing import Any, Self

from django.db.models import Count, Q, QuerySet

from consultations.domain.ballots import OWNER_ELSEWHERE
from consultations.domain.remarks import State
from consultations.domain.sheets import LIVE
from consultations.domain.sheets import State as SheetState
from consultations.domain.stages import ENDED, Stage


class ConsultationQuerySet(QuerySet[Any]):
    def running(self) -> Self:
        return self.exclude(stage__in=sorted(ENDED))

    def at(self, stage: Stage) -> Self:
        return self.filter(stage=stage)

    def newest_each(self) -> Self:
        """Of every community the consultation that was begun last. Filter before, not after."""
        return self.order_by("community", "-begun_at", "-pk").distinct("community")

    def with_community(self) -> Self:
        return self.select_related("community__subdistrict__district")


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
        return self.filter(state="open", closes_at__lte=at).exclude(consultation__stage=Stage.SUSPENDED)

    def to_count(self) -> Self:
        return self.filter(state="closed").exclude(consultation__stage=Stage.SUSPENDED)

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

    def in_force(self) -> Self:
        """What stands, and what stood until the close and is held back."""
        return self.filter(Q(stands_for__isnull=False) | Q(held_back_of__isnull=False))

    def cast_from_home(self) -> Self:
        """Without what a home's owner, who lives elsewhere, answered for it."""
        return self.exclude(tenure=OWNER_ELSEWHERE)

    def replaced(self) -> Self:
        return self.filter(stands_for__isnull=True)


class BallotDisputeQuerySet(QuerySet[Any]):
    def unsettled(self) -> Self:
        return self.filter(settled_at__isnull=True)


class RemarkQuerySet(QuerySet[Any]):
    def waiting(self) -> Self:
        return self.filter(state=State.WAITING)

    def shown(self) -> Self:
        return self.filter(state=State.SHOWN)

    def hidden(self) -> Self:
        return self.filter(state=State.HIDDEN)


class DoorMarkQuerySet(QuerySet[Any]):
    def newest_each(self) -> Self:
        """Of every door the mark that was made last. Filter before, not after."""
        return self.order_by("unit", "-pk").distinct("unit")


class DoorWalkerQuerySet(QuerySet[Any]):
    def standing(self) -> Self:
        return self.filter(ended_at__isnull=True)


class ReminderQuerySet(QuerySet[Any]):
    def of_machines(self) -> Self:
        """Sent by the portal itself, reached or not; without what the committee brought to doors."""
        return self.exclude(channel="letter")

    def failed(self) -> Self:
        return self.filter(failed=True)


class PaperSheetQuerySet(QuerySet[Any]):
    def live(self) -> Self:
        """With one of these a voice has the sheet it is due."""
        return self.filter(state__in=sorted(LIVE))

    def to_read(self) -> Self:
        """Those that came back and have no settled reading yet."""
        return self.filter(state=SheetState.RETURNED)


class PlanQuerySet(QuerySet[Any]):
    def newest(self, kind: str) -> Any:
        return self.filter(kind=kind).order_by("-number").first()


class ResolutionQuerySet(QuerySet[Any]):
    def carried_since(self, consultation_id: int, moment: datetime) -> Self:
        """What meetings of a consultation resolved from a moment on."""
        return self.filter(meeting__consultation=consultation_id, meeting__held_at__gte=moment, carried=True)


class NoticeQuerySet(QuerySet[Any]):
    def running(self, at: datetime) -> Self:
        return self.filter(posted_at__lte=at, ends_at__gt=at)

    def with_open_objections(self) -> Self:
        return self.annotate(unanswered=Count("objections", filter=Q(objections__answered_at__isnull=True)))

    def with_postings(self) -> Self:
        """Where each hangs, in the order in which it was put up."""
        return self.prefetch_related("postings")


class ReviewQuerySet(QuerySet[Any]):
    def undecided(self) -> Self:
        return self.filter(decision__isnull=True)
