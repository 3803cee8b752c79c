"""A pair of servers as the demo has it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from renewal_portal.embedded import Servers, places


@pytest.fixture
def started(tmp_path: Path) -> Iterator[Servers]:
    """A durable pair, as the demo has it."""
    pair = Servers("demo", tmp_path)
    pair.prepare()
    try:
        pair.start()
        yield pair
    finally:
        pair.stop()
        places.discard(pair.record)
