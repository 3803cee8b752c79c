"""Every address of the portal."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from .health import healthz

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("communities.urls")),
    path("", include("consultations.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
]

if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("", include("renewal_portal.demo.urls"))]
