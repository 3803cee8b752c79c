"""The page of a counted vote, and the public file."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.http import http_date

from consultations.domain.ballots import Choices
from consultations.models import TallyLine
from consultations.services import casting, notices, rounds
from consultations.services.exporting import export_public
from renewal_portal.ledger.models import Seal
from tests.consultations.views.public.reading import read, statuses, words
from tests.world import CHAIR, M2, NONE, NOT, OFFICIAL, RULING, WANT, World

pytestmark = pytest.mark.django_db


def address(round, name="round"):
    return reverse(name, args=["small", round.number])


def of(client, round, **how):
    """What a vote's page says."""
    return words(read(client, "round", "small", round.number, **how))


ANSWERS = (WANT, WANT, NOT, WANT, NONE, WANT, NOT, WANT, WANT)


def disputed(slug="small"):
    """A counted decision in which neighbours disagree."""
    world = World(slug).consulting()
    round = world.decide()
    for entry, answer in zip(world.entries(round), ANSWERS, strict=True):
        world.cast(round, entry, answer)
    return world.close_and_count(round)


def test_a_counted_decision_tells_heads_shares_and_verdict(client):
    round = disputed()
    line = TallyLine.objects.get(question__round=round, question__code="C1.07")

    said = of(client, round)

    assert (line.agree_heads, line.against_heads, line.abstain_heads) == (6, 2, 1)
    assert "6 of the 9 owners taking part agree; they hold" in said
    assert "Agree 6 Against 2 Abstain 1" in said
    assert "9 ballots were counted." in said
    assert "How they voted online 9" in said
    assert "How they were identified letter 9" in said
    assert "Set aside No ballot was set aside." in said


def test_no_area_is_on_the_page_of_a_count(client):
    """The areas themselves, in the two ways in which the portal writes them, and as the database keeps them."""
    round = disputed()
    lines = TallyLine.objects.filter(question__round=round)
    areas = {value for line in lines for name, value in vars(line).items() if name.endswith("_area_cm2") and value}

    page = read(client, "round", "small", round.number)

    assert len(areas) > 5
    assert [cm2 for cm2 in areas if str(cm2) in page or f"{cm2 / M2:,.2f}" in page] == []
    assert "m²" not in words(page).replace("400 m²", "")  # how much roof there is, is no area of a voter


def test_a_count_names_its_rules_its_root_and_its_place_in_the_record(client):
    round = disputed()
    seal = Seal.objects.get(event__what="round.counted", event__about=f"round:{round.pk}")

    page = read(client, "round", "small", round.number)

    assert f"<code>{round.tally.merkle_root}</code>" in page
    assert f"<code>{round.tally.inputs_sha256}</code>" in page
    assert f"<code>500107:{seal.seq}:{seal.hash}</code>" in page
    assert "Must take part, of all at least two thirds Civil Code, article 278, paragraph 2, first sentence" in words(
        page
    )
    assert f'href="{address(round, "round_public")}"' in page


def test_a_decision_is_called_binding_only_once_the_district_has_countersigned(client):
    round = disputed()
    before = of(client, round)
    rounds.countersign(round_id=round.pk, by=OFFICIAL, at=round.counted_at + timedelta(days=2))
    after = of(client, round)

    assert "Not yet binding" in before
    assert "This decision is binding" not in before
    assert "This decision is binding The district has confirmed, " in after
    assert "Not yet binding" not in after


def test_a_counted_selection_is_called_wishes(client):
    world = World()
    round = world.prepare().select()
    world.everybody(round)
    round = world.close_and_count(round)

    said = of(client, round)

    assert "These are wishes, not a decision of the owners." in said
    assert "binding" not in said
    assert "Homes let 2 lived in by the owner 5" in said
    assert "Rules it was counted by" not in said


def test_a_second_ballot_that_was_set_aside_is_counted_with_its_reason(client):
    world = World()
    round = world.prepare().select()
    entry = world.entries(round)[0]
    world.cast(round, entry, WANT)
    casting.cast(
        round_id=round.pk,
        entry_id=entry.pk,
        said=casting.Said(world.answers(round, entry, NOT), Choices()),
        strength="paper",
        channel="paper",
        by=CHAIR,
        at=world.at,
    )
    round = world.close_and_count(round)

    assert "Set aside a second ballot of a voice that had voted already 1" in of(client, round)


def test_a_count_leads_to_its_notice(client):
    world = World()
    round = world.counted()
    notice = notices.post_result(round_id=round.pk, posted_where="公告栏", by=CHAIR, at=world.at)

    assert f'href="{reverse("notice", args=["small", notice.pk])}"' in read(client, "round", "small", round.number)


def test_the_public_file_is_what_the_export_writes(client):
    round = disputed()

    response = client.get(address(round, "round_public"))

    assert response.headers["Content-Type"] == "application/json"
    assert response.headers["Content-Disposition"] == 'attachment; filename="small-2-public.json"'
    assert json.loads(response.content) == export_public(round_id=round.pk)
    assert "测试" not in response.content.decode()


def test_the_public_file_can_be_compared_without_being_sent_again(client):
    round = disputed()
    where = address(round, "round_public")

    first = client.get(where)
    again = client.get(where, headers={"if-none-match": first.headers["ETag"]})
    other = client.get(where, headers={"if-none-match": '"something else"'})

    assert first.headers["ETag"] == f'"{round.tally.inputs_sha256}"'
    assert first.headers["Last-Modified"] == http_date(round.counted_at.timestamp())
    assert (again.status_code, again.content) == (304, b"")
    assert (other.status_code, other.content) == (200, first.content)


def test_the_public_file_is_made_once(client):
    round = disputed()
    first = client.get(address(round, "round_public")).content
    with CaptureQueriesContext(connection) as queries:
        again = client.get(address(round, "round_public")).content

    assert again == first
    assert [query["sql"] for query in queries if "ballotversion" in query["sql"]] == []


def test_before_the_count_and_after_an_annulment_there_is_no_public_file(client):
    world = World()
    round = world.prepare().select()
    assert client.get(address(round, "round_public")).status_code == 404

    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at)
    assert client.get(address(round, "round_public")).status_code == 404


def test_the_public_file_only_shows(client):
    round = disputed()

    assert statuses(client, "round_public", "small", round.number) == [200, 200, 405, 405, 405]
    assert client.head(address(round, "round_public")).content == b""


def test_the_page_of_a_count_asks_five_times_and_sums_no_roll(client, settings):
    settings.DEMO = False  # whose clock is one query more
    round = disputed()
    of(client, round)

    with CaptureQueriesContext(connection) as queries:
        again = of(client, round)

    assert len(queries) == 5
    assert [query["sql"] for query in queries if "rollshare" in query["sql"] or "_ballot" in query["sql"]] == []
    assert "9 ballots were counted." in again
    assert "9 of 9" in again
