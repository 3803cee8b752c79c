"""A ballot on its way in: what is kept of it, what stands, and what never counts."""

from datetime import timedelta

import pytest

from communities.domain.electorate import Tenure
from communities.models import RollEntry
from consultations.domain.ballots import Answer, BallotFault, Choices
from consultations.domain.filling import Filled
from consultations.domain.merkle import leaf
from consultations.domain.stages import Stage
from consultations.loaders.rounds import round_key
from consultations.models import Ballot, BallotDraft, BallotVersion, Question, Round
from consultations.services import casting
from consultations.services.casting import BallotRefused, Said
from renewal_portal.ledger.models import Event
from renewal_portal.ledger.services import district_settings
from tests.stages import newest, standing_at
from tests.world import NONE, NOT, OFFICIAL, WANT, World

S = Stage
SECOND = timedelta(seconds=1)


@pytest.fixture
def selecting(db) -> World:
    return standing_at(S.SELECTING)


@pytest.fixture
def deciding(db) -> World:
    return standing_at(S.DECIDING)


def voice(world: World, round: Round, place: str = "1-1") -> RollEntry:
    """The first voice with a share there."""
    return next(entry for entry in world.entries(round) if entry.shares.filter(place__code=place).exists())


def cast(world: World, round: Round, entry: RollEntry, said: dict[int, Answer], **how: object) -> BallotVersion:
    given = {"strength": "letter", "by": f"voice:{entry.pk}", "at": world.at} | how
    return casting.cast(round_id=round.pk, entry_id=entry.pk, said=Said(said, given.pop("choices", Choices())), **given)


def save(world: World, round: Round, entry: RollEntry, said: dict[int, Answer]) -> BallotDraft:
    return casting.save_draft(
        round_id=round.pk, entry_id=entry.pk, said=Said(said, Choices()), by=f"voice:{entry.pk}", at=world.at
    )


def confirm(world: World, round: Round, entry: RollEntry, seen: str) -> BallotVersion:
    return casting.confirm(
        round_id=round.pk,
        entry_id=entry.pk,
        seen=seen,
        strength="letter",
        by=f"voice:{entry.pk}",
        at=world.at,
        helper="邻居",
    )


def number(round: Round, code: str, place: str = "community") -> int:
    return Question.objects.get(round=round, code=code, place__code=place).number


def standing(round: Round, entry: RollEntry) -> int:
    """The number of the version that stands."""
    return Ballot.objects.get(round=round, entry=entry).standing.number


def test_one_character_for_each_question_and_none_for_other_places(selecting):
    round = newest(selecting, "selection")
    entry = voice(selecting, round)
    package = number(round, "M6.01")

    version = cast(
        selecting,
        round,
        entry,
        {1: WANT, 2: NOT, 5: NONE, package: WANT},
        choices=Choices(priorities=(package, 1), options={package: "company"}),
    )

    kept = BallotVersion.objects.get(pk=version.pk)
    assert places(round) == [*["community"] * 3, "1", "1-1", "1-2", "1-1", *["community"] * 2, "1-1", "community"]
    assert str(kept.answers) == "+-__0.____+"
    assert kept.choices == f"p{package},1;o{package}=company"
    assert (kept.number, kept.channel, kept.strength, kept.tenure) == (1, "online", "letter", entry.tenure)
    assert (kept.cast_by, kept.cast_at, kept.helper, kept.set_aside_reason) == (
        f"voice:{entry.pk}",
        selecting.at,
        "",
        "",
    )


def places(round: Round) -> list[str]:
    return list(Question.objects.filter(round=round).order_by("number").values_list("place__code", flat=True))


def test_the_receipt_is_read_aloud_and_the_nonce_is_kept_secret(selecting):
    round = newest(selecting, "selection")
    versions = [selecting.cast(round, entry, WANT) for entry in selecting.entries(round)]

    assert {len(version.serial) for version in versions} == {12}
    assert set("".join(version.serial for version in versions)) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    assert len({version.serial for version in versions}) == len({bytes(v.nonce) for v in versions}) == 7
    assert {len(version.nonce) for version in versions} == {32}


def test_a_leaf_is_made_of_the_ballot_as_it_is_stored(selecting):
    round = newest(selecting, "selection")
    made = selecting.cast(round, voice(selecting, round), WANT)

    kept = BallotVersion.objects.get(pk=made.pk)

    assert casting.leaf_of(kept, round_key=round_key(round)) == leaf(
        round_key=f"small/{selecting.pk}/1",
        serial=made.serial,
        nonce=made.nonce,
        answers=str(kept.answers),
        choices="",
    )


def test_a_later_ballot_replaces_the_earlier_one_which_stays_as_it_was(selecting):
    round = newest(selecting, "selection")
    entry = voice(selecting, round)
    cast(selecting, round, entry, {1: WANT})
    first = BallotVersion.objects.values().get()

    cast(selecting.wait(hours=1), round, entry, {1: NOT})

    assert BallotVersion.objects.values().get(number=1) == first
    assert [str(v.answers)[0] for v in BallotVersion.objects.order_by("number")] == ["+", "-"]
    assert (standing(round, entry), Ballot.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    "channels, stands, aside",
    [
        (["online", "online", "online"], 3, []),
        (["paper", "online"], 1, [2]),
        (["online", "paper"], 1, [2]),
        (["paper", "paper"], 1, [2]),
        (["paper", "online", "online"], 1, [2, 3]),
        (["online", "paper", "online"], 3, [2]),
        (["official", "online", "paper"], 1, [2, 3]),
        (["proxy", "online"], 1, [2]),
    ],
)
def test_the_first_valid_ballot_stands_and_another_second_one_is_recorded_and_set_aside(
    selecting, channels, stands, aside
):
    round = newest(selecting, "selection")
    entry = voice(selecting, round)

    for channel in channels:
        cast(selecting, round, entry, {1: WANT}, channel=channel)

    versions = BallotVersion.objects.order_by("number")
    assert (standing(round, entry), versions.count()) == (stands, len(channels))
    assert [v.number for v in versions if v.set_aside_reason == "second_ballot"] == aside
    told = Event.objects.filter(what="ballot.cast").order_by("pk").values_list("detail", flat=True)
    assert [each["stands"] for each in told] == [n not in aside for n in range(1, len(channels) + 1)]


def test_who_helped_is_kept_and_not_told(selecting):
    round = newest(selecting, "selection")

    version = cast(selecting, round, voice(selecting, round), {1: WANT}, helper="邻居", channel="paper")

    assert version.helper == "邻居"
    event = Event.objects.get(what="ballot.cast")
    assert (event.about, event.detail) == (
        f"round:{round.pk}",
        {"serial": version.serial, "channel": "paper", "stands": True},
    )


@pytest.mark.parametrize("seconds, said", [(-1, "not_open"), (0, "taken")])
def test_a_decision_takes_ballots_from_its_first_moment(deciding, seconds, said):
    round = newest(deciding, "decision")
    deciding.at = round.opens_at + seconds * SECOND

    assert outcome(deciding, round) == said


@pytest.mark.parametrize("seconds, said", [(-1, "taken"), (0, "not_open"), (1, "not_open")])
def test_a_round_takes_no_ballot_at_its_end(deciding, seconds, said):
    """Also when nobody has closed it yet."""
    round = newest(deciding, "decision")
    deciding.at = round.closes_at + seconds * SECOND

    assert outcome(deciding, round) == said


def outcome(world: World, round: Round) -> str:
    try:
        world.cast(round, world.entries(round)[0], WANT)
    except BallotRefused as refused:
        return refused.code
    return "taken"


def test_who_comes_late_is_told_when_the_round_was_open(deciding):
    round = newest(deciding, "decision")
    deciding.at = round.closes_at

    with pytest.raises(BallotRefused) as refused:
        deciding.cast(round, deciding.entries(round)[0], WANT)

    assert refused.value.values == {"opens_at": round.opens_at, "closes_at": round.closes_at}


def test_a_draft_never_counts(selecting):
    round = newest(selecting, "selection")
    for entry in selecting.entries(round):
        save(selecting, round, entry, {1: WANT})

    selecting.close_and_count(round)

    assert (BallotDraft.objects.count(), Ballot.objects.count(), round_tally(round).ballots) == (7, 0, 0)
    assert round_tally(round).lines.first().agree_heads == 0


def round_tally(round: Round) -> object:
    return Round.objects.get(pk=round.pk).tally


def test_a_draft_is_kept_until_it_is_cast(selecting):
    round = newest(selecting, "selection")
    entry = voice(selecting, round)

    save(selecting, round, entry, {1: WANT})
    save(selecting.wait(hours=1), round, entry, {1: NOT, 2: WANT})
    draft = BallotDraft.objects.get()
    assert (str(draft.answers)[:3], draft.saved_at) == ("-+_", selecting.at)
    cast(selecting, round, entry, {1: NOT, 2: WANT})

    assert list(BallotDraft.objects.all()) == []
    assert str(BallotVersion.objects.get().answers)[:3] == "-+_"


def test_what_is_changed_and_not_confirmed_leaves_the_ballot_as_it_was_cast(selecting):
    round = newest(selecting, "selection")
    entry = voice(selecting, round)
    cast(selecting, round, entry, {1: WANT})

    save(selecting, round, entry, {1: NOT})
    selecting.close_and_count(round)

    assert (standing(round, entry), str(BallotVersion.objects.get().answers)[0]) == (1, "+")
    assert round_tally(round).lines.get(question__number=1).agree_heads == 1


def test_a_draft_may_be_empty_and_a_ballot_may_not(selecting):
    round = newest(selecting, "selection")
    entry = voice(selecting, round)

    assert set(str(save(selecting, round, entry, {}).answers)) == {"_", "."}
    with pytest.raises(BallotRefused, match=r"^empty_ballot"):
        cast(selecting, round, entry, {})
    assert BallotDraft.objects.count() == 1


def ask_for_more(world: World, days: int = 0) -> None:
    """From that day on the district asks for more than a letter before an owner decides online."""
    district_settings.set_value(
        district="500107",
        key="online_second_factor",
        value=True,
        valid_from=(world.at + timedelta(days=days)).date(),
        source="试行",
        by=OFFICIAL,
        at=world.at,
    )


@pytest.mark.parametrize(
    "how, taken",
    [
        ({"strength": "letter"}, False),
        ({"strength": "letter_phone"}, True),
        ({"strength": "visit"}, True),
        ({"strength": "letter", "channel": "paper"}, True),
    ],
)
def test_where_the_district_asks_for_more_a_letter_alone_decides_nothing_online(deciding, how, taken):
    ask_for_more(deciding)
    round = newest(deciding, "decision")
    entry = voice(deciding, round)

    if taken:
        assert cast(deciding, round, entry, {1: WANT}, **how).number == 1
    else:
        with pytest.raises(BallotRefused, match=r"^second_factor_needed"):
            cast(deciding, round, entry, {1: WANT}, **how)


def test_a_letter_is_enough_until_the_day_the_district_named(deciding):
    ask_for_more(deciding, days=1)
    round = newest(deciding, "decision")

    assert cast(deciding, round, voice(deciding, round), {1: WANT}).number == 1


def test_a_letter_is_always_enough_for_a_wish(selecting):
    ask_for_more(selecting)
    round = newest(selecting, "selection")

    assert cast(selecting, round, voice(selecting, round), {1: WANT}).number == 1


def test_of_a_choice_group_a_household_wants_one_and_an_owner_decides_on_each(db):
    world = World(groups={"C1.07": "either", "C2.05": "either"}, budget_fen=2_000_000_00)
    round = world.prepare().select()
    entry = voice(world, round)
    both = {number(round, "C1.07"): WANT, number(round, "C2.05"): WANT}

    with pytest.raises(BallotFault, match=r"^choice_group at question 3$"):
        cast(world, round, entry, both)
    for code, other in (("C1.07", NOT), ("C2.05", NONE)):
        cast(world, round, entry, both | {number(round, code): other})
    assert standing(round, entry) == 2


def test_an_owner_decides_on_each_line_of_a_choice_group(db):
    """The first of the two is in reserve, for the money does not reach; so both are asked, and no hint refuses one."""
    lines = tuple(line for line in World.menu if line[0] in ("C2.05", "C3.01", "M6.01"))
    world = World(menu=lines, groups={"C2.05": "either", "C3.01": "either"}, budget_fen=58_000_00)
    selection = world.prepare().select()
    for turn, entry in enumerate(world.entries(selection)):
        world.cast(selection, entry, {("C3.01" if turn % 2 else "C2.05"): WANT})
    world.close_and_count(selection)
    world.draft()
    world.meet()
    world.meet(adopts=True)

    decision = world.decide()
    version = world.cast(decision, world.entries(decision)[0], WANT)

    assert list(decision.questions.order_by("number").values_list("code", flat=True)) == ["C2.05", "C3.01", "M6.01"]
    assert str(BallotVersion.objects.get(pk=version.pk).answers) == "+++"


def test_a_voice_of_another_community_is_not_on_the_roll(selecting):
    round = newest(selecting, "selection")
    stranger = World("other")
    foreign = stranger.prepare().select()

    with pytest.raises(BallotRefused, match=r"^not_on_roll"):
        cast(selecting, round, voice(stranger, foreign), {1: WANT})


def test_the_button_casts_the_draft_that_was_seen_and_the_draft_is_gone(selecting):
    round = newest(selecting, "selection")
    entry = voice(selecting, round)
    package = number(round, "M6.01")
    choices = Choices(priorities=(1,), options={package: "company"})
    casting.save_draft(
        round_id=round.pk,
        entry_id=entry.pk,
        said=Said({1: WANT, 2: NOT, package: WANT}, choices),
        by=f"voice:{entry.pk}",
        at=selecting.at,
    )

    made = confirm(selecting, round, entry, Filled({1: WANT, 2: NOT, package: WANT}, choices).mark)

    kept = BallotVersion.objects.get()
    assert (kept.pk, kept.ballot_id, standing(round, entry)) == (made.pk, made.ballot_id, 1)
    assert (str(kept.answers), kept.choices) == ("+-___.____+", f"p1;o{package}=company")
    assert (kept.channel, kept.strength, kept.helper, kept.serial) == ("online", "letter", "邻居", made.serial)
    assert not BallotDraft.objects.exists()


@pytest.mark.parametrize("kept, seen", [({1: WANT}, {1: NOT}), ({1: WANT}, {}), (None, {1: WANT}), (None, {})])
def test_what_was_not_seen_is_not_cast_and_stays_a_draft(selecting, kept, seen):
    round = newest(selecting, "selection")
    entry = voice(selecting, round)
    if kept is not None:
        save(selecting, round, entry, kept)
    drafts = list(BallotDraft.objects.values())

    with pytest.raises(BallotRefused, match=r"^seen_another"):
        confirm(selecting, round, entry, Filled(seen).mark)

    assert (list(BallotDraft.objects.values()), BallotVersion.objects.count()) == (drafts, 0)


def test_only_the_draft_of_ones_own_side_of_a_home_is_cast(selecting):
    """The owner of a let flat has a draft of their own; who lives there does not cast it, nor loses it."""
    round = newest(selecting, "selection")
    entry = next(each for each in selecting.entries(round) if each.tenure == Tenure.LET)
    casting.save_draft(
        round_id=round.pk,
        entry_id=entry.pk,
        said=Said({1: NOT}, Choices()),
        by="voice:1",
        at=selecting.at,
        by_owner=True,
    )
    with pytest.raises(BallotRefused, match=r"^seen_another"):
        confirm(selecting, round, entry, Filled({1: NOT}).mark)
    save(selecting, round, entry, {1: WANT})

    confirm(selecting, round, entry, Filled({1: WANT}).mark)

    assert [(str(d.answers)[0], d.by_owner) for d in BallotDraft.objects.all()] == [("-", True)]
    assert [(str(v.answers)[0], v.tenure) for v in BallotVersion.objects.all()] == [("+", Tenure.LET)]
