import pytest

from renewal_portal.ledger.models import Seal
from renewal_portal.ledger.tasks import seal_events

from .writing import write


@pytest.mark.django_db
def test_sweep_seals_what_waits_and_again_changes_nothing():
    write(1)

    assert (seal_events(), seal_events(sent_by="a later version")) == (1, 0)
    assert Seal.objects.count() == 1
