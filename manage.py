#!/usr/bin/env python3
"""Django's command line for the Renewal Portal. `manage.py demo` starts the whole portal on this machine."""

import os
import sys


def main() -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "renewal_portal.settings")
    try:
        from django.core.management import execute_from_command_line

        from renewal_portal.demo import environment
        from renewal_portal.environment import BadSetting
    except ModuleNotFoundError as missing:
        sys.exit(f"{missing.name} is not installed for this Python: use `make demo`, or `.venv/bin/python manage.py`.")
    if sys.argv[1:2] == ["demo"]:  # before Django, which needs the addresses of servers not yet started
        from renewal_portal.demo.runner import main as demo

        return demo(sys.argv[2:])
    environment.complete_beside_running_demo()
    if sys.argv[1:2] == ["pabulib"]:  # it reads a file, and runs where there is no portal
        environment.complete_without_servers()
    try:
        execute_from_command_line(sys.argv)
    except BadSetting as bad:
        sys.exit(f"The portal cannot start. {bad}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
