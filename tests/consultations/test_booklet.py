"""A plan to take home: read back from its PDF, with the numbers and reasons of the page, in both languages."""

import pypdfium2
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from consultations import booklet
from consultations.loaders.public import plans as loader
from consultations.models import Plan
from consultations.reasons import names_of, of_plan_line
from renewal_portal.shown.codes import grouped
from renewal_portal.shown.numbers import yuan
from renewal_portal.shown.times import moment
from renewal_portal.shown.words import in_language
from renewal_portal.typesetting import typeset
from tests.qr import drawn, modules
from tests.renewal_portal.typesetting.papers import pages
from tests.world import MENU, World

pytestmark = pytest.mark.django_db
BOTH = pytest.mark.parametrize("language", ["zh", "en"])


def data(plan: Plan, language: str) -> dict:
    return booklet.booklet(plan, plan.consultation, language)


def printed(plan: Plan, language: str) -> str:
    return "".join(pages(typeset(booklet.LAYOUT, data(plan, language))))


def tight(text: str) -> str:
    return "".join(text.split())


@BOTH
def test_every_line_is_printed_with_its_cost_and_its_reason(language):
    plan = World().on_notice().consultation.plans.get(number=2)
    lines = loader.lines(plan)

    said = printed(plan, language)

    assert len(lines) == len(MENU)
    with translation.override(booklet.LANGUAGES[language]):
        for line in lines:
            assert tight(in_language(line.offered, "wording")) in said
            assert tight(of_plan_line(line, names_of(lines))) in said
            assert not line.cost_fen or tight(yuan(line.cost_fen)) in said


@BOTH
def test_a_posted_plan_says_until_when_one_objects_and_where(language):
    world = World().on_notice()
    notice = world.consultation.notices.get(kind="plan")

    said = printed(notice.plan, language)

    with translation.override(booklet.LANGUAGES[language]):
        assert tight(moment(notice.ends_at)) in said
    assert reverse("object", args=["small", notice.pk]).removeprefix("/") in said


def test_a_draft_holds_its_reserve_and_no_day_for_objections():
    plan = World().consulting().consultation.plans.get()

    said = data(plan, "en")

    assert [part["heading"] for part in said["parts"]] == [
        "Planned, to be decided by the owners",
        "Done without a vote",
        "In reserve",
        "Wishes that are passed on",
    ]
    assert (
        said["object"]["text"][1] == "You can object once this plan is posted as a notice; the notice says until when."
    )
    assert said["figures"] == [("Budget", "¥200,000"), ("The plan costs", "¥180,000"), ("Left over", "¥20,000")]


def test_who_usually_pays_stands_at_a_line_that_costs():
    plan = World().consulting().consultation.plans.get()

    lines = {line["name"]: line for part in data(plan, "en")["parts"] for line in part["lines"]}

    roof, cleaning = lines["Roof waterproofing and repair"], lines["Daily cleaning of courtyards and paths"]
    assert roof["facts"] == [
        "Building 1",
        "7 of 7 households want it",
        "usually paid by: government, maintenance fund",
    ]
    assert (cleaning["cost"], cleaning["facts"]) == ("¥40 a month", ["Whole community", "7 of 7 households want it"])


@BOTH
def test_the_square_code_leads_to_the_file_of_the_plan_and_the_digest_stands_beside(language):
    plan = World().consulting().consultation.plans.get()

    address = settings.BASE_URL + reverse("plan_file", args=["small", 1])

    pdf = typeset(booklet.LAYOUT, data(plan, language))

    with pypdfium2.PdfDocument(pdf) as opened:
        assert modules(opened[len(opened) - 1], len(drawn(address))) == drawn(address)
    assert tight(grouped(plan.digest)) in pages(pdf)[-1]


@BOTH
def test_the_same_plan_has_the_same_bytes(language):
    plan = World().consulting().consultation.plans.get()

    assert typeset(booklet.LAYOUT, data(plan, language)) == typeset(booklet.LAYOUT, data(plan, language))
