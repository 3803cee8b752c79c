"""Keyed hashes: what must be matched but never read back."""

import hashlib
import hmac
import secrets
import unicodedata

from django.conf import settings

#: Crockford's alphabet without look-alikes; what people type for 0/O, 1/I/L is folded before hashing.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 10
LETTER_NUMBER_LENGTH = 8
PHONE_CODE_DIGITS = 6
_LOOKALIKES = str.maketrans("OILU", "011V")


def keyed_hash(purpose: str, text: str) -> str:
    """HMAC-SHA256 under the portal's pepper, 64 hex digits; hashes of different purposes never meet."""
    return hmac.new(settings.PEPPER.encode(), f"{purpose}\x00{text}".encode(), hashlib.sha256).hexdigest()


def new_link() -> str:
    """128 random bits for a QR code."""
    return secrets.token_urlsafe(16)


def new_code(length: int = CODE_LENGTH) -> str:
    """Random characters a person can copy from paper: 50 bits for ten of them."""
    return "".join(secrets.choice(ALPHABET) for _ in range(length))


def new_phone_code() -> str:
    """Six random digits, for a short message."""
    return f"{secrets.randbelow(10**PHONE_CODE_DIGITS):0{PHONE_CODE_DIGITS}d}"


def fold(typed: str) -> str:
    """What somebody typed, forgiving of case, spaces, dashes, look-alikes and a keyboard set to full width (Ａ１)."""
    narrow = unicodedata.normalize("NFKC", typed).upper()
    kept = "".join(character for character in narrow if character.isascii() and character.isalnum())
    return kept.translate(_LOOKALIKES)
