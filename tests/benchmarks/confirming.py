"""Confirming a ballot over HTTP: gunicorn, PostgreSQL, eight clients at once."""

import re
from importlib import import_module

from django.conf import settings
from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from communities.access import SESSION_KEY
from communities.models import RollEntry
from communities.services.credentials import issue_for_household
from consultations.domain.ballots import Answer, Choices
from consultations.models import Ballot, Round
from consultations.services.casting import Said, save_draft
from tests.benchmarks import bare_site, towns
from tests.benchmarks.figures import Figure
from tests.benchmarks.serving import CLIENTS, WORKERS, Press, pressed, served

VOTERS, FIRST, QUESTIONS = 1_200, 200, 64
ANSWERS = dict.fromkeys(range(1, QUESTIONS + 1), Answer.AGREE)


def confirm() -> Figure:
    """Every voter has a letter, a session and a draft of 64 answers, and presses the button once."""
    round = towns.open_selection("confirm", households=VOTERS, questions=QUESTIONS)
    entries = list(RollEntry.objects.filter(roll=round.roll_id, kind="household").order_by("number"))
    sessions = {entry.pk: _prepared(round, entry) for entry in entries}
    address = reverse("ballot_confirm", args=[round.consultation.community.slug, round.number])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    fields = {"seen": _seen(address, sessions[entries[0].pk])}
    asked = _queries(address, sessions[entries.pop().pk], fields)
    presses = [Press(address, sessions[entry.pk], fields) for entry in entries]
    seconds = _seconds("renewal_portal.settings", presses)
    assert Ballot.objects.filter(round=round, standing__isnull=False).count() == VOTERS
    with connection.schema_editor() as editor:
        editor.create_model(bare_site.Ballot)
        editor.create_model(bare_site.LogLine)
    same = [Press("/confirm/", each.session, {"answers": "+" * QUESTIONS}) for each in presses]
    plain = _seconds("tests.benchmarks.bare", same)
    return Figure(
        name="confirm",
        what=f"ballots of {QUESTIONS} questions confirmed over HTTP by {CLIENTS} clients, {WORKERS} gunicorn workers",
        yardstick="a bare Django view with session, CSRF, one upsert and a line in a log, served in the same way",
        amount=len(presses) - FIRST,
        unit="ballots",
        seconds=seconds,
        yardstick_seconds=plain,
        aim="8 queries and 0.8 of the yardstick's rate, which is a ratio of 1.25",
        note=f"{asked} queries a confirmation; {plain / seconds:.2f} of the yardstick's rate",
    )


def _seconds(settings_module: str, presses: list[Press]) -> float:
    """The first ones warm the workers up and are not timed."""
    with served(settings_module) as port:
        pressed(port, presses[:FIRST])
        return pressed(port, presses[FIRST:])


def _prepared(round: Round, entry: RollEntry) -> str:
    """The key of a session that holds the household's letter; all answers are in its draft."""
    letter = issue_for_household(unit_id=entry.unit_id, by=towns.BY, at=towns.NOW)
    save_draft(
        round_id=round.pk,
        entry_id=entry.pk,
        said=Said(ANSWERS, Choices()),
        by=f"voice:{entry.pk}",
        at=round.opens_at,
    )
    session = import_module(settings.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = letter.credential_id
    session.save()
    return str(session.session_key)


def _client(session: str) -> Client:
    client = Client(SERVER_NAME=settings.ALLOWED_HOSTS[0])
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    return client


def _seen(address: str, session: str) -> str:
    """The mark that the summary page carries; the drafts are all the same."""
    found = re.search(r'name="seen" value="(\w+)"', _client(session).get(address).content.decode())
    assert found is not None
    return found[1]


def _queries(address: str, session: str, fields: dict[str, str]) -> int:
    """How often one confirmation asks the database, its locks included, BEGIN and COMMIT not."""
    with override_settings(DEMO=False), CaptureQueriesContext(connection) as queries:
        answer = _client(session).post(address, fields)
    assert answer.headers["Location"].endswith("/receipt/")
    return sum(query["sql"] not in ("BEGIN", "COMMIT") for query in queries)
