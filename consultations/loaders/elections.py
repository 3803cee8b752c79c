"""A counted selection as an election of projects: each line that costs money is one, each household a voice."""

from collections import Counter
from collections.abc import Sequence

from django.utils import timezone

from consultations.domain.ballots import Answer
from consultations.domain.plan.election.values import Election, Project
from consultations.models import BallotVersion, Question, Round
from menus.domain.catalogue import DecisionClass, Period

FEN = 100


def of_selection(round: Round) -> Election:
    """The lines that compete for the budget, and who wants them.

    A wish of the district's does not compete, nor does what costs more than there is: the archive refuses such a file.
    """
    lines = _lines(round)
    projects = [Project(f"{line.code}@{line.place.code}", line.cost_fen) for line in lines]
    return Election.of(projects, round.consultation.budget_fen, _ballots(round, lines), unit=FEN)


def about(round: Round) -> dict[str, str]:
    """What the head of the file says of the selection. Our rule is unknown to the archive, which has no word for what
    needs, brings or excludes what."""
    community = round.consultation.community
    begins, ends = (timezone.localtime(moment) for moment in (round.opens_at, round.closes_at))
    return {
        "description": f"Selection by the households, {community.name_en or community.slug}, vote {round.number}",
        "country": "China",
        "unit": community.slug,
        "instance": str(begins.year),
        "rule": "unknown",
        "date_begin": f"{begins:%d.%m.%Y}",
        "date_end": f"{ends:%d.%m.%Y}",
        "currency": "CNY",
    }


def _lines(round: Round) -> Sequence[Question]:
    most = round.consultation.budget_fen
    rows = Question.objects.filter(round=round, cost_fen__range=(1, most), offered__period=Period.ONCE)
    return list(rows.exclude(decision_class=DecisionClass.NONE_PUBLIC).select_related("place").order_by("number"))


def _ballots(round: Round, lines: Sequence[Question]) -> Counter[int]:
    """How many ballots want each set of lines, a bit a line."""
    texts = BallotVersion.objects.filter(ballot__round=round).that_stand().values_list("answers", flat=True)
    places = [line.number - 1 for line in lines]
    return Counter(
        sum(1 << bit for bit, place in enumerate(places) if answers.text[place] == Answer.AGREE)
        for answers in texts.iterator()
    )
