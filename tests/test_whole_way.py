"""Changshiyuan goes the whole way, from an empty database to an approved plan that anybody can check."""

import pytest
from django.core.management import call_command

from consultations.models import Round
from renewal_portal.ledger.clock import now
from tests.changshiyuan import Changshiyuan
from tests.people import sit_down
from tests.story import by_hand, by_service


@pytest.mark.slow
def test_through_the_services(db, tmp_path, capsys):
    way = Changshiyuan()
    roll = by_service.prepare(way)
    selection = by_service.select(way, roll)
    draft = by_service.consult(way, selection)
    decision = by_service.decide(way, draft)
    final = by_service.plan(way, decision)
    by_service.approve(way, final)

    assert [move.target for move in way.consultation.moves.order_by("pk")] == [
        "selecting", "consulting", "deciding", "counted", "planned", "on_notice", "in_review", "approved",
    ]  # fmt: skip
    by_service.everybody_can_check(decision, tmp_path)
    call_command("recount")
    assert capsys.readouterr().out.splitlines()[-1] == "2 tallies and 2 plans recomputed, 0 differences"
    call_command("verify_events")


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_through_the_browser(page, new_context, live_server):
    """Committee, residents, a passer-by and the district do their jobs by hand; the other voices come by service."""
    way = Changshiyuan(at=now())
    doors = by_hand.Doors(new_context, live_server.url, way)
    by_hand.prepare(doors)
    by_hand.select(doors)
    by_hand.consult(doors)
    receipt = by_hand.decide(doors)
    by_hand.publish(doors)
    by_hand.object_and_answer(doors)
    by_hand.review(doors)

    anybody = sit_down(new_context, live_server.url).go("community", way.slug)
    assert anybody.sees("The plan is approved")
    anybody.go("receipt_check", query=f"?serial={receipt}").press("Check")
    assert anybody.sees("Yes")
    assert Round.objects.get(kind="decision").countersigned_at is not None
    call_command("recount")
