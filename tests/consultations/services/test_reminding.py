"""Reminders leave once a day, to those a vote waits for; none says what anybody answered."""

from datetime import timedelta

import pytest
from django.core import mail

from communities.domain.contacts import ContactKind
from communities.models import Contact
from communities.services import contacts
from consultations.domain.reminding import Group
from consultations.domain.stages import Stage
from consultations.models import Reminder
from consultations.services import reminding
from renewal_portal.ledger.models import Event, Job
from renewal_portal.ledger.services import jobs
from renewal_portal.messaging.locmem import LocmemSms
from tests.consultations.reminded import begins, entry_of, gives, remind, votes
from tests.refusals import refusal
from tests.residents import selecting
from tests.stages import go, standing_at
from tests.world import CHAIR

DAY = timedelta(days=1)


@pytest.fixture
def selection(db, outbox):
    """A vote: 101 voted, 201 began, 301 is silent; all of them gave an address."""
    world, round = selecting()
    votes(world, round, "1-1-101")
    begins(world, round, "1-1-201")
    for door, value in (("1-1-101", "101@a.cn"), ("1-1-201", "201@a.cn"), ("1-1-301", "301@a.cn")):
        gives(world, round, door, value)
    return world, round


def mailed() -> list[str]:
    return [address for message in mail.outbox for address in message.to]


def test_each_group_is_reminded_by_itself_in_its_own_words(selection) -> None:
    world, round = selection

    remind(world, round, Group.DRAFT)
    remind(world, round, Group.SILENT)

    assert mailed() == ["201@a.cn", "301@a.cn"]
    assert mail.outbox[0].body != mail.outbox[1].body


def test_a_reminder_names_the_vote_and_the_site_and_signs_nobody_in(selection, settings) -> None:
    world, round = selection

    remind(world, round, Group.DRAFT)

    (message,) = mail.outbox
    assert (world.community.name_zh in message.subject, world.community.name_zh in message.body) == (True, True)
    assert settings.BASE_URL in message.body
    assert "/k/" not in message.body
    assert message.from_email == settings.DEFAULT_FROM_EMAIL


def test_whoever_gave_both_ways_is_reminded_on_both(selection) -> None:
    world, round = selection
    gives(world, round, "1-1-301", "13800000042")

    job = remind(world, round)

    assert (mailed(), [number for number, _ in LocmemSms.outbox]) == (["301@a.cn"], ["13800000042"])
    assert job.result == {"sent": 2, "failed": 0}


def test_nobody_is_reminded_twice_on_a_day_and_again_on_the_next(selection) -> None:
    world, round = selection
    for _ in range(2):
        remind(world, round)
    assert (mailed(), Reminder.objects.count()) == (["301@a.cn"], 1)

    remind(world, round, at=world.at + DAY)

    assert (mailed(), Reminder.objects.count()) == (["301@a.cn"] * 2, 2)


def test_an_address_that_fails_holds_up_nobody_and_is_known_by_its_door(selection) -> None:
    world, round = selection
    gives(world, round, "1-1-401", "13800000043")
    gives(world, round, "1-2-201", "13800000044")
    LocmemSms.deaf.add("13800000043")

    job = remind(world, round)

    assert [number for number, _ in LocmemSms.outbox] == ["13800000044"]
    assert (job.state, job.result) == ("done", {"sent": 2, "failed": 1})
    assert [each.entry for each in Reminder.objects.filter(failed=True)] == [entry_of(round, "1-1-401")]


def test_a_mail_server_that_is_down_fails_each_mail_and_not_the_order(selection, settings) -> None:
    world, round = selection
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9  # nobody listens there

    job = remind(world, round)

    assert (job.state, job.result) == ("done", {"sent": 0, "failed": 1})


def test_what_was_withdrawn_after_the_order_is_not_used(selection) -> None:
    world, round = selection
    letter = gives(world, round, "1-1-401", "401@a.cn")
    job = reminding.order(round_id=round.pk, group=Group.SILENT, by=CHAIR, at=world.at)
    contacts.withdraw(credential_id=letter.pk, kind=ContactKind.EMAIL, at=world.at)

    reminding.send_ordered(worker="test", clock=lambda: world.at)

    job.refresh_from_db()
    assert (mailed(), job.result) == (["301@a.cn"], {"sent": 1, "failed": 0})


def test_a_worker_that_died_in_the_middle_leaves_what_the_next_does_not_send_again(selection) -> None:
    world, round = selection
    gives(world, round, "1-1-401", "401@a.cn")
    reminding.order(round_id=round.pk, group=Group.SILENT, by=CHAIR, at=world.at)
    jobs.claim(worker="dead", at=world.at, lease=timedelta(minutes=5), kinds=[reminding.REMIND])
    Reminder.objects.create(
        round=round,
        entry=entry_of(round, "1-1-301"),
        channel="email",
        day=world.at.astimezone().date(),
        sent_by=CHAIR,
        sent_at=world.at,
    )
    later = world.at + timedelta(minutes=6)

    assert reminding.send_ordered(worker="next", clock=lambda: later) == 1

    assert mailed() == ["401@a.cn"]


def test_an_order_that_waited_until_the_close_reminds_nobody(selection) -> None:
    world, round = selection
    job = reminding.order(round_id=round.pk, group=Group.SILENT, by=CHAIR, at=world.at)

    reminding.send_ordered(worker="test", clock=lambda: round.closes_at)

    job.refresh_from_db()
    assert (mailed(), job.result) == ([], {"sent": 0, "failed": 0})


def test_a_second_press_meanwhile_changes_nothing(selection) -> None:
    world, round = selection

    first = reminding.order(round_id=round.pk, group=Group.SILENT, by=CHAIR, at=world.at)
    again = reminding.order(round_id=round.pk, group=Group.SILENT, by=CHAIR, at=world.at + timedelta(seconds=1))

    assert (first, Job.objects.filter(kind=reminding.REMIND).count()) == (again, 1)
    assert Event.objects.filter(what="reminders.ordered").count() == 1


def test_events_say_how_many_and_never_who(selection) -> None:
    world, round = selection
    remind(world, round)

    told = Event.objects.filter(what__startswith="reminders.").order_by("pk")
    assert [(each.what, each.about, each.by, each.detail) for each in told] == [
        ("reminders.ordered", f"round:{round.pk}", CHAIR, {"group": "silent"}),
        ("reminders.sent", f"round:{round.pk}", CHAIR, {"group": "silent", "sent": 1, "failed": 0}),
    ]


def test_refused_where_nobody_gave_a_way_that_is_on(selection, settings) -> None:
    world, round = selection
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    act = {"round_id": round.pk, "group": Group.SILENT, "by": CHAIR, "at": world.at}
    assert refusal(lambda: reminding.order(**act)) == ("RemindersRefused", "nobody_reached")


def test_refused_where_no_ballot_is_taken(selection) -> None:
    world, round = selection
    over = {"round_id": round.pk, "by": CHAIR, "at": round.closes_at}

    assert refusal(lambda: reminding.order(group=Group.SILENT, **over)) == ("RemindersRefused", "not_open")
    assert refusal(lambda: reminding.record_visits(**over)) == ("RemindersRefused", "not_open")
    go(world, Stage.SUSPENDED)
    assert refusal(lambda: reminding.record_visits(**over | {"at": world.at})) == ("RemindersRefused", "not_open")


def test_a_walk_from_door_to_door_is_recorded_for_those_no_message_reaches_once_a_day(selection) -> None:
    world, round = selection

    walked = [reminding.record_visits(round_id=round.pk, by=CHAIR, at=world.at) for _ in range(2)]

    letters = Reminder.objects.filter(channel="letter").order_by("entry")
    doors = ["1-1-401", "1-2-201", "1-2-301", "1-2-401"]
    assert walked == [4, 4]
    assert [each.entry.unit.door for each in letters] == doors
    assert {(each.sent_by, each.sent_at) for each in letters} == {(CHAIR, world.at)}


def test_addresses_are_forgotten_once_a_communitys_votes_are_over(db) -> None:
    over, running = standing_at(Stage.CLOSED), standing_at(Stage.SELECTING, "other")
    for world in (over, running):
        gives(world, world.consultation.rounds.filter(kind="selection").get(), "1-1-101", "a@example.cn")

    assert reminding.forget_contacts(by="system:beat", at=over.at) == 1
    assert reminding.forget_contacts(by="system:beat", at=over.at) == 0

    kept = Contact.objects.standing()
    assert [each.unit.place.community.slug for each in kept] == ["other"]
