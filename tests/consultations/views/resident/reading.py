"""Pages of a ballot as a test reads them."""

import re


def chosen(page: str) -> dict[str, str]:
    """What is ticked on a page, by the name of its field."""
    ticked = re.findall(r'<input type="radio" name="([^"]+)" id="[^"]+" value="([^"]+)" checked>', page)
    return dict(ticked)


def questions(page: str) -> list[int]:
    return [int(number) for number in re.findall(r'<article class="item" id="q-(\d+)">', page)]
