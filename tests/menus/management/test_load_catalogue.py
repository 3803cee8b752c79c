from io import StringIO

import pytest
import yaml
from django.core.management import CommandError, call_command
from django.utils import translation

from menus.models import Edition, MinorItem
from tests.menus.documents import document

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def _run(*arguments):
    out = StringIO()
    call_command("load_catalogue", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path):
    def write(**changes):
        path = tmp_path / "menu.yaml"
        path.write_text(yaml.safe_dump(document(**changes), allow_unicode=True), encoding="utf-8")
        return path

    return write


def test_the_portals_own_edition_is_loaded_and_counted():
    assert _run() == "Edition reconstruction-1: 5/39 + 6/25\n"
    assert MinorItem.objects.count() == 64


def test_loading_twice_changes_nothing():
    assert _run() == _run()
    assert (Edition.objects.count(), MinorItem.objects.count()) == (1, 64)


def test_another_file_can_be_loaded(file):
    assert _run(file()) == "Edition test-1: 1/2 + 1/2\n"


REFUSALS = [
    (
        "a unit nobody knows",
        {"majors__1__items__0__unit": "mile"},
        "In the document at “majors[1].items[0].unit”: “mile” is not one of: m, m2, each, household, building.",
    ),
    ("no edition", {"edition": None}, "In the document at “edition.status”: it is missing. Fill it in."),
    (
        "an unknown item",
        {"relations__0__other": "C9.99"},
        "In the document at “relations”: The edition has no item C9.99.",
    ),
]


@pytest.mark.parametrize("what, change, sentence", REFUSALS, ids=[case[0] for case in REFUSALS])
def test_a_bad_document_is_refused_in_one_sentence(file, what, change, sentence):
    with pytest.raises(CommandError) as refused:
        _run(file(**change))

    assert str(refused.value) == sentence
    assert list(Edition.objects.all()) == []


def test_a_bad_file_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "menu.yaml").write_text("edition: [\n")

    with pytest.raises(CommandError, match=r"^menu\.yaml, line 2, column 1: this is not valid YAML"):
        _run(tmp_path / "menu.yaml")


def test_a_changed_edition_is_refused_in_one_sentence(file):
    _run(file())

    with pytest.raises(CommandError, match=r"^Edition “test-1” is loaded already and says something else\."):
        _run(file(sources__press="Another newspaper"))
