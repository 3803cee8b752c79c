"""A text that is encrypted at rest."""

from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.db import models


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]
    """Plain text in Python, a Fernet token in the database (key: ``settings.FIELD_KEY``).

    It cannot be searched or sorted; what must be matched is kept as a keyed hash beside it. An empty text stays empty.
    """

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return _cipher().encrypt(value.encode()).decode() if value else value

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        if not value:
            return value
        try:
            return _cipher().decrypt(value.encode()).decode()
        except InvalidToken as unreadable:
            raise ValueError(f"{self.name}: encrypted with another PORTAL_FIELD_KEY") from unreadable


def _cipher() -> Fernet:
    return Fernet(settings.FIELD_KEY)
