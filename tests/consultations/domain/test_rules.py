"""The rule book: thresholds to the single head, and no rule softer than the law."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consultations.domain.entries import FileFault
from consultations.domain.rules import (
    ORDINARY,
    QUORUM,
    RULE_OF_CLASS,
    SPECIAL,
    Rule,
    RuleBook,
    Threshold,
    from_plain,
    rule_for,
    to_plain,
)
from menus.domain.catalogue import DecisionClass

WHOLES = st.integers(0, 10**12)
LAW = {"quorum": QUORUM, "ordinary": ORDINARY, "special": SPECIAL}


@st.composite
def stricter_than(draw: st.DrawFn, law: Threshold) -> Threshold:
    """A threshold a district may have: the law's own or a stricter one, that everybody together can reach."""
    share = draw(st.fractions(law.share, 1, max_denominator=999))
    strict = draw(st.booleans()) if share > law.share else law.strict
    return Threshold(share, strict and share < 1, draw(st.sampled_from([law.article, "小区管理规约第九条"])))


BOOKS = st.builds(
    RuleBook,
    version=st.sampled_from(["civil-code-2021", "重庆市-2026"]),
    quorum=stricter_than(QUORUM),
    ordinary=stricter_than(ORDINARY),
    special=stricter_than(SPECIAL),
    blank_takes_part=st.booleans(),
)

MET = [  # what it shows, threshold, part, whole, is it met
    ("two thirds exactly are a quorum", QUORUM, 60, 90, True),
    ("one short of two thirds is none", QUORUM, 59, 90, False),
    ("66.66 of 100.00 are less than two thirds", QUORUM, 6666, 10000, False),
    ("66.67 of 100.00 are more", QUORUM, 6667, 10000, True),
    ("two of three are two thirds", QUORUM, 2, 3, True),
    ("exactly half is not more than half", ORDINARY, 30, 60, False),
    ("one more than half is", ORDINARY, 31, 60, True),
    ("of one, one is more than half", ORDINARY, 1, 1, True),
    ("three quarters exactly are enough", SPECIAL, 45, 60, True),
    ("44 of 60 are too few", SPECIAL, 44, 60, False),
    ("9 of 12 are three quarters", SPECIAL, 9, 12, True),
    ("8 of 11 are not", SPECIAL, 8, 11, False),
    ("nobody of nobody reaches what includes the figure itself", QUORUM, 0, 0, True),
    ("nobody of nobody passes no half", ORDINARY, 0, 0, False),
]


@pytest.mark.parametrize("what, threshold, part, whole, met", MET, ids=[case[0] for case in MET])
def test_threshold(what, threshold, part, whole, met):
    assert threshold.met(part, whole) is met


@pytest.mark.parametrize("threshold", LAW.values(), ids=LAW)
@given(WHOLES)
def test_the_least_that_is_enough_is_enough_and_one_less_is_not(threshold, whole):
    least = threshold.least(whole)

    assert threshold.met(least, whole)
    assert not threshold.met(least - 1, whole)


@pytest.mark.parametrize("threshold", LAW.values(), ids=LAW)
@given(WHOLES, WHOLES)
def test_what_is_short_is_exactly_what_is_lacking(threshold, part, whole):
    short = threshold.short(part, whole)

    assert threshold.met(part + short, whole)
    assert (short == 0) is threshold.met(part, whole)
    assert short == 0 or not threshold.met(part + short - 1, whole)


@given(WHOLES, WHOLES)
def test_a_threshold_is_the_fraction_it_says(part, whole):
    for threshold, enough in (
        (QUORUM, 3 * part >= 2 * whole),
        (ORDINARY, 2 * part > whole),
        (SPECIAL, 4 * part >= 3 * whole),
    ):
        assert threshold.met(part, whole) is enough


def test_each_threshold_stands_beside_its_article():
    assert [(name, each.share, each.strict, each.article) for name, each in LAW.items()] == [
        ("quorum", Fraction(2, 3), False, "Civil Code art. 278 para. 2 sentence 1"),
        ("ordinary", Fraction(1, 2), True, "Civil Code art. 278 para. 2 sentence 3"),
        ("special", Fraction(3, 4), False, "Civil Code art. 278 para. 2 sentence 2"),
    ]


def test_a_rule_book_is_the_laws_where_nothing_else_is_said():
    assert RuleBook() == RuleBook("civil-code-2021", QUORUM, ORDINARY, SPECIAL, blank_takes_part=False)


def test_each_rule_has_its_threshold_and_a_wish_has_none():
    book = RuleBook()

    assert (book.threshold(Rule.ORDINARY), book.threshold(Rule.SPECIAL)) == (ORDINARY, SPECIAL)
    with pytest.raises(ValueError, match=r"^a wish has no threshold$"):
        book.threshold(Rule.NONE)


RULES = [  # decision class, rule where common use is unchanged, rule where it changes
    ("ordinary", Rule.ORDINARY, Rule.ORDINARY),
    ("special", Rule.SPECIAL, Rule.SPECIAL),
    ("special_if_common_use_changes", Rule.ORDINARY, Rule.SPECIAL),
    ("individual_consent_plus_ordinary", Rule.ORDINARY, Rule.ORDINARY),
    ("contract_content", Rule.NONE, Rule.NONE),
    ("none_public", Rule.NONE, Rule.NONE),
    ("none_enforcement", Rule.NONE, Rule.NONE),
]


@pytest.mark.parametrize("decision_class, unchanged, changed", RULES, ids=[case[0] for case in RULES])
def test_the_rule_of_a_decision_class(decision_class, unchanged, changed):
    assert rule_for(decision_class) is unchanged
    assert rule_for(decision_class, changes_common_use=True) is changed


def test_every_class_of_the_catalogue_has_a_rule_and_no_other():
    assert set(RULE_OF_CLASS) == set(DecisionClass) == {case[0] for case in RULES}
    with pytest.raises(KeyError):
        rule_for("unanimous")


@given(BOOKS)
def test_a_rule_book_written_and_read_is_the_same(book):
    assert from_plain(to_plain(book)) == book


def test_a_rule_book_left_out_is_the_laws():
    assert from_plain({}) == RuleBook()


def test_a_rule_book_is_written_with_its_articles():
    assert to_plain(RuleBook()) == {
        "version": "civil-code-2021",
        "quorum": {"share": "2/3", "strict": False, "article": "Civil Code art. 278 para. 2 sentence 1"},
        "ordinary": {"share": "1/2", "strict": True, "article": "Civil Code art. 278 para. 2 sentence 3"},
        "special": {"share": "3/4", "strict": False, "article": "Civil Code art. 278 para. 2 sentence 2"},
        "blank_takes_part": False,
    }


SOFTER = "may not be softer than the law"
FRACTION = 'must be a fraction such as "2/3"'
TEXT = "must be a text, not empty and without control characters"
REFUSED = [  # what it shows, the rule book, where, why
    ("no object", [], "rule_book", "must be an object"),
    (
        "a slip of the pen",
        {"quorom": {}},
        "rule_book",
        "knows no 'quorom', only version, quorum, ordinary, special, blank_takes_part",
    ),
    ("a version that is no text", {"version": 2021}, "rule_book.version", TEXT),
    ("a setting that is no yes or no", {"blank_takes_part": 0}, "rule_book.blank_takes_part", "must be true or false"),
    ("a threshold that is nothing", {"quorum": None}, "rule_book.quorum", "must be an object"),
    ("a threshold without a share", {"special": {"strict": False}}, "rule_book.special.share", "is missing"),
    ("a share that is a number", {"special": {"share": 1}}, "rule_book.special.share", TEXT),
    ("a decimal", {"special": {"share": "0.75"}}, "rule_book.special.share", FRACTION),
    ("a percentage", {"special": {"share": "75%"}}, "rule_book.special.share", FRACTION),
    ("a share of nothing", {"special": {"share": "3/0"}}, "rule_book.special.share", FRACTION),
    ("a negative share", {"special": {"share": "-3/4"}}, "rule_book.special.share", FRACTION),
    ("a number that would fill the memory", {"special": {"share": "1e99999999"}}, "rule_book.special.share", FRACTION),
    (
        "a strictness that is no yes or no",
        {"quorum": {"share": "2/3", "strict": "no"}},
        "rule_book.quorum.strict",
        "must be true or false",
    ),
    (
        "an article that is no text",
        {"quorum": {"share": "2/3", "article": 278}},
        "rule_book.quorum.article",
        TEXT,
    ),
    ("a softer quorum", {"quorum": {"share": "1/2"}}, "rule_book.quorum", SOFTER),
    (
        "half itself instead of more than half",
        {"ordinary": {"share": "1/2", "strict": False}},
        "rule_book.ordinary",
        SOFTER,
    ),
    ("two thirds for a special matter", {"special": {"share": "2/3", "strict": True}}, "rule_book.special", SOFTER),
    ("more than all", {"quorum": {"share": "4/3"}}, "rule_book.quorum", "may not ask for more than everybody"),
    (
        "more than everybody, said strictly",
        {"special": {"share": "1/1", "strict": True}},
        "rule_book.special",
        "may not ask for more than everybody",
    ),
    (
        "an unknown name in a threshold",
        {"quorum": {"share": "2/3", "note": "x"}},
        "rule_book.quorum",
        "knows no 'note', only share, strict, article",
    ),
]


@pytest.mark.parametrize("what, plain, where, why", REFUSED, ids=[case[0] for case in REFUSED])
def test_a_rule_book_that_is_wrong_or_softer_is_refused(what, plain, where, why):
    with pytest.raises(FileFault) as refused:
        from_plain(plain)

    assert (refused.value.where, refused.value.why) == (where, why)


STRICTER = [  # what it shows, threshold
    ("all must agree", {"share": "1/1"}, Threshold(Fraction(1), strict=False, article=SPECIAL.article)),
    ("more than three quarters", {"share": "3/4", "strict": True}, Threshold(Fraction(3, 4), True, SPECIAL.article)),
    ("a share that can be shortened", {"share": "8/10"}, Threshold(Fraction(4, 5), False, SPECIAL.article)),
    ("by the covenant", {"share": "4/5", "article": "规约"}, Threshold(Fraction(4, 5), False, "规约")),
]


@pytest.mark.parametrize("what, plain, threshold", STRICTER, ids=[case[0] for case in STRICTER])
def test_a_stricter_threshold_is_taken(what, plain, threshold):
    assert from_plain({"special": plain}) == RuleBook(special=threshold)
