"""What people bring is made anew as a small upright JPEG that says nothing but what is seen; else it is refused."""

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from communities.pictures import MOST_BYTES, PictureRefused, develop
from tests.pictures import by_telephone, encoded, scan, seen, snapshot


def refusal(content: bytes) -> str:
    with pytest.raises(PictureRefused) as refused:
        develop(content)
    return refused.value.code


def outcome(content: bytes) -> str:
    try:
        small = max(seen(develop(content).jpeg).size) <= 6400
    except PictureRefused as refused:
        return refused.code
    return "a picture" if small else "too large"


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int, data: bytes) -> bytes:
    """A PNG that says what it likes about its size."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def test_a_telephones_photo_stands_upright_and_has_forgotten_where_it_was_taken() -> None:
    brought = by_telephone()
    assert b"Testphone" in brought

    jpeg = develop(brought).jpeg

    picture = seen(jpeg)
    assert picture.size == (1200, 1600)
    assert (dict(picture.getexif()), picture.info.get("comment")) == ({}, None)
    assert b"Testphone" not in jpeg
    assert b"Exif" not in jpeg
    top, bottom = picture.getpixel((600, 100)), picture.getpixel((600, 1500))
    assert (top[1] < 40, bottom[1] > 215) == (True, True)  # red on top: what lay on its side was turned


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_every_kind_of_photo_becomes_a_jpeg_of_the_same_size(form: str) -> None:
    assert seen(develop(snapshot(320, 200, form)).jpeg).size == (320, 200)


def test_what_is_clear_becomes_white() -> None:
    glass = encoded(Image.new("RGBA", (20, 20), (0, 0, 0, 0)), "PNG")

    assert seen(develop(glass).jpeg).getpixel((10, 10)) == (255, 255, 255)


def test_the_pages_of_a_scan_stand_one_below_the_other() -> None:
    one, four = (seen(develop(scan(pages)).jpeg).size for pages in (1, 4))

    assert one[1] == 1600
    assert four == (one[0], 6400)


def test_the_same_file_gives_the_same_picture() -> None:
    assert develop(snapshot()) == develop(snapshot())


REFUSED = {  # what the file is, and what is said of it
    "nothing": (b"", "empty_file"),
    "too many bytes": (b"\xff\xd8\xff" + bytes(MOST_BYTES), "too_large"),
    "a photo of Apple's": (b"\x00\x00\x00\x18ftypheic" + bytes(40), "apple_photo"),
    "a drawing with a script": (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "no_picture"),
    "a program": (b"MZ" + bytes(200), "no_picture"),
    "a GIF": (b"GIF89a" + bytes(200), "no_picture"),
    "a RIFF that is no WebP": (b"RIFF" + bytes(200), "broken"),
    "the beginning of a JPEG": (snapshot()[:200], "broken"),
    "the beginning of a PNG": (snapshot(form="PNG")[:120], "broken"),
    "the beginning of a PDF": (b"%PDF-1.7 and nothing more", "broken"),
    "a long scan": (scan(5), "too_many_pages"),
    "a PNG of too many pixels": (png(30_000, 30_000, b""), "too_many_pixels"),
    "a PNG without its pixels": (png(7000, 7000, zlib.compress(b"")), "broken"),
}


@pytest.mark.parametrize("content, code", REFUSED.values(), ids=REFUSED)
def test_a_file_that_is_no_picture_is_refused_with_its_reason(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_picture_that_unpacks_to_a_thousandfold_is_made_small() -> None:
    row = b"\x00" + bytes(7000 * 3)
    bomb = png(7000, 7000, zlib.compress(row * 7000, 9))
    assert len(bomb) < 200_000

    assert seen(develop(bomb).jpeg).size == (1600, 1600)


@settings(max_examples=15, deadline=None)
@given(st.sampled_from([snapshot(64, 48), snapshot(64, 48, "PNG"), snapshot(64, 48, "WEBP"), scan()]), st.data())
def test_a_file_with_changed_bytes_is_a_picture_or_refused(whole: bytes, data: st.DataObject) -> None:
    changed = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=8)):
        changed[place] = data.draw(st.integers(0, 255))
    assert outcome(bytes(changed)) in {
        "a picture",
        "broken",
        "no_picture",
        "too_many_pixels",
        "too_many_pages",
        "locked",
    }
