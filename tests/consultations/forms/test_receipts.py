"""A receipt's code as people type it."""

import pytest
from django.utils.translation import override

from consultations.forms.receipts import ReceiptForm


@pytest.mark.parametrize(
    "typed, code",
    [
        ("7K3M9QXR2BVD", "7K3M9QXR2BVD"),
        ("7k3m 9qxr 2bvd", "7K3M9QXR2BVD"),
        (" 7K3M-9QXR-2BVD. ", "7K3M9QXR2BVD"),
        ("７Ｋ３Ｍ９ＱＸＲ２ＢＶＤ", "7K3M9QXR2BVD"),
        ("oO10 iIlL uU00", "00101111VV00"),
    ],
)
def test_a_code_is_read_forgivingly(typed: str, code: str) -> None:
    form = ReceiptForm({"code": typed})

    assert form.is_valid()
    assert form.cleaned_data == {"code": code}


@pytest.mark.parametrize("typed", ["", "   ", "7K3M9QXR2BV", "7K3M9QXR2BVDD", "------------", "7" * 41])
def test_what_is_no_code_is_refused_in_one_sentence(typed: str) -> None:
    with override("en"):
        form = ReceiptForm({"code": typed})

        assert not form.is_valid()
        assert list(form.errors) == ["code"]
        assert len(form.errors["code"]) == 1
