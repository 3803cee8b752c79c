"""What an official writes."""

import pytest
from django.utils import translation

from consultations.domain.review import Decision, Office, Opinion
from consultations.forms.offices import DecisionForm, OpinionForm


def labels(form: OpinionForm) -> list[tuple[str, object]]:
    with translation.override("en"):
        return [(str(value), label) for value, label in form.fields["office"].choices]  # type: ignore[attr-defined]


def test_offices_not_yet_heard_come_first() -> None:
    choices = labels(OpinionForm(heard=[Office.FIRE, Office.FINANCE]))

    assert [value for value, _ in choices[:-1]] == ["", *(o for o in Office if o not in (Office.FIRE, Office.FINANCE))]
    assert choices[-1][0] == "Heard already"
    assert [value for value, _ in choices[-1][1]] == [Office.FINANCE, Office.FIRE]  # type: ignore[attr-defined]


def test_without_anything_heard_every_office_stands_alike() -> None:
    assert [value for value, _ in labels(OpinionForm())] == ["", *Office]


def test_an_opinion_gives_what_the_service_asks_for() -> None:
    form = OpinionForm({"office": "fire", "opinion": "objects", "note": " No. "}, heard=[Office.FIRE])

    assert form.is_valid()
    assert form.values() == {"office": Office.FIRE, "opinion": Opinion.OBJECTS, "note": "No."}


@pytest.mark.parametrize("decision", list(Decision))
def test_only_approving_may_go_without_a_reason(decision: Decision) -> None:
    form = DecisionForm({"reason": " "}, decision=decision)

    assert form.is_valid() is (decision is Decision.APPROVE)


def test_a_decision_gives_what_the_service_asks_for() -> None:
    form = DecisionForm({"reason": " 资金不足。 "}, decision=Decision.REJECT)

    assert form.is_valid()
    assert form.values() == {"decision": Decision.REJECT, "reason": "资金不足。"}
