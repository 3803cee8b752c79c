from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from menus import sentences
from menus.domain.catalogue import Nature, Payer, PolicyClass, Relation, RelationKind
from menus.domain.document import read
from menus.domain.problems import ProblemCode
from menus.domain.reading import BadDocument
from menus.domain.rows import Catalogue, OptionRow
from tests.menus.documents import GONE, SMALL, document, item, relation


def test_a_document_is_read_whole():
    catalogue = read(document())

    assert catalogue.edition.effective_from == date(2019, 7, 12)
    assert catalogue.sources == {"press": "A newspaper", "office": "An office"}
    assert [(major.code, [item.code for item in major.items]) for major in catalogue.majors] == [
        ("C1", ["C1.01", "C1.02"]),
        ("M1", ["M1.01", "M1.02"]),
    ]
    assert [relation.tie for relation in catalogue.relations] == [
        Relation(RelationKind.BRINGS_WITH, None, "M1.02"),
        Relation(RelationKind.COMES_BEFORE, "C1.02", "C1.01"),
        Relation(RelationKind.EXCLUDES, "C1.01", "M1.01"),
    ]


def test_a_line_is_read_with_all_its_fields():
    first, _, third, last = read(document()).items

    assert (first.nature, first.policy_class, first.policy_basis) == (Nature.BASIC, PolicyClass.BASE, "press says so")
    assert (first.attested_by, first.usual_payers) == (("press", "office"), (Payer.GOVERNMENT, Payer.UTILITY))
    assert (first.explanation_zh, first.note, first.is_income) == ("", "", False)
    assert (third.is_income, third.price_low_fen, third.price_high_fen) == (True, 100, 200)
    assert (last.price_low_fen, last.price_high_fen) == (None, None)
    assert last.options == (
        OptionRow("company", "方式company", "Mode company"),
        OptionRow("residents", "方式residents", "Mode residents"),
    )


@pytest.mark.parametrize(
    "left_out",
    ["sources", "relations", "majors__1"],
    ids=["without sources", "without relations", "with one half only"],
)
def test_a_document_may_say_less(left_out):
    less = {"majors__0__items__0__attested_by": [], "relations": []}

    assert read(document(**{**less, left_out: GONE})).items != ()


def test_an_official_edition_needs_its_document_and_no_note():
    official = {"edition__status": "official", "edition__note_zh": "", "edition__note_en": ""}

    assert read(document(**official, edition__source_document="渝建〔2030〕1号")).edition.note_zh == ""
    with pytest.raises(BadDocument) as refused:
        read(document(**official))
    assert (refused.value.where, refused.value.code) == ("edition.source_document", "missing")


FIRST = "majors__0__items__0"
AT_FIRST = "majors[0].items[0]"
BAD = [  # what is wrong, the change, where it is found, the code
    ("no edition", {"edition": GONE}, "edition.status", "missing"),
    ("an edition that is a list", {"edition": []}, "edition", "not_a_mapping"),
    ("no version", {"edition__version": GONE}, "edition.version", "missing"),
    ("a version with a slash", {"edition__version": "../1"}, "edition.version", "bad_code"),
    ("a version that is a number", {"edition__version": 1.0}, "edition.version", "not_a_text"),
    ("a status nobody knows", {"edition__status": "final"}, "edition.status", "unknown_value"),
    ("a reconstruction that does not say so", {"edition__note_zh": " "}, "edition.note_zh", "missing"),
    ("a day that does not exist", {"edition__effective_from": "2019-02-30"}, "edition.effective_from", "not_a_date"),
    ("no day", {"edition__effective_from": None}, "edition.effective_from", "not_a_date"),
    ("a field nobody knows", {"edition__vresion": "x"}, "edition.vresion", "unknown_field"),
    ("a part nobody knows", {"prices": []}, "prices", "unknown_field"),
    ("sources that are a list", {"sources": ["press"]}, "sources", "not_a_mapping"),
    ("a source key with a space", {"sources": {"the press": "x"}}, "sources.the press", "bad_code"),
    ("a source without words", {"sources__press": ""}, "sources.press", "missing"),
    ("no majors", {"majors": GONE}, "majors", "missing"),
    ("majors that are text", {"majors": "C1"}, "majors", "not_a_list"),
    ("a major that is text", {"majors__1": "C1"}, "majors[1]", "not_a_mapping"),
    ("a major without items", {"majors": [{**SMALL["majors"][0], "items": []}]}, "majors", "missing"),
    ("a major twice", {"majors__1__code": "C1"}, "majors[1].items[0].code", "not_of_major"),
    ("an item twice", {"majors__0__items__1__code": "C1.01"}, "majors[0].items[1].code", "twice"),
    ("an item of another major", {f"{FIRST}__code": "C2.01"}, f"{AT_FIRST}.code", "not_of_major"),
    ("a code in small letters", {f"{FIRST}__code": "c1.01"}, f"{AT_FIRST}.code", "bad_code"),
    ("no Chinese name", {f"{FIRST}__name_zh": GONE}, f"{AT_FIRST}.name_zh", "missing"),
    ("a name that is too long", {f"{FIRST}__name_en": "x" * 121}, f"{AT_FIRST}.name_en", "too_long"),
    ("a name with a zero byte", {f"{FIRST}__name_en": "x\0y"}, f"{AT_FIRST}.name_en", "control_character"),
    ("half of a letter", {f"{FIRST}__name_en": "x\ud800y"}, f"{AT_FIRST}.name_en", "control_character"),
    ("a nature of the other half", {f"{FIRST}__nature": "service"}, f"{AT_FIRST}.nature", "nature_of_other_track"),
    ("a class without its basis", {f"{FIRST}__policy_basis": ""}, f"{AT_FIRST}.policy_basis", "class_with_basis"),
    ("a basis without a class", {f"{FIRST}__policy_class": None}, f"{AT_FIRST}.policy_basis", "class_with_basis"),
    ("a unit nobody knows", {f"{FIRST}__unit": "mile"}, f"{AT_FIRST}.unit", "unknown_value"),
    ("no unit", {f"{FIRST}__unit": None}, f"{AT_FIRST}.unit", "missing"),
    ("a unit that is a list", {f"{FIRST}__unit": ["m"]}, f"{AT_FIRST}.unit", "unknown_value"),
    ("a price in yuan", {f"{FIRST}__price_low_fen": 0.3}, f"{AT_FIRST}.price_low_fen", "not_whole_fen"),
    ("a price that is true", {f"{FIRST}__price_low_fen": True}, f"{AT_FIRST}.price_low_fen", "not_whole_fen"),
    ("a price of nothing", {f"{FIRST}__price_low_fen": 0}, f"{AT_FIRST}.price_low_fen", "fen_out_of_range"),
    ("a negative price", {f"{FIRST}__price_low_fen": -1}, f"{AT_FIRST}.price_low_fen", "fen_out_of_range"),
    ("a price beyond the city", {f"{FIRST}__price_high_fen": 10**13}, f"{AT_FIRST}.price_high_fen", "fen_out_of_range"),
    ("half a range", {f"{FIRST}__price_high_fen": GONE}, f"{AT_FIRST}.price_low_fen", "half_a_range"),
    ("a range upside down", {f"{FIRST}__price_low_fen": 201}, f"{AT_FIRST}.price_low_fen", "low_above_high"),
    ("a flag that is text", {f"{FIRST}__is_income": "no"}, f"{AT_FIRST}.is_income", "not_true_or_false"),
    ("a payer nobody knows", {f"{FIRST}__usual_payers": ["me"]}, f"{AT_FIRST}.usual_payers[0]", "unknown_value"),
    (
        "a payer twice",
        {f"{FIRST}__usual_payers": ["utility", "utility"]},
        f"{AT_FIRST}.usual_payers[1]",
        "twice",
    ),
    ("payers that are text", {f"{FIRST}__usual_payers": "utility"}, f"{AT_FIRST}.usual_payers", "not_a_list"),
    ("a source nobody knows", {f"{FIRST}__attested_by": ["tv"]}, f"{AT_FIRST}.attested_by[0]", "unknown_source"),
    (
        "a confirmed line of a reconstruction",
        {f"{FIRST}__official_line_confirmed": True},
        f"{AT_FIRST}.official_line_confirmed",
        "confirmed_in_reconstruction",
    ),
    (
        "an option twice",
        {"majors__1__items__1__options__1__code": "company"},
        "majors[1].items[1].options[1]",
        "twice",
    ),
    ("a key that is a number", {f"{FIRST}": {1: "x"}}, AT_FIRST, "key_is_no_text"),
    ("a relation of a kind nobody knows", {"relations__0__kind": "likes"}, "relations[0].kind", "unknown_value"),
    ("a relation without a reason", {"relations__0__reason_en": ""}, "relations[0].reason_en", "missing"),
    ("a relation to nothing", {"relations__0__other": None}, "relations[0].other", "missing"),
    ("a relation twice", {"relations__1": SMALL["relations"][0]}, "relations[1]", "twice"),
    (
        "an exclusion from both sides",
        {"relations__0": relation("excludes", "M1.01", "C1.01")},
        "relations[2]",
        "twice",
    ),
    ("a relation to an unknown item", {"relations__0__other": "C9.99"}, "relations", "unknown_code"),
    ("an item tied to itself", {"relations__1__item": "C1.01"}, "relations", "tied_to_itself"),
    ("every plan comes before something", {"relations__1__item": None}, "relations", "not_for_every_plan"),
    ("a ring", {"relations__0": relation("comes_before", "C1.01", "C1.02")}, "relations", "cycle"),
    ("a contradiction", {"relations__0": relation("needs", "C1.01", "M1.01")}, "relations", "contradiction"),
]


@pytest.mark.parametrize("what, change, where, code", BAD, ids=[case[0] for case in BAD])
def test_a_document_that_is_not_right_is_refused_by_its_place(what, change, where, code):
    with pytest.raises(BadDocument) as refused:
        read(document(**change))

    assert (refused.value.where, refused.value.code) == (where, code)


def test_space_around_a_text_does_not_matter():
    assert read(document(majors__0__items__0__code=" C1.01\n")) == read(document())


def test_two_majors_of_one_code_are_refused():
    twin = {**SMALL["majors"][0], "items": [item("C1.03", "basic")]}

    with pytest.raises(BadDocument) as refused:
        read(document(majors=[SMALL["majors"][0], twin], relations=[]))

    assert (refused.value.where, refused.value.code) == ("majors[1].code", "twice")


def test_every_fault_has_a_case_here_and_a_sentence():
    problems = {code.value for code in ProblemCode}

    assert {case[3] for case in BAD} - problems == set(sentences.FAULTS)


@pytest.mark.parametrize("value", [None, [], "text", 7, True], ids=repr)
def test_what_is_no_document_at_all_is_refused(value):
    with pytest.raises(BadDocument) as refused:
        read(value)

    assert (refused.value.where, refused.value.code) == ("", "not_a_mapping")


def _ways(part, way=()):
    yield way
    steps = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    for step, inner in steps:
        yield from _ways(inner, (*way, str(step)))


WAYS = ["__".join(way) for way in _ways(SMALL) if way]
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["C1.01", "", "m"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | st.integers(), inner, max_size=3),
    max_leaves=6,
)


def _refusal(whole):
    try:
        assert isinstance(read(whole), Catalogue)
    except BadDocument as refused:
        return refused
    return None


@given(st.sampled_from(WAYS), JUNK | st.just(GONE))
def test_whatever_stands_in_one_place_the_document_is_read_or_refused_in_a_sentence(way, junk):
    refused = _refusal(document(**{way: junk}))

    assert refused is None or refused.where in sentences.of_document(refused)
