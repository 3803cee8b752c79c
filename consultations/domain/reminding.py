"""Who is reminded of a vote, and which way a reminder goes. Never what anybody answered."""

from enum import StrEnum


class Group(StrEnum):
    """Why somebody is reminded: something is filled in and not confirmed, or nothing has come yet."""

    DRAFT = "draft"
    SILENT = "silent"


class Channel(StrEnum):
    """The way it went. A letter is what the committee brings to a door, or says there."""

    LETTER = "letter"
    EMAIL = "email"
    SMS = "sms"


#: The kind of a job that reminds one group of a round.
REMIND = "round.remind"
