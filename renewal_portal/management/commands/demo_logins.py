from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.urls import reverse
from django.utils import translation

from consultations.demo import files
from consultations.demo.logins import Letter, Standing, logins, standings
from consultations.domain.stages import Stage
from renewal_portal.demo.sentences import JOBS, KINDS, POSTS
from renewal_portal.shown.words import in_language

NO_COMMUNITY = "There are no invented communities here."


class Command(BaseCommand):
    help = "Who can sign in as whom in the demo: the large community's letters, and the accounts of staff."

    def handle(self, *_: Any, **__: Any) -> None:
        with translation.override("en"):
            for line in _lines():
                self.stdout.write(line)


def _lines() -> Iterator[str]:
    large = next((each for each in standings() if each.consultation.community.slug == files.LARGE), None)
    if large is None:
        yield NO_COMMUNITY
        return
    yield from _residents(large)
    yield ""
    yield f"Committee and officials sign in at {_address('staff_sign_in')} with a code that {_address('demo')} shows:"
    for account in (login.account for login in logins()):
        yield f"  {account.username:<12} {account.password:<17} {POSTS[account.username]}"
    yield ""
    yield f"All letters, codes and small communities at every other stage: {_address('demo')}"
    yield f"The portal's clock, which can be moved forward: {_address('demo_clock')}"


def _residents(standing: Standing) -> Iterator[str]:
    consultation = standing.consultation
    yield f"Residents of {in_language(consultation.community)} open the link of their letter,"
    yield f"or type its number and code at {_address('sign_in')}. {JOBS[Stage(consultation.stage)]}"
    for letter in standing.letters:
        yield f"  {_address('link', letter.printed.link)}  {_printed(letter)}"


def _printed(letter: Letter) -> str:
    who = f"{KINDS[letter.kind]} {letter.door}: {in_language(letter, 'who')}"
    return f"{letter.spaced_number}  {letter.spaced_code}  {who}"


def _address(name: str, *args: str) -> str:
    return settings.BASE_URL + reverse(name, args=args)
