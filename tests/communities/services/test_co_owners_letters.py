"""Letters to co-owners: each has one by name, beside the one that casts; what it opens follows the register."""

from pathlib import Path
from typing import Any

import pytest

from communities import loaders
from communities.access import is_represented
from communities.domain.letters import Reason
from communities.models import Credential, OwnerMember
from communities.services import credentials, letters
from renewal_portal.ledger.models import Event
from tests.communities.services.lettering import LATER, OWNERS, PRINTER, Read, fetched, made, make, order
from tests.refusals import refusal
from tests.residents import with_couple
from tests.world import World

pytestmark = pytest.mark.django_db

DOOR = "1-1-101"
VOICES = 9  # owners on the roll, the developer among them


@pytest.fixture
def world(settings: Any, tmp_path: Path) -> World:
    """Two persons own 1-1-101 together; the roll is fixed."""
    settings.MEDIA_ROOT = tmp_path
    world = World(rows=with_couple())
    _ = world.roll
    return world


def first() -> OwnerMember:
    """Who casts for both."""
    return couple().get(is_representative=True)


def second() -> OwnerMember:
    return couple().get(is_representative=False)


def couple() -> Any:
    return OwnerMember.objects.filter(owner__ownerships__unit__door=DOOR).order_by("pk")


def name(member: OwnerMember | None) -> None:
    """From now on this one casts, or nobody."""
    couple().update(is_representative=False)
    if member is not None:
        couple().filter(pk=member.pk).update(is_representative=True)


def of(member: OwnerMember, pages: list[Read]) -> Read:
    """This one's letter among those of a batch."""
    (found,) = [page for page in pages if page.credential().person_id == member.person_id]
    return found


def works(page: Read) -> bool:
    try:
        return page.credential().revoked_at is None
    except credentials.SignInRefused:
        return False


def receivers(pages: list[Read]) -> list[tuple[int | None, bool]]:
    """Whom letters sign in, and whether somebody else casts for them."""
    return [(page.credential().person_id, is_represented(page.credential())) for page in pages]


def test_a_co_owner_gets_a_letter_right_after_the_one_who_casts(world: World) -> None:
    pages = fetched(made(world, OWNERS))

    at_the_door = [page for page in pages if page.door == DOOR]
    assert len(pages) == VOICES + 1
    assert receivers(at_the_door) == [(first().person_id, False), (second().person_id, True)]
    assert "测试人乙" in at_the_door[1].text


def test_a_batch_knows_how_many_of_its_letters_go_to_co_owners(world: World) -> None:
    batch = made(world, OWNERS)

    assert (batch.pages, batch.co_owner_pages) == (VOICES + 1, 1)
    told = Event.objects.get(what="letters.made").detail
    assert told == {"roll": 1, "kind": "owner", "pages": VOICES + 1, "co_owners": 1, "reason": None}
    assert Event.objects.filter(what="credential.issued").count() == VOICES + 1


def test_households_letters_are_for_no_co_owner(world: World) -> None:
    batch = made(world)

    assert (batch.pages, batch.co_owner_pages) == (7, 0)


def test_a_co_owner_without_a_letter_gets_one_when_every_voice_has_its_own(world: World) -> None:
    pages = fetched(made(world, OWNERS))
    assert refusal(lambda: order(world, OWNERS)) == ("LettersRefused", "nobody_lacks_a_letter")
    credentials.revoke(credential_id=of(second(), pages).credential().pk, by=PRINTER, at=LATER)

    assert receivers(fetched(made(world, OWNERS))) == [(second().person_id, True)]


def test_a_co_owners_letter_is_made_anew_and_the_other_goes_on_working(world: World) -> None:
    before = fetched(made(world, OWNERS))
    mine, others = of(second(), before), of(first(), before)

    wanted = {"owner_id": second().owner_id, "person_id": second().person_id, "reason": Reason.LOST}
    batch = made(world, OWNERS, **wanted)

    assert receivers(fetched(batch)) == [(second().person_id, True)]
    assert (batch.person_id, batch.pages, batch.co_owner_pages) == (second().person_id, 1, 1)
    assert (works(mine), works(others)) == (False, True)
    revoked = Event.objects.get(what="credential.revoked")
    assert (revoked.by, revoked.detail) == (PRINTER, {"reason": "lost"})


def test_the_letter_that_casts_is_made_anew_and_the_co_owners_goes_on_working(world: World) -> None:
    before = fetched(made(world, OWNERS))
    mine, others = of(first(), before), of(second(), before)

    pages = fetched(made(world, OWNERS, owner_id=first().owner_id, reason=Reason.SEEN))

    assert receivers(pages) == [(first().person_id, False)]
    assert (works(mine), works(others)) == (False, True)


def test_all_letters_made_anew_replace_those_of_co_owners_too(world: World) -> None:
    before = fetched(made(world, OWNERS))

    after = fetched(made(world, OWNERS, reason=Reason.BROKEN_FILE))

    assert [works(page) for page in before] == [False] * (VOICES + 1)
    assert receivers(after).count((second().person_id, True)) == 1
    assert Credential.objects.valid().count() == VOICES + 1


def test_another_representative_casts_with_the_letter_they_have(world: World) -> None:
    pages = fetched(made(world, OWNERS))
    was, comes = of(first(), pages), of(second(), pages)

    name(second())

    assert receivers([was, comes]) == [(was.credential().person_id, True), (comes.credential().person_id, False)]
    assert loaders.letters_due(world.roll, OWNERS) == 0


def test_who_became_the_representative_while_the_letter_waited_gets_the_one_that_casts(world: World) -> None:
    before = fetched(made(world, OWNERS))
    was, comes = of(first(), before), of(second(), before)
    wanted = {"owner_id": second().owner_id, "person_id": second().person_id, "reason": Reason.LOST}
    batch = order(world, OWNERS, at=LATER, **wanted)
    name(second())

    assert make() == 1
    batch.refresh_from_db()

    (page,) = fetched(batch)
    assert receivers([page]) == [(first().person_id, False)]
    assert batch.co_owner_pages == 0
    assert (works(was), works(comes)) == (True, False)


def test_where_nobody_is_named_each_gets_a_letter_that_says_so_and_none_casts(world: World) -> None:
    name(None)

    batch = order(world, OWNERS)
    texts = [(to.person, to.wording.value) for to in loaders.addressees(batch) if to.door == DOOR]
    assert texts == [(member.person_id, "nobody_named") for member in couple()]
    assert make() == 1
    batch.refresh_from_db()
    pages = [page for page in fetched(batch) if page.door == DOOR]

    assert receivers(pages) == [(member.person_id, True) for member in couple()]
    assert (batch.pages, batch.co_owner_pages) == (VOICES + 1, 2)
    assert loaders.letters_due(world.roll, OWNERS) == 0


def test_where_nobody_is_named_no_letter_can_be_made_for_who_casts(world: World) -> None:
    owner = first().owner_id
    name(None)

    refused = refusal(lambda: order(world, OWNERS, owner_id=owner, reason=Reason.LOST))

    assert refused == ("LettersRefused", "nobody_is_named")


def test_a_letter_without_a_name_from_before_goes_when_somebody_is_named(world: World) -> None:
    casts = first()
    nameless = credentials.issue_for_owner(owner_id=casts.owner_id, by=PRINTER, at=LATER)
    Credential.objects.update(person=None)

    made(world, OWNERS, owner_id=casts.owner_id, reason=Reason.NEW_HOLDER)

    assert Credential.objects.get(pk=nameless.credential_id).revoked_at == LATER


def test_who_owns_nothing_together_with_them_gets_no_letter(world: World) -> None:
    stranger = OwnerMember.objects.exclude(owner=first().owner).order_by("pk")[0]
    wanted = {"owner_id": first().owner_id, "person_id": stranger.person_id, "reason": Reason.LOST}

    assert refusal(lambda: order(world, OWNERS, **wanted)) == ("LettersRefused", "not_on_the_roll")


def test_letters_to_all_are_in_the_way_of_one_to_a_co_owner(world: World) -> None:
    order(world, OWNERS)
    wanted = {"owner_id": second().owner_id, "person_id": second().person_id, "reason": Reason.LOST}

    assert refusal(lambda: order(world, OWNERS, **wanted)) == ("LettersRefused", "letters_under_way")
    assert letters.make_ordered(worker="w1", clock=lambda: LATER) == 1
    assert order(world, OWNERS, at=LATER, **wanted).person_id == second().person_id
