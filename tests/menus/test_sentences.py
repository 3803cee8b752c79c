import pytest
from django.utils import translation

from menus import sentences
from menus.domain.problems import Problem, ProblemCode
from menus.domain.reading import BadDocument
from tests.menus.domain.menu import keys


def test_every_problem_has_a_sentence():
    assert set(sentences.PROBLEMS) == set(ProblemCode)


@pytest.mark.parametrize("code", ProblemCode)
def test_a_problem_names_its_lines_and_where_they_are(code):
    sentence = sentences.of_problem(Problem(code, keys("C1.01 C3.08@3-2")))

    assert "C1.01, C3.08@3-2" in sentence


def test_a_fault_of_the_whole_document_has_a_place_too():
    with translation.override("en"):
        sentence = sentences.of_document(BadDocument("", "not_a_mapping"))

    assert sentence == "In the document at “/”: fields with names are expected here."
