"""Settings for tools that only read them and connect to nothing (mypy's plugin)."""

import os

os.environ.update(PORTAL_DEBUG="1", DATABASE_URL="postgres://nobody@nowhere/none", REDIS_URL="redis://nowhere/0")

from renewal_portal.settings import *  # noqa: F403
