"""Laws of the method *support*, for every menu that may be offered."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.plan import draw, plan_digest
from consultations.domain.plan.values import Outcome, PlanKind, Standing, Why
from consultations.domain.tally import Verdict
from menus.domain.graph import build_graph
from tests.consultations.domain.plan.lines import plans, within

IN, OUT, RESERVE, WISH = Outcome.IN, Outcome.OUT, Outcome.RESERVE, Outcome.WISH
FINAL = PlanKind.FINAL
PASSED, FAILED = Verdict.PASSED, Verdict.FAILED


def graph_of(given):
    return build_graph([each.key for each in given.candidates], given.relations, given.groups)


@given(plans())
def test_every_candidate_has_one_line_and_a_reason(given):
    plan = draw(given)

    assert [each.key for each in plan.lines] == [each.key for each in given.candidates]
    assert {each.outcome for each in plan.lines} <= (
        {IN, OUT, RESERVE, WISH} if given.kind is not FINAL else {IN, OUT, WISH}
    )


@given(plans())
def test_the_budget_and_the_limit_of_each_source_are_never_exceeded(given):
    plan = draw(given)
    chosen = [each for each in given.candidates if each.key in set(within(plan))]

    assert plan.total_fen == sum(each.cost_fen for each in chosen) == given.budget_fen - plan.left_fen
    assert plan.left_fen >= 0
    for source, limit in given.limits.items():
        assert sum(each.cost_fen for each in chosen if each.source == source) <= limit


@given(plans())
def test_needs_are_satisfied_and_what_excludes_each_other_is_never_both_in(given):
    graph, chosen = graph_of(given), set(within(draw(given)))

    for key in chosen:
        assert graph.excluded_by(key) & chosen == set()
        assert [clause for clause in graph.needs(key) + graph.brings(key) if chosen.isdisjoint(clause)] == []


@given(plans())
def test_a_final_plan_holds_nothing_that_was_not_decided(given):
    final = replace(given, kind=FINAL)
    by_key = {each.key: each for each in final.candidates}

    undecided = [
        key
        for key in within(draw(final))
        if by_key[key].standing is not Standing.WORKS and by_key[key].verdict is not PASSED
    ]

    assert undecided == []


@given(plans())
def test_a_wish_is_never_in_a_plan(given):
    wishes = {each.key for each in given.candidates if each.standing is Standing.WISH}

    assert wishes.isdisjoint(within(draw(given)))


@given(plans(), st.randoms())
def test_in_whatever_order_the_candidates_come_the_plan_and_its_digest_are_the_same(given, random):
    shuffled = list(given.candidates)
    random.shuffle(shuffled)
    turned = replace(given, candidates=tuple(shuffled), relations=given.relations[::-1])

    assert draw(turned) == draw(given)
    assert plan_digest(turned, draw(turned)) == plan_digest(given, draw(given))


@given(plans(), st.integers(1, 100))
def test_where_the_money_carries_all_that_is_due_more_money_carries_it_too(given, more):
    """More money may well remove a small line for the sake of a larger one that comes first, but not then."""
    due = {each.key for each in given.candidates if each.due}
    richer = draw(replace(given, budget_fen=given.budget_fen + more))

    assert not due <= set(within(draw(given))) or due <= set(within(richer))


@given(plans(), st.integers(1, 100))
def test_the_first_line_more_money_changes_is_one_that_comes_in(given, more):
    """Between lines that nothing ties, the first difference in the order of turns is in favour of the richer plan."""
    free = replace(given, relations=(), groups={})
    poor, rich = draw(free), draw(replace(free, budget_fen=free.budget_fen + more))
    turns = sorted((a.rank, a.outcome is IN, b.outcome is IN) for a, b in zip(poor.lines, rich.lines, strict=True))

    assert next((after for _, before, after in turns if before != after), True)


@given(plans())
def test_nothing_that_stands_for_itself_is_left_out_for_money_that_is_still_there(given):
    free = replace(given, relations=(), groups={}, limits={})
    plan = draw(free)

    assert [each.key for each in plan.lines if each.reason.why is Why.MONEY and each.cost_fen <= plan.left_fen] == []


@given(plans())
def test_support_that_is_higher_never_pushes_a_line_out(given):
    free = replace(given, relations=(), groups={}, limits={})
    (first, *rest) = free.candidates
    raised = replace(free, candidates=(replace(first, support=first.support + 1), *rest))

    assert first.key not in within(draw(free)) or first.key in within(draw(raised))


@given(plans())
def test_a_line_the_owners_turned_down_never_helps_another_one_out(given):
    """Without relations, one line less to pay leaves every other line that was in where it was."""
    free = replace(given, kind=FINAL, relations=(), groups={}, limits={})
    (first, *rest) = free.candidates
    down = draw(replace(free, candidates=(replace(first, verdict=FAILED), *rest)))
    others = {each.key for each in rest}

    lost = (set(within(draw(free))) - set(within(down))) & others
    gained = (set(within(down)) - set(within(draw(free)))) & others
    assert not lost or gained
