"""A form says a picture, or a sentence that tells what to do."""

from typing import Any

import pytest
from django import forms
from django.utils import translation

from communities.forms.photos import PhotoField
from communities.pictures import Picture
from tests.pictures import scan, snapshot, upload


class Bringing(forms.Form):
    photo = PhotoField()


class Telling(forms.Form):
    photo = PhotoField(required=False, camera=True)


def problem(files: dict[str, Any]) -> list[str]:
    with translation.override("en"):
        return list(Bringing({}, files).errors["photo"])


def test_a_valid_form_says_a_picture() -> None:
    form = Bringing({}, {"photo": upload(snapshot())})

    assert form.is_valid()
    assert isinstance(form.cleaned_data["photo"], Picture)


def test_without_a_photo_an_optional_field_says_nothing() -> None:
    form = Telling({}, {})

    assert (form.is_valid(), form.cleaned_data) == (True, {"photo": None})


@pytest.mark.parametrize(
    "files, sentence",
    [
        ({}, "Take or choose a photo."),
        ({"photo": upload(b"")}, "The file is empty. Choose another one."),
        ({"photo": upload(b"hello")}, "This is no photo. Bring a picture (JPEG, PNG, WebP) or a scan (PDF)."),
        ({"photo": upload(scan(5))}, "The scan has more than 4 pages. Bring the ones that matter."),
    ],
    ids=["none", "empty", "text", "long"],
)
def test_every_refusal_is_a_sentence(files: dict[str, Any], sentence: str) -> None:
    assert problem(files) == [sentence]


def test_a_telephone_is_asked_for_its_camera_where_that_is_meant() -> None:
    assert ('capture="environment"' in str(Telling()["photo"]), "capture" in str(Bringing()["photo"])) == (True, False)
