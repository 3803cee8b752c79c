import pytest
from hypothesis import given
from hypothesis import strategies as st

from menus.domain.graph import build_graph, edition_problems
from menus.domain.problems import Problem, ProblemCode
from tests.menus.domain.menu import key, keys, menu, ties

P = ProblemCode
PROBLEMS = [  # what it shows, lines, relations, choice group, problems
    ("nothing is wrong", "A B C", "A needs B, C comes_before A", "B C", []),
    ("a ring of needs", "A B", "A needs B, B needs A", "", [(P.CYCLE, "A B")]),
    ("a ring of order", "C B A", "A comes_before B, B comes_before C, C comes_before A", "", [(P.CYCLE, "A B C")]),
    ("a ring of needs and order", "A B", "A needs B, A comes_before B", "", [(P.CYCLE, "A B")]),
    ("a ring of what brings what", "A B", "A brings_with B, B brings_with A", "", [(P.CYCLE, "A B")]),
    ("what brings something that needs it is no ring", "A B", "A brings_with B, B needs A", "", []),
    ("a line that needs what it excludes", "A B", "A needs B, A excludes B", "", [(P.CONTRADICTION, "A B")]),
    (
        "a line that needs something that brings what it excludes",
        "A B C",
        "A needs B, B brings_with C, C excludes A",
        "",
        [(P.CONTRADICTION, "A C")],
    ),
    ("a line that needs its rival in a choice group", "A B", "A needs B", "A B", [(P.CONTRADICTION, "A B")]),
    (
        "a line that excludes every alternative",
        "A B@1 B@2",
        "A needs B, A excludes B",
        "B@1 B@2",
        [(P.CONTRADICTION, "A B@1 B@2")],
    ),
    (
        "a line that excludes what is in every plan",
        "A M",
        "* brings_with M, A excludes M",
        "",
        [(P.CONTRADICTION, "A M")],
    ),
    (
        "compulsory lines that exclude each other",
        "A M N",
        "* brings_with M, * brings_with N, M excludes N",
        "",
        [(P.CONTRADICTION, "M N")],
    ),
    ("a needed item that is offered nowhere", "A@1", "A needs B", "", [(P.NEEDED_NOT_OFFERED, "A@1 B@1")]),
    ("a needed item that is offered next door", "A@1 B@2", "A needs B", "", [(P.NEEDED_NOT_OFFERED, "A@1 B@1")]),
    ("a brought item that is offered nowhere", "A@1", "A brings_with B", "", [(P.BROUGHT_NOT_OFFERED, "A@1 B@1")]),
    ("a compulsory item that is not offered", "A", "* brings_with M", "", [(P.COMPULSORY_NOT_OFFERED, "M")]),
    ("what is excluded need not be offered", "A", "A excludes B, B comes_before A", "", []),
    ("an item tied to itself", "A", "A needs A", "", [(P.TIED_TO_ITSELF, "A")]),
    ("every plan can exclude nothing", "A", "* excludes A", "", [(P.NOT_FOR_EVERY_PLAN, "A")]),
    ("a group with a line that is not offered", "A", "", "A B", [(P.GROUP_NOT_OFFERED, "B")]),
]


@pytest.mark.parametrize("what, lines, relations, group, problems", PROBLEMS, ids=[case[0] for case in PROBLEMS])
def test_problems(what, lines, relations, group, problems):
    expected = tuple(Problem(code, keys(involved)) for code, involved in problems)

    assert menu(lines, relations, either=group).problems() == expected


def test_a_line_may_stand_in_one_choice_group_only():
    graph = menu("A B C", first="A B", second="B C")

    assert graph.problems() == (Problem(P.IN_TWO_GROUPS, keys("B")),)


def test_items_the_edition_does_not_have_are_named_by_code():
    graph = build_graph(keys("A@1 X"), ties("A needs Y, * brings_with Z"), {}, known={"A"})

    assert [problem for problem in graph.problems() if problem.code is P.UNKNOWN_CODE] == [
        Problem(P.UNKNOWN_CODE, (key(code),)) for code in "XYZ"
    ]


def test_an_edition_without_items_knows_no_code():
    assert [problem.code for problem in edition_problems([], ties("A excludes B"))] == [P.UNKNOWN_CODE, P.UNKNOWN_CODE]


def test_an_edition_is_checked_as_if_everything_were_offered():
    assert edition_problems("ABC", ties("A needs B, B needs C")) == ()
    assert edition_problems("AB", ties("A needs B, B needs A")) == (Problem(P.CYCLE, keys("A B")),)


def test_only_a_needed_item_that_may_be_there_already_does_not_block():
    assert [code for code in ProblemCode if not code.blocks] == [P.NEEDED_NOT_OFFERED]


@given(st.permutations("ABCDEF"), st.data())
def test_relations_along_an_order_never_make_a_ring(order, data):
    pairs = data.draw(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12))
    relations = ties(", ".join(f"{order[min(p)]} comes_before {order[max(p)]}" for p in pairs if p[0] != p[1]))

    assert [p for p in edition_problems("ABCDEF", relations) if p.code is P.CYCLE] == []


@given(st.permutations("ABCDEF"), st.integers(2, 6))
def test_a_ring_of_any_length_is_found_and_told_in_full(order, length):
    ring = order[:length]
    text = ", ".join(f"{a} needs {b}" for a, b in zip(ring, ring[1:] + ring[:1], strict=True))

    (problem,) = edition_problems("ABCDEF", ties(text))
    assert (problem.code, sorted(problem.keys)) == (P.CYCLE, sorted(key(code) for code in ring))
