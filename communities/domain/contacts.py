"""How somebody may be reminded: an address or a number of their own, given and withdrawn by themselves."""

import re
import unicodedata
from enum import StrEnum


class ContactKind(StrEnum):
    """What was given."""

    EMAIL = "email"
    PHONE = "phone"


#: A mobile number of the mainland, or any number in its international form.
_NUMBER = re.compile(r"1[3-9][0-9]{9}|\+[1-9][0-9]{6,14}")


def plain_number(typed: str) -> str:
    """A telephone number as short messages need it, without spaces, dashes and full-width signs."""
    return re.sub(r"[\s\-().]+", "", unicodedata.normalize("NFKC", typed))


def takes_messages(number: str) -> bool:
    """Can a short message be sent to it? Landlines (023-6…) take none."""
    return _NUMBER.fullmatch(number) is not None


def ending(number: str) -> str:
    """What is shown of a number that is kept secret: "••42"."""
    return f"••{number[-2:]}"
