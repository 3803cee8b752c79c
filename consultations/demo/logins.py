"""Who can sign in as whom in the demonstration: accounts with the code of the moment, and residents' letters."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django_otp.oath import TOTP, hotp
from django_otp.plugins.otp_totp.models import TOTPDevice

from communities.services.credentials import Printed
from consultations.demo import files, letters, posts
from consultations.demo.posts import Account
from consultations.domain.stages import Stage
from consultations.models import Consultation

#: Which letters open something while a community stands there; in every other stage they show what became of it.
USEFUL = {
    Stage.SELECTING: ("household",),
    Stage.DECIDING: ("owner", "co_owner"),
    Stage.ON_NOTICE: ("owner", "co_owner", "household"),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """A resident's letter with everything printed on it, and who it is for in both languages."""

    door: str
    kind: str
    who_zh: str
    who_en: str
    printed: Printed
    is_useful: bool

    @property
    def spaced_number(self) -> str:
        return _spaced(self.printed.letter_number, 4)

    @property
    def spaced_code(self) -> str:
        return _spaced(self.printed.code, 5)


@dataclass(frozen=True, slots=True)
class Standing:
    """A community of the demonstration where it stands now, with its letters, the useful ones first."""

    consultation: Consultation
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Login:
    """An account with the code its second step takes at this moment; empty before the account is there."""

    account: Account
    code: str


def standings() -> list[Standing]:
    """Every community of the demonstration, in the order of the data."""
    newest = {
        consultation.community.slug: consultation
        for consultation in Consultation.objects.filter(community__is_invented=True).with_community().order_by("pk")
    }
    found = ((newest.get(data["slug"]), data) for data in files.communities())
    return [Standing(consultation, _letters(data, consultation.stage)) for consultation, data in found if consultation]


def logins() -> list[Login]:
    """Every account with its code of the moment. Codes follow real time, not the portal's clock."""
    devices = TOTPDevice.objects.filter(name=posts.DEVICE, confirmed=True).select_related("user")
    codes = {device.user.username: code_of_the_moment(device, time.time()) for device in devices}
    return [Login(account, codes.get(account.username, "")) for account in posts.ACCOUNTS]


def code_of_the_moment(device: TOTPDevice, moment: float) -> str:
    """The code the device takes now: the next one where the present one has been used already."""
    clock = TOTP(device.bin_key, device.step, device.t0, device.digits, device.drift)
    clock.time = moment
    return str(hotp(device.bin_key, max(clock.t(), device.last_t + 1), device.digits)).zfill(device.digits)


def _letters(data: Mapping[str, Any], stage: str) -> tuple[Letter, ...]:
    useful = USEFUL.get(Stage(stage), ())
    every = (
        Letter(
            door=row["door"],
            kind=row["as"],
            who_zh=row["zh"],
            who_en=row["en"],
            printed=letters.printed(data["slug"], row["as"], row["door"]),
            is_useful=row["as"] in useful,
        )
        for row in data["letters"]
    )
    return tuple(sorted(every, key=lambda letter: not letter.is_useful))


def _spaced(text: str, width: int) -> str:
    return " ".join(text[start : start + width] for start in range(0, len(text), width))
