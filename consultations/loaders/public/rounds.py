"""A round as anyone sees it: its questions while it runs, the count afterwards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from consultations.domain.sheets import State
from consultations.domain.tally import Verdict
from consultations.models import Notice, Question, Round, Tally, TallyLine
from renewal_portal.ledger.models import Seal


@dataclass(frozen=True, slots=True)
class Counted:
    """What a counted round adds up to, and where its count stands in the district's chain of events.

    ``unread``: sheets of paper that came back and were not entered by two; ``reason``: why it was counted all the same.
    """

    tally: Tally
    verdicts: Mapping[Verdict, int]
    seal: Seal | None
    reason: str = ""
    unread: int = 0


def questions(round: Round) -> "QuerySet[Question]":
    """The frozen questions in order."""
    found: QuerySet[Question] = Question.objects.filter(round=round).in_order()
    return found


def lines(round: Round) -> "QuerySet[TallyLine]":
    """The count of each question in order, each read with its question and what the menu says of it."""
    return (
        TallyLine.objects.filter(question__round=round)
        .select_related("question__place", "question__offered__item__major")
        .order_by("question__number")
    )


def counted(round: Round) -> Counted:
    """The round's tally, in two queries: one of them counts the verdicts while it reads it. A third where the
    paper did not add up."""
    how_many = {verdict: Count("lines", filter=Q(lines__verdict=verdict)) for verdict in Verdict}
    tally = Tally.objects.annotate(**how_many, reason=F("round__paper_check__reason")).get(round=round)
    seal = Seal.objects.filter(event__what="round.counted", event__about=f"round:{round.pk}").first()
    unread = round.sheets.filter(state=State.RETURNED).count() if tally.reason else 0
    found = {verdict: many for verdict in Verdict if (many := getattr(tally, verdict))}
    return Counted(tally, found, seal, tally.reason or "", unread)


def verdicts(round_id: int | None) -> Mapping[Verdict, int]:
    """How many questions passed, failed and so on, in the order in which they are told; nothing before the count."""
    rows = TallyLine.objects.filter(question__round=round_id).values_list("verdict").annotate(Count("pk"))
    found = dict(rows.order_by("verdict"))
    return {verdict: found[verdict] for verdict in Verdict if verdict in found}


def notices(round: Round) -> Sequence[Notice]:
    """The notices about the round, newest first."""
    return list(round.notices.select_related("plan", "round").order_by("-pk"))
