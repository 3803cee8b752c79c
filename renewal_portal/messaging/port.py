"""The port short messages leave by: whoever connects a provider writes one class with one method.

    class OurProvider(Sms):
        def send(self, number: str, text: str) -> None: ...

`PORTAL_SMS` names the class by its dotted path. An object is made for each message; what it needs to know (address,
keys of the provider) it reads from the environment, under names of its own.
"""

from abc import ABC, abstractmethod

from django.conf import settings
from django.utils.module_loading import import_string


class NotSent(Exception):
    """The message did not leave. The text is for the log and holds neither the number nor the message."""


class Sms(ABC):
    """A way for short messages."""

    @abstractmethod
    def send(self, number: str, text: str) -> None:
        """Hand one message over, within a few seconds. ``number`` as it stands on file, digits and a leading + alone.

        Raises NotSent.
        """


def sms() -> Sms | None:
    """The way that is set; None where short messages are off."""
    if not settings.SMS:
        return None
    way: Sms = import_string(settings.SMS)()
    return way


def mail_is_on() -> bool:
    """Does e-mail leave this portal?"""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")
