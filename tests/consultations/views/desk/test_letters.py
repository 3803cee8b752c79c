"""The printer's pages: letters ordered, watched, fetched once; one door looked up, a letter replaced or taken back."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from communities.domain.roles import Role
from communities.models import Credential, LetterBatch, Owner, OwnerMember, Unit
from communities.services import letter_files, letters
from renewal_portal.ledger.clock import now
from renewal_portal.ledger.models import Event, Job
from tests.communities.services.lettering import read
from tests.consultations.couples import second as second_of
from tests.consultations.views.desk.desks import Desk, go_to, now_world
from tests.consultations.views.desk.test_queries import asked
from tests.residents import with_couple
from tests.world import World

pytestmark = pytest.mark.django_db

MAKE = {"kind": "household"}


@pytest.fixture(autouse=True)
def _folder(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def world() -> World:
    world = now_world().prepare()
    world.select()
    return world


@pytest.fixture
def desk(world: World) -> Desk:
    return Desk(world, Role.PRINTER)


def make() -> int:
    return letters.make_ordered(worker="tests", clock=now)


def made(desk: Desk) -> LetterBatch:
    """The household letters, ordered on the page and made by a worker."""
    desk.done("desk_letters_order", **MAKE)
    assert make() == 1
    return LetterBatch.objects.get()


def part(desk: Desk, batch: LetterBatch) -> str:
    """What the page asks for by itself."""
    answer = desk.client.get(desk.url("desk_letters_batch", pk=batch.pk), headers={"HX-Request": "true"})
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_says_how_many_voices_lack_a_letter_and_of_which_vote_letters_speak(desk: Desk) -> None:
    page = " ".join(desk.page("desk_letters").split())

    assert "Make the 7 missing letters" in page
    assert "Make the 9 missing letters" in page
    assert "For the vote from" in page
    assert "No vote is called" in page


def test_before_a_roll_is_fixed_it_says_who_has_to_do_what() -> None:
    desk = Desk(World(), Role.PRINTER)

    assert "No roll is fixed yet." in desk.page("desk_letters")
    assert desk.get("desk_letters_order", **MAKE).status_code == 404
    assert desk.post("desk_letters_order", **MAKE).status_code == 404


def test_letters_are_ordered_made_and_fetched_once(
    desk: Desk, django_capture_on_commit_callbacks: Callable[..., Any]
) -> None:
    batch = made(desk)
    assert "7 letters. The file can be fetched once, until" in desk.page("desk_letters")

    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post("desk_letters_fetch", pk=batch.pk)

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="letters-small-{batch.pk}.pdf"'
    assert "no-store" in answer["Cache-Control"]
    pages = read(answer.content)
    assert len(pages) == 7
    signed_in = Client().post(
        reverse("sign_in"), {"letter_number": pages[0].letter_number, "code": pages[0].code, "helper": ""}
    )
    assert signed_in["Location"] == reverse("my")
    assert letter_files.names() == set()
    page = desk.done("desk_letters_fetch", pk=batch.pk)
    assert "This file is no longer there" in page
    assert "Fetched" in page
    assert "Fetch the letters" not in page
    batch.refresh_from_db()
    assert batch.fetched_by == f"user:{desk.user.pk}"


def test_looking_at_the_address_of_a_file_fetches_nothing(desk: Desk) -> None:
    batch = made(desk)

    assert desk.get("desk_letters_fetch", pk=batch.pk).status_code == 405
    assert letter_files.names() == {batch.file}


def test_the_page_follows_the_work_until_it_is_done(desk: Desk) -> None:
    desk.done("desk_letters_order", **MAKE)
    batch = LetterBatch.objects.get()
    asks = f'hx-get="{desk.url("desk_letters_batch", pk=batch.pk)}"'
    assert "Waiting; it begins within a minute." in desk.page("desk_letters")
    assert asks in part(desk, batch)

    lease = {"lease": timedelta(minutes=5), "lease_until": now() + timedelta(minutes=5)}
    Job.objects.update(
        state="running", attempt=1, worker="w", started_at=now(), progress_done=3, progress_total=7, **lease
    )
    running = part(desk, batch)
    assert 'value="3" max="7"' in running
    assert "The letters are being made." in running
    assert asks in running

    Job.objects.update(state="failed", lease=None, lease_until=None, finished_at=now(), error="NotTypeset: x")
    failed = part(desk, batch)
    assert "They could not be made. Order them again" in failed
    assert "NotTypeset" not in failed
    assert "hx-get" not in failed


def test_whoever_asks_for_the_part_without_a_script_gets_the_whole_page(desk: Desk) -> None:
    batch = made(desk)

    assert "<h1>" in desk.client.get(desk.url("desk_letters_batch", pk=batch.pk), follow=True).content.decode()
    assert "<h1>" not in part(desk, batch)


def test_a_file_that_nobody_fetched_in_time_is_not_offered(desk: Desk, world: World) -> None:
    batch = made(desk)
    go_to(world, batch.expires_at)

    assert "Fetch the letters" not in desk.page("desk_letters")
    assert "Nobody fetched the file in time; it is deleted." in desk.page("desk_letters")


def test_a_second_order_is_refused_in_words(desk: Desk) -> None:
    desk.done("desk_letters_order", **MAKE)

    assert "Letters are being made already" in desk.done("desk_letters_order", **MAKE)
    assert "Letters are being made already" in desk.refused("desk_letters_anew", {"reason": "lost"}, **MAKE)
    assert LetterBatch.objects.count() == 1


def test_all_letters_are_made_anew_with_a_reason_and_not_without(desk: Desk) -> None:
    made(desk)
    first = set(Credential.objects.values_list("pk", flat=True))
    assert "Choose a reason. It is recorded." in desk.refused("desk_letters_anew", {}, **MAKE)
    assert LetterBatch.objects.count() == 1

    page = desk.done("desk_letters_anew", {"reason": "broken_file"}, **MAKE)
    assert "The printing went wrong" in page
    assert Credential.objects.valid().count() == 7
    assert make() == 1
    assert set(Credential.objects.valid().values_list("pk", flat=True)) & first == set()


def test_a_door_shows_its_letters(desk: Desk) -> None:
    made(desk)
    number = Credential.objects.get(unit__door="1-1-101").letter_number

    page = desk.page("desk_letters_door", "?door=1-1-101")

    assert "The household: 1-1-101" in page
    assert "The owner: 1-1-101" in page
    assert f"{number[:4]} {number[4:]}" in page
    assert "No letter was ever made." in page
    assert "The register has no such door." in desk.page("desk_letters_door", "?door=9")
    assert "Type the door." in desk.page("desk_letters_door", "?door=")
    assert "The register has no such door." not in desk.page("desk_letters_door")


@pytest.mark.parametrize("kind", ["household", "owner"])
def test_one_voice_gets_a_new_letter(desk: Desk, kind: str) -> None:
    unit = Unit.objects.get(door="1-1-101")
    voice = unit if kind == "household" else Owner.objects.get(ownerships__unit=unit)
    where = {"kind": kind, "pk": voice.pk}
    assert "1-1-101" in desk.page("desk_letters_reissue", **where)
    assert "Choose a reason. It is recorded." in desk.refused("desk_letters_reissue", {}, **where)

    page = desk.done("desk_letters_reissue", {"reason": "lost"}, **where)
    assert ("Letter to the household of 1-1-101" if kind == "household" else "Letter to one owner") in page
    assert make() == 1

    letter = Credential.objects.get()
    assert (letter.unit, letter.owner) == ((unit, None) if kind == "household" else (None, voice))
    assert letter.issued_by == f"user:{desk.user.pk}"


def test_a_letter_is_taken_back_with_a_reason(desk: Desk) -> None:
    made(desk)
    letter = Credential.objects.get(unit__door="1-1-101")
    asked = desk.page("desk_letters_revoke", pk=letter.pk)
    assert f"{letter.letter_number[:4]} {letter.letter_number[4:]}" in asked
    assert "1-1-101" in asked
    assert "Choose a reason. It is recorded." in desk.refused("desk_letters_revoke", {}, pk=letter.pk)

    assert "The letter no longer works." in desk.done("desk_letters_revoke", {"reason": "seen"}, pk=letter.pk)

    letter.refresh_from_db()
    assert letter.revoked_by == f"user:{desk.user.pk}"
    assert Event.objects.get(what="credential.revoked").detail == {"reason": "seen"}
    assert "Make the missing letter" in desk.page("desk_letters")


@pytest.fixture
def of_a_couple() -> Desk:
    """Two persons own 1-1-101 together."""
    world = now_world(rows=with_couple()).prepare()
    world.select()
    return Desk(world, Role.PRINTER)


def second() -> OwnerMember:
    return OwnerMember.objects.co_owners().get()


def test_the_page_counts_the_letters_that_cast_and_those_of_co_owners(of_a_couple: Desk) -> None:
    page = " ".join(of_a_couple.page("desk_letters").split())
    assert "9 for representatives, 1 for a co-owner" in page
    assert "Make the 10 missing letters" in page
    assert "and every co-owner." in of_a_couple.page("desk_letters_order", kind="owner")

    of_a_couple.done("desk_letters_order", kind="owner")
    assert make() == 1

    page = of_a_couple.page("desk_letters")
    assert "10 letters: 9 for representatives, 1 for a co-owner. The file can be fetched once" in page
    assert "0 for representatives, 0 for co-owners" in page


def test_where_every_owner_is_one_person_nothing_is_said_of_co_owners(desk: Desk) -> None:
    assert "co-owner" not in desk.page("desk_letters")


def test_a_co_owner_gets_a_new_letter_and_the_one_that_casts_works_on(of_a_couple: Desk) -> None:
    of_a_couple.done("desk_letters_order", kind="owner")
    make()
    casts, first = Credential.objects.filter(owner=second().owner).order_by("pk")
    assert "Co-owner 测试人乙: 1-1-101" in of_a_couple.page("desk_letters_door", "?door=1-1-101")
    assert "Co-owner 测试人乙" in of_a_couple.page("desk_letters_co_owner", pk=second().pk)
    assert "Choose a reason. It is recorded." in of_a_couple.refused("desk_letters_co_owner", {}, pk=second().pk)

    assert "Letter to one co-owner" in of_a_couple.done("desk_letters_co_owner", {"reason": "lost"}, pk=second().pk)
    assert make() == 1

    valid = Credential.objects.valid().filter(owner=second().owner)
    assert set(valid.values_list("person", flat=True)) == {casts.person_id, first.person_id}
    assert valid.filter(pk=casts.pk).exists()
    assert not valid.filter(pk=first.pk).exists()


def test_a_co_owners_letter_is_taken_back_under_their_name(of_a_couple: Desk) -> None:
    of_a_couple.done("desk_letters_order", kind="owner")
    make()
    letter = Credential.objects.get(person=second().person)
    assert "Co-owner 测试人乙" in of_a_couple.page("desk_letters_revoke", pk=letter.pk)

    assert "The letter no longer works." in of_a_couple.done("desk_letters_revoke", {"reason": "seen"}, pk=letter.pk)

    page = " ".join(of_a_couple.page("desk_letters").split())
    assert "0 for representatives, 1 for a co-owner" in page
    assert Event.objects.get(what="credential.revoked").detail == {"reason": "seen"}


def test_where_nobody_is_named_the_door_says_so_and_offers_no_letter_that_casts(of_a_couple: Desk) -> None:
    owner = second().owner
    owner.members.update(is_representative=False)

    page = of_a_couple.page("desk_letters_door", "?door=1-1-101")

    assert "None of these owners is named yet to cast for all." in page
    assert of_a_couple.url("desk_letters_reissue", kind="owner", pk=owner.pk) not in page
    refused = of_a_couple.refused("desk_letters_reissue", {"reason": "lost"}, kind="owner", pk=owner.pk)
    assert "These owners have not named yet who casts for them." in refused


def test_who_casts_and_who_is_elsewhere_is_no_co_owner_here(of_a_couple: Desk) -> None:
    other = World("other", rows=with_couple())
    casts = OwnerMember.objects.representatives().get(owner=second_of(of_a_couple.world).owner)

    assert [
        of_a_couple.get("desk_letters_co_owner", pk=casts.pk).status_code,
        of_a_couple.get("desk_letters_co_owner", pk=second_of(other).pk).status_code,
        of_a_couple.post("desk_letters_co_owner", {"reason": "lost"}, pk=second_of(other).pk).status_code,
    ] == [404] * 3


def test_another_communitys_letters_and_voices_are_not_found(desk: Desk) -> None:
    other = World("other")
    _ = other.roll
    elsewhere = Desk(other, Role.PRINTER)
    elsewhere.done("desk_letters_order", **MAKE)
    make()
    batch, letter = LetterBatch.objects.get(), Credential.objects.first()
    unit = Unit.objects.of(other.community.pk).first()
    owner = Owner.objects.filter(community=other.community).first()

    assert [
        desk.get("desk_letters_batch", pk=batch.pk).status_code,
        desk.post("desk_letters_fetch", pk=batch.pk).status_code,
        desk.post("desk_letters_revoke", {"reason": "seen"}, pk=letter.pk).status_code,
        desk.post("desk_letters_reissue", {"reason": "seen"}, kind="household", pk=unit.pk).status_code,
        desk.post("desk_letters_reissue", {"reason": "seen"}, kind="owner", pk=owner.pk).status_code,
        desk.get("desk_letters_order", kind="nobody").status_code,
    ] == [404] * 6
    assert letter_files.names() == {batch.file}


@pytest.mark.parametrize(
    "role, ways", [(Role.PRINTER, ["Letters"]), (Role.CHAIR, ["Going back, pausing"]), (Role.RECORDER, [])]
)
def test_a_way_in_is_shown_to_those_who_find_its_page(world: World, role: Role, ways: list[str]) -> None:
    nav = Desk(world, role).page("desk_community").split('class="desk-nav"')[1].split("</nav>")[0]

    assert [way for way in ("Letters", "Going back, pausing") if way in nav] == ways


def test_the_page_asks_as_many_questions_for_three_batches_as_for_one(desk: Desk) -> None:
    def order_for(door: str) -> None:
        unit = Unit.objects.get(door=door)
        desk.done("desk_letters_reissue", {"reason": "lost"}, kind="household", pk=unit.pk)

    order_for("1-1-101")
    one = asked(desk.client, desk.url("desk_letters"))
    order_for("1-1-201")
    order_for("1-1-301")
    assert asked(desk.client, desk.url("desk_letters")) == one
