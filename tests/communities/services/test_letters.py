"""Letters from the order to the hand: made whole or not at all, fetched once, and only their hashes stay."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from communities.domain.letters import KEPT, Reason
from communities.models import Credential, LetterBatch, Owner, Ownership, Unit
from communities.services import credentials, letter_files, letters
from communities.services.letters import Wanted
from communities.services.register import PersonRow, UnitRow, enter_register
from communities.services.rolls import freeze_roll
from renewal_portal.ledger.models import Event, Job
from tests.communities.services.lettering import (
    HOUSEHOLDS,
    LATER,
    OWNERS,
    PRINTER,
    fetched,
    made,
    make,
    order,
)
from tests.refusals import refusal
from tests.world import CHAIR, M2, START, World, community, register

pytestmark = pytest.mark.django_db

DOORS = ["1-1-101", "1-1-201", "1-1-301", "1-1-401", "1-2-201", "1-2-301", "1-2-401"]
BEAT = "system:beat"
#: A worker asks for the time when it claims, before and after the press, and when the letters become valid.
BEFORE_THE_COMMIT = 4


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world() -> World:
    """A community whose roll is fixed: seven households, nine owners."""
    world = World()
    _ = world.roll
    return world


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Callable[..., Any]:
    """What waits for the commit is done, as it is outside a test."""

    def act(service: Callable[..., Any], **told: Any) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return service(**told)

    return act


def unit(door: str = "1-1-101") -> Unit:
    return Unit.objects.get(door=door)


def owner(door: str = "1-1-101") -> Owner:
    return Owner.objects.get(ownerships__unit__door=door)


def logged(what: str) -> list[tuple[str, str, Any]]:
    return list(Event.objects.filter(what=what).order_by("pk").values_list("about", "by", "detail"))


def told(
    *, kind: str = "household", pages: int | None = 7, reason: str | None = None, co_owners: int = 0
) -> dict[str, Any]:
    """What the ledger keeps of letters: which, never whose."""
    return {"roll": 1, "kind": kind, "pages": pages, "co_owners": co_owners, "reason": reason}


def everything_stored() -> str:
    """The whole database as text."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        tables = [name for (name,) in cursor.fetchall()]
        rows = []
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            rows += [row for (row,) in cursor.fetchall()]
    return "\n".join(rows)


def test_an_order_waits_for_a_worker_and_nobody_can_sign_in_yet(world: World) -> None:
    batch = order(world, opens_at=START, closes_at=LATER)

    assert (batch.kind, batch.roll, batch.ordered_by, batch.ordered_at) == (HOUSEHOLDS, world.roll, PRINTER, START)
    assert (batch.reason, batch.unit, batch.owner, batch.pages, batch.file) == (None,) * 5
    assert (batch.job.kind, batch.job.state, batch.job.created_by) == ("letters.print", "queued", PRINTER)
    assert logged("letters.ordered") == [(f"letter_batch:{batch.pk}", PRINTER, told(pages=None))]
    assert Credential.objects.count() == 0
    assert letter_files.names() == set()


def test_every_household_gets_a_page_that_signs_it_in(world: World) -> None:
    batch = made(world)
    pages = fetched(batch)

    assert [page.door for page in pages] == DOORS
    assert [page.credential().unit.door for page in pages] == DOORS
    assert {page.credential().issued_by for page in pages} == {PRINTER}
    assert len({page.code for page in pages}) == 7
    assert (batch.pages, batch.made_at, batch.expires_at) == (7, LATER, LATER + KEPT)


def test_making_is_told_step_by_step_and_logged(world: World) -> None:
    batch = made(world)

    job = Job.objects.get(pk=batch.job_id)
    assert (job.state, job.progress_done, job.progress_total, job.result) == ("done", 7, 7, {"pages": 7})
    assert logged("letters.made") == [(f"letter_batch:{batch.pk}", PRINTER, told())]
    issued = Credential.objects.order_by("pk").values_list("pk", flat=True)
    assert logged("credential.issued") == [(f"credential:{pk}", PRINTER, {}) for pk in issued]


def test_the_file_is_read_by_the_portals_account_alone(world: World, tmp_path: Path) -> None:
    batch = made(world)

    (path,) = (tmp_path / "letters").iterdir()
    assert path.name == batch.file
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_the_database_holds_no_code(world: World) -> None:
    pages = fetched(made(world))
    codes = {re.sub(" ", "", page.code) for page in pages}
    stored = everything_stored()

    assert len(codes) == 7
    assert [code for code in codes if code in stored] == []
    assert {re.sub(" ", "", page.letter_number) in stored for page in pages} == {True}  # the search finds what is there


def test_owners_letters_go_to_their_representatives_and_the_developers_to_the_firm(world: World) -> None:
    pages = fetched(made(world, OWNERS))

    found = {page.credential().owner: page for page in pages}
    assert len(found) == 9
    person = found[owner()].credential().person
    assert person is not None
    assert person.name == "测试人11"
    assert "测试人 11" in found[owner()].text
    developer = found[Owner.objects.get(kind="developer")]
    assert developer.credential().person is None
    assert "1-2-101" not in developer.text.split("\n")[:4]  # nobody lives there


def test_a_file_is_fetched_once_and_then_gone(world: World, committed: Callable[..., Any]) -> None:
    batch = made(world)
    pdf = committed(letters.fetch, batch_id=batch.pk, by=PRINTER, at=LATER)

    assert pdf.startswith(b"%PDF-")
    assert letter_files.names() == set()
    batch.refresh_from_db()
    assert (batch.fetched_by, batch.fetched_at, batch.deleted_at) == (PRINTER, LATER, LATER)
    assert logged("letters.fetched") == [(f"letter_batch:{batch.pk}", PRINTER, told())]
    again = refusal(lambda: letters.fetch(batch_id=batch.pk, by=PRINTER, at=LATER))
    assert again == ("LettersRefused", "letters_gone")


def test_a_file_whose_fetching_was_rolled_back_is_still_there(world: World) -> None:
    batch = made(world)
    letters.fetch(batch_id=batch.pk, by=PRINTER, at=LATER)  # no commit: what waits for it is not done

    assert letter_files.names() == {batch.file}


def test_what_is_not_made_cannot_be_fetched(world: World) -> None:
    batch = order(world)

    assert refusal(lambda: letters.fetch(batch_id=batch.pk, by=PRINTER, at=START)) == (
        "LettersRefused",
        "letters_not_made",
    )


def test_a_file_that_was_lost_is_not_marked_as_fetched(world: World) -> None:
    batch = made(world)
    letter_files.delete(batch.file)

    assert refusal(lambda: letters.fetch(batch_id=batch.pk, by=PRINTER, at=LATER)) == ("LettersRefused", "letters_gone")
    batch.refresh_from_db()
    assert batch.fetched_at is None


@pytest.mark.parametrize("late, is_there", [(-timedelta(microseconds=1), True), (timedelta(0), False)])
def test_a_file_waits_for_a_day(world: World, committed: Callable[..., Any], late: timedelta, is_there: bool) -> None:
    batch = made(world)
    at = batch.expires_at + late

    assert batch.can_be_fetched(at) is is_there
    assert committed(letters.delete_expired, by=BEAT, at=at) == (0 if is_there else 1)

    batch.refresh_from_db()
    assert letter_files.names() == ({batch.file} if is_there else set())
    assert (batch.deleted_at, batch.fetched_at) == (None if is_there else at, None)
    assert logged("letters.expired") == ([] if is_there else [(f"letter_batch:{batch.pk}", BEAT, told())])
    assert committed(letters.delete_expired, by=BEAT, at=at) == 0


def test_a_file_that_expired_is_not_given_out_before_the_sweep_comes(world: World) -> None:
    batch = made(world)

    refused = refusal(lambda: letters.fetch(batch_id=batch.pk, by=PRINTER, at=batch.expires_at))

    assert refused == ("LettersRefused", "letters_gone")


def test_letters_whose_file_expired_still_work(world: World, committed: Callable[..., Any]) -> None:
    batch = made(world)
    committed(letters.delete_expired, by=BEAT, at=batch.expires_at)

    assert Credential.objects.valid().count() == 7


def test_only_voices_without_a_letter_get_one(world: World) -> None:
    kept = credentials.issue_for_household(unit_id=unit("1-1-201").pk, by=CHAIR, at=START)

    pages = fetched(made(world))

    assert [page.door for page in pages] == [door for door in DOORS if door != "1-1-201"]
    assert Credential.objects.valid().filter(pk=kept.credential_id).exists()
    assert refusal(lambda: order(world)) == ("LettersRefused", "nobody_lacks_a_letter")


def test_a_letter_that_was_taken_back_counts_as_lacking(world: World) -> None:
    first = fetched(made(world))
    credentials.revoke(credential_id=first[0].credential().pk, by=PRINTER, at=LATER, reason=Reason.SEEN)

    assert [page.door for page in fetched(made(world))] == [DOORS[0]]
    assert logged("credential.revoked")[-1][1:] == (PRINTER, {"reason": "seen"})


def test_letters_made_anew_replace_all_others_when_they_are_made_and_not_before(world: World) -> None:
    first = fetched(made(world))
    batch = order(world, reason=Reason.BROKEN_FILE)
    assert [page.credential().revoked_at for page in first] == [None] * 7

    assert make() == 1
    batch.refresh_from_db()
    second = fetched(batch)

    assert [page.door for page in second] == DOORS
    assert [page.credential().unit.door for page in second] == DOORS
    assert {refusal(page.credential) for page in first} == {("SignInRefused", "unknown_code")}
    why = {"reason": "broken_file"}
    assert [(by, detail) for _, by, detail in logged("credential.revoked")] == [(PRINTER, why)] * 7
    assert logged("letters.made")[-1][2] == told(reason="broken_file")


def test_one_voice_gets_another_letter_and_the_others_keep_theirs(world: World) -> None:
    first = fetched(made(world))

    (page,) = fetched(made(world, reason=Reason.LOST, unit_id=unit("1-1-301").pk))

    assert (page.door, page.credential().unit.door) == ("1-1-301", "1-1-301")
    assert refusal(first[2].credential) == ("SignInRefused", "unknown_code")
    assert [page.credential().unit.door for page in first if page is not first[2]] == [
        door for door in DOORS if door != "1-1-301"
    ]


def test_an_owner_gets_another_letter(world: World) -> None:
    (page,) = fetched(made(world, OWNERS, reason=Reason.NEW_HOLDER, owner_id=owner().pk))

    assert page.credential().owner == owner()


@pytest.mark.parametrize("door", ["1-2-101", "1-S1"])  # unsold; a shop
def test_who_is_not_on_the_roll_gets_no_letter(world: World, door: str) -> None:
    refused = refusal(lambda: order(world, reason=Reason.LOST, unit_id=unit(door).pk))

    assert refused == ("LettersRefused", "not_on_the_roll")


def test_a_sale_since_the_roll_changes_no_letter(world: World) -> None:
    """The vote is counted by the roll; so its letters go to who stands there, at the doors of that day."""
    sold, seller, buyer = unit("1-1-301"), owner("1-1-301"), owner("1-1-401")
    Ownership.objects.filter(unit=sold).update(until=(START + timedelta(days=1)).date())
    Ownership.objects.create(unit=sold, owner=buyer, since=(START + timedelta(days=1)).date())

    pages = fetched(made(world, OWNERS, at=START + timedelta(days=3)), at=START + timedelta(days=3))

    doors = {page.credential().owner: page.door for page in pages}
    assert (doors[seller], doors[buyer]) == ("1-1-301", "1-1-401")


@pytest.mark.parametrize(
    "standing, asked, refused",
    [
        ({}, {}, True),
        ({}, {"reason": Reason.LOST}, True),
        ({}, {"reason": Reason.LOST, "unit_id": 0}, True),
        ({"reason": Reason.LOST, "unit_id": 0}, {}, True),
        ({"reason": Reason.LOST, "unit_id": 0}, {"reason": Reason.SEEN, "unit_id": 0}, True),
        ({"reason": Reason.LOST, "unit_id": 0}, {"reason": Reason.SEEN, "unit_id": 1}, False),
    ],
)
def test_one_order_at_a_time_speaks_to_a_voice(
    world: World, standing: dict[str, Any], asked: dict[str, Any], refused: bool
) -> None:
    homes = [unit(door).pk for door in DOORS[:2]]

    def wanted(said: dict[str, Any]) -> dict[str, Any]:
        return said | {"unit_id": homes[said["unit_id"]]} if "unit_id" in said else said

    order(world, **wanted(standing))
    if refused:
        assert refusal(lambda: order(world, **wanted(asked))) == ("LettersRefused", "letters_under_way")
    assert order(world, OWNERS).pk
    assert refused or order(world, **wanted(asked)).pk


def test_another_communitys_letters_are_not_in_the_way(world: World) -> None:
    order(world)
    other = World("other")

    assert order(other).pk
    assert make() == 2


def test_what_a_dead_worker_left_behind_is_deleted_but_not_while_another_is_at_work(world: World) -> None:
    batch = made(world)
    left = letter_files.save(b"of a worker that was killed")
    other = order(world, OWNERS)
    Job.objects.filter(pk=other.job_id).update(
        state="running", attempt=1, worker="w2", started_at=LATER, lease=timedelta(1), lease_until=LATER + timedelta(1)
    )
    letters.delete_expired(by=BEAT, at=LATER)
    assert letter_files.names() == {batch.file, left}

    Job.objects.filter(pk=other.job_id).update(
        state="failed", lease=None, lease_until=None, finished_at=LATER, error="lease_expired"
    )
    letters.delete_expired(by=BEAT, at=LATER)
    assert letter_files.names() == {batch.file}


def test_a_worker_that_lost_its_job_leaves_neither_letters_nor_a_file(world: World, caplog: Any) -> None:
    order(world)
    asked = 0

    def clock() -> datetime:
        nonlocal asked
        asked += 1
        if asked == BEFORE_THE_COMMIT:
            Job.objects.update(worker="w2", attempt=2)
        return LATER

    assert letters.make_ordered(worker="w1", clock=clock) == 0

    assert Credential.objects.count() == 0
    assert letter_files.names() == set()
    assert LetterBatch.objects.get().file is None
    assert "another worker has it" in caplog.text


def test_letters_that_cannot_be_made_are_tried_again_and_then_failed(world: World, caplog: Any) -> None:
    """Every voice got a letter meanwhile, so that none is left to be printed."""
    batch = order(world)
    for door in DOORS:
        credentials.issue_for_household(unit_id=unit(door).pk, by=CHAIR, at=START)

    for minutes in range(3):
        assert make(at=LATER + timedelta(minutes=minutes)) == 0

    batch.refresh_from_db()
    assert (batch.job.state, batch.job.error) == ("failed", "LettersRefused: nobody_lacks_a_letter")
    assert batch.file is None


def test_a_page_of_a_very_long_batch_is_set_section_by_section(settings: Any) -> None:
    """More letters than the press sets at once: still one file, a page for each, in order."""
    size = letters.SECTION + 3
    here = community("long")
    here.area_cm2 = size * 100 * M2
    here.save()
    rows = [
        UnitRow("1-1", f"1-1-{number}", 1, register()[0].use, 100 * M2, persons=(PersonRow("甲", f"T-{number}"),))
        for number in range(1, size + 1)
    ]
    enter_register(community_id=here.pk, rows=rows, since=START.date(), by=CHAIR, at=START)
    roll = freeze_roll(community_id=here.pk, by=CHAIR, at=START)
    batch = letters.order(wanted=Wanted(roll.pk, HOUSEHOLDS), by=PRINTER, at=START)
    assert make() == 1

    pages = fetched(LetterBatch.objects.get(pk=batch.pk))

    assert [page.door for page in pages] == [f"1-1-{number}" for number in range(1, size + 1)]
    assert {page.credential().unit.door for page in (pages[0], pages[-1])} == {"1-1-1", f"1-1-{size}"}
