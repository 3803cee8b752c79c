"""Why a question passed or did not, in words: the rule it needed, and what was lacking. Heads and shares, no areas."""

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from consultations.domain.rules import Rule, RuleBook
from consultations.domain.tally import Verdict
from consultations.models import TallyLine
from menus.domain.catalogue import DecisionClass
from renewal_portal.shown.numbers import percent
from renewal_portal.shown.shares import need_in_words

WISHES = {
    DecisionClass.NONE_PUBLIC: _("An authority decides about it; the wish is passed on."),
    DecisionClass.NONE_ENFORCEMENT: _("It is a matter of law enforcement; the wish is passed on."),
    DecisionClass.CONTRACT_CONTENT: _("It is decided together with the management package."),
}


def of_line(line: TallyLine, book: RuleBook) -> str:
    """The verdict of one question with its reason and margin."""
    verdict = Verdict(line.verdict)
    if verdict is Verdict.WISH:
        return _wish(line)
    if verdict is Verdict.NO_QUORUM:
        return _no_quorum(line, book)
    need = need_in_words(book.threshold(Rule(line.rule)))
    return _passed(line, need) if verdict is Verdict.PASSED else _failed(line, need)


def _wish(line: TallyLine) -> str:
    answered = line.agree_heads + line.against_heads + line.abstain_heads
    share = {
        "wanted": line.agree_heads,
        "entitled": line.entitled_heads,
        "share": percent(line.agree_heads, line.entitled_heads),
        "answered": answered,
    }
    said = translate("%(wanted)s of %(entitled)s households here want it (%(share)s); %(answered)s answered.") % share
    further = WISHES.get(line.question.decision_class)  # type: ignore[call-overload]
    return f"{said} {further}" if further else said


def _no_quorum(line: TallyLine, book: RuleBook) -> str:
    need = translate("Of the owners and of the area, %(need)s must take part.") % {"need": need_in_words(book.quorum)}
    if not line.taking_part_heads:
        return f"{need} {translate('Nobody took part.')}"
    parts = []
    if line.quorum_short_heads:
        parts.append(
            ngettext(
                "%(n)s more owner would have had to take part.",
                "%(n)s more owners would have had to take part.",
                line.quorum_short_heads,
            )
            % {"n": line.quorum_short_heads}
        )
    if line.quorum_short_area_cm2:
        share = percent(line.taking_part_area_cm2, line.entitled_area_cm2)
        parts.append(translate("Only %(share)s of the area took part.") % {"share": share})
    return " ".join([need, *parts])


def _passed(line: TallyLine, need: str) -> str:
    said = ngettext(
        "The one owner taking part agrees.",
        "%(agree)s of the %(part)s owners taking part agree; they hold %(share)s of the area taking part.",
        line.taking_part_heads,
    ) % {
        "agree": line.agree_heads,
        "part": line.taking_part_heads,
        "share": percent(line.agree_area_cm2, line.taking_part_area_cm2),
    }
    return f"{said} {translate('Needed: %(need)s of both.') % {'need': need}}"


def _failed(line: TallyLine, need: str) -> str:
    parts = [translate("Of the owners taking part and of their area, %(need)s must agree.") % {"need": need}]
    if line.consent_short_heads:
        lacking = translate("%(n)s more of those taking part would have had to agree.")
        parts.append(lacking % {"n": line.consent_short_heads})
    if line.consent_short_area_cm2:
        share = percent(line.agree_area_cm2, line.taking_part_area_cm2)
        parts.append(translate("Those who agree hold only %(share)s of the area taking part.") % {"share": share})
    return " ".join(parts)
