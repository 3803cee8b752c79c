"""Places form a tree: the community > building "3" > stairwell "3-2" (building code, dash, stairwell code).

The codes are those of the register (`communities`), which this app does not import.
"""

COMMUNITY = "community"
MOST_PARTS = 2


class BadPlace(ValueError):
    """A string that is no place code; carries it as `place`."""

    def __init__(self, place: str) -> None:
        super().__init__(f"no place code: {place!r}")
        self.place = place


def parts(place: str) -> tuple[str, ...]:
    """The codes from the building down; nothing for the community. Raises BadPlace."""
    if place == COMMUNITY:
        return ()
    codes = tuple(place.split("-"))
    if len(codes) > MOST_PARTS or not all(codes):
        raise BadPlace(place)
    return codes


def ancestors(place: str) -> tuple[str, ...]:
    """The places above this one, the community first. Raises BadPlace."""
    codes = parts(place)
    return tuple("-".join(codes[:depth]) or COMMUNITY for depth in range(len(codes)))


def touches(a: str, b: str) -> bool:
    """Whether one place is the other or lies above it: "3" touches "3-2" and the community, "1" not "11"."""
    shared = zip(parts(a), parts(b), strict=False)
    return all(one == other for one, other in shared)
