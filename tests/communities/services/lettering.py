"""A community with a roll, its printer's orders, and letters read as their receivers read them."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pypdfium2

from communities.domain.electorate import VoiceKind
from communities.models import Credential, LetterBatch
from communities.services import credentials, letters
from communities.services.letters import Wanted
from tests.world import START, World

PRINTER = "user:7"
LATER = START + timedelta(hours=1)
HOUSEHOLDS, OWNERS = VoiceKind.HOUSEHOLD, VoiceKind.OWNER
SIGN = "[0-9A-HJKMNP-TV-Z]"
NUMBER = re.compile(rf"{SIGN}{{4}} {SIGN}{{4}}")
CODE = re.compile(rf"{SIGN}{{4}} {SIGN}{{4}} {SIGN}{{2}}")


@dataclass(frozen=True)
class Read:
    """What somebody reads off one letter."""

    text: str
    letter_number: str
    code: str

    @property
    def door(self) -> str:
        """The second line of the address, which stands below the community's own line."""
        return self.text.split("\n")[2]

    def credential(self) -> Credential:
        """Whose letter it is, as signing in with it finds out. Raises SignInRefused."""
        return credentials.by_code(letter_number=self.letter_number, code=self.code, address="192.0.2.1", at=LATER)


def order(world: World, kind: VoiceKind = HOUSEHOLDS, *, at: datetime = START, **more: Any) -> LetterBatch:
    return letters.order(wanted=Wanted(world.roll.pk, kind, **more), by=PRINTER, at=at)


def make(*, at: datetime = LATER, worker: str = "w1") -> int:
    """What a worker does when beat comes round."""
    return letters.make_ordered(worker=worker, clock=lambda: at)


def made(world: World, kind: VoiceKind = HOUSEHOLDS, *, at: datetime = LATER, **more: Any) -> LetterBatch:
    """Letters ordered and made."""
    batch = order(world, kind, at=at, **more)
    assert make(at=at) == 1
    batch.refresh_from_db()
    return batch


def fetched(batch: LetterBatch, *, at: datetime = LATER) -> list[Read]:
    """Letters fetched, and read."""
    return read(letters.fetch(batch_id=batch.pk, by=PRINTER, at=at))


def read(pdf: bytes) -> list[Read]:
    with pypdfium2.PdfDocument(pdf) as opened:
        return [_read(page.get_textpage().get_text_bounded()) for page in opened]


def _read(text: str) -> Read:
    """Number and code each stand on a line of their own."""
    lines = [line.strip() for line in text.splitlines()]
    (number,) = filter(NUMBER.fullmatch, lines)
    (code,) = filter(CODE.fullmatch, lines)
    return Read("\n".join(lines), number, code)
