"""Every address of the portal."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from .health import healthz
from .views import preferences, style

handler404 = "renewal_portal.errors.not_found"
handler500 = "renewal_portal.errors.failed"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("", include("communities.urls")),
    path("", include("consultations.urls")),
    path("api/", include("consultations.urls.api")),
    path("language/", include("django.conf.urls.i18n")),
    path("reading/large/", preferences.elder_mode, name="elder_mode"),
    path("reading/contrast/", preferences.high_contrast, name="high_contrast"),
    path("admin/", admin.site.urls),
]

if settings.DEMO or settings.DEBUG:
    urlpatterns += [path("", include("renewal_portal.demo.urls")), path("style/", style.style_page, name="style")]
