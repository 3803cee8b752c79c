"""Why a line stands in a plan or not, in words: one sentence for each reason the plan knows."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

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
    """The reason of one line of a plan, with the lines and the money it speaks of."""
    others = translate("; ").join(names.get((code, place), code) for code, place in line.others)
    return str(SENTENCES[Why(line.why)]) % {"others": others, "short": yuan(line.short_fen)}


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
