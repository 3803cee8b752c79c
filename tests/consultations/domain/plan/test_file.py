"""The file of a plan: drawn again from what it says, compared with what it tells, and refused with one sentence."""

import contextlib

import pytest
from hypothesis import given

from consultations.domain.entries import FileFault
from consultations.domain.plan import draw, plan_digest
from consultations.domain.plan.file import FORMAT, holds_sealed, is_plan, read, to_file
from consultations.domain.plan.plain import inputs_to_plain, plan_to_plain
from consultations.domain.plan.values import PlanInputs
from tests.consultations.domain.files import paths
from tests.consultations.domain.plan.lines import plans
from tests.consultations.domain.plan.plan_files import BY_HAND, changed

WHOLE = BY_HAND | {"result": plan_to_plain(read(BY_HAND).plan), "plan_sha256": read(BY_HAND).digest}


def test_a_file_written_by_hand_is_drawn():
    """The roof is due and comes first; the lift is wanted most but costs more than is left; the lamp fits."""
    file = read(BY_HAND)

    assert [(line.key.code, line.outcome, line.reason.why) for line in file.plan.lines] == [
        ("C1.07", "in", "supported"),
        ("C3.01", "in", "due"),
        ("C3.08", "reserve", "money"),
        ("M5.02", "in", "supported"),
    ]
    assert (file.key, file.plan.total_fen, file.holds) == ("长石苑/1/1", 8000, True)


@given(plans())
def test_whatever_is_drawn_and_written_is_read_as_the_same_plan(inputs: PlanInputs):
    plan = draw(inputs)
    plain = to_file("a/1/1", inputs_to_plain(inputs), plan_to_plain(plan), plan_digest(inputs, plan), sealed=False)

    file = read(plain)

    assert (file.plan, file.digest, file.holds) == (plan, plan_digest(inputs, plan), True)


@pytest.mark.parametrize(
    "path, value",
    [
        ("plan_sha256", "0" * 64),
        ("result/total_fen", 7999),
        ("result/lines/0/why", "due"),
        ("result", []),
        ("inputs/budget_fen", 20000),
        ("inputs/candidates/0/wanted", False),
    ],
)
def test_a_file_that_tells_another_plan_does_not_hold(path, value):
    assert read(WHOLE).holds
    assert not read(changed(path, value, WHOLE)).holds


@pytest.mark.parametrize(
    "path, value, said",
    [
        ("format", "renewal-portal/plan/2", f"format: must be one of {FORMAT}"),
        ("plan", ..., "plan: is missing"),
        ("plan", "", "plan: must be a text, not empty and without control characters"),
        ("note", "", "file: knows no 'note', only format, plan, inputs, result, plan_sha256"),
        ("plan_sha256", "abc", "plan_sha256: must be 64 hexadecimal digits"),
        ("inputs", ..., "inputs: is missing"),
        ("inputs/kind", "sketch", "inputs.kind: must be one of draft, final"),
        ("inputs/budget_fen", 1.5, "inputs.budget_fen: must be a whole number from 0 to 2^53"),
        ("inputs/limits/city", -1, "inputs.limits.city: must be a whole number from 0 to 2^53"),
        ("inputs/limits/a\n", 1, "inputs.limits: must name sources without control characters"),
        (
            "inputs/candidates/0/support",
            "2/4",
            "inputs.candidates[0].support: must be '1/2', as the digest is taken of it",
        ),
        ("inputs/candidates/0/support", "1/0", 'inputs.candidates[0].support: must be a fraction such as "3/4"'),
        ("inputs/candidates/0/support", "1e9", 'inputs.candidates[0].support: must be a fraction such as "3/4"'),
        ("inputs/candidates/1/wanted", ..., "inputs.candidates[1].wanted: is missing"),
        ("inputs/candidates/1/due", 1, "inputs.candidates[1].due: must be true or false"),
        (
            "inputs/candidates/1/verdict",
            "won",
            "inputs.candidates[1].verdict: must be one of passed, failed, no_quorum, wish",
        ),
        ("inputs/candidates/1/position", 1, "inputs: give two lines the same position"),
        ("inputs/candidates/0/place", "1-1-1", "inputs: name a place that cannot be (no place code: '1-1-1')"),
        (
            "inputs/relations/0",
            ["needs", "C3.08"],
            'inputs.relations[0]: must be a kind and two codes, such as ["needs", "C3.08", "M5.02"]',
        ),
        ("inputs/relations/0", ["brings_with", "C3.08", 5], "inputs.relations[0]: must be a list of texts"),
        ("inputs/relations/0", ["needs", "C3.08", "C3.08"], "inputs: hold a menu that could not be offered"),
        ("inputs/relations", "C3.08", "inputs.relations: must be a list"),
        (
            "inputs/groups/either",
            [["C3.08"]],
            'inputs.groups.either[0]: must be a code and a place, such as ["C3.08", "1-1"]',
        ),
        ("inputs/groups/a\n", [], "inputs.groups: must have names without control characters"),
        (
            "inputs/wishes",
            3,
            "inputs: knows no 'wishes', only kind, method, measure, budget_fen, limits, "
            "candidates, relations, groups",
        ),
    ],
)  # fmt: skip
def test_a_malformed_file_gets_one_sentence_that_says_where(path, value, said):
    with pytest.raises(FileFault) as refused:
        read(changed(path, value))

    assert str(refused.value) == said


@pytest.mark.parametrize("value", [..., None, True, 1.5, -1, 10**30, "", "\0", "x", [], {}, [[]]], ids=repr)
def test_whatever_is_taken_out_or_put_in_anywhere_it_is_drawn_or_refused(value):
    for path in paths(WHOLE):
        with contextlib.suppress(FileFault):
            assert len(read(changed(path, value, WHOLE)).digest) == 64


def test_a_candidate_out_of_its_order_is_told_where():
    first, second, *others = BY_HAND["inputs"]["candidates"]

    with pytest.raises(FileFault, match=r"^inputs\.candidates\[0\]\.code: must be 'C1.07', as the digest"):
        read(changed("inputs/candidates", [second, first, *others]))


@pytest.mark.parametrize(
    "inputs, sealed",
    [
        ({"measure": "share"}, False),
        ({"measure": "voices", "voices": []}, False),
        ({"measure": "area"}, True),
        ({"measure": "share", "voices": [["+-", 4]]}, True),
    ],
)
def test_areas_and_voices_are_sealed(inputs, sealed):
    assert holds_sealed(inputs) is sealed


def test_a_public_file_leaves_out_what_is_sealed_and_says_so_when_it_is_to_be_drawn():
    inputs = BY_HAND["inputs"] | {"measure": "area"}
    told = ("a/1/1", inputs, WHOLE["result"], WHOLE["plan_sha256"])

    public, sealed = (to_file(*told, sealed=sealed) for sealed in (False, True))

    assert sealed["inputs"] == inputs
    assert set(public) == {"format", "plan", "result", "plan_sha256"}
    with pytest.raises(FileFault, match=r"^inputs: is not in this file: it would show how single homes answered"):
        read(public)


@pytest.mark.parametrize("plain, is_one", [(BY_HAND, True), ({"format": FORMAT}, True), ({}, False), ([], False)])
def test_a_file_says_itself_that_it_is_a_plan(plain, is_one):
    assert is_plan(plain) is is_one
