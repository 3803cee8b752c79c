"""The sign of life of beat and worker."""

from django.core.cache import cache

from renewal_portal.tasks import beat_heart


def test_the_heart_beats_for_beat_or_for_who_asked(db):
    assert (cache.get("heart:beat"), cache.get("heart:7f")) == (None, None)

    beat_heart()
    assert (cache.get("heart:beat"), cache.get("heart:7f")) == ("beats", None)
    beat_heart(mark="7f", sent_by="a later version")

    assert cache.get("heart:7f") == "beats"
