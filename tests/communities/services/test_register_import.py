"""A register file is taken over as a whole or not at all; a corrected one changes only what was corrected."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communities import loaders
from communities.domain.roll.columns import Column
from communities.domain.roll.rows import figures
from communities.models import Community, Owner, OwnerMember, Ownership, Person, Place, RegisterFile, RollShare, Unit
from communities.services import register_import
from communities.services.register import enter_register
from communities.services.register_files import KEPT
from communities.services.rolls import freeze_roll
from renewal_portal.ledger.domain.refusals import Refused
from renewal_portal.ledger.models import Event, Job
from tests.communities.services.bringing import HEADINGS, LATER, bring, copied, home, outcome, take, taken
from tests.refusals import counts, refusal
from tests.world import CHAIR, M2, START, World, community, register

pytestmark = pytest.mark.django_db

JIA = home("1-1-101", "测试人甲", "N-1")
YI = home("1-1-201", "测试人乙", "N-2", "80.5")
DAY = LATER.date()


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "register"


@pytest.fixture
def here() -> Community:
    """A community whose register is still empty."""
    return community()


@pytest.fixture
def full() -> Community:
    """A community with the nine parts of ``tests.world``."""
    made = community()
    enter_register(community_id=made.pk, rows=register(), since=START.date(), by=CHAIR, at=START)
    return made


def held(door: str) -> list[tuple[str, Any, Any]]:
    """Who held a door, from when until when."""
    found = Ownership.objects.filter(unit__door=door).order_by("pk")
    return list(found.values_list("owner__members__person__name", "since", "until"))


def logged(what: str) -> list[tuple[str, Any]]:
    return list(Event.objects.filter(what=what).values_list("by", "detail"))


def test_a_list_fills_an_empty_register(here: Community) -> None:
    file = taken(here, [HEADINGS, JIA, YI, home("1-2-101", "测试人甲", "n-1")])

    assert [(row.place, row.door, row.area_cm2) for row in loaders.register_rows(here.pk)] == [
        ("1-1", "1-1-101", 100 * M2),
        ("1-1", "1-1-201", 805_000),
        ("1-2", "1-2-101", 100 * M2),
    ]
    assert (Owner.objects.count(), Person.objects.count()) == (2, 2)
    assert (file.applied_by, file.applied_at, file.outcome) == (CHAIR, LATER, "")


def test_what_is_logged_are_counts_and_never_names(here: Community) -> None:
    taken(here, [HEADINGS, JIA, YI])

    empty = {"units": 0, "households": 0, "owners": 0, "persons": 0, "area_cm2": 0}
    after = {"units": 2, "households": 2, "owners": 2, "persons": 2, "area_cm2": 1_805_000}
    assert logged("register_file.brought") == [(CHAIR, {"rows": 2})]
    assert logged("register.changed") == [
        (CHAIR, {"added": 2, "gone": 0, "changed": 0, "before": empty, "after": after})
    ]


def test_before_it_is_taken_over_everything_stands_beside_each_other(full: Community) -> None:
    told = outcome(bring(full, [HEADINGS, JIA, YI]))

    assert (told["before"]["units"], told["before"]["owners"], told["before"]["area_cm2"]) == (9, 9, 950 * M2)
    assert (told["after"]["units"], told["after"]["owners"], told["after"]["area_cm2"]) == (2, 2, 1_805_000)
    assert (told["added"], told["gone"], told["changed"]) == (0, 7, 3)
    assert told["counted"] == {"area_does_not_add_up": 1}
    assert Unit.objects.of(full.pk).count() == 9


def test_the_copy_of_a_register_changes_nothing(full: Community) -> None:
    for kind in ("csv", "xlsx"):
        told = outcome(bring(full, copied(full, kind)))

        assert (told["added"], told["gone"], told["changed"]) == (0, 0, 0)
        assert told["before"] == told["after"]


def test_what_changes_nothing_is_not_taken_over(full: Community) -> None:
    file = bring(full, copied(full))

    assert refusal(lambda: take(file)) == ("RegisterFileRefused", "nothing_changes")


def test_a_corrected_list_changes_only_what_was_corrected(here: Community) -> None:
    taken(here, [HEADINGS, JIA, YI])
    before = {row.pk: row for row in Unit.objects.all()}
    [first, second] = Unit.objects.order_by("door")

    file = bring(here, [HEADINGS, JIA, home("1-1-201", "测试人乙", "N-2", "80.25")])
    assert outcome(file)["changes"] == [
        {"about": "unit", "label": "1-1-201", "field": "area_cm2", "before": 805_000, "after": 802_500}
    ]
    take(file)

    assert set(Unit.objects.values_list("pk", "area_cm2")) == {(first.pk, 100 * M2), (second.pk, 802_500)}
    assert len(before) == Ownership.objects.count() == Owner.objects.count() == 2


def test_a_home_that_changes_hands_has_had_both_owners(full: Community) -> None:
    table = copied(full)
    sold = next(row for row in table if "1-1-101" in row)
    sold[table[0].index("业主姓名")], sold[table[0].index("证件号码")] = "测试买家", "NEW-1"

    taken(full, table)

    assert held("1-1-101") == [("测试人11", START.date(), DAY), ("测试买家", DAY, None)]


def test_an_owner_entered_wrongly_today_never_held_it(here: Community) -> None:
    taken(here, [HEADINGS, JIA])
    taken(here, [HEADINGS, home("1-1-101", "测试人丙", "N-3")])

    assert held("1-1-101") == [("测试人丙", DAY, None)]


def test_a_door_the_list_no_longer_names_is_gone_and_comes_back_as_the_same(here: Community) -> None:
    taken(here, [HEADINGS, JIA, YI])
    unit = Unit.objects.get(door="1-1-201")

    taken(here, [HEADINGS, JIA], at=LATER + timedelta(days=1))
    assert [row.door for row in loaders.register_rows(here.pk)] == ["1-1-101"]
    assert Unit.objects.get(pk=unit.pk).gone_on == DAY + timedelta(days=1)
    assert held("1-1-201") == [("测试人乙", DAY, DAY + timedelta(days=1))]

    taken(here, [HEADINGS, JIA, YI], at=LATER + timedelta(days=2))
    assert Unit.objects.get(door="1-1-201").pk == unit.pk
    assert [row.door for row in loaders.register_rows(here.pk)] == ["1-1-101", "1-1-201"]


def test_a_door_entered_by_mistake_today_was_held_by_nobody(here: Community) -> None:
    taken(here, [HEADINGS, JIA, YI])
    taken(here, [HEADINGS, JIA])

    assert held("1-1-201") == []


def test_co_owners_who_change_places_stay_one_owner(here: Community) -> None:
    pair = (*JIA[:6], "测试人甲、测试人乙", "N-1、N-2")
    taken(here, [HEADINGS, pair])
    owner = Owner.objects.get()

    taken(here, [HEADINGS, (*JIA[:6], "测试人乙、测试人甲", "N-2、N-1")])

    assert Owner.objects.get().pk == owner.pk
    assert list(OwnerMember.objects.order_by("person__name").values_list("person__name", "is_representative")) == [
        ("测试人乙", True),
        ("测试人甲", False),
    ]


def test_names_and_telephone_numbers_are_corrected_where_they_stand(full: Community) -> None:
    table = copied(full)
    row = next(row for row in table if "1-1-101" in row)
    row[table[0].index("业主姓名")], row[table[0].index("联系电话")] = "测试人改", "138"
    people = Person.objects.count()

    taken(full, table)

    assert Person.objects.count() == people
    assert Person.objects.get(name="测试人改").phone == "138"


def test_a_list_without_a_column_leaves_what_it_would_hold(full: Community) -> None:
    table = [[*row[:8], *row[9:]] for row in copied(full)]
    assert "居住情况" not in table[0]

    told = outcome(bring(full, table))

    assert (told["added"], told["gone"], told["changed"]) == (0, 0, 0)


def test_a_stairwell_grows_with_its_list(here: Community) -> None:
    taken(here, [HEADINGS, JIA])
    taken(here, [HEADINGS, JIA, home("1-1-701", "测试人乙", "N-2")])

    assert Place.objects.get(community=here, code="1-1").floors == 7


def test_a_list_with_a_fault_changes_nothing(full: Community) -> None:
    file = bring(full, [HEADINGS, JIA, home("1-1-201", "测试人乙", "N-2", "约八十")])
    before = loaders.register_rows(full.pk)

    assert refusal(lambda: take(file)) == ("RegisterFileRefused", "has_findings")
    assert loaders.register_rows(full.pk) == before


def test_a_register_changed_meanwhile_is_looked_at_again(full: Community) -> None:
    file = bring(full, [HEADINGS, JIA])
    Unit.objects.filter(door="1-1-101").update(area_cm2=1)

    assert refusal(lambda: take(file)) == ("RegisterFileRefused", "register_changed")


def test_what_the_database_refuses_leaves_nothing_behind(full: Community) -> None:
    """The last thing that is written fails: everything before it is as it was."""
    file, before, rows = bring(full, [HEADINGS, JIA]), loaders.register_rows(full.pk), counts()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION pg_temp.no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;"
            "CREATE TRIGGER no BEFORE INSERT ON communities_ownership EXECUTE FUNCTION pg_temp.no()"
        )

    with pytest.raises(Exception, match="no"):
        take(file)

    assert loaders.register_rows(full.pk) == before
    assert counts() == rows
    assert RegisterFile.objects.get().applied_at is None


def test_a_roll_stays_as_it_was_fixed() -> None:
    world = World()
    roll = freeze_roll(community_id=world.community.pk, by=CHAIR, at=START)
    shares = list(RollShare.objects.order_by("pk").values())

    taken(world.community, [HEADINGS, JIA])

    roll.refresh_from_db()
    assert list(RollShare.objects.order_by("pk").values()) == shares
    newer = freeze_roll(community_id=world.community.pk, by=CHAIR, at=LATER)
    assert (newer.number, newer.entries.count()) == (2, 2)


def test_columns_nobody_knows_are_said_once_and_remembered(here: Community) -> None:
    table = [("甲", "乙", "丙"), ("1-1-101", "100", "测试人甲")]
    file = bring(here, table)
    assert (file.layout, file.outcome) == ({}, "")
    assert refusal(lambda: take(file)) == ("RegisterFileRefused", "not_looked_at")

    say = {Column.DOOR: 0, Column.AREA: 1, Column.OWNERS: 2}
    register_import.say_columns(file_id=file.pk, layout=say, by=CHAIR, at=LATER)
    assert outcome(file)["added_doors"] == ["1-1-101"]

    again = bring(here, [("丙", "甲", "乙"), ("测试人甲", "1-1-101", "100")])
    assert again.columns == {Column.OWNERS: 0, Column.DOOR: 1, Column.AREA: 2}


def test_columns_are_refused_that_are_too_few_or_one_for_two(here: Community) -> None:
    file = bring(here, [("甲", "乙", "丙"), ("1", "2", "3")])

    def say(**layout: int) -> tuple[str, str]:
        told = {Column(name): at for name, at in layout.items()}
        return refusal(lambda: register_import.say_columns(file_id=file.pk, layout=told, by=CHAIR, at=LATER))

    assert say(door=0, area=1) == ("RegisterFileRefused", "columns_missing")
    assert say(door=0, area=1, owners=1) == ("RegisterFileRefused", "column_twice")


def test_a_list_of_nothing_but_headings_is_refused(here: Community) -> None:
    assert refusal(lambda: bring(here, [HEADINGS])) == ("RegisterFileRefused", "without_rows")


def test_what_is_no_table_is_refused_and_not_kept(here: Community, folder: Path) -> None:
    def act() -> None:
        register_import.bring(community_id=here.pk, name="x", content=b"<html>", by=CHAIR, at=LATER)

    assert refusal(act) == ("SheetRefused", "web_page")
    assert not folder.exists()


LONG = [HEADINGS, *(home(f"1-{n // 100 + 1}-{n % 100 + 1}01", f"测试人{n}", f"N-{n}") for n in range(2_001))]


def work(at: Any = LATER) -> int:
    return register_import.work(worker="w1", clock=lambda: at)


def test_a_long_list_is_looked_at_and_taken_over_in_the_background(here: Community) -> None:
    file = bring(here, LONG)
    assert (file.outcome, file.job.state) == ("", "queued")
    assert refusal(lambda: bring(here, LONG)) == ("RegisterFileRefused", "under_way")
    assert refusal(lambda: take(file)) == ("RegisterFileRefused", "under_way")

    assert work() == 1
    assert outcome(file)["after"]["units"] == 2_001

    take(file)
    assert (Unit.objects.count(), work()) == (0, 1)
    assert Unit.objects.of(here.pk).count() == 2_001
    assert list(Job.objects.order_by("pk").values_list("kind", "state", "result")) == [
        ("register.look", "done", {"rows": 2_001}),
        ("register.take", "done", {"rows": 2_001}),
    ]


def test_a_worker_that_comes_too_late_writes_nothing_and_says_why(here: Community) -> None:
    file = bring(here, LONG)
    work()
    take(file)
    enter_register(community_id=here.pk, rows=register(), since=DAY, by=CHAIR, at=LATER)

    assert work() == 1
    assert Job.objects.order_by("-pk").first().result == {"refused": "register_changed"}
    assert Unit.objects.of(here.pk).count() == 9


def test_memory_of_a_file_ends_with_it(here: Community, folder: Path, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        file = bring(here, [HEADINGS, JIA])
        assert len(list(folder.iterdir())) == 1
        take(file)

    assert list(folder.iterdir()) == []
    assert refusal(lambda: take(file)) == ("RegisterFileRefused", "file_gone")


def test_a_file_that_waited_a_day_cannot_be_taken_over(here: Community) -> None:
    file = bring(here, [HEADINGS, JIA])

    assert refusal(lambda: take(file, at=LATER + KEPT)) == ("RegisterFileRefused", "file_gone")


def test_a_file_can_be_thrown_away(here: Community) -> None:
    file = bring(here, [HEADINGS, JIA])
    register_import.throw_away(file_id=file.pk, by=CHAIR, at=LATER)

    file.refresh_from_db()
    assert (file.deleted_at, file.outcome) == (LATER, "")
    assert logged("register_file.thrown_away") == [(CHAIR, {})]


def test_a_new_file_takes_the_place_of_the_one_before(here: Community) -> None:
    first, second = bring(here, [HEADINGS, JIA]), bring(here, [HEADINGS, YI])

    assert list(RegisterFile.objects.kept()) == [second]
    assert first.pk != second.pk


def test_the_names_of_other_communities_are_not_known_here(full: Community) -> None:
    other = community("other", "500108")
    [stranger] = Person.objects.filter(community=full)[:1]

    told = outcome(bring(other, [HEADINGS, home("1-1-101", "测试人甲", f"#{stranger.pk}")]))

    assert told["counted"] == {"person_unknown": 1, "area_does_not_add_up": 1}


def test_people_without_a_number_stay_who_they_are_at_their_door(here: Community) -> None:
    table = [HEADINGS, home("1-1-101", "测试人甲", ""), home("1-1-201", "测试人甲", "")]
    taken(here, table)
    assert (Person.objects.count(), Owner.objects.count()) == (2, 2)

    told = outcome(bring(here, table))

    assert (told["added"], told["gone"], told["changed"]) == (0, 0, 0)
    assert told["counted"] == {"area_does_not_add_up": 1, "identity_missing": 2, "equal_names": 1}


DOORS = st.sampled_from(["1-1-201", "1-1-301", "1-2-101", "9-1-101"])
NUMBERS = st.sampled_from(["N-1", "N-2", "", "#0", "1e5"])
GOOD = st.builds(
    home, DOORS, st.sampled_from(["测试人甲", "测试人乙", "=1+1"]), NUMBERS, st.sampled_from(["80", "0.5", "0"])
)
BAD = st.lists(st.text(max_size=25), min_size=len(HEADINGS), max_size=len(HEADINGS))
LINES = st.lists(GOOD, max_size=4, unique_by=lambda line: line[2]) | st.lists(GOOD | BAD, min_size=1, max_size=6)


@given(LINES)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_brought_is_taken_over_whole_or_not_at_all(full: Community, lines: list[Sequence[str]]) -> None:
    with transaction.atomic():
        before = loaders.register_rows(full.pk)
        try:
            file = bring(full, [HEADINGS, JIA, *lines])
            told = outcome(file)
            take(file)
        except Refused:
            assert loaders.register_rows(full.pk) == before
        else:
            assert not told["blocked"]
            assert asdict(figures(loaders.register_rows(full.pk))) == told["after"]
            assert told["after"]["units"] == 1 + sum(any(map(str.strip, line)) for line in lines)
        transaction.set_rollback(True)


@pytest.mark.parametrize("headings", [HEADINGS, home("1-1-301", "测试人丙", "510102196001011235")])
def test_nobody_can_be_read_in_the_database(here: Community, headings: tuple[str, ...]) -> None:
    """Neither while the file waits nor afterwards, not even where its first row is taken for headings."""
    number = "510102196001011234"
    file = bring(here, [headings, home("1-1-101", "测试人甲", number), home("1-1-201", "测试人乙", number)])
    say = {Column.DOOR: 2, Column.AREA: 5, Column.OWNERS: 6, Column.IDENTITIES: 7}
    register_import.say_columns(file_id=file.pk, layout=say, by=CHAIR, at=LATER)

    def row() -> str:
        with connection.cursor() as cursor:
            cursor.execute("SELECT row_to_json(f)::text FROM communities_registerfile f")
            [(text,)] = cursor.fetchall()
        return text

    before = row()
    register_import.throw_away(file_id=file.pk, by=CHAIR, at=LATER)

    for text in (before, row()):
        assert "510102" not in text
        assert "测试人" not in text
