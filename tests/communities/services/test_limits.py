"""Guesses are counted per voice, per address and for the whole portal; right answers are not."""

import pytest
from django.core.cache import cache

from communities.services import limits
from communities.services.limits import (
    DAY_SECONDS,
    MOST,
    MOST_SENT,
    MOST_TRIES,
    MOST_WRITTEN,
    WINDOW_SECONDS,
    GuessLimit,
    SendLimit,
    WriteLimit,
    tries_left,
)

pytestmark = pytest.mark.usefixtures("db")  # by which the cache is emptied before


class Spent(Exception):
    """What the caller wants raised."""


def is_spent(limit: GuessLimit) -> bool:
    try:
        limit.refuse_if_spent(Spent())
    except Spent:
        return True
    return False


def spend(limit: GuessLimit, times: int) -> None:
    for _ in range(times):
        limit.spend()


def test_a_voice_has_ten_guesses_from_wherever_they_come() -> None:
    spend(GuessLimit("192.0.2.1", voice="A"), MOST["voice"] - 1)
    assert not is_spent(GuessLimit("192.0.2.2", voice="A"))

    spend(GuessLimit("192.0.2.2", voice="A"), 1)

    assert is_spent(GuessLimit("192.0.2.3", voice="A"))
    assert not is_spent(GuessLimit("192.0.2.1", voice="B"))
    assert not is_spent(GuessLimit("192.0.2.1"))


def test_an_address_has_sixty_guesses_whomever_they_are_against() -> None:
    for number in range(MOST["address"] - 1):
        spend(GuessLimit("192.0.2.1", voice=f"V{number}"), 1)
    assert not is_spent(GuessLimit("192.0.2.1", voice="A"))

    spend(GuessLimit("192.0.2.1"), 1)

    assert is_spent(GuessLimit("192.0.2.1", voice="A"))
    assert is_spent(GuessLimit("192.0.2.1"))
    assert not is_spent(GuessLimit("192.0.2.2", voice="A"))


def test_the_whole_portal_has_three_thousand() -> None:
    cache.set("guess:portal", MOST["portal"] - 1, WINDOW_SECONDS)
    assert not is_spent(GuessLimit("192.0.2.1"))

    spend(GuessLimit("192.0.2.2"), 1)

    assert is_spent(GuessLimit("192.0.2.1"))


def test_asking_costs_nothing() -> None:
    limit = GuessLimit("192.0.2.1", voice="A")
    for _ in range(MOST["voice"] + 1):
        assert not is_spent(limit)


def test_counters_fall_away_after_a_quarter_of_an_hour() -> None:
    assert WINDOW_SECONDS == 900
    limit = GuessLimit("192.0.2.1", voice="A")
    spend(limit, MOST["voice"])

    lives = [cache._cache.get_client().ttl(cache.make_key(key)) for key, _ in limit._counters()]
    cache.delete_many([key for key, _ in limit._counters()])

    assert all(890 < seconds <= WINDOW_SECONDS for seconds in lives)
    assert not is_spent(limit)


def test_a_counter_that_falls_away_between_two_steps_is_begun_by_the_next_guess(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    limit = GuessLimit("192.0.2.1", voice="A")
    monkeypatch.setattr(limits.cache, "add", lambda *_, **__: False)  # the cache lost it at once
    spend(limit, MOST["voice"])
    monkeypatch.undo()

    assert not is_spent(limit)
    spend(limit, MOST["voice"])
    assert is_spent(limit)


def test_an_address_may_write_twenty_texts_in_a_quarter_of_an_hour() -> None:
    limit = WriteLimit("192.0.2.1")
    for _ in range(MOST_WRITTEN - 1):
        limit.spend()
    limit.refuse_if_spent(Spent())

    limit.spend()

    with pytest.raises(Spent):
        limit.refuse_if_spent(Spent())
    WriteLimit("192.0.2.2").refuse_if_spent(Spent())
    assert 890 < cache._cache.get_client().ttl(cache.make_key(limit._key)) <= WINDOW_SECONDS


def test_codes_to_telephones_are_counted_per_voice_and_per_address_for_a_day() -> None:
    for number in range(MOST_SENT["voice"]):
        SendLimit(f"192.0.2.{number}", voice="A").spend_or_refuse(Spent())

    with pytest.raises(Spent):
        SendLimit("192.0.2.9", voice="A").spend_or_refuse(Spent())
    limit = SendLimit("192.0.2.9", voice="B")
    limit.spend_or_refuse(Spent())
    lives = [cache._cache.get_client().ttl(cache.make_key(key)) for key, _ in limit._counters()]
    assert all(DAY_SECONDS - 10 < seconds <= DAY_SECONDS for seconds in lives)


def test_what_was_not_sent_is_given_back() -> None:
    limit = SendLimit("192.0.2.1", voice="A")
    for _ in range(MOST_SENT["voice"] + 2):
        limit.spend_or_refuse(Spent())
        limit.give_back()


def test_a_code_has_five_tries_each_code_its_own() -> None:
    assert [tries_left("a", 600) for _ in range(MOST_TRIES + 1)] == [True] * MOST_TRIES + [False]
    assert tries_left("b", 600)
