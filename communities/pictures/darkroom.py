"""The darkroom: ``python -I darkroom.py KIND PAGES`` reads a photo or a PDF and writes it anew as one JPEG.

A process of its own, with a limit of memory and time: a picture of a few kilobytes can be made to unpack to more than
any machine holds, and what reads pictures has had its holes. No environment is given to it: the portal's secrets stand
there.
"""

import io
import resource
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 1 << 30
SECONDS = 20
PIXELS = 60_000_000  # more than a telephone's camera takes
SIDE = 1600
QUALITY = 82


class Refused(Exception):
    """What is said of the file instead of a picture."""


def main(kind: str, most_pages: int) -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    content = sys.stdin.buffer.read()
    try:
        jpeg = written(scanned(content, most_pages) if kind == "PDF" else photographed(content, kind))
    except Refused as refused:
        return refuse(str(refused))
    except MemoryError:
        return refuse("too_many_pixels")
    except Exception:  # a hostile file ends a decoder in every way there is
        return refuse("broken")
    sys.stdout.buffer.write(jpeg)
    return 0


def photographed(content: bytes, kind: str) -> Any:
    """A photo, turned as it was held. The size is asked before anything is unpacked."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = None  # asked below, in our own words
    photo: Any = Image.open(io.BytesIO(content), formats=[kind])
    if photo.width * photo.height > PIXELS:
        raise Refused("too_many_pixels")
    photo.draft("RGB", (SIDE, SIDE))  # a JPEG is unpacked at half or a quarter where that is enough
    photo.load()
    return small(on_white(ImageOps.exif_transpose(photo)))


def scanned(content: bytes, most_pages: int) -> Any:
    """The pages of a scan, one below the other."""
    from PIL import Image

    pages = list(pages_of(content, most_pages))
    sheet = Image.new("RGB", (max(page.width for page in pages), sum(page.height for page in pages)), "white")
    at = 0
    for page in pages:
        sheet.paste(page, (0, at))
        at += page.height
    return sheet


def pages_of(content: bytes, most: int) -> Iterator[Any]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise Refused("locked" if "password" in str(error).lower() else "broken") from error
    if not len(document):
        raise Refused("broken")
    if len(document) > most:
        raise Refused("too_many_pages")
    for page in document:
        longest = max(page.get_size())
        if longest <= 0:
            raise Refused("broken")
        yield small(on_white(page.render(scale=SIDE / longest).to_pil()))


def on_white(picture: Any) -> Any:
    """Without transparency, in three colours."""
    from PIL import Image

    if "A" not in picture.getbands() and "transparency" not in picture.info:
        return picture.convert("RGB")
    clear = picture.convert("RGBA")
    sheet = Image.new("RGB", clear.size, "white")
    sheet.paste(clear, mask=clear.getchannel("A"))
    return sheet


def small(picture: Any) -> Any:
    picture.thumbnail((SIDE, SIDE))
    return picture


def written(picture: Any) -> bytes:
    """A new file from the pixels alone; what the old one said beside them stays behind."""
    from PIL import Image

    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    file = io.BytesIO()
    bare.save(file, "JPEG", quality=QUALITY, optimize=True)
    return file.getvalue()


def refuse(why: str) -> int:
    sys.stderr.write(why)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))
