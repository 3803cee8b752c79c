"""The one place that knows how a ballot is stored."""

from typing import Any

from django.db import models

from consultations.domain.ballots import Answers


class AnswersField(models.TextField):  # type: ignore[type-arg]
    """A mapping of question number to answer in Python, one character per question in the database."""

    # What the type checker is told of the attribute; django-stubs reads these names.
    _pyi_private_set_type: str | Answers  # type: ignore[assignment]
    _pyi_private_get_type: Answers  # type: ignore[assignment]

    def from_db_value(self, value: str | None, *_: Any) -> Answers | None:
        return None if value is None else Answers(value)

    def to_python(self, value: Any) -> Any:
        return Answers(value) if isinstance(value, str) else value

    def get_prep_value(self, value: Any) -> Any:
        return value.text if isinstance(value, Answers) else value
