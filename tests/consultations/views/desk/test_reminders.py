"""Reminders at the desk: figures and doors, never a choice and never an address."""

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from communities.domain.roles import Role
from consultations.models import Reminder
from consultations.services import reminding
from renewal_portal.messaging.locmem import LocmemSms
from tests.consultations.reminded import begins, gives, votes
from tests.consultations.views.desk.desks import Desk
from tests.residents import selecting


@pytest.fixture
def desk(db, outbox) -> Desk:
    """A chair before a selection: 101 voted, 201 began, 301 gave an e-mail address, 401 a number nobody answers."""
    world, round = selecting()
    votes(world, round, "1-1-101")
    begins(world, round, "1-1-201")
    gives(world, round, "1-1-301", "301@a.cn")
    gives(world, round, "1-1-401", "13800000043")
    LocmemSms.deaf.add("13800000043")
    return Desk(world)


def figures(desk: Desk) -> list[tuple[str, int, int, int, int]]:
    """Each group as the page shows it: voices, by e-mail, by short message, only by letter."""
    groups = desk.get("desk_reminders", number=1).context["groups"]
    return [
        (reach.group.value, reach.voices, reach.by_email, reach.by_sms, reach.only_by_letter) for reach, *_ in groups
    ]


def send() -> None:
    reminding.send_ordered(worker="test", clock=timezone.now)


def test_votes_lead_here_while_a_vote_is_open(desk) -> None:
    assert desk.url("desk_reminders", number=1) in desk.page("desk_rounds")


def test_the_page_counts_and_names_nobody(desk) -> None:
    page = desk.page("desk_reminders", number=1)

    assert figures(desk) == [("draft", 1, 0, 0, 1), ("silent", 5, 1, 1, 3)]
    assert [word in page for word in ("301@a.cn", "13800000043", "1-1-301", "1-1-201")] == [False] * 4
    assert ("Remind 2 voices now" in page, page.count("Remind ")) == (True, 1)


def test_one_press_orders_and_the_next_page_says_how_it_went(desk) -> None:
    page = desk.done("desk_reminders_send", number=1, group="silent")
    assert ("Reminders are being sent" in page, mail.outbox) == (True, [])

    send()

    assert "1 left, 1 reached nobody." in desk.page("desk_reminders", number=1)
    assert [message.to for message in mail.outbox] == [["301@a.cn"]]


def test_who_gave_no_way_gets_no_button(desk) -> None:
    assert "Nobody of these gave an address" in desk.done("desk_reminders_send", number=1, group="draft")


def test_a_group_nobody_knows_is_not_found(desk) -> None:
    assert desk.post("desk_reminders_send", number=1, group="all").status_code == 404


def test_the_list_names_doors_and_why_a_message_does_not_reach_them_and_no_choice(desk) -> None:
    desk.done("desk_reminders_send", number=1, group="silent")
    send()

    rows = desk.get("desk_reminders_doors", number=1).context["rows"]

    assert [(doors, why) for doors, why, _ in rows] == [
        ("1-1-201", "gave no other way"),
        ("1-1-401", "no message reached it"),
        ("1-2-201", "gave no other way"),
        ("1-2-301", "gave no other way"),
        ("1-2-401", "gave no other way"),
    ]


def test_a_walk_is_recorded_with_one_press(desk) -> None:
    page = desk.done("desk_reminders_doors", number=1)

    assert ("It is recorded that these doors were reminded." in page, "Last walked" in page) == (True, True)
    assert Reminder.objects.filter(channel="letter", sent_by=f"user:{desk.user.pk}").count() == 4


@pytest.mark.parametrize("role", [Role.RECORDER, Role.SURVEYOR, Role.PRINTER, Role.SUPERVISOR])
def test_only_who_runs_the_vote_reminds(desk, role) -> None:
    other = Desk(desk.world, role)

    assert [other.get(name, number=1).status_code for name in ("desk_reminders", "desk_reminders_doors")] == [404, 404]
    assert desk.url("desk_reminders", number=1) not in other.page("desk_rounds")


@pytest.mark.parametrize("name", ["desk_reminders", "desk_reminders_doors"])
def test_as_many_queries_however_many_are_waited_for(desk, name) -> None:
    asked = []
    for door in ("1-1-301", "1-1-401", "1-2-201"):
        with CaptureQueriesContext(connection) as queries:
            desk.get(name, number=1)
        asked.append(len(queries))
        votes(desk.world, desk.world.consultation.rounds.get(), door)

    assert len(set(asked)) == 1
    assert asked[0] <= 16
