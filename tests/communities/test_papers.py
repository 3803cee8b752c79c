"""What a letter says: read back from its PDF, in both languages, however long the names are."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pypdfium2
import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as translate

from communities import loaders, papers
from communities.domain.electorate import VoiceKind
from communities.domain.letters import Addressee
from communities.models import LetterBatch
from communities.services.credentials import Printed
from renewal_portal.shown.times import moment
from renewal_portal.typesetting import typeset
from tests.communities.services.lettering import HOUSEHOLDS, OWNERS, order
from tests.qr import drawn, modules
from tests.world import START, World

pytestmark = pytest.mark.django_db

PRINTED = Printed("0123ABCD", "kJ3vQ8mZxT1nB6rY0wHcE5", "Z9Y8X7W6V5")
OPENS, CLOSES = START + timedelta(days=15, hours=1), START + timedelta(days=22, hours=3)
PAGE = "http://127.0.0.1:8000"


@pytest.fixture
def world(settings: Any) -> World:
    settings.BASE_URL = PAGE
    world = World()
    _ = world.roll
    return world


def paper(batch: LetterBatch, *addressees: Addressee) -> pypdfium2.PdfDocument:
    """These letters of a batch; without any, all of them."""
    return pypdfium2.PdfDocument(
        typeset(papers.LAYOUT, papers.letters(batch, [(to, PRINTED) for to in addressees or loaders.addressees(batch)]))
    )


def texts(opened: pypdfium2.PdfDocument) -> list[str]:
    """The text of each page without its spaces and line ends."""
    return ["".join(page.get_textpage().get_text_bounded().split()) for page in opened]


def said(moment_of: Any, language: str) -> str:
    with translation.override(language):
        return "".join(moment(moment_of).split())


def test_a_letter_says_door_number_code_and_until_when_in_both_languages(world: World) -> None:
    batch = order(world, opens_at=START, closes_at=CLOSES)

    first = texts(paper(batch))[0]

    assert first.count("0123ABCD") == 2  # once where it is spoken of, once above the code
    assert first.count("Z9Y8X7W6V5") == 1
    assert first.count("1-1-101") == 3
    assert [said(CLOSES, language) in first for language in ("zh-hans", "en")] == [True, True]
    assert said(START, "en") not in first  # it is open already
    assert first.count("023-00000000") == 3
    assert first.count("127.0.0.1:8000/sign-in/") == 2
    assert first.count("127.0.0.1:8000/privacy/") == 2


def test_a_vote_that_is_called_says_from_when_it_is_open(world: World) -> None:
    batch = order(world, OWNERS, opens_at=OPENS, closes_at=CLOSES)

    first = texts(paper(batch))[0]

    assert [said(when, language) in first for when in (OPENS, CLOSES) for language in ("zh-hans", "en")] == [True] * 4


def test_without_a_vote_the_notice_board_will_tell(world: World) -> None:
    data = papers.letters(order(world), [(to, PRINTED) for to in loaders.addressees(order(world, OWNERS))])

    assert {page["en"][-1] for page in data["letters"]} == {("When", "You will be told on the notice board.")}


def test_the_square_code_opens_the_letters_own_page(world: World) -> None:
    batch = order(world)
    (page,) = paper(batch, loaders.addressees(batch)[0])
    link = PAGE + reverse("link", args=[PRINTED.link])
    says = drawn(link)

    assert modules(page, len(says)) == says
    assert says != drawn(link.replace("k", "K", 1))


def test_both_languages_say_the_same_and_one_after_the_other(world: World) -> None:
    with translation.override("en"):
        data = papers.letters(order(world), [(loaders.addressees(order(world, OWNERS))[0], PRINTED)])

    assert set(data["zh"]) == set(data["en"])
    (wording,) = data["en"]["says"]
    assert wording == data["letters"][0]["says"] == "owner"
    assert data["en"]["says"]["owner"]["title"] == "The renovation plan: the owners decide"
    assert data["zh"]["date"] == "2026年3月2日 星期一"


def owner(*doors: str, **more: Any) -> Addressee:
    return Addressee(VoiceKind.OWNER, 1, doors, **{"person": 7, "name": "张三"} | more)


NAMED = {"name": "张三"}
#: To whom, the door and the words of the address, and how the doors are named in English.
RECEIVERS = [
    (Addressee(HOUSEHOLDS, 1, ("3-2-501",)), "3-2-501", "To the household", ("Your door", "3-2-501")),
    (owner("3-2-501"), "3-2-501", "To %(name)s", ("Your door", "3-2-501")),
    (owner("3-2-501", others=True), "3-2-501", "To %(name)s, for all owners", ("Your door", "3-2-501")),
    (owner("3-2-501", represented=True), "3-2-501", "To %(name)s, co-owner", ("Your door", "3-2-501")),
    (owner("1", "2", "3"), "1", "To %(name)s", ("Your doors", "1, 2, 3")),
    (owner("1", "2", "3", "4", "5"), "1", "To %(name)s", ("Your doors", "1, 2, 3 and 2 more")),
    (owner("7-2-802", person=None, name=""), "", "To the developer", ("Your door", "7-2-802")),
]


@pytest.mark.parametrize("to, door, receiver, doors", RECEIVERS)
def test_whom_a_letter_is_addressed_to(
    world: World, to: Addressee, door: str, receiver: str, doors: tuple[str, str]
) -> None:
    page = papers.letters(order(world, to.kind), [(to, PRINTED)])["letters"][0]
    with translation.override("zh-hans"):  # the post reads Chinese
        addressed = translate(receiver) % NAMED

    assert (page["address"]["door"], page["address"]["to"]) == (door, addressed)
    assert page["en"][0] == doors


def test_a_co_owner_is_told_who_votes_for_all_and_until_when_it_may_be_disputed(world: World) -> None:
    batch = order(world, OWNERS, opens_at=OPENS, closes_at=CLOSES)
    casts = owner("3-2-501", others=True)
    to = replace(casts, person=8, name="李四", represented=True, representative="张三")

    data = papers.letters(batch, [(casts, PRINTED), (to, PRINTED)])

    with translation.override("en"):
        begins, ends = moment(OPENS), moment(CLOSES)
    assert data["letters"][1]["en"][1:] == [
        ("Votes for all of you", "张三"),
        ("Open from", begins),
        ("The vote ends", ends),
    ]
    assert data["en"]["says"]["co_owner"]["purpose"] == (
        "You own here together with others, so you have one vote together, cast by your named representative. With "
        "this letter you see whether it was cast, and may dispute it until the vote ends."
    )
    mine, co_owners = texts(paper(batch, casts, to))
    assert ["onevotetogether" in page for page in (mine, co_owners)] == [False, True]
    assert ["Untilthevoteendsyoumaychangeyouranswers" in page for page in (mine, co_owners)] == [True, False]


def test_where_nobody_is_named_the_letter_says_what_has_to_be_done(world: World) -> None:
    to = owner("3-2-501", others=True, represented=True)

    data = papers.letters(order(world, OWNERS), [(to, PRINTED)])

    assert data["letters"][0]["en"][1] == ("Votes for all of you", "nobody is named yet")
    assert data["en"]["says"]["nobody_named"]["steps"][0] == (
        "Agree on one of you, all of you sign, and bring that to the committee before the vote ends."
    )


def test_an_owner_who_held_nothing_when_the_roll_was_fixed_is_told_of_no_door(world: World) -> None:
    page = papers.letters(order(world, OWNERS), [(owner(), PRINTED)])["letters"][0]

    assert [label for label, _ in page["en"]] == ["When"]
    assert page["address"]["door"] == ""


#: The longest the tables can hold, in wide and in narrow signs.
LONGEST = [
    {"name_zh": "长" * 60, "address_zh": "九龙坡区" * 50, "committee_phone": "0" * 30, "name_en": "Long " * 24},
    {"name_zh": "W" * 60, "address_zh": "Very long road " * 13, "committee_phone": "023-0000 0000 转 12345678"},
    {"name_zh": "苑", "address_zh": "", "committee_phone": "1"},
]


@pytest.mark.parametrize("named", LONGEST)
@pytest.mark.parametrize("kind", [HOUSEHOLDS, OWNERS])
@pytest.mark.parametrize("base", [PAGE, "https://lao-jiu-xiao-qu-gai-zao.jiulongpo.chongqing.example.gov.cn"])
def test_a_letter_has_one_page_however_long_the_names_are(
    world: World, settings: Any, named: dict[str, str], kind: VoiceKind, base: str
) -> None:
    settings.BASE_URL = base
    for field, value in named.items():
        setattr(world.community, field, value)
    world.community.save()
    batch = order(world, kind, opens_at=OPENS, closes_at=CLOSES)
    longest = Addressee(kind, 1, ("长" * 20, *["W" * 20] * 300), 7, "欧" * 80, True)
    shortest = replace(longest, doors=("1",), name="王", others=False)

    co_owners = [replace(longest, represented=True, representative=name) for name in ("欧" * 80, "")]
    readers = [longest, shortest, longest, *(co_owners if kind is OWNERS else [])]

    pages = texts(paper(LetterBatch.objects.get(pk=batch.pk), *readers))

    assert len(pages) == len(readers)
    assert all("Z9Y8X7W6V5" in page for page in pages)


def test_a_rare_character_of_a_name_does_not_stop_the_others(world: World) -> None:
    batch = order(world, OWNERS)

    pages = texts(paper(batch, owner("1", name="张𠮷"), owner("2")))

    assert "张〓" in pages[0]
    assert "张三" in pages[1]
