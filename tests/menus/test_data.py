"""The portal's own edition, and whether it says what the shared catalogue says."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from menus import files
from menus.domain.catalogue import Nature, PolicyClass, Provenance, Relation, RelationKind, Track
from menus.domain.document import read
from menus.domain.graph import build_graph, edition_problems
from menus.domain.problems import ProblemCode
from tests.menus.domain.menu import keys

SHARED = Path(__file__).parents[3] / "shared" / "domain" / "catalogue.yaml"
CATALOGUE = read(files.read(files.REVIEWED))
TIES = [row.tie for row in CATALOGUE.relations]


def _items(track):
    return [item for major in CATALOGUE.majors if major.track is track for item in major.items]


def test_the_menu_has_the_numbers_of_the_plan():
    majors = Counter(major.track for major in CATALOGUE.majors)

    assert majors == {Track.COMPREHENSIVE: 5, Track.MANAGEMENT: 6}
    assert [len(_items(track)) for track in Track] == [39, 25]


def test_natures_and_origins_are_those_of_the_handbook():
    items = _items(Track.COMPREHENSIVE)

    assert Counter(item.nature for item in items) == {
        Nature.BASIC: 15,
        Nature.ADDITIONAL: 12,
        Nature.COORDINATED: 12,
    }
    assert Counter(item.provenance for item in items) == {
        Provenance.SEED: 15,
        Provenance.OFFICIAL_SOURCE: 22,
        Provenance.RECONSTRUCTION: 2,
    }


def test_nothing_claims_to_be_confirmed():
    assert [item.code for item in CATALOGUE.items if item.official_line_confirmed] == []


def test_a_class_of_2021_is_given_only_where_an_authority_put_the_subject_there():
    classes = {item.code: item.policy_class for item in CATALOGUE.items if item.policy_class}

    assert sorted(code for code, kind in classes.items() if kind is PolicyClass.IMPROVE) == [
        "C2.01",
        "C2.08",
        "C3.07",
        "C3.08",
    ]
    assert sorted(code for code, kind in classes.items() if kind is PolicyClass.BASE) == [
        *("C1.01", "C1.02", "C1.04", "C1.05", "C1.06", "C1.08", "C1.09", "C1.10", "C1.11"),
        *("C3.01", "C3.02"),
    ]
    assert [item.code for item in CATALOGUE.items if item.policy_class and "inference" in item.policy_basis] == []


def test_only_parking_fees_are_income():
    assert [item.code for item in CATALOGUE.items if item.is_income] == ["M3.04"]


def test_management_mode_is_the_only_line_with_options():
    options = {item.code: [option.code for option in item.options] for item in CATALOGUE.items if item.options}

    assert options == {"M6.01": ["company", "residents", "service_centre"]}


K = RelationKind
HANDBOOK = [
    Relation(K.BRINGS_WITH, None, "M6.01"),
    Relation(K.BRINGS_WITH, "C3.08", "M5.02"),
    Relation(K.NEEDS, "C2.01", "C1.08"),
    Relation(K.COMES_BEFORE, "C1.03", "C1.01"),
    Relation(K.COMES_BEFORE, "C1.06", "C1.01"),
    Relation(K.COMES_BEFORE, "C3.01", "C3.02"),
    Relation(K.COMES_BEFORE, "C3.04", "C3.02"),
]


def test_the_relations_of_the_handbook_are_all_there():
    assert [row.tie for row in CATALOGUE.relations if row.basis == "handbook 1.5"] == HANDBOOK


def test_the_relations_can_hold_together():
    assert edition_problems((item.code for item in CATALOGUE.items), TIES) == ()


def test_no_relation_keeps_a_management_line_out_of_a_plan_but_the_upkeep_of_a_lift_that_is_not_built():
    graph = build_graph(keys(" ".join(item.code for item in CATALOGUE.items)), TIES, {})
    management = keys(" ".join(item.code for item in _items(Track.MANAGEMENT)))

    assert {key: graph.needs(key) for key in management if graph.needs(key)} == {keys("M5.02")[0]: (keys("C3.08"),)}
    assert [key for key in management if graph.excluded_by(key)] == []


def test_the_upkeep_of_a_lift_that_stands_already_is_open_to_choice():
    graph = build_graph(keys("C3.08@3-1 M5.02@3-1 M5.02@4-1 M6.01"), TIES, {})

    assert (graph.needs(keys("M5.02@3-1")[0]), graph.needs(keys("M5.02@4-1")[0])) == ((keys("C3.08@3-1"),), ())
    assert [problem.code.blocks for problem in graph.problems()] == [False]


def test_needs_stay_rare():
    needs = [tie for tie in TIES if tie.kind is K.NEEDS]

    assert needs == [Relation(K.NEEDS, "C2.01", "C1.08"), Relation(K.NEEDS, "M5.02", "C3.08")]


def test_a_menu_of_lifts_brings_the_upkeep_of_the_same_stairwell():
    graph = build_graph(keys("C3.08@3-1 C3.08@3-2 M5.02@3-1 M5.02@3-2 M6.01"), TIES, {})

    assert graph.closure(keys("C3.08@3-2")[0]) == frozenset(keys("C3.08@3-2 M5.02@3-2"))
    assert graph.problems() == ()


def test_a_lift_without_its_upkeep_on_the_menu_is_a_problem():
    graph = build_graph(keys("C3.08@3-1 M6.01"), TIES, {})

    assert [problem.code for problem in graph.problems()] == [ProblemCode.BROUGHT_NOT_OFFERED]


def test_works_end_with_the_surface_and_what_stands_on_it():
    works = keys("C1.01 C1.03 C1.06 C2.03 C3.01@1 C3.02@1 C3.03@1-1 C3.04@1-1 C3.06@1")

    order = build_graph(works, TIES, {}).works_order(works)

    assert order == keys("C1.03 C1.06 C3.01@1 C3.04@1-1 C3.02@1 C1.01 C2.03 C3.03@1-1 C3.06@1")


def _shared():
    if not SHARED.exists():
        pytest.skip("The shared catalogue is not beside this clone (../shared/domain/catalogue.yaml).")
    return yaml.safe_load(SHARED.read_text(encoding="utf-8"))


def _as_shared(item):
    """A line of the project in the words of the shared catalogue."""

    def yuan(fen):
        return Decimal(fen or 0) / 100

    line = {
        "code": item.code,
        "name_zh": item.name_zh,
        "name_en": item.name_en,
        "unit": item.unit,
        "cost_cny_low": yuan(item.price_low_fen),
        "cost_cny_high": yuan(item.price_high_fen),
        "cost_basis": item.price_basis,
        "scope": item.scope,
        "provenance": item.provenance,
        "official_line_confirmed": item.official_line_confirmed,
        "default_decision_class": item.decision_class,
        "note": item.note,
        "kind": item.nature,
        "kind_basis": item.nature_basis,
        "period": item.period,
        "usual_payer": "+".join(item.usual_payers),
        "subject_attested_by": list(item.attested_by),
    }
    return line


@pytest.mark.parametrize("track", Track)
def test_every_line_says_what_the_shared_catalogue_says(track):
    missing = {"note": "", "kind": "service", "kind_basis": "", "period": "once", "usual_payer": ""}
    missing["subject_attested_by"] = []
    shared = [missing | line for major in _shared()[track]["majors"] for line in major["items"]]
    for line in shared:
        line |= {name: Decimal(str(line[name])) for name in ("cost_cny_low", "cost_cny_high")}

    assert [_as_shared(item) for item in _items(track)] == shared


def test_every_major_and_source_of_the_shared_catalogue_is_there():
    shared = _shared()

    majors = [
        {"code": major.code, "name_zh": major.name_zh, "name_en": major.name_en, "provenance": major.provenance}
        for major in CATALOGUE.majors
    ]
    assert majors == [
        {name: major[name] for name in ("code", "name_zh", "name_en", "provenance")}
        for track in Track
        for major in shared[track]["majors"]
    ]
    assert list(CATALOGUE.sources) == list(shared["meta"]["sources"])
    assert CATALOGUE.edition.version == shared["meta"]["catalogue_version"]


@pytest.mark.parametrize("item", CATALOGUE.items, ids=lambda item: item.code)
def test_every_line_is_explained_in_both_languages_in_two_to_four_sentences(item):
    assert 2 <= item.explanation_zh.count("。") <= 4
    assert 2 <= len(re.findall(r"[.!?](?= |$)", item.explanation_en)) <= 4
