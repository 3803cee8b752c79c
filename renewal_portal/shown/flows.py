"""A picture of what flows from where to where: bars at both sides, a band for each flow, all in whole units."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, BAR, GAP = 360, 160, 12, 8


@dataclass(frozen=True, slots=True)
class Picture:
    """What an SVG draws: paths of the bands, (x, y, height) of the bars."""

    bands: tuple[str, ...]
    bars: tuple[tuple[int, int, int], ...]
    width: int = WIDTH
    height: int = HEIGHT


def picture(flows: Sequence[tuple[str, str, int]]) -> Picture:
    """The picture of flows (from, to, how much): left as the names first stand, right in the order of the names."""
    given = [(origin, target, much) for origin, target, much in flows if much > 0]
    thick = _thicknesses(given)
    left = _bars([(origin, high) for (origin, _, _), high in zip(given, thick, strict=True)])
    right = _bars(sorted((target, high) for (_, target, _), high in zip(given, thick, strict=True)))
    from_, to = ({name: y for name, (y, _) in bars.items()} for bars in (left, right))
    bands = []
    for (origin, target, _), high in zip(given, thick, strict=True):
        bands.append(_band(from_[origin], to[target], high))
        from_[origin] += high
        to[target] += high
    sides = [(0, left), (WIDTH - BAR, right)]
    return Picture(tuple(bands), tuple((x, y, high) for x, bars in sides for y, high in bars.values()))


def _thicknesses(flows: Sequence[tuple[str, str, int]]) -> list[int]:
    """How thick each band is; the thinnest is seen all the same."""
    most = max((len({flow[side] for flow in flows}) for side in (0, 1)), default=0)
    room = HEIGHT - GAP * (most - 1) - len(flows)
    whole = sum(much for _, _, much in flows)
    return [1 + much * room // whole for _, _, much in flows]


def _bars(bands: Sequence[tuple[str, int]]) -> dict[str, tuple[int, int]]:
    """Where the bar of each name begins and how high it is: as high as its bands together."""
    heights: dict[str, int] = {}
    for name, high in bands:
        heights[name] = heights.get(name, 0) + high
    bars, y = {}, 0
    for name, high in heights.items():
        bars[name] = (y, high)
        y += high + GAP
    return bars


def _band(left: int, right: int, high: int) -> str:
    middle, far = WIDTH // 2, WIDTH - BAR
    return (
        f"M{BAR},{left}C{middle},{left} {middle},{right} {far},{right}"
        f"V{right + high}C{middle},{right + high} {middle},{left + high} {BAR},{left + high}Z"
    )
