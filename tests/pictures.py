"""Photos and scans as people bring them, and the picture that is made of one."""

import io
from functools import cache
from typing import Any

import pypdfium2
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image

from communities.pictures import Picture, develop

ORIENTATION, MAKE, UPRIGHT_AFTER_TURNING = ExifTags.Base.Orientation, ExifTags.Base.Make, 6
CHONGQING = {1: "N", 2: (29.0, 33.0, 46.0), 3: "E", 4: (106.0, 33.0, 24.0)}


def encoded(picture: Any, form: str = "JPEG", **options: Any) -> bytes:
    file = io.BytesIO()
    picture.save(file, form, **options)
    return file.getvalue()


def snapshot(width: int = 320, height: int = 200, form: str = "JPEG", colour: str = "red") -> bytes:
    """A plain photo with its left half in a colour, the right one white."""
    picture = Image.new("RGB", (width, height), "white")
    picture.paste(colour, (0, 0, width // 2, height))
    return encoded(picture, form)


def by_telephone() -> bytes:
    """A photo taken upright: it lies on its side, and says so, where it was taken and with what."""
    exif = Image.Exif()
    exif[ORIENTATION], exif[MAKE] = UPRIGHT_AFTER_TURNING, "Testphone"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update(CHONGQING)
    picture = Image.new("RGB", (4000, 3000), "white")
    picture.paste("red", (0, 0, 2000, 3000))
    return encoded(picture, exif=exif, comment=b"whose it is")


def scan(pages: int = 1) -> bytes:
    """A PDF of A4 pages."""
    document, file = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(595, 842)
    document.save(file)
    document.close()
    return file.getvalue()


@cache
def picture() -> Picture:
    """A small picture, made once."""
    return develop(snapshot(40, 30))


def upload(content: bytes | None = None, name: str = "photo.jpg") -> SimpleUploadedFile:
    """As a form sends it."""
    return SimpleUploadedFile(name, snapshot(40, 30) if content is None else content)


def seen(jpeg: bytes) -> Any:
    """The picture in a file of ours."""
    opened = Image.open(io.BytesIO(jpeg))
    assert opened.format == "JPEG"
    opened.load()
    return opened
