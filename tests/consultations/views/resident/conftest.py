"""A selection and a decision that are open now, and whoever has a voice in them."""

import pytest

from tests.residents import Voter, deciding, selecting


@pytest.fixture
def household(db: None) -> Voter:
    """A household of the first stairwell, before an open selection."""
    return Voter(*selecting())


@pytest.fixture
def owner(db: None) -> Voter:
    """An owner in the first stairwell, before an open decision."""
    return Voter(*deciding())
