from django.apps import AppConfig
from django.core.checks import register


class PortalConfig(AppConfig):
    name = "renewal_portal"

    def ready(self) -> None:
        from .checks import jobs_are_done_by_workers

        register(jobs_are_done_by_workers)
