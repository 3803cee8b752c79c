"""``manage.py recount`` finds whatever was tampered with; the triggers must be taken away for that first."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from consultations.domain.plan import draw
from consultations.domain.plan.plain import inputs_from_plain
from consultations.domain.plan.values import PlanKind
from consultations.domain.sealed import read
from consultations.domain.tally import count
from consultations.loaders.columns import round_columns
from consultations.loaders.planning import sources_again
from consultations.loaders.rounds import round_rows, sealed_plain
from consultations.models import Plan, PlanLine, Tally, TallyLine
from consultations.services import counting, planning
from tests.stages import newest
from tests.world import CHAIR, World

ROUNDS, BALLOTS = "consultations_question", "consultations_ballotversion"
TALLY, LINE = "consultations_tally", "consultations_tallyline"
PLAN, PLAN_LINE = "consultations_plan", "consultations_planline"
ZEROS = "repeat('0', 64)"


@pytest.fixture
def world(db) -> World:
    world = World()
    world.counted()
    planning.draw_plan(consultation_id=world.pk, kind=PlanKind.FINAL, by=CHAIR, at=world.at)
    return world


def execute(table: str, statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def tamper(table: str, change: str) -> None:
    execute(table, f"UPDATE {table} SET {change}")


def found(capsys) -> list[str]:
    """What the recount complains of; it must leave with 1."""
    with pytest.raises(SystemExit) as exit:
        call_command("recount")
    assert exit.value.code == 1
    return capsys.readouterr().err.splitlines()


def test_what_nobody_touched_comes_out_again(world, capsys):
    call_command("recount")

    assert capsys.readouterr().out == "2 tallies and 2 plans recomputed, 0 differences\n"


def test_a_plan_drawn_before_there_were_margins_is_not_blamed_for_having_none(world, capsys):
    tamper(PLAN, "margins = NULL")

    call_command("recount")

    assert capsys.readouterr().out == "2 tallies and 2 plans recomputed, 0 differences\n"


INPUTS = [
    (BALLOTS, "answers = replace(answers, '+', '-')", "agree_heads"),
    (BALLOTS, "choices = 'p1' WHERE choices = ''", "merkle_root"),
    (BALLOTS, "nonce = decode(repeat('00', 32), 'hex')", "merkle_root"),
    (BALLOTS, "serial = lower(serial)", "merkle_root"),
    (BALLOTS, "channel = 'paper'", "labels"),
    (BALLOTS, "tenure = NULL", "labels"),
    ("consultations_ballot", "standing_id = NULL", "ballots"),
    ("communities_rollshare", "area_cm2 = area_cm2 + 1", "entitled_area_cm2"),
    (ROUNDS, "rule = 'special' WHERE rule = 'ordinary'", "rule"),
    ("consultations_round", "rule_book = jsonb_set(rule_book, '{blank_takes_part}', 'true')", "rule_book"),
]
TALLIES = [
    (TALLY, "ballots = ballots + 1", "ballots"),
    (TALLY, "labels = '{}'", "labels"),
    (TALLY, """set_aside = '{"second_ballot": 1}'""", "set_aside"),
    (TALLY, "rule_book = '{}'", "rule_book"),
    (TALLY, f"merkle_root = {ZEROS}", "merkle_root"),
    (TALLY, f"replaced_root = {ZEROS}", "replaced_root"),
    (TALLY, f"inputs_sha256 = {ZEROS}", "inputs_sha256"),
    (LINE, "verdict = 'failed' WHERE verdict = 'passed'", "verdict"),
    (LINE, "agree_heads = agree_heads - 1", "agree_heads"),
    (LINE, "agree_area_cm2 = agree_area_cm2 - 1", "agree_area_cm2"),
    (LINE, "entitled_heads = entitled_heads + 1", "entitled_heads"),
    (LINE, "consent_short_heads = consent_short_heads + 1", "consent_short_heads"),
    (LINE, "split = '{}'", "split"),
]
PLANS = [
    (PLAN, f"digest = {ZEROS}", "digest"),
    (PLAN, "total_fen = total_fen - 1", "total_fen"),
    (PLAN, "budget_fen = budget_fen + 1", "budget_fen"),
    (PLAN, "kind = 'draft'", "kind"),
    (PLAN, "measure = 'area'", "measure"),
    (PLAN, "package = jsonb_set(package, '{monthly_fen}', '1')", "package"),
    (PLAN, """margins = '{"C3.08@1-1": {"more_fen": 1, "more_households": null, "instead": []}}'""", "margins"),
    (PLAN, "inputs = jsonb_set(inputs, '{budget_fen}', '1')", "digest"),
    (PLAN, """inputs = inputs || '{"more": 1}'""", "inputs"),
    (PLAN_LINE, "outcome = 'out'", "outcome"),
    (PLAN_LINE, "why = 'not_wanted'", "why"),
    (PLAN_LINE, """others = '[["C1.07", "community"]]'""", "others"),
    (PLAN_LINE, "short_fen = short_fen + 1", "short_fen"),
    (PLAN_LINE, "rank = rank + 1", "rank"),
    (PLAN_LINE, "cost_fen = cost_fen + 1", "cost_fen"),
    (PLAN_LINE, "position = position + 1", "position"),
    (PLAN_LINE, "standing = 'wish'", "standing"),
    (PLAN_LINE, "verdict = 'failed'", "verdict"),
    (PLAN_LINE, "wanted_heads = wanted_heads - 1", "wanted_heads"),
    (PLAN_LINE, "entitled_heads = entitled_heads + 1", "entitled_heads"),
]


@pytest.mark.parametrize("table, change, named", [*INPUTS, *TALLIES, *PLANS])
def test_a_changed_row_is_named_and_the_exit_is_1(world, capsys, table, change, named):
    tamper(table, change)

    assert any(f": {named} is stored as " in line for line in found(capsys))


@pytest.mark.parametrize(
    "table, statement, said",
    [
        (PLAN_LINE, f"DELETE FROM {PLAN_LINE} WHERE position = 1", "line is stored as missing, computed as computed"),
        (
            PLAN,
            f"UPDATE {PLAN} SET inputs = jsonb_set(inputs, '{{candidates}}', (inputs -> 'candidates') - 0)",
            "line is stored as stored, computed as not computed",
        ),
        (LINE, f"DELETE FROM {LINE} WHERE rule = 'special'", "lines is stored as "),
        (BALLOTS, f"UPDATE {BALLOTS} SET answers = replace(answers, '.', '+')", "inputs is stored as as they were"),
        (
            PLAN,
            f"UPDATE {PLAN} SET inputs = jsonb_set(inputs, '{{budget_fen}}', '-1')",
            "inputs is stored as as they were",
        ),
    ],
    ids=["a plan line gone", "a candidate gone", "a tally line gone", "impossible answers", "impossible money"],
)
def test_what_no_longer_fits_together_is_told_as_well(world, capsys, table, statement, said):
    execute(table, statement)

    assert any(said in line for line in found(capsys))


def test_what_cannot_be_counted_does_not_hide_the_rest(world, capsys):
    tamper(BALLOTS, "answers = replace(answers, '.', '+')")
    tamper(PLAN, f"digest = {ZEROS}")

    about = {line.split(": ")[0] for line in found(capsys)}

    rounds = {f"round:{pk}" for pk in world.consultation.rounds.values_list("pk", flat=True)}
    plans = {f"plan:{pk}" for pk in world.consultation.plans.values_list("pk", flat=True)}
    assert about == rounds | plans


#: Whose and when; the inputs of a plan are what it is drawn from again.
ADDRESSES = {
    Tally: {"id", "round", "counted_by", "counted_at"},
    TallyLine: {"id", "tally", "question"},
    Plan: {"id", "consultation", "number", "drawn_by", "drawn_at", "inputs"},
    PlanLine: {"id", "plan", "offered"},
}


def columns(world: World) -> dict[type[Model], set[str]]:
    """What the recount makes again of each row."""
    round, plan = newest(world, "decision"), world.consultation.plans.newest(PlanKind.FINAL)
    counted, inputs = round_columns(round), inputs_from_plain(plan.inputs)
    fresh, drawn = count(counted.asked, counted.roll, counted.votes, counted.book), draw(inputs)
    return {
        Tally: set(counting.tally_columns(counted.book, read(sealed_plain(round_rows(round))), fresh)),
        TallyLine: set(counting.line_columns(fresh.lines[0])),
        Plan: set(planning.plan_columns(inputs, drawn, sources_again(plan))),
        PlanLine: set(planning.line_columns(drawn.lines[0], inputs.candidates[0], None)),
    }


def test_every_column_is_compared(world):
    held = {model: {field.name for field in model._meta.fields} - names for model, names in ADDRESSES.items()}

    assert held == columns(world)
