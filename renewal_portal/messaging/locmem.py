"""Short messages of the tests: kept in memory."""

from typing import ClassVar

from renewal_portal.messaging.port import NotSent, Sms


class LocmemSms(Sms):
    """Keeps (number, text) in ``outbox``; a number in ``deaf`` cannot be reached."""

    outbox: ClassVar[list[tuple[str, str]]] = []
    deaf: ClassVar[set[str]] = set()

    def send(self, number: str, text: str) -> None:
        if number in self.deaf:
            raise NotSent("no such number")
        self.outbox.append((number, text))
