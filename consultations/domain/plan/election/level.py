"""How much a project takes from each supporter, in floats and with a bound of their error.

The level rises from a lower bound: who has less than it is poor and gives all they have, the rich share what is then
missing. Each level so found is a tangent of what the supporters give together, which is concave in the level: it
meets the cost below the true level or at it, never above.
"""

from math import inf

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: Half a unit in the last place of 1.0: the relative error of one rounding.
ROUNDING = 2.0**-53


def level(left: Floats, heads: Floats, cost: float, least: float, slips: int) -> tuple[float, float]:
    """About the level, and at most how much above the true one it is.

    ``left``: what each row has, ``heads``: the voices in it; ``least``: no more than the true level, which is where the
    search begins; ``slips``: the error of each row's money and of the cost, in half units in the last place of what
    a voice began with.

    Infinite where the supporters surely cannot pay. The error is infinite where floats cannot tell.
    """
    held, rich = left * heads, float(heads.sum())
    doubt = 4 * ROUNDING * max(rich, cost) * (len(left) + slips)
    if held.sum() < cost - doubt:
        return inf, 0.0
    while True:
        poor = left < least
        if poor.any():
            cost -= float(held[poor].sum())
            rich -= float(heads[poor].sum())
            if rich <= 0:
                return least, inf
            stay = ~poor
            left, held, heads = left[stay], held[stay], heads[stay]
        if cost / rich <= least:
            return least, 2 * doubt / rich + 8 * ROUNDING * least
        least = cost / rich


def given(left: Floats, heads: Floats, level: float) -> float:
    """What the supporters give together at this level, at least."""
    together = float(np.minimum(left, level) @ heads)
    return together * (1 - 2 * ROUNDING * (len(left) + 4))
