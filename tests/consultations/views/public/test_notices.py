"""A notice with its objections and their answers."""

import pytest
from django.urls import reverse

from consultations.domain.stages import Stage
from consultations.services import moving, notices, offering, rounds
from tests.consultations.views.public.reading import CHINESE, TO_NOTICE, asked, read, statuses, words, world_now
from tests.world import CHAIR, RULING, World, edition

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """A community whose final plan has been on notice for an hour."""
    return world_now(after=TO_NOTICE).on_notice()


def plan_notice(world):
    return world.consultation.notices.get(kind="plan")


def of(client, world, **how):
    """What the page of the plan's notice says."""
    return words(read(client, "notice", "small", plan_notice(world).pk, **how))


def sent(client, world, text, **how):
    """The answer to an objection that is sent from the page."""
    address = reverse("object", args=["small", plan_notice(world).pk])
    return client.post(address, {"text": text}, headers={"accept-language": "en"}, **how)


def filed(world, text="太贵了"):
    return notices.file_objection(notice_id=plan_notice(world).pk, text=text, by="public:page", at=world.at)


def test_a_notice_of_another_community_is_not_found(client, world):
    World("other")
    pk = plan_notice(world).pk

    assert client.get(reverse("notice", args=["other", pk])).status_code == 404
    assert client.get(reverse("object", args=["other", pk])).status_code == 404
    assert client.get(reverse("notice", args=["small", pk + 100])).status_code == 404


def test_a_notice_only_shows(client, world):
    assert statuses(client, "notice", "small", plan_notice(world).pk) == [200, 200, 405, 405, 405]


@pytest.mark.parametrize("language", ["en", CHINESE])
@pytest.mark.parametrize("kind", ["result", "plan"])
def test_both_notices_are_there_in_both_languages(client, world, kind, language):
    pk = world.consultation.notices.get(kind=kind).pk

    page = read(client, "notice", "small", pk, language=language)

    assert f'lang="{language}"' in page
    assert '<article class="notice-card" id="sheet">' in page


def test_a_running_notice_says_until_when_and_where_it_hangs_on_paper(client, world):
    said = of(client, world)

    assert "The plan costs ¥" in said
    assert "of a budget of ¥200,000." in said
    assert "On paper at 公告栏" in said
    assert "Objections until" in said
    assert "(6 days left)" in said
    assert "Object to it" in said
    assert "Nobody has objected so far." in said


def test_the_notice_of_a_result_tells_the_verdicts(client, world):
    result = world.consultation.notices.get(kind="result")

    said = words(read(client, "notice", "small", result.pk))

    assert "Result: Decision of the owners, vote 2" in said
    assert "Passed 7" in said
    assert "Read the result question by question" in said


def test_a_notice_whose_time_is_over_takes_no_objection_and_still_tells_everything(client):
    world = World().on_notice()

    said = of(client, world)

    assert "(the time is over)" in said
    assert "Object to it" not in said
    assert "Read the plan line by line" in said


def test_a_plan_that_has_gone_back_takes_no_objection(client, world):
    moving.go(consultation_id=world.pk, to=Stage.CONSULTING, reason="排水方案重做", by=CHAIR, at=world.at)

    said = of(client, world)

    assert "This plan is no longer on notice." in said
    assert "Object to it" not in said


def test_while_a_community_is_suspended_its_plan_still_takes_objections(client, world):
    moving.go(consultation_id=world.pk, to=Stage.SUSPENDED, reason="等待勘察", by=CHAIR, at=world.at)

    assert "Object to it" in of(client, world)
    assert sent(client, world, "不同意").status_code == 302


def test_the_notice_of_an_annulled_vote_says_so(client):
    world = World()
    round = world.counted()
    notice = notices.post_result(round_id=round.pk, posted_where="公告栏", by=CHAIR, at=world.at)
    rounds.annul_round(ruling=RULING, round_id=round.pk, reason="名册有误", by=CHAIR, at=world.at)

    said = words(read(client, "notice", "small", notice.pk))

    assert "This vote was annulled No ballot of it counts. Reason: 名册有误" in said


def test_the_notice_of_an_earlier_consultation_can_be_read_and_leads_nowhere_wrong(client):
    """Plans and votes are shown of the newest consultation only: their numbers begin again with it."""
    world = World()
    notice = notices.post_result(round_id=world.counted().pk, posted_where="公告栏", by=CHAIR, at=world.at)
    moving.go(consultation_id=world.pk, to=Stage.WITHDRAWN, reason="以后再说", by=CHAIR, at=world.at)
    before = read(client, "notice", "small", notice.pk)
    offering.begin_consultation(
        community_id=world.community.pk, edition_id=edition().pk, by=CHAIR, at=world.wait(days=1).at
    )
    after = read(client, "notice", "small", notice.pk)

    link = f'href="{reverse("round", args=["small", 2])}"'
    assert link in before
    assert link not in after
    assert "This notice belongs to an earlier consultation." in after


def test_objections_stand_with_their_answers_in_the_order_in_which_they_came(client, world):
    first, second = filed(world, "太贵了。\n\n<b>请</b>再算。"), filed(world, "同意")
    notices.answer_objection(objection_id=first.pk, answer="已经核算", upheld=False, by=CHAIR, at=world.at)

    page = read(client, "notice", "small", plan_notice(world).pk)

    assert page.count('<article class="objection flow">') == 2
    said = words(page)
    assert "Objection 1, filed" in said
    assert (
        said.index("太贵了。")
        < said.index("Not upheld answered")
        < said.index("已经核算")
        < said.index("同意 Not answered")
    )
    assert "&lt;b&gt;请&lt;/b&gt;再算。" in page
    assert second.text == "同意"


def test_an_upheld_objection_says_so(client, world):
    notices.answer_objection(objection_id=filed(world).pk, answer="有道理", upheld=True, by=CHAIR, at=world.at)

    assert "Upheld answered" in of(client, world).replace("Not upheld", "")


def test_nobody_who_objected_is_named(client, world):
    filed(world)

    page = read(client, "notice", "small", plan_notice(world).pk)

    assert "public:page" not in page
    assert "voice:" not in page


def test_more_objections_ask_no_more_of_the_database(client, world):
    pk = plan_notice(world).pk
    filed(world)
    one = asked(client, "notice", "small", pk)
    filed(world)
    filed(world)

    assert asked(client, "notice", "small", pk) == one
