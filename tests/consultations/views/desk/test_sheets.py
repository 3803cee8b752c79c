"""Paper at the desk: giving out, taking in, two entries, a difference, and the sums before the count."""

import pypdfium2
import pytest

from communities.domain.roles import Role
from consultations.domain.stages import Stage
from consultations.models import BallotVersion, PaperSheet, Round
from consultations.services import rounds
from tests.consultations import papered
from tests.consultations.views.desk.desks import Desk, go_to, now_world, problems
from tests.consultations.views.desk.test_queries import asked
from tests.consultations.views.public.reading import words
from tests.stages import newest, onward
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    world = onward(now_world(), Stage.SELECTING)
    go_to(world, world.at)
    return world


@pytest.fixture
def round(world: World) -> Round:
    return newest(world, "selection")


@pytest.fixture
def clerk(world: World) -> Desk:
    return Desk(world, Role.ENTRY_CLERK)


def marks(round: Round, sheet: PaperSheet, mark: str) -> dict[str, str]:
    """What a clerk sends who reads the same mark at every item of this voice."""
    own = sheet.entry.shares.values("place")
    return {f"a-{q.number}": mark for q in round.questions.filter(place__in=own)} | {"fault": ""}


def sent_on(desk: Desk, data: dict[str, str], sheet: PaperSheet) -> str:
    """The page one comes to after an entry that is kept: past the next sheet, where one waits."""
    return desk.client.post(desk.url("desk_sheet_enter", pk=sheet.pk), data, follow=True).content.decode()


def back(world: World, round: Round, number: int = 0) -> PaperSheet:
    go_to(world, world.at)
    return papered.handed_in(world, round, number)


def test_sheets_of_a_stairwell_are_given_out_and_printed(clerk: Desk, round: Round) -> None:
    assert "4 voices" in words(clerk.page("desk_sheets"))

    assert "The sheets are given out." in clerk.done("desk_sheets_issue", place="1-1")

    assert list(PaperSheet.objects.order_by("number").values_list("entry__unit__door", flat=True)) == [
        "1-1-101",
        "1-1-201",
        "1-1-301",
        "1-1-401",
    ]
    printed = clerk.get("desk_sheets_print")
    assert printed["Content-Type"] == "application/pdf"
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(printed.content))
    serials = PaperSheet.objects.values_list("serial", flat=True)
    assert all(f"{serial[:4]} {serial[4:]}" in text for serial in serials)
    assert all(f"1-1-{floor}01" in text for floor in (1, 2, 3, 4))


def test_a_sheet_is_found_by_number_code_scanned_address_and_door(clerk: Desk, world: World, round: Round) -> None:
    (sheet,) = papered.issue(world, round, world.entries(round)[0])
    there = clerk.url("desk_sheet", pk=sheet.pk)

    for typed in (
        "1",
        sheet.serial.lower(),
        f"https://x.example/desk/small/paper/find/?sheet={sheet.serial}",
        "1-1-101",
    ):
        assert clerk.get("desk_sheets_find", f"?sheet={typed}")["Location"] == there
    assert "No sheet of this vote" in clerk.page("desk_sheets_find", "?sheet=9-9-999")
    assert "Type a number, a code or a door." in clerk.page("desk_sheets_find", "?sheet=")


def test_a_door_without_a_sheet_gets_one(clerk: Desk, world: World, round: Round) -> None:
    entry = world.entries(round)[0]
    assert "This voice has no sheet yet." in clerk.page("desk_sheets_find", "?sheet=1-1-101")

    clerk.done("desk_sheets_issue_one", entry=entry.pk)

    assert PaperSheet.objects.get().entry == entry


def test_a_sheet_is_handed_in_and_says_by_whom(clerk: Desk, world: World, round: Round) -> None:
    (sheet,) = papered.issue(world, round, world.entries(round)[0])

    assert "Sheet 1 is handed in." in clerk.done("desk_sheet_receive", pk=sheet.pk)

    assert clerk.user.full_name in clerk.page("desk_sheet", pk=sheet.pk)
    assert "has been handed in already" in clerk.done("desk_sheet_receive", pk=sheet.pk)


def test_a_lost_sheet_gives_way_to_another(clerk: Desk, world: World, round: Round) -> None:
    (sheet,) = papered.issue(world, round, world.entries(round)[0])
    assert set(problems(clerk.post("desk_sheet_take_out", pk=sheet.pk))) == {"why"}

    clerk.done("desk_sheet_take_out", {"why": "lost", "again": "on"}, pk=sheet.pk)

    assert list(PaperSheet.objects.order_by("number").values_list("state", flat=True)) == ["spoilt", "out"]


def test_two_clerks_enter_a_sheet_and_it_counts(clerk: Desk, world: World, round: Round) -> None:
    sheet, other = back(world, round), Desk(world, Role.RECORDER)

    page = sent_on(clerk, marks(round, sheet, "+"), sheet)
    assert "Your entry is kept. Somebody else enters this sheet too." in page
    assert "Somebody else has to enter it now." in clerk.page("desk_sheet", pk=sheet.pk)
    other.done("desk_sheet_enter", marks(round, sheet, "+"), pk=sheet.pk)

    version = BallotVersion.objects.get()
    assert (version.channel, set(str(version.answers)) - {"."}) == ("paper", {"+"})


def test_the_second_sees_nothing_of_what_the_first_typed(clerk: Desk, world: World, round: Round) -> None:
    sheet, other = back(world, round), Desk(world, Role.RECORDER)
    before = other.page("desk_sheet_enter", pk=sheet.pk)
    clerk.done("desk_sheet_enter", marks(round, sheet, "-"), pk=sheet.pk)

    after = other.page("desk_sheet_enter", pk=sheet.pk)

    assert " checked" not in after.replace('value="" checked', "")
    assert words(after) == words(before)


def test_a_third_is_shown_where_two_differ_and_settles_it(clerk: Desk, world: World, round: Round) -> None:
    sheet = back(world, round)
    papered.read(world, sheet, papered.SECOND)
    first = next(iter(marks(round, sheet, "+")))
    Desk(world, Role.RECORDER).done("desk_sheet_enter", marks(round, sheet, "+") | {first: "-"}, pk=sheet.pk)

    page = words(clerk.page("desk_sheet_enter", pk=sheet.pk))
    assert "Two entries differ: yours settles it" in page
    assert page.count("the two entries differ here") == 1
    assert "This sheet is entered." in sent_on(clerk, marks(round, sheet, "0"), sheet)

    assert set(str(BallotVersion.objects.get().answers)) - {"."} == {"0"}


def test_an_empty_entry_and_a_faulty_sheet(clerk: Desk, world: World, round: Round) -> None:
    sheet = back(world, round)
    assert "Nothing is marked." in clerk.refused("desk_sheet_enter", {"fault": ""}, pk=sheet.pk)

    clerk.done("desk_sheet_enter", {"fault": "unsigned"}, pk=sheet.pk)

    assert sheet.readings.get().fault == "unsigned"


def test_what_is_unclear_and_the_priorities_are_typed_too(clerk: Desk, world: World, round: Round) -> None:
    sheet = back(world, round)
    said = marks(round, sheet, "+") | {"a-1": "x", "a-2": "_", "p-1": "3"}

    clerk.done("desk_sheet_enter", said, pk=sheet.pk)

    read = sheet.readings.get()
    assert (str(read.answers)[:3], read.choices) == ("x_+", "p3")


def test_the_chair_reads_no_ballot(world: World, round: Round) -> None:
    sheet = back(world, round)

    assert Desk(world).get("desk_sheet_enter", pk=sheet.pk).status_code == 404


def test_the_next_sheet_is_never_one_of_kin(clerk: Desk, world: World, round: Round) -> None:
    sheet = back(world, round)
    assert clerk.get("desk_sheet_next")["Location"] == clerk.url("desk_sheet_enter", pk=sheet.pk)

    assert "The register has no such door." in clerk.refused("desk_kin", {"door": "9-9-999"})
    clerk.done("desk_kin", {"door": "1-1-101"})

    assert "No sheet waits for you." in clerk.client.get(clerk.get("desk_sheet_next")["Location"]).content.decode()
    assert "You said that you are related" in clerk.refused("desk_sheet_enter", marks(round, sheet, "+"), pk=sheet.pk)


def test_the_chair_takes_a_declaration_back(clerk: Desk, world: World, round: Round) -> None:
    sheet = back(world, round)
    said = papered.declare(world, sheet, f"user:{clerk.user.pk}")

    assert "It is taken back." in Desk(world).done("desk_kin_end", pk=said.pk)


def test_the_vote_is_counted_when_the_paper_adds_up(clerk: Desk, world: World, round: Round) -> None:
    papered.entered(world, round)
    go_to(world, round.closes_at)
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)
    chair = Desk(world)
    assert "The paper ballots do not add up yet" in chair.page("desk_rounds")
    assert "The paper does not add up yet." in chair.page("desk_community")
    assert "have not been counted by hand; handed in were 1" in words(clerk.page("desk_sheets_check"))

    assert "Give a whole number." in clerk.refused("desk_sheets_check", {"in_box": "x"})
    clerk.done("desk_sheets_check", {"in_box": "1"})

    assert "The paper adds up." in clerk.page("desk_sheets_check")
    assert "Everybody can see the result." in chair.done("desk_count", number=round.number)


def test_the_chair_signs_a_reason_where_it_does_not(clerk: Desk, world: World, round: Round) -> None:
    back(world, round)
    go_to(world, round.closes_at)
    rounds.close_round(round_id=round.pk, by=CHAIR, at=world.at)
    chair = Desk(world)

    assert set(problems(chair.post("desk_sheets_sign", {"reason": " "}))) == {"reason"}
    chair.done("desk_sheets_sign", {"reason": "录入员生病"})

    assert "录入员生病" in clerk.page("desk_sheets_check")
    assert "Everybody can see the result." in chair.done("desk_count", number=round.number)


def test_before_any_vote_the_page_says_so() -> None:
    desk = Desk(World(), Role.ENTRY_CLERK)

    assert "No vote has been opened yet." in desk.page("desk_sheets")
    assert desk.get("desk_sheets_check").status_code == 404


def test_many_sheets_ask_the_database_no_more_often_than_one(clerk: Desk, world: World, round: Round) -> None:
    papered.issue(world, round, world.entries(round)[0])
    one = asked(clerk.client, clerk.url("desk_sheets"))

    papered.issue(world, round, *world.entries(round)[1:3])

    assert asked(clerk.client, clerk.url("desk_sheets")) == one
