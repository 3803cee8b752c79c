"""A share and the line it has to reach, exact inside, one decimal outside."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from consultations.domain.published import permille
from consultations.domain.rules import Threshold
from renewal_portal.shown.numbers import area, percent

WORDS = {
    (Fraction(2, 3), False): _("at least two thirds"),
    (Fraction(1, 2), True): _("more than half"),
    (Fraction(3, 4), False): _("at least three quarters"),
}


def need_in_words(need: Threshold) -> str:
    """What is asked for: "at least two thirds"; any other line as a percentage, rounded up."""
    known = WORDS.get((need.share, need.strict))
    if known is not None:
        return str(known)
    tenths = -(-need.share.numerator * 1000 // need.share.denominator)
    pattern = translate("more than %(share)s") if need.strict else translate("at least %(share)s")
    return pattern % {"share": f"{tenths // 10}.{tenths % 10}%"}


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, counted in owners (``heads``), ``households`` or area (``area``, cm²), before a line or none.

    What leaves this class about an area is one decimal of a percentage unless ``exact``: the picture is drawn from the
    same rounded figure, so that a bar's width tells no more than the text (DESIGN section 4, What is public).
    """

    part: int
    whole: int
    need: Threshold | None = None
    kind: str = "heads"
    exact: bool = True

    @property
    def percent(self) -> str:
        return percent(self.part, self.whole)

    @property
    def width(self) -> str:
        """Length of the bar in percent."""
        tenths = min(1000, permille(self.part, self.whole))
        return f"{tenths // 10}.{tenths % 10}"

    @property
    def line_at(self) -> str:
        """Where the line stands, in percent; empty without one."""
        if self.need is None:
            return ""
        tenths = permille(self.need.share.numerator, self.need.share.denominator)
        return f"{tenths // 10}.{tenths % 10}"

    @property
    def line_name(self) -> str:
        """The line as a fraction: "2/3"; empty without one."""
        return f"{self.need.share.numerator}/{self.need.share.denominator}" if self.need else ""

    @property
    def need_words(self) -> str:
        return need_in_words(self.need) if self.need else ""

    @property
    def met(self) -> bool | None:
        """Is the line reached? None without one. Exact, never from the rounded figure."""
        return self.need.met(self.part, self.whole) if self.need else None

    @property
    def amounts(self) -> str:
        """ "149 of 224"; empty for an area that must not be shown exactly."""
        if self.kind == "area" and not self.exact:
            return ""
        part, whole = (area(n) if self.kind == "area" else f"{n:,}" for n in (self.part, self.whole))
        return translate("%(part)s of %(whole)s") % {"part": part, "whole": whole}
