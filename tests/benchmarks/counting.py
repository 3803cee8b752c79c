"""Counting: a city, and one very large community."""

import resource

from django.db import connection, transaction

from consultations.domain.tally import Tally, count
from consultations.loaders.columns import RoundColumns, columns_of, round_columns
from consultations.models import Round
from consultations.services.counting import count_round
from tests.benchmarks import towns, yardsticks
from tests.benchmarks.figures import Figure, timed

COMMUNITIES, HOUSEHOLDS = 2_620, 218
BY = "system:benchmark"


def city(communities: int = COMMUNITIES) -> Figure:
    """570,000 ballots × 64 questions in 2,620 communities, from rows in PostgreSQL to verdicts."""
    with transaction.atomic():
        towns.city(communities, HOUSEHOLDS)
    _analyze()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds, last = timed(_count_all)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024
    scan, rows = timed(yardsticks.plain_scan)
    _compare_with_stored(last)
    return Figure(
        name="city",
        what=f"count {communities:,} communities of {HOUSEHOLDS} households, 64 questions each, rows to verdicts",
        yardstick="one plain scan of the same ballots and roll shares by psycopg2",
        amount=communities * HOUSEHOLDS,
        unit="ballots",
        seconds=seconds,
        yardstick_seconds=scan,
        aim="under 2",
        note=f"{rows:,} rows; memory grew by {grown} MiB over the whole city",
    )


def big() -> Figure:
    """One community of 40 buildings with 1,000 questions, each with its own electorate."""
    with transaction.atomic():
        round_id = towns.big_community()
    _analyze()
    round = Round.objects.get(pk=round_id)
    seconds, tally = timed(lambda: _count(round_columns(round)), times=3)
    scan, _ = timed(lambda: yardsticks.plain_scan(round_id), times=3)
    _compare_with_stored((round, tally))
    return Figure(
        name="big",
        what="count one community of 40 buildings, 3,200 households, 1,000 questions",
        yardstick="one plain scan of its ballots and roll shares by psycopg2",
        amount=tally.ballots,
        unit="ballots",
        seconds=seconds,
        yardstick_seconds=scan,
        aim="none set",
    )


def _count(columns: RoundColumns) -> Tally:
    return count(columns.asked, columns.roll, columns.votes, columns.book)


@transaction.atomic
def _count_all() -> tuple[Round, Tally]:
    """The two calls of services.counting and services.recounting, community after community, in one transaction as
    there: outside of one PostgreSQL would have to keep a copy of what it streams."""
    counted = ((pk, _count(columns)) for pk, columns in columns_of(Round.objects.filter(state="closed")))
    pk, tally = max(counted, key=lambda each: each[0])
    return Round.objects.get(pk=pk), tally


def _compare_with_stored(counted: tuple[Round, Tally]) -> None:
    """What was timed must be what the service stores."""
    round, tally = counted
    stored = count_round(round_id=round.pk, by=BY, at=towns.NOW)
    lines = stored.lines.order_by("question__number").values_list("agree_heads", "agree_area_cm2", "verdict")
    assert list(lines) == [(line.agree.heads, line.agree.area_cm2, line.verdict) for line in tally.lines]


def _analyze() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
