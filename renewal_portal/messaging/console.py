"""Short messages of the demo: on standard output, where whoever tries the portal out finds the code."""

import sys

from renewal_portal.messaging.port import Sms


class ConsoleSms(Sms):
    """Writes what would have been sent (the demo keeps it in var/log). Never with real people: it shows the code."""

    def send(self, number: str, text: str) -> None:
        sys.stdout.write(f"SMS to {number}: {text}\n")
        sys.stdout.flush()
