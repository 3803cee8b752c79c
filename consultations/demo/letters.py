"""What the demonstration's letters say: always the same on one machine, so that its page can show them."""

from base64 import urlsafe_b64encode

from communities.services.credentials import Printed
from communities.services.secrets import ALPHABET, CODE_LENGTH, keyed_hash

NUMBER_LENGTH = 8
LINK_BYTES = 16


def printed(slug: str, kind: str, door: str) -> Printed:
    """The letter for the household behind a door, or for its owner. Made from the pepper: nobody else can guess it."""
    name = f"{slug}/{kind}/{door}"
    return Printed(
        letter_number=_characters("number", name, NUMBER_LENGTH),
        link=urlsafe_b64encode(_secret("link", name)[:LINK_BYTES]).decode().rstrip("="),
        code=_characters("code", name, CODE_LENGTH),
    )


def _secret(part: str, name: str) -> bytes:
    return bytes.fromhex(keyed_hash(f"demo letter {part}", name))


def _characters(part: str, name: str, length: int) -> str:
    return "".join(ALPHABET[byte % len(ALPHABET)] for byte in _secret(part, name)[:length])
