"""Why a line stands in a plan or not, in words: one sentence for each reason the plan knows."""

from collections.abc import Iterable, Iterator, Mapping

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from consultations.domain.plan.values import Outcome, PlanKind, Why
from consultations.models import PlanLine
from renewal_portal.shown.numbers import yuan
from renewal_portal.shown.places import place_name
from renewal_portal.shown.words import in_language

OUTCOMES = {
    Outcome.IN: _("In the plan"),
    Outcome.RESERVE: _("In reserve"),
    Outcome.OUT: _("Not in the plan"),
    Outcome.WISH: _("Passed on as a wish"),
}
KINDS = {PlanKind.DRAFT: _("Draft plan"), PlanKind.FINAL: _("Final plan")}

SENTENCES = {
    Why.DUE: _("A basic item: a defect was found here and checked by a second person."),
    Why.SUPPORTED: _("Enough want it, and the money reaches."),
    Why.BROUGHT: _("It comes along with %(others)s."),
    Why.COMPULSORY: _("It belongs in every plan."),
    Why.NOT_WANTED: _("Not more households want it than do not want it."),
    Why.FAILED: _("The owners did not agree to it."),
    Why.NO_QUORUM: _("Too few owners took part in the decision about it."),
    Why.NOT_ASKED: _("It was not put to the owners."),
    Why.PACKAGE_FAILED: _("The owners did not agree to the management package it belongs to."),
    Why.EXCLUDED: _("It cannot be had together with %(others)s, which came first."),
    Why.NEEDS: _("It needs %(others)s, which cannot be in the plan."),
    Why.MONEY: _("The money does not reach: %(short)s were lacking when its turn came."),
    Why.SOURCE: _("Its source of money does not reach: %(short)s were lacking when its turn came."),
    Why.FOR_THE_DISTRICT: _("It is not for the owners to decide; the wish is passed on to the office that does."),
}

Names = Mapping[tuple[str, str], str]


def names_of(lines: Iterable[PlanLine]) -> Names:
    """What each line of a plan is called, with its place: what reasons speak of."""
    return {
        (line.offered.code, line.offered.place.code): (
            f"{in_language(line.offered, 'wording')} ({place_name(line.offered.place)})"
        )
        for line in lines
    }


def of_plan_line(line: PlanLine, names: Names) -> str:
    """The reason of one line of a plan, with the lines and the money it speaks of, and how far it is from being in."""
    said = {"others": _named(line.others, names), "short": yuan(line.short_fen)}
    text = str(SENTENCES[Why(line.why)]) % said
    for more in _margin(line, names):
        text = translate("%(first)s %(second)s") % {"first": text, "second": more}
    return text


def _margin(line: PlanLine, names: Names) -> Iterator[str]:
    """What would bring the line in (domain.plan.margins); nothing where that was not found."""
    margin = (line.plan.margins or {}).get(f"{line.offered.code}@{line.offered.place.code}")
    if margin is None:
        return
    if margin["more_fen"]:
        yield translate("%(money)s more in the budget would bring it in.") % {"money": yuan(margin["more_fen"])}
    if margin["more_households"]:
        yield _with_more_households(margin["more_households"], _named(margin["instead"], names))


def _with_more_households(count: int, others: str) -> str:
    if others:
        return ngettext(
            "Had %(count)s more household wanted it, it would be in, instead of %(others)s.",
            "Had %(count)s more households wanted it, it would be in, instead of %(others)s.",
            count,
        ) % {"count": count, "others": others}
    return ngettext(
        "Had %(count)s more household wanted it, it would be in.",
        "Had %(count)s more households wanted it, it would be in.",
        count,
    ) % {"count": count}


def _named(lines: Iterable[tuple[str, str]], names: Names) -> str:
    return translate("; ").join(names.get((code, place), code) for code, place in lines)


def in_words(lines: Iterable[PlanLine]) -> list[dict[str, object]]:
    """A plan's lines as a table shows them: what became of each, why, and what it costs."""
    lines = list(lines)
    names = names_of(lines)
    return [
        {
            "outcome": line.outcome,
            "outcome_words": OUTCOMES[Outcome(line.outcome)],
            "code": line.offered.code,
            "name": in_language(line.offered, "wording"),
            "place": place_name(line.offered.place),
            "cost_fen": line.cost_fen,
            "monthly": line.offered.period == "month",
            "wanted": (line.wanted_heads, line.entitled_heads),
            "reason": of_plan_line(line, names),
        }
        for line in lines
    ]
