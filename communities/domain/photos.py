"""What photos are kept of, and who may look at them."""

from dataclasses import dataclass
from enum import StrEnum

from communities.domain.roles import Permission


class PhotoKind(StrEnum):
    """What a photo or scan shows."""

    FINDING = "finding"
    POSTING = "posting"


@dataclass(frozen=True, slots=True)
class Look:
    """Who may look at a photo: staff with this permission; ``logged`` where each look is an event."""

    permission: Permission
    logged: bool


#: Never anybody without a post: a photo shows more than whoever took it meant to.
LOOKS: dict[PhotoKind, Look] = {
    PhotoKind.FINDING: Look(Permission.SEE_DESK, logged=False),
    PhotoKind.POSTING: Look(Permission.SEE_DESK, logged=False),
}
