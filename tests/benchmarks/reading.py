"""What anybody reads: the menu, and the result of a vote that is over."""

from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consultations.models import Round
from consultations.services.counting import count_round
from tests.benchmarks import towns, yardsticks
from tests.benchmarks.figures import Figure, timed

FEW, MANY, QUESTIONS, TIMES = 100, 100_000, 64, 30


def result() -> Figure:
    """The page of a counted vote of very many households, beside that of a small one."""
    small, large = (_counted(f"counted-{homes}", homes) for homes in (FEW, MANY))
    cache.clear()
    first, _ = timed(lambda: _read(large))
    asked = max(_queries(small), _queries(large))
    few, _ = timed(lambda: _read(small), times=TIMES)
    many, _ = timed(lambda: _read(large), times=TIMES)
    return Figure(
        name="result",
        what=f"the result page of a counted vote with {MANY:,} ballots, request to HTML, the best of {TIMES}",
        yardstick=f"the same page of a vote with {FEW} ballots",
        amount=1,
        unit="pages",
        seconds=many,
        yardstick_seconds=few,
        aim="1, and at most 5 queries",
        note=f"{asked} queries; {first:.3f} s for the first reader of the day, who has the turnout summed",
    )


def menu() -> Figure:
    """The menu with every item of the catalogue, as it goes over the wire."""
    round = towns.open_selection("menu", households=FEW, questions=QUESTIONS)
    address = reverse("menu", args=[round.consultation.community.slug])
    asked = _queries(address)
    seconds, sent = timed(lambda: _read(address), times=TIMES)
    plain, _ = timed(lambda: yardsticks.plain_questions(round.pk), times=TIMES)
    return Figure(
        name="menu",
        what=f"the menu page with {QUESTIONS} items, request to compressed HTML, the best of {TIMES}",
        yardstick="its items read by psycopg2 and written as lines of HTML",
        amount=1,
        unit="pages",
        seconds=seconds,
        yardstick_seconds=plain,
        aim="at most 12 queries, under 60 kB over the wire",
        note=f"{asked} queries, {sent / 1000:.1f} kB",
    )


def _counted(slug: str, households: int) -> str:
    """The address of a counted vote's page."""
    with transaction.atomic():
        pk = towns.closed_selection(slug, households=households, questions=QUESTIONS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    count_round(round_id=pk, by=towns.BY, at=towns.NOW)
    round = Round.objects.with_community().get(pk=pk)
    return reverse("round", args=[round.consultation.community.slug, round.number])


def _read(address: str) -> int:
    """How many bytes a page has on its way to a browser."""
    headers = {"accept-encoding": "gzip", "accept-language": "zh-hans"}
    answer = _CLIENT.get(address, headers=headers)
    assert (answer.status_code, answer.headers["Content-Encoding"]) == (200, "gzip"), address
    return len(answer.content)


def _queries(address: str) -> int:
    """Outside the demo, whose clock is one more."""
    _read(address)
    with override_settings(DEMO=False), CaptureQueriesContext(connection) as queries:
        _read(address)
    return len(queries)


_CLIENT = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
