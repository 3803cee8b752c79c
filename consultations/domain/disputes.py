"""One voice of several owners: who may cast it, and how a dispute about it ends."""

from enum import StrEnum

#: Why a ballot that stood when its round closed takes no part after all.
DISPUTED = "disputed"


class Settlement(StrEnum):
    """How a dispute ended before closing: taken back, or by an agreement of the owners, signed and recorded."""

    WITHDRAWN = "withdrawn"
    AGREED = "agreed"
