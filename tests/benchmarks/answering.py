"""Answering in one very large community: its pages, and a ballot over its questions."""

from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from communities.access import SESSION_KEY
from communities.models import RollEntry
from communities.services.credentials import issue_for_household
from consultations.domain.ballots import Answer, Choices
from consultations.models import Ballot, Question, Round
from consultations.services.casting import Said, cast
from tests.benchmarks import towns, yardsticks
from tests.benchmarks.figures import Figure, timed

VOTERS = 200


def page() -> Figure:
    """A page of the ballot and of the public list, in a community of 40 buildings with 1,000 questions."""
    round = _open_round()
    client = _signed_in(round)
    slug = round.consultation.community.slug
    addresses = [reverse("ballot", args=[slug, round.number]), reverse("round", args=[slug, round.number])]
    for address in addresses:
        assert client.get(address).status_code == 200, address
    seconds, _ = timed(lambda: [client.get(address) for address in addresses], times=5)
    plain, _ = timed(lambda: yardsticks.plain_questions(round.pk), times=5)
    return Figure(
        name="page",
        what="a household's ballot page and the public page of 1,000 questions, request to HTML",
        yardstick="all its questions read by psycopg2 and written as lines of HTML",
        amount=len(addresses),
        unit="pages",
        seconds=seconds,
        yardstick_seconds=plain * len(addresses),
        aim="under 20",
    )


def ballot() -> Figure:
    """Casting, one voter after another: what a request spends in the service."""
    round = _open_round()
    voters = list(RollEntry.objects.filter(roll=round.roll_id, kind="household").order_by("number")[:VOTERS])
    said = {voter.pk: _wants_all(round, voter) for voter in voters}
    seconds, _ = timed(lambda: [_cast(round, voter, said[voter.pk]) for voter in voters])
    assert Ballot.objects.filter(round=round, standing__isnull=False).count() == VOTERS
    plain, _ = timed(lambda: yardsticks.plain_insert(VOTERS))
    return Figure(
        name="ballot",
        what="cast ballots among 1,000 questions, one transaction each",
        yardstick="the same number of bare INSERTs of a text, each committed",
        amount=VOTERS,
        unit="ballots",
        seconds=seconds,
        yardstick_seconds=plain,
        aim="under 30",
    )


def _open_round() -> Round:
    slug = f"open-{Round.objects.count()}"
    with transaction.atomic():
        pk = towns.big_community(slug, is_open=True)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Round.objects.with_community().get(pk=pk)


def _signed_in(round: Round) -> Client:
    entry = RollEntry.objects.filter(roll=round.roll_id, kind="household").order_by("number").first()
    assert entry is not None
    letter = issue_for_household(unit_id=entry.unit_id, by=towns.BY, at=towns.NOW)
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    session = client.session
    session[SESSION_KEY] = letter.credential_id
    session.save()
    return client


def _wants_all(round: Round, voter: RollEntry) -> Said:
    own = voter.shares.values("place")
    asked = Question.objects.filter(round=round, place__in=own).values_list("number", flat=True)
    return Said(dict.fromkeys(asked, Answer.AGREE), Choices())


def _cast(round: Round, voter: RollEntry, said: Said) -> None:
    cast(
        round_id=round.pk,
        entry_id=voter.pk,
        said=said,
        strength="letter",
        by=f"voice:{voter.pk}",
        at=round.opens_at,
    )
