from graphlib import CycleError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from menus.domain.catalogue import LineageKey, Relation, RelationKind
from menus.domain.graph import Conflict, Hint, build_graph
from menus.domain.places import COMMUNITY, BadPlace, touches
from tests.menus.domain.menu import key, keys, menu, ties

NEEDS, EXCLUDES = RelationKind.NEEDS, RelationKind.EXCLUDES
BEFORE, BRINGS = RelationKind.COMES_BEFORE, RelationKind.BRINGS_WITH

NEEDED = [  # what it shows, lines, which line is asked, its clauses
    ("a line needs the other at its own place", "A@3 B@3", "A@3", ["B@3"]),
    ("a line needs the other where it is offered above", "A@3-2 B@3 B", "A@3-2", ["B@3", "B"]),
    ("a community line needs the other in every building", "A B@1 B@2", "A", ["B@1", "B@2"]),
    ("a building line needs the other in its stairwells only", "A@3 B@3-1 B@3-2 B@4-1", "A@3", ["B@3-1", "B@3-2"]),
    ("the neighbouring stairwell is not needed", "A@3-1 B@3-2", "A@3-1", []),
    ("building 11 is not needed by building 1", "A@1 B@11", "A@1", []),
    ("what is offered nowhere is taken to be there", "A@1", "A@1", []),
    ("what is needed needs nothing back", "A B", "B", []),
]


@pytest.mark.parametrize("what, lines, asked, clauses", NEEDED, ids=[case[0] for case in NEEDED])
def test_needs(what, lines, asked, clauses):
    assert menu(lines, "A needs B").needs(key(asked)) == tuple(keys(clause) for clause in clauses)


def test_needed_lines_of_one_choice_group_are_alternatives():
    graph = menu("A B@1 B C", "A needs B, A needs C", either="B@1 B")

    assert graph.needs(key("A")) == (keys("B@1 B"), keys("C"))


def test_brings_reaches_the_line_of_the_same_stairwell_only():
    graph = menu("C3.08@3-1 C3.08@3-2 M5.02@3-1 M5.02@3-2", "C3.08 brings_with M5.02")

    assert graph.brings(key("C3.08@3-2")) == (keys("M5.02@3-2"),)


def test_exclusion_holds_for_both_and_where_they_touch():
    graph = menu("A@1 A@2 B@2-1 B", "A excludes B")

    assert {line: sorted(graph.excluded_by(line)) for line in keys("A@1 A@2 B@2-1 B")} == {
        key("A@1"): [key("B")],
        key("A@2"): [key("B@2-1"), key("B")],
        key("B@2-1"): [key("A@2")],
        key("B"): [key("A@1"), key("A@2")],
    }


def test_lines_of_a_choice_group_exclude_one_another_wherever_they_are():
    graph = menu("A@1 A@2 B", either="A@1 B")

    assert (graph.excluded_by(key("A@1")), graph.excluded_by(key("A@2"))) == ({key("B")}, frozenset())


def test_before_names_what_comes_earlier():
    graph = menu("A@1 A@2 B", "A comes_before B")

    assert (graph.before(key("B")), graph.before(key("A@1"))) == (keys("A@1 A@2"), ())


CLOSURES = [  # what it shows, lines, relations, the group, preferred, the closure of A
    ("alone", "A B", "", "", "", "A"),
    ("needs and brings are followed through", "A B C D", "A needs B, B brings_with C, C needs D", "", "", "A B C D"),
    ("a ring ends", "A B", "A needs B, B brings_with A", "", "", "A B"),
    ("without preference the first alternative", "A B@1 B@2", "A needs B", "B@1 B@2", "", "A B@1"),
    ("the preferred alternative", "A B@1 B@2", "A needs B", "B@1 B@2", "B@2", "A B@2"),
    ("a line named twice is preferred as at first", "A B@1 B@2", "A needs B", "B@1 B@2", "B@2 B@1 B@2", "A B@2"),
    ("even if named twice, it comes before one not named", "A B@1 B@2", "A needs B", "B@1 B@2", "B@2 B@2", "A B@2"),
    (
        "an alternative that comes anyhow settles the clause",
        "A B@1 B@2 C@2",
        "A needs B, A needs C, C needs B",
        "B@1 B@2",
        "B@1",
        "A B@2 C@2",
    ),
    (
        "an excluded alternative is taken last",
        "A B@1 B@2 X@1",
        "A needs B, A needs X, X excludes B",
        "B@1 B@2",
        "B@1",
        "A B@2 X@1",
    ),
]


@pytest.mark.parametrize(
    "what, lines, relations, group, prefer, expected", CLOSURES, ids=[case[0] for case in CLOSURES]
)
def test_closure(what, lines, relations, group, prefer, expected):
    graph = menu(lines, relations, either=group)

    assert graph.closure(key("A"), keys(prefer)) == frozenset(keys(expected))


def test_every_plan_brings_the_compulsory_line():
    graph = menu("A M6.01", "* brings_with M6.01")

    assert graph.compulsory == (keys("M6.01"),)
    assert graph.closure(key("A")) == {key("A")}
    assert graph.breaches([]) == (Hint(BRINGS, None, keys("M6.01")),)


def test_works_order_puts_earlier_and_needed_lines_first_and_else_follows_the_keys():
    graph = menu("A B C D", "D comes_before A, A needs C")

    assert graph.works_order(keys("A B C D")) == keys("B C D A")


def test_works_order_looks_at_the_given_lines_only():
    graph = menu("A B C", "C comes_before B, B comes_before A")

    assert graph.works_order(keys("A C")) == keys("A C")


def test_works_order_of_a_ring_is_refused():
    with pytest.raises(CycleError):
        menu("A B", "A comes_before B, B comes_before A").works_order(keys("A B"))


def test_conflicts_name_the_group_of_which_more_than_one_is_chosen():
    graph = menu("A@1 A@2 B C", first="A@1 A@2", second="B C")

    assert graph.conflicts(keys("A@1 B")) == ()
    assert graph.conflicts(keys("A@2 A@1 B")) == (Conflict("first", keys("A@1 A@2")),)


HINTS = [  # what it shows, wanted, unwanted, hints
    ("what is needed and not wanted", "A", "", [(NEEDS, "A", "B")]),
    ("what is needed and wanted is no hint", "A B", "", []),
    ("two that exclude each other, once", "C D", "", [(EXCLUDES, "C", "D")]),
    ("what comes along unasked", "E", "", [(BRINGS, "E", "M")]),
    ("what should come before, where it was turned down", "R", "P", [(BEFORE, "R", "P")]),
    ("what should come before, where nothing was said of it", "R", "", []),
    ("nothing wanted", "", "A B P", []),
]


@pytest.mark.parametrize("what, wanted, unwanted, hints", HINTS, ids=[case[0] for case in HINTS])
def test_hints(what, wanted, unwanted, hints):
    graph = menu("A B C D E M P R", "A needs B, C excludes D, E brings_with M, P comes_before R")

    expected = tuple(Hint(kind, key(line), keys(others)) for kind, line, others in hints)
    assert graph.hints(keys(wanted), keys(unwanted)) == expected


def test_breaches_name_everything_a_plan_breaks():
    graph = menu("A B C D M P R", "A needs B, C excludes D, * brings_with M, P comes_before R")

    assert graph.breaches(keys("A B C M R P")) == ()
    assert graph.breaches(keys("A C D")) == (
        Hint(BRINGS, None, keys("M")),
        Hint(NEEDS, key("A"), keys("B")),
        Hint(EXCLUDES, key("C"), keys("D")),
    )


def test_a_line_that_is_not_offered_has_no_links():
    with pytest.raises(KeyError):
        menu("A").needs(key("B"))


def test_a_malformed_place_is_refused():
    with pytest.raises(BadPlace):
        build_graph([LineageKey("A", "1-2-3")], [], {})


LINES = st.builds(
    LineageKey, st.sampled_from("ABCDE"), st.sampled_from([COMMUNITY, "1", "2", "11", "1-1", "1-2", "11-1"])
)
MENUS = st.frozensets(LINES, max_size=14)
TIES = st.lists(
    st.builds(Relation, st.sampled_from(RelationKind), st.sampled_from("ABCDE"), st.sampled_from("ABCDE")), max_size=8
)


@given(MENUS, TIES, st.randoms())
def test_the_order_of_lines_and_relations_never_matters(lines, relations, random):
    shuffled, turned = list(lines), list(relations)
    random.shuffle(shuffled)
    random.shuffle(turned)

    one, other = build_graph(lines, relations, {}), build_graph(shuffled, turned, {})

    assert one.links == other.links
    assert sorted(map(repr, one.problems())) == sorted(map(repr, other.problems()))


@given(MENUS, TIES)
def test_links_join_touching_lines_by_the_relations_and_nothing_else(lines, relations):
    graph = build_graph(lines, relations, {})

    by_hand = {
        (line, other)
        for tie in relations
        if tie.kind is NEEDS and tie.item != tie.other
        for line in lines
        for other in lines
        if (line.code, other.code) == (tie.item, tie.other) and touches(line.place, other.place)
    }
    assert {(line, other) for line in lines for clause in graph.needs(line) for other in clause} == by_hand


@given(MENUS, TIES)
def test_a_closure_breaks_no_need_and_leaves_nothing_it_brings(lines, relations):
    graph = build_graph(lines, relations, {"either": frozenset(line for line in lines if line.code == "B")})

    for line in lines:
        broken = {hint.kind for hint in graph.breaches(graph.closure(line))}
        assert line in graph.closure(line)
        assert broken <= {EXCLUDES}


@given(MENUS, TIES)
def test_a_menu_without_a_ring_has_an_order_of_works_that_holds_every_tie(lines, relations):
    graph = build_graph(lines, relations, {})
    if any(problem.code == "cycle" for problem in graph.problems()):
        return

    order = graph.works_order(lines)

    assert sorted(order) == sorted(lines)
    at = {line: number for number, line in enumerate(order)}
    assert [(line, other) for line in order for other in graph.before(line) if at[other] > at[line]] == []


def test_ties_reads_a_table_of_relations():
    assert ties("A needs B, * brings_with C") == [Relation(NEEDS, "A", "B"), Relation(BRINGS, None, "C")]
