"""Words to the committee: a household's own, how many wait to be read, and what anyone may know of the others."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import MD5, TruncDate

from communities.models import RollEntry
from consultations.domain.remarks import Reason, State
from consultations.models import Consultation, Question, Remark, Reply, Round
from consultations.querysets import RemarkQuerySet


@dataclass(frozen=True, slots=True)
class Told:
    """What became of the words about one question; of those not shown only how many for which reason."""

    shown: int
    waiting: int
    hidden: Mapping[Reason, int]


def of_voice(round: Round, entry: RollEntry, *, by_owner: bool) -> Mapping[int, Remark]:
    """The words of one side of a household, by the number of their question."""
    own = Remark.objects.filter(question__round=round, entry=entry, by_owner=by_owner)
    return {remark.question.number: remark for remark in own.select_related("question")}


def how_many_wait(consultation: Consultation) -> int:
    """Words of the newest selection that nobody has read."""
    return _of_newest(consultation).waiting().count()


def by_state(consultation: Consultation) -> Mapping[State, int]:
    """How many words of the newest selection wait, are shown, are not."""
    found = _of_newest(consultation).values_list("state").annotate(Count("pk")).order_by("state")
    return {State(state): number for state, number in found}


def in_state(consultation: Consultation, state: State) -> "QuerySet[Remark]":
    """Words of the newest selection question by question, the oldest first; the entries are not read."""
    found: QuerySet[Remark] = _of_newest(consultation).filter(state=state)
    whole = found.select_related("question__place", "question__offered__item__major")
    return whole.order_by("question__number", "written_at", "pk")


def how_many(questions: Sequence[Question]) -> Mapping[int, int]:
    """By the pk of a question, how many words were written about it."""
    rows = Remark.objects.filter(question__in=questions).values_list("question").annotate(Count("pk"))
    return dict(rows.order_by("question"))


def told(question: Question) -> Told:
    """The words about a question, counted."""
    rows = Remark.objects.filter(question=question).values_list("state", "reason")
    found = Counter({(state, reason): number for state, reason, number in rows.annotate(number=Count("pk")).order_by()})
    hidden = {reason: found[State.HIDDEN, reason] for reason in Reason if found[State.HIDDEN, reason]}
    return Told(shown=found[State.SHOWN, ""], waiting=found[State.WAITING, ""], hidden=hidden)


def shown(question: Question) -> "QuerySet[Remark]":
    """The words everybody may read, the newest day first; within a day in an order that tells no time."""
    found: QuerySet[Remark] = Remark.objects.shown().filter(question=question)
    return found.annotate(day=TruncDate("written_at")).order_by("-day", MD5("text"))


def replies(questions: Sequence[Question]) -> Mapping[int, Sequence[Reply]]:
    """By the pk of a question, what the committee answered, the oldest first; in one query."""
    found: dict[int, list[Reply]] = {}
    for reply in Reply.objects.filter(question__in=questions).order_by("replied_at", "pk"):
        found.setdefault(reply.question_id, []).append(reply)
    return found


def _of_newest(consultation: Consultation) -> RemarkQuerySet:
    newest = consultation.rounds.standing().filter(kind="selection").order_by("-number").values("pk")[:1]
    found: RemarkQuerySet = Remark.objects.filter(question__round=Subquery(newest))
    return found
