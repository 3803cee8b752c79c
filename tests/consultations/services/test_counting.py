"""The count: what is stored is what the ballots say, all of it or nothing, and once."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from communities.models import RollEntry
from consultations.domain import merkle
from consultations.domain.ballots import Choices
from consultations.domain.canonical import digest
from consultations.domain.rules import RuleBook, to_plain
from consultations.domain.sealed import read
from consultations.domain.stages import Stage
from consultations.loaders.rounds import round_key, round_rows, sealed_plain
from consultations.models import BallotVersion, Round, StageMove, Tally, TallyLine
from consultations.services import casting, counting, rounds
from consultations.services.counting import CountRefused
from renewal_portal.ledger.models import Event, Unsealed
from renewal_portal.ledger.services import district_settings
from tests.refusals import counts
from tests.stages import newest, standing_at
from tests.world import CHAIR, M2, NONE, NOT, OFFICIAL, RULING, WANT, World

S = Stage


@pytest.fixture
def deciding(db) -> World:
    return standing_at(S.DECIDING)


def count(world: World, round: Round, by: str = CHAIR) -> Tally:
    return counting.count_round(round_id=round.pk, by=by, at=world.at)


def on_paper(world: World, round: Round, entry: RollEntry, said: object) -> BallotVersion:
    return casting.cast(
        round_id=round.pk,
        entry_id=entry.pk,
        said=casting.Said(world.answers(round, entry, said), Choices()),
        strength="paper",
        channel="paper",
        by=CHAIR,
        at=world.at,
    )


def owners(world: World, round: Round) -> tuple[list[RollEntry], RollEntry]:
    """The eight who have a flat of 100 m², and the shop with 150 m²."""
    shop = next(entry for entry in world.entries(round) if entry.shares.filter(area_cm2=150 * M2).exists())
    return [entry for entry in world.entries(round) if entry != shop], shop


def line(round: Round, code: str, place: str = "community") -> TallyLine:
    return TallyLine.objects.get(question__round=round, question__code=code, question__place__code=place)


def pair(row: TallyLine, name: str) -> tuple[int, float]:
    """Heads and square metres."""
    return getattr(row, f"{name}_heads"), getattr(row, f"{name}_area_cm2") / M2


def test_a_count_worked_by_hand(deciding):
    """Nine owners with 950 m²: six agree (600 m²), one is against (100 m²), one abstains (the shop, 150 m²)."""
    round = newest(deciding, "decision")
    flats, shop = owners(deciding, round)
    for entry in flats[:4]:
        deciding.cast(round, entry, {"C1.07": WANT})
    for entry in flats[4:6]:
        on_paper(deciding, round, entry, {"C1.07": WANT})
    deciding.cast(round, flats[6], {"C1.07": NOT})
    deciding.cast(round, shop, {"C1.07": NONE})

    counted = line(deciding.close_and_count(round), "C1.07")

    assert (counted.rule, counted.verdict) == ("ordinary", "passed")
    assert {name: pair(counted, name) for name in ("entitled", "agree", "against", "abstain", "taking_part")} == {
        "entitled": (9, 950),
        "agree": (6, 600),
        "against": (1, 100),
        "abstain": (1, 150),
        "taking_part": (8, 850),
    }
    assert pair(counted, "quorum_short") == pair(counted, "consent_short") == (0, 0)
    assert counted.split["channel"] == {"online": [4, 1, 1], "paper": [2, 0, 0]}
    assert counted.split["strength"] == {"letter": [4, 1, 1], "paper": [2, 0, 0]}
    blank = line(round, "C2.05")
    assert (blank.verdict, pair(blank, "taking_part"), pair(blank, "blank")) == ("no_quorum", (0, 0), (8, 850))


def test_a_margin_says_how_many_more_would_have_carried_it(deciding):
    """Five of the nine come, with 500 m²; two of them agree."""
    round = newest(deciding, "decision")
    flats, _ = owners(deciding, round)
    for turn, entry in enumerate(flats[:5]):
        deciding.cast(round, entry, {"C1.07": WANT if turn < 2 else NOT})

    counted = line(deciding.close_and_count(round), "C1.07")

    assert counted.verdict == "no_quorum"
    assert counted.quorum_short_heads == 1
    assert counted.quorum_short_area_cm2 == -(-950 * M2 * 2 // 3) - 500 * M2
    assert (counted.consent_short_heads, counted.consent_short_area_cm2) == (1, 50 * M2 + 1)


def test_what_is_stored_is_what_the_sealed_file_counts_to(deciding):
    """The rows are counted from columns, the file from its entries: two ways, one result."""
    round = newest(deciding, "decision")
    for turn, entry in enumerate(deciding.entries(round)):
        deciding.cast(round, entry, (WANT, NOT, NONE, {"C1.07": WANT})[turn % 4])
        if turn % 3 == 0:
            deciding.cast(round, entry, WANT)
    on_paper(deciding, round, deciding.entries(round)[0], NOT)

    deciding.close_and_count(round)

    sealed = read(sealed_plain(round_rows(Round.objects.with_community().get(pk=round.pk))))
    fresh = sealed.tally()
    rows = TallyLine.objects.filter(question__round=round).order_by("question__number")
    columns = [counting.line_columns(each) for each in fresh.lines]
    assert [{name: getattr(row, name) for name in columns[0]} for row in rows] == columns
    tally = Tally.objects.get(round=round)
    assert (tally.ballots, tally.labels) == (fresh.ballots, fresh.labels) == (9, fresh.labels)
    assert (tally.merkle_root, tally.replaced_root) == (sealed.merkle_root(), sealed.replaced_root())
    assert (tally.inputs_sha256, tally.rule_book) == (digest(sealed.plain), to_plain(RuleBook()))
    assert tally.set_aside == {"second_ballot": 1}


def test_the_root_stands_over_the_ballots_that_stand(deciding):
    round = newest(deciding, "decision")
    for entry in deciding.entries(round)[:3]:
        deciding.cast(round, entry, NOT)
        deciding.cast(round, entry, WANT)

    deciding.close_and_count(round)

    key = round_key(Round.objects.with_community().get(pk=round.pk))
    leaves = {
        stands: [
            casting.leaf_of(version, round_key=key)
            for version in BallotVersion.objects.filter(ballot__round=round, stands_for__isnull=not stands)
        ]
        for stands in (True, False)
    }
    tally = Tally.objects.get(round=round)
    assert (tally.merkle_root, tally.replaced_root) == (merkle.root(leaves[True]), merkle.root(leaves[False]))
    assert [len(each) for each in leaves.values()] == [3, 3]


def test_a_round_nobody_took_part_in_is_counted(deciding):
    round = deciding.close_and_count(newest(deciding, "decision"))

    assert (round.state, round.tally.ballots, round.tally.labels) == ("counted", 0, {})
    assert set(round.tally.lines.values_list("verdict", flat=True)) == {"no_quorum"}
    assert deciding.stage == S.COUNTED


def test_counting_again_gives_the_stored_tally_and_changes_nothing(deciding):
    round = newest(deciding, "decision")
    deciding.everybody(round)
    deciding.close_and_count(round)
    before, tally = counts(), Tally.objects.get(round=round)

    again = count(deciding.wait(days=3), round, by=OFFICIAL)

    assert (again, again.counted_at, counts()) == (tally, tally.counted_at, before)
    assert Round.objects.get(pk=round.pk).counted_by == CHAIR


@pytest.mark.parametrize("state, code", [("open", "not_closed"), ("annulled", "annulled")])
def test_only_a_closed_round_is_counted(deciding, state, code):
    round = newest(deciding, "decision")
    if state == "annulled":
        rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=deciding.at)

    with pytest.raises(CountRefused, match=f"^{code}"):
        count(deciding, round)


@pytest.mark.parametrize("table", ["consultations_tallyline", "consultations_stagemove", "ledger_seal"])
def test_a_count_that_fails_anywhere_leaves_nothing(deciding, table):
    """The database refuses the first line, the move or the seal; the round is still closed, and can be counted."""
    round = newest(deciding, "decision")
    deciding.everybody(round)
    deciding.at = round.closes_at
    rounds.close_round(round_id=round.pk, by=CHAIR, at=deciding.at)
    before = counts()

    with pytest.raises(DatabaseError, match="full_up"):
        count_where_full(deciding, round, table)

    assert (counts(), Round.objects.get(pk=round.pk).state, deciding.stage) == (before, "closed", S.DECIDING)
    count(deciding, round)
    assert deciding.stage == S.COUNTED


@transaction.atomic
def count_where_full(world: World, round: Round, table: str) -> None:
    """Count while the table takes no row; it does again when the transaction is over."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT full_up CHECK (id IS NULL) NOT VALID")
    count(world, round)


def test_the_count_is_logged_by_its_root_and_sealed_at_once(deciding):
    round = newest(deciding, "decision")
    deciding.everybody(round)

    tally = deciding.close_and_count(round).tally

    event = Event.objects.filter(what="round.counted").latest("pk")
    assert (event.about, event.by, event.at) == (f"round:{round.pk}", CHAIR, deciding.at)
    assert event.detail == {
        "ballots": 9,
        "merkle_root": tally.merkle_root,
        "inputs_sha256": tally.inputs_sha256,
    }
    assert Unsealed.objects.filter(district=event.district).count() == 0


def test_a_counted_selection_moves_the_community_on(db):
    world = standing_at(S.SELECTING)
    round = newest(world, "selection")

    world.close_and_count(round)

    move = StageMove.objects.latest("pk")
    assert (world.stage, move.origin, move.target, move.moved_at) == (S.CONSULTING, "selecting", "consulting", world.at)


@pytest.mark.parametrize("answered, stage", [(3, S.SELECTING), (4, S.CONSULTING)])
def test_where_too_few_households_answer_the_community_goes_on_asking(db, answered, stage):
    """The district asks for half of the seven."""
    world = standing_at(S.SELECTING)
    district_settings.set_value(
        district="500107",
        key="response_rate_percent",
        value=50,
        valid_from=(world.at + timedelta(days=1)).date(),
        source="区政府通知",
        by=OFFICIAL,
        at=world.at,
    )
    round = newest(world, "selection")
    for entry in world.entries(round)[:answered]:
        world.cast(round, entry, WANT)

    world.close_and_count(round)

    assert world.stage == stage
    if stage is S.SELECTING:
        again = world.select()
        world.everybody(again)
        world.close_and_count(again)
        assert world.stage == S.CONSULTING


def test_a_selection_is_split_by_who_lives_there(db):
    """Households whose flat is let stand beside those who live in their own; a wish decides nothing."""
    world = standing_at(S.SELECTING)
    round = newest(world, "selection")
    for entry in world.entries(round):
        world.cast(round, entry, {"C1.07": NOT if entry.tenure == "let" else WANT})

    wish = line(world.close_and_count(round), "C1.07")

    assert (wish.rule, wish.verdict, wish.split["tenure"]) == (
        "none",
        "wish",
        {"let": [0, 2, 0], "owner_occupied": [5, 0, 0]},
    )
