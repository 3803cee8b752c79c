"""Ports to listen on, pages to ask."""

import http.client
import socket
import time
from collections.abc import Callable
from urllib.parse import urlsplit

from renewal_portal.embedded import EmbeddedError

HOST = "127.0.0.1"
FIRST_PORT = 8000
TRIES = 50


def is_free(port: int) -> bool:
    """Whether we could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def choose_port(wanted: int | None) -> int:
    """The wanted port, or without a wish the first free one from 8000."""
    if wanted is not None:
        if not is_free(wanted):
            raise EmbeddedError(f"Port {wanted} is taken: name another with --port, or none to take the next free one.")
        return wanted
    for port in range(FIRST_PORT, FIRST_PORT + TRIES):
        if is_free(port):
            return port
    raise EmbeddedError(f"The ports {FIRST_PORT} to {FIRST_PORT + TRIES - 1} are all taken: name another with --port.")


def status(url: str, *, host: str = "", timeout: float = 10) -> int | None:
    """The HTTP status of a page on this machine, or None when nobody answers. Redirects are not followed."""
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.hostname or HOST, parts.port or 80, timeout=timeout)
    try:
        connection.request("GET", parts.path or "/", headers={"Host": host or parts.netloc})
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()


def wait_for_page(url: str, *, seconds: float, check: Callable[[], None]) -> int:
    """The first status the page answers with. ``check`` may raise when waiting has become pointless."""
    until = time.monotonic() + seconds
    while (answer := status(url)) is None:
        check()
        if time.monotonic() > until:
            raise EmbeddedError(f"{url} did not answer within {seconds:.0f} s: see the logs in var/log.")
        time.sleep(0.1)
    return answer
