"""Ports and pages."""

import socket

import pytest

from renewal_portal.demo import addresses
from renewal_portal.embedded import EmbeddedError
from tests.renewal_portal.demo.running import free_port


def test_without_a_wish_the_next_free_port_is_taken() -> None:
    with socket.socket() as other:
        first = addresses.choose_port(None)
        other.bind(("127.0.0.1", first))
        other.listen()
        second = addresses.choose_port(None)

    assert addresses.FIRST_PORT <= first < second


def test_page_that_nobody_serves_has_no_status() -> None:
    assert addresses.status(f"http://127.0.0.1:{free_port()}/") is None


def test_waiting_for_a_page_ends_when_it_has_become_pointless() -> None:
    def check() -> None:
        raise EmbeddedError("The web process ended by itself")

    with pytest.raises(EmbeddedError, match=r"^The web process ended by itself$"):
        addresses.wait_for_page(f"http://127.0.0.1:{free_port()}/", seconds=60, check=check)


def test_waiting_for_a_page_has_an_end() -> None:
    with pytest.raises(EmbeddedError, match=r"did not answer within 0 s: see the logs in var/log\.$"):
        addresses.wait_for_page(f"http://127.0.0.1:{free_port()}/", seconds=0, check=lambda: None)
