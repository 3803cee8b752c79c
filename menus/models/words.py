"""Rows that carry their words in both languages."""

from django.db import models
from django.utils.translation import get_language

from menus.domain.rows import NAME


def in_reader_language(zh: str, en: str) -> str:
    """The Chinese words for readers of Chinese, else the English ones; the other where one is missing."""
    chinese = (get_language() or "").startswith("zh")
    return (zh or en) if chinese else (en or zh)


class Named(models.Model):
    """Something with a name in both languages."""

    name_zh = models.CharField(max_length=NAME)
    name_en = models.CharField(max_length=NAME)

    class Meta:
        abstract = True

    @property
    def name(self) -> str:
        """In the reader's language."""
        return in_reader_language(self.name_zh, self.name_en)
