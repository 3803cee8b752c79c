import pytest
from django.utils import translation

from consultations.domain.stages import ENDED, ONWARD, Stage
from renewal_portal.shown import stages

ON_THE_WAY = stages.ON_THE_WAY


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def states(way):
    return [group.state for group in way.groups]


def test_every_stage_has_words():
    assert set(stages.WORDS) == set(Stage)


def test_the_groups_hold_the_way_in_its_order():
    walked = [Stage.DRAFT]
    while walked[-1] in ONWARD:
        walked.append(ONWARD[walked[-1]])

    assert list(ON_THE_WAY) == walked
    assert len(stages.GROUPS) == 5


def test_at_the_beginning_one_group_is_now_and_the_rest_ahead():
    assert states(stages.way("draft")) == ["now", "ahead", "ahead", "ahead", "ahead"]


def test_in_the_middle():
    way = stages.way("on_notice")

    assert states(way) == ["done", "done", "done", "now", "ahead"]
    assert [step.state for step in way.groups[3].steps] == ["done", "now", "ahead", "ahead"]
    assert (way.name, way.next_name) == ("Public notice", "Joint review")


def test_at_the_end_everything_is_done_and_nothing_comes_next():
    way = stages.way("closed")

    assert states(way) == ["done"] * 5
    assert (way.next_name, way.aside) == ("", None)


@pytest.mark.parametrize("stage", ON_THE_WAY)
def test_what_comes_next_is_the_step_onward(stage):
    following = ONWARD.get(stage)

    assert stages.way(stage).next_name == (stages.WORDS[following][0] if following else "")


def test_a_suspended_community_stands_where_it_stopped_and_resumes_there():
    way = stages.way("suspended", "in_review")

    assert states(way) == ["done", "done", "done", "now", "ahead"]
    assert (way.aside, way.next_name) == ("Suspended", "Joint review")


@pytest.mark.parametrize("stage", sorted(ENDED - {Stage.CLOSED}))
def test_an_ended_community_goes_nowhere(stage):
    way = stages.way(stage, "planned")

    assert way.next_name == ""
    assert way.aside == stages.WORDS[stage][0]


def test_a_side_door_without_a_known_stop_shows_no_place():
    assert states(stages.way("withdrawn")) == ["ahead"] * 5


def test_an_unknown_stage_is_refused():
    with pytest.raises(ValueError, match="nowhere"):
        stages.way("nowhere")
