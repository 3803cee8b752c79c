"""Log lines without the words that sign somebody in."""

import logging
import re

# The link of a letter (/k/TOKEN) and the typed code, wherever an address stands in a line or a traceback.
SECRETS = (
    (re.compile(r"(/k/)[^/\s?#\"'&)>\]]+"), r"\1***"),
    (re.compile(r"([?&](?:code|token)=)[^&\s\"'#)>\]]+"), r"\1***"),
)


def scrub(text: str) -> str:
    for pattern, replacement in SECRETS:
        text = pattern.sub(replacement, text)
    return text


class ScrubbingFormatter(logging.Formatter):
    """Scrubs the finished line, so that arguments and tracebacks are covered too."""

    def format(self, record: logging.LogRecord) -> str:
        return scrub(super().format(record))
