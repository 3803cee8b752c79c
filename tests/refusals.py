"""A refusal says its code and leaves nothing behind."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from django.apps import apps
from django.db import transaction

from consultations.domain.ballots import BallotFault
from renewal_portal.ledger.domain.refusals import Refused

ROOT = Path(__file__).resolve().parent.parent
OURS = ("ledger", "communities", "menus", "consultations")
RAISED = re.compile(r"\b(\w+Refused|BallotFault)\(\s*\"(\w+)\"")


def counts() -> dict[str, int]:
    """How many rows each of our tables holds."""
    models = [model for app in OURS for model in apps.get_app_config(app).get_models()]
    return {model._meta.label: model._base_manager.count() for model in models}


def refusal(act: Callable[[], object]) -> tuple[str, str]:
    """The class and code the act is refused with; every table must stay as it was."""
    before = counts()
    with pytest.raises((Refused, BallotFault)) as refused, transaction.atomic():
        act()
    assert counts() == before
    return type(refused.value).__name__, refused.value.code


def raised_in(folders: Iterable[str]) -> set[tuple[str, str]]:
    """Every refusal that stands in the sources of these folders."""
    sources = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return {found for path in sources for found in RAISED.findall(path.read_text(encoding="utf-8"))}
