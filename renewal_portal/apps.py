from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.core.checks import register


class PortalConfig(AppConfig):
    name = "renewal_portal"

    def ready(self) -> None:
        from .checks import jobs_are_done_by_workers

        register(jobs_are_done_by_workers)


class OfficesConfig(admin.AdminConfig):
    """The Django admin, behind the portal's own door."""

    default = False
    default_site = "renewal_portal.offices.site.OfficesSite"
