"""Money in whole fen, areas in whole cm², quantities in thousandths, shares as exact fractions: as people read them."""

from fractions import Fraction

from consultations.domain.published import permille
from renewal_portal.shown.formats import formats

MINUS = "\N{MINUS SIGN}"


def decimal(thousandths: int, places: int = 3) -> str:
    """A whole number of 1/10^places as a decimal without trailing zeros: 1500 → "1.5"."""
    whole, rest = divmod(abs(thousandths), 10**places)
    digits = f"{rest:0{places}d}".rstrip("0")
    return f"{MINUS if thousandths < 0 else ''}{whole:,}{'.' if digits else ''}{digits}"


def yuan(fen: int) -> str:
    """Exact money: 80000000 → "¥800,000", 21435 → "¥214.35"; in Chinese "800,000元". Whole yuan have no decimals."""
    whole, rest = divmod(abs(fen), 100)
    amount = f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"
    return (MINUS if fen < 0 else "") + formats().money.format(amount)


def large_yuan(fen: int) -> str:
    """A large sum as it is spoken, to two decimals, "about" where that is not exact; below one unit like ``yuan``.

    728300000 → "728.3万元", in English "about ¥7.28 million".
    """
    known = formats()
    hundredth = known.large_unit  # fen in one hundredth of the unit: unit × 100 fen / 100
    if abs(fen) < hundredth * 100:
        return yuan(fen)
    hundredths, rest = divmod(abs(fen) + hundredth // 2, hundredth)
    text = (MINUS if fen < 0 else "") + known.large_money.format(decimal(hundredths, 2))
    return text if rest == hundredth // 2 else known.about.format(text)


def area(cm2: int) -> str:
    """Exact area: 852000 → "85.20 m²". Two decimals as in the land register, four only where the cm² need them."""
    whole, rest = divmod(abs(cm2), 10_000)
    digits = f"{rest:04d}"
    return f"{MINUS if cm2 < 0 else ''}{whole:,}.{digits[:2] if digits.endswith('00') else digits} m²"


def quantity(milli: int, unit: str) -> str:
    """Thousandths of a unit with its name: (4000000, "m2") → "4,000 m²", (1000, "household") → "1 household"."""
    one, several = formats().units[unit]
    return f"{decimal(milli)} {one if milli == 1000 else several}"


def percent(part: int, whole: int) -> str:
    """A share to one decimal, rounded down, so that 66.66 % never looks as if it had reached two thirds."""
    tenths = permille(part, whole)
    return f"{tenths // 10}.{tenths % 10}%"


def percent_of(share: Fraction | tuple[int, int]) -> str:
    """The same for a Fraction or a pair (part, whole)."""
    if isinstance(share, Fraction):
        return percent(share.numerator, share.denominator)
    part, whole = share
    return percent(part, whole)
