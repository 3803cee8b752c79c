"""``manage.py recount`` finds whatever was tampered with; the triggers must be taken away for that first."""

import pytest
from django.core.management import call_command
from django.db import connection

from consultations.domain.plan.values import PlanKind
from consultations.services import planning
from tests.world import CHAIR, World


@pytest.fixture
def world(db) -> World:
    world = World()
    world.counted()
    planning.draw_plan(consultation_id=world.pk, kind=PlanKind.FINAL, by=CHAIR, at=world.at)
    return world


def tamper(table: str, change: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(f"UPDATE {table} SET {change}")
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_what_nobody_touched_comes_out_again(world, capsys):
    call_command("recount")

    assert capsys.readouterr().out == "2 tallies and 2 plans recomputed, 0 differences\n"


@pytest.mark.parametrize(
    "table, change, named",
    [
        ("consultations_tallyline", "agree_heads = agree_heads - 1", "agree_heads"),
        ("consultations_tallyline", "agree_area_cm2 = agree_area_cm2 - 1", "agree_area_cm2"),
        ("consultations_tallyline", "split = '{}'", "split"),
        ("consultations_tally", "ballots = ballots + 1", "ballots"),
        ("consultations_tally", "labels = '{}'", "labels"),
        ("consultations_tally", "merkle_root = repeat('0', 64)", "merkle_root"),
        ("consultations_tally", "replaced_root = repeat('0', 64)", "replaced_root"),
        ("consultations_tally", "inputs_sha256 = repeat('0', 64)", "inputs_sha256"),
        ("consultations_ballotversion", "answers = replace(answers, '+', '-')", "agree_heads"),
        ("consultations_ballotversion", "nonce = decode(repeat('00', 32), 'hex')", "merkle_root"),
        ("communities_rollshare", "area_cm2 = area_cm2 + 1", "entitled_area_cm2"),
        ("consultations_plan", "digest = repeat('0', 64)", "digest"),
        ("consultations_plan", "total_fen = total_fen - 1", "total_fen"),
        ("consultations_plan", "inputs = jsonb_set(inputs, '{budget_fen}', '1')", "digest"),
        ("consultations_planline", "outcome = 'out'", "outcome"),
        ("consultations_planline", "rank = rank + 1", "rank"),
        ("consultations_planline", "cost_fen = cost_fen + 1", "cost_fen"),
    ],
)
def test_a_changed_row_is_named_and_the_exit_is_1(world, capsys, table, change, named):
    tamper(table, change)

    with pytest.raises(SystemExit) as exit:
        call_command("recount")

    assert exit.value.code == 1
    assert named in capsys.readouterr().err


def test_a_plan_line_that_was_taken_away_is_missed(world, capsys):
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE consultations_planline DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM consultations_planline WHERE id = (SELECT min(id) FROM consultations_planline)")

    with pytest.raises(SystemExit):
        call_command("recount")

    assert "line is stored as missing" in capsys.readouterr().err
