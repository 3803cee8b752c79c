"""Tasks about the machinery itself."""

from celery import shared_task
from django.core.cache import cache

HEART = "heart"  # cache key of the last beat
LIVES_SECONDS = 180  # beat sends one a minute


@shared_task
def beat_heart(mark: str = "beat", **_later: object) -> None:
    """Leave a sign of life in the cache: beat's own, or the answer to one question (`check_worker`)."""
    cache.set(f"{HEART}:{mark}", "beats", LIVES_SECONDS)
