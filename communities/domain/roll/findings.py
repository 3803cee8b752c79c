"""What a register file has wrong, or what somebody should look at: by row and column."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from communities.domain.roll.columns import Column


class Code(StrEnum):
    """What was found. What the file must be corrected for stands first; the rest only tells."""

    DOOR_MISSING = "door_missing"
    AREA_MISSING = "area_missing"
    AREA_NOT_A_NUMBER = "area_not_a_number"
    AREA_NOT_POSITIVE = "area_not_positive"
    AREA_BEYOND_MEASURE = "area_beyond_measure"
    AREA_TOO_FINE = "area_too_fine"
    FLOOR_UNREADABLE = "floor_unreadable"
    USE_UNKNOWN = "use_unknown"
    TITLE_UNKNOWN = "title_unknown"
    TENURE_UNKNOWN = "tenure_unknown"
    SOURCE_UNKNOWN = "source_unknown"
    PLACE_UNREADABLE = "place_unreadable"
    TEXT_TOO_LONG = "text_too_long"
    OWNER_MISSING = "owner_missing"
    DEVELOPER_WITH_OWNER = "developer_with_owner"
    IDENTITIES_DO_NOT_MATCH = "identities_do_not_match"
    PHONES_DO_NOT_MATCH = "phones_do_not_match"
    IDENTITY_ROUNDED = "identity_rounded"
    PERSON_TWICE = "person_twice"
    PERSON_UNKNOWN = "person_unknown"
    DOOR_TWICE = "door_twice"
    NAME_DIFFERS = "name_differs"

    AREA_DOES_NOT_ADD_UP = "area_does_not_add_up"
    SOURCE_MISSING = "source_missing"
    IDENTITY_MISSING = "identity_missing"
    EQUAL_NAMES = "equal_names"
    SAME_BUYER = "same_buyer"
    PHONE_DIFFERS = "phone_differs"
    REPRESENTATIVE_DIFFERS = "representative_differs"


#: What only tells: the file may be taken over as it is.
TELLS = frozenset(
    {
        Code.AREA_DOES_NOT_ADD_UP,
        Code.SOURCE_MISSING,
        Code.IDENTITY_MISSING,
        Code.EQUAL_NAMES,
        Code.SAME_BUYER,
        Code.PHONE_DIFFERS,
        Code.REPRESENTATIVE_DIFFERS,
    }
)


@dataclass(frozen=True, slots=True)
class Finding:
    """``row`` counts from 1 as the spreadsheet does, and is None for what concerns the whole file."""

    code: Code
    row: int | None = None
    column: Column | None = None
    values: MappingProxyType[str, Any] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def blocks(self) -> bool:
        """Must the file be corrected before it can be taken over?"""
        return self.code not in TELLS


def found(code: Code, row: int | None = None, column: Column | None = None, /, **values: Any) -> Finding:
    """A finding with its values."""
    return Finding(code, row, column, MappingProxyType(values))


def counted(findings: Iterable[Finding]) -> dict[Code, int]:
    """How often each was found, in the order of the codes."""
    times = Counter(finding.code for finding in findings)
    return {code: times[code] for code in Code if code in times}
