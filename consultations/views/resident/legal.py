"""The rule of a question in plain words (handbook 6), from the rule book the round was opened with."""

from fractions import Fraction

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from consultations.domain.rules import ORDINARY, QUORUM, SPECIAL, Rule, RuleBook, Threshold, from_plain
from consultations.models import Question, Round
from menus.domain.catalogue import DecisionClass
from renewal_portal.shown.shares import need_in_words

CONSENT = {
    (Fraction(1, 2), True): _("More than half of the area and of the owners taking part must agree."),
    (Fraction(3, 4), False): _("At least three quarters of the area and of the owners taking part must agree."),
}
ARTICLES = {
    QUORUM.article: _("Civil Code, article 278, paragraph 2, first sentence"),
    SPECIAL.article: _("Civil Code, article 278, paragraph 2, second sentence"),
    ORDINARY.article: _("Civil Code, article 278, paragraph 2, third sentence"),
}
OWN_CONSENT = _("Where it touches the inside of a home, the owner of that home must agree besides.")


def rule_sentences(round: Round, question: Question) -> tuple[str, ...]:
    """What this question needs to pass, and why it needs more than usual where somebody ruled so."""
    rule = Rule(question.rule)
    if rule is Rule.NONE:
        return (translate("This is a wish: an authority decides, your answer is passed on."),)
    sentences = [consent_sentence(from_plain(round.rule_book).threshold(rule))]
    if question.decision_class == DecisionClass.INDIVIDUAL_CONSENT_PLUS_ORDINARY:
        sentences.append(str(OWN_CONSENT))
    if question.class_reason:
        sentences.append(translate("Why this rule: %(reason)s") % {"reason": question.class_reason})
    return tuple(sentences)


def consent_sentence(need: Threshold) -> str:
    """Who must agree. A rule book stricter than the law is said with its own figure."""
    known = CONSENT.get((need.share, need.strict))
    if known is not None:
        return str(known)
    return translate("Of the area and of the owners taking part, %(need)s must agree.") % {"need": need_in_words(need)}


def quorum_sentence(book: RuleBook) -> str:
    """How many must take part, and what not answering means."""
    need = {"need": need_in_words(book.quorum)}
    return translate("Of all owners and of the whole area, %(need)s must take part; else nothing is decided.") % need


def rule_rows(book: RuleBook) -> list[tuple[str, str, str]]:
    """Each line of the rule book: what it is about, the share it asks for, and the article that says so."""
    named = (
        (translate("Must take part, of all"), book.quorum),
        (translate("Must agree, of those taking part"), book.ordinary),
        (translate("Must agree in special matters"), book.special),
    )
    return [(name, need_in_words(need), str(ARTICLES.get(need.article, need.article))) for name, need in named]


def silence_sentences(book: RuleBook) -> tuple[str, ...]:
    """What abstaining and leaving blank mean under this rule book."""
    blank = (
        translate("A question you leave without an answer counts as taking part, but not as consent.")
        if book.blank_takes_part
        else translate("A question you leave without an answer does not count as taking part.")
    )
    return translate("An abstention takes part but is not consent."), blank
