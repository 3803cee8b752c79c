"""A notice with its objections and answers, without names."""

from collections.abc import Mapping, Sequence

from django.db.models import Count

from communities.models import Credential, RollEntry, RollVersion
from consultations.domain.plan.values import Outcome
from consultations.models import Consultation, Notice, Objection, PlanLine, Posting


def objections(notice: Notice) -> Sequence[Objection]:
    """Every objection in the order in which they came."""
    return list(notice.objections.select_related("meeting").order_by("pk"))


def postings(notice: Notice) -> Sequence[Posting]:
    """Where it hangs, in the order in which it was put up."""
    return list(notice.postings.order_by("pk"))


def board(community_id: int) -> Sequence[Notice]:
    """Every notice of a community, of earlier consultations too, newest first."""
    found = Notice.objects.filter(consultation__community=community_id).select_related("round", "plan")
    return list(found.order_by("-posted_at", "-pk"))


def outcomes(notice: Notice) -> Mapping[Outcome, int]:
    """How many lines of the posted plan are in, out, in reserve or passed on; nothing for a vote."""
    rows = PlanLine.objects.filter(plan=notice.plan_id).values_list("outcome").annotate(Count("pk"))
    return {Outcome(outcome): number for outcome, number in rows.order_by("outcome")}


def is_past(notice: Notice) -> bool:
    """Does the notice belong to a consultation after which another was begun? What it speaks of is shown no more."""
    newest = Consultation.objects.filter(community=notice.consultation.community_id).newest_each().get()
    return bool(newest.pk != notice.consultation_id)


def entry_of(credential: Credential, notice: Notice) -> RollEntry | None:
    """The voice of a letter on the roll the notice goes by: its round's, else the newest; none of another community."""
    roll = notice.round.roll_id if notice.round else _newest_roll(notice)
    voice = RollEntry.objects.filter(roll_id=roll).of_voice(owner_id=credential.owner_id, unit_id=credential.unit_id)
    found: RollEntry | None = voice.first()
    return found


def _newest_roll(notice: Notice) -> int | None:
    newest = RollVersion.objects.newest_of(notice.consultation.community_id)
    return newest.pk if newest else None
