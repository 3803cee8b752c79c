"""A paper's PDF, read back."""

import pypdfium2


def pages(pdf: bytes) -> list[str]:
    """The text of every page, without the spaces and line ends that the layout put between."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return ["".join(page.get_textpage().get_text_bounded().split()) for page in opened]
