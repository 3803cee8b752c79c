"""Photos lie encrypted where nobody else reads them; what belongs to nothing is swept away."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from communities.domain.photos import PhotoKind
from communities.models import Photo
from communities.services import photos
from communities.services.photos import GRACE, PhotoRefused
from tests.pictures import picture
from tests.world import CHAIR, START, community

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path
    return tmp_path / "photos"


def keep() -> Photo:
    return photos.keep(community=community(), kind=PhotoKind.FINDING, picture=picture(), by=CHAIR, at=START)


def test_a_photo_cannot_be_read_beside_the_portal(folder: Path) -> None:
    photo = keep()
    [kept] = folder.iterdir()

    assert (kept.name, kept.stat().st_mode & 0o777) == (photo.file, 0o600)
    assert b"JFIF" not in kept.read_bytes()
    assert photos.look(photo_id=photo.pk, by=CHAIR, at=START) == picture().jpeg


def test_a_photo_whose_file_is_lost_says_so(folder: Path) -> None:
    photo = keep()
    (folder / photo.file).unlink()

    with pytest.raises(PhotoRefused) as refused:
        photos.look(photo_id=photo.pk, by=CHAIR, at=START)
    assert refused.value.code == "photo_gone"


def test_a_file_without_a_row_goes_once_no_request_can_be_writing_it(folder: Path) -> None:
    photo = keep()
    old, young = folder / f"{'1' * 32}.photo", folder / f"{'2' * 32}.photo"
    for path, age in ((old, GRACE + timedelta(minutes=1)), (young, timedelta()), (folder / photo.file, 2 * GRACE)):
        path.touch()
        moment = (START - age).timestamp()
        os.utime(path, (moment, moment))

    assert photos.sweep(at=START) == 1
    assert {path.name for path in folder.iterdir()} == {photo.file, young.name}
