"""The port of short messages, and the ways that ship with the portal."""

import pytest

from renewal_portal.messaging.console import ConsoleSms
from renewal_portal.messaging.locmem import LocmemSms
from renewal_portal.messaging.port import NotSent, Sms, mail_is_on, sms


def test_a_way_has_to_know_how_to_send() -> None:
    class Mute(Sms):
        pass

    with pytest.raises(TypeError):
        Mute()  # type: ignore[abstract]


def test_the_way_that_is_set_is_made_for_each_message(settings) -> None:
    settings.SMS = "renewal_portal.messaging.console.ConsoleSms"

    assert (type(sms()), sms() is sms()) == (ConsoleSms, False)


def test_no_way_where_short_messages_are_off(settings) -> None:
    settings.SMS = ""

    assert sms() is None


def test_the_console_prints_number_and_text(capsys) -> None:
    ConsoleSms().send("13800000042", "123456")

    assert capsys.readouterr().out == "SMS to 13800000042: 123456\n"


def test_the_tests_own_way_keeps_what_it_sent_and_does_not_reach_a_deaf_number(outbox) -> None:
    LocmemSms.deaf.add("13800000043")

    LocmemSms().send("13800000042", "a")
    with pytest.raises(NotSent):
        LocmemSms().send("13800000043", "b")

    assert outbox == [("13800000042", "a")]


@pytest.mark.parametrize("backend, is_on", [("dummy", False), ("console", True), ("smtp", True), ("locmem", True)])
def test_e_mail_is_on_unless_it_goes_nowhere(settings, backend, is_on) -> None:
    settings.EMAIL_BACKEND = f"django.core.mail.backends.{backend}.EmailBackend"

    assert mail_is_on() is is_on
