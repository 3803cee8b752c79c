"""Register files on real connections: two people press the button at the same moment."""

from pathlib import Path
from typing import Any

import pytest

from communities.models import Ownership, Unit
from communities.services.register_files import RegisterFileRefused
from communities.services.rolls import freeze_roll
from tests.communities.services.bringing import HEADINGS, LATER, bring, home, take
from tests.renewal_portal.ledger.threads import together
from tests.world import CHAIR, World

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    settings.MEDIA_ROOT = tmp_path
    return World()


def test_a_file_is_taken_over_once(world: World) -> None:
    file = bring(world.community, [HEADINGS, home("1-1-101", "测试买家", "NEW-1")])

    def press() -> str:
        try:
            take(file)
        except RegisterFileRefused as refused:
            return refused.code
        return "taken"

    assert sorted(together(press, press)) == ["file_gone", "taken"]
    assert Ownership.objects.filter(unit__door="1-1-101", until__isnull=True).count() == 1


def test_a_roll_is_fixed_before_or_after_and_never_between(world: World) -> None:
    file = bring(world.community, [HEADINGS, home("1-1-101", "测试买家", "NEW-1")])

    def fix() -> int:
        return freeze_roll(community_id=world.community.pk, by=CHAIR, at=LATER).entries.count()

    [_, entries] = together(lambda: take(file) and "", fix)

    assert Unit.objects.of(world.community.pk).count() == 1
    assert entries in (2, 16)
