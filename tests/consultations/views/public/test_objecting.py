"""Objecting in writing: anybody may, and what was typed is never lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from communities.access import SESSION_KEY
from communities.models import Owner
from communities.services import credentials
from communities.services.limits import MOST_WRITTEN
from consultations.domain.stages import Stage
from consultations.models import Objection
from consultations.services import moving, notices
from tests.consultations.views.public.reading import TO_NOTICE, read, statuses, words, world_now
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A community whose final plan has been on notice for an hour."""
    return world_now(after=TO_NOTICE).on_notice()


def plan_notice(world):
    return world.consultation.notices.get(kind="plan")


def sent(client, world, text, **how):
    """The answer to an objection that is sent from the page."""
    address = reverse("object", args=["small", plan_notice(world).pk])
    return client.post(address, {"text": text}, headers={"accept-language": "en"}, **how)


def test_anybody_can_object_without_a_letter(client, world):
    answer = sent(client, world, "  屋面保修几年？ ")

    assert (answer.status_code, answer["Location"]) == (302, reverse("notice", args=["small", plan_notice(world).pk]))
    objection = Objection.objects.get()
    assert (objection.text, objection.entry, objection.filed_by) == ("屋面保修几年？", None, "public:page")
    page = client.get(answer["Location"], headers={"accept-language": "en"}).content.decode()
    assert "Your objection is filed. The committee&#x27;s answer will stand here." in page
    assert "屋面保修几年？" in page


def test_a_letter_is_kept_with_the_objection(client, world):
    round = world.consultation.rounds.get(kind="decision")
    entry = world.entries(round)[0]
    letter = credentials.issue_for_owner(owner_id=entry.owner_id, by=CHAIR, at=world.at)
    session = client.session
    session[SESSION_KEY] = letter.credential_id
    session.save()

    assert "It is filed with the voice of your letter." in words(read(client, "object", "small", plan_notice(world).pk))
    sent(client, world, "不同意")

    objection = Objection.objects.get()
    assert (objection.entry_id, objection.filed_by) == (entry.pk, f"voice:{entry.pk}")


def test_a_letter_of_another_community_objects_as_anybody(client, world):
    other = World("other")
    owner = Owner.objects.filter(community=other.community, kind="persons").first()
    session = client.session
    session[SESSION_KEY] = credentials.issue_for_owner(owner_id=owner.pk, by=CHAIR, at=world.at).credential_id
    session.save()

    sent(client, world, "不同意")

    assert Objection.objects.get().filed_by == "public:page"


@pytest.mark.parametrize(
    "text, said", [("", "The text is empty."), ("   ", "The text is empty."), ("长" * 2001, "2000")]
)
def test_what_cannot_be_filed_comes_back_with_what_was_typed(client, world, text, said):
    answer = sent(client, world, text)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert text.strip() in page
    assert "Please check" in page
    assert Objection.objects.count() == 0


def test_after_the_period_what_was_typed_is_not_lost(client):
    world = World().on_notice()

    answer = sent(client, world, "我来晚了，但屋面的事还是要说。")

    said = words(answer.content.decode())
    assert answer.status_code == 422
    assert "The time for objections is over It ended" in said
    assert "What you typed is not lost. Copy it, or show it to the committee:" in said
    assert "我来晚了，但屋面的事还是要说。" in said
    assert "File my objection" not in said
    assert Objection.objects.count() == 0


def test_after_the_period_no_form_is_offered(client):
    world = World().on_notice()

    page = read(client, "object", "small", plan_notice(world).pk)

    assert "The time for objections is over" in page
    assert "<textarea" not in page


def test_a_plan_that_went_back_meanwhile_keeps_what_was_typed(client, world):
    moving.go(consultation_id=world.pk, to=Stage.CONSULTING, reason="排水方案重做", by=CHAIR, at=world.at)

    answer = sent(client, world, "写了很久的话")

    assert answer.status_code == 422
    assert "This plan is no longer on notice." in answer.content.decode()
    assert "写了很久的话" in answer.content.decode()


def test_one_address_cannot_flood_the_board_and_loses_nothing_it_typed(client, world):
    for number in range(MOST_WRITTEN):
        assert sent(client, world, f"第{number}条").status_code == 302

    refused = sent(client, world, "第21条")

    assert refused.status_code == 422
    assert "Many objections have come from your connection." in refused.content.decode()
    assert "第21条" in refused.content.decode()
    assert sent(client, world, "别处", REMOTE_ADDR="192.0.2.9").status_code == 302
    assert Objection.objects.count() == MOST_WRITTEN + 1


def test_the_form_is_sent_or_shown_and_nothing_else(client, world):
    assert statuses(client, "object", "small", plan_notice(world).pk) == [200, 200, 422, 405, 405]


def test_an_objection_is_not_taken_from_another_site(world):
    strict = Client(enforce_csrf_checks=True)

    assert sent(strict, world, "不同意").status_code == 403
    assert Objection.objects.count() == 0


def test_the_page_of_the_form_says_how_long_there_is_time(client, world):
    said = words(read(client, "object", "small", plan_notice(world).pk))

    assert "You can object until" in said
    assert "(6 days left)" in said
    assert "It is posted here as you write it, without your name." in said
    assert "You need no letter for this." in said


def test_the_last_minute_counts_and_the_end_does_not(world):
    notice = plan_notice(world)
    told = {"notice_id": notice.pk, "text": "不同意", "by": "public:page"}

    notices.file_objection(**told, at=notice.ends_at - timedelta(seconds=1))
    with pytest.raises(notices.ObjectionRefused, match="period_over"):
        notices.file_objection(**told, at=notice.ends_at)
