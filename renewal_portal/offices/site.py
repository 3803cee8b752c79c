"""The admin site of the offices: entered by the staff's own door, and nothing in it that services do not write."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any

from django.contrib.admin import AdminSite
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from communities.access import second_factor_passed
from communities.views import staff_signing
from communities.views.caller import asked_for
from communities.views.doors import staff
from renewal_portal.offices.look_up import DESK, LookUp

View = Callable[..., HttpResponse]


class OfficesSite(AdminSite):
    """Officials only, and only with the second factor: being a superuser opens nothing."""

    site_title = site_header = _("Renewal Portal, offices")
    enable_nav_sidebar = False

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only lists that keep to the services: what other apps bring along (groups, second factors) stays out."""
        if admin_class is not None and issubclass(admin_class, LookUp):
            super().register(model_or_iterable, admin_class, **options)

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and request.user.is_staff and second_factor_passed(request.user))

    def admin_view(self, view: View, cacheable: bool = False) -> View:  # type: ignore[override]
        """Whoever is not signed in signs in first; whoever works elsewhere does not find the place."""
        inner = super().admin_view(view, cacheable)

        @staff
        def door(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_permission(request):
                raise Http404
            return inner(request, *args, **kwargs)

        return update_wrapper(door, view)

    def get_urls(self) -> list[URLResolver | URLPattern]:
        own: list[URLResolver | URLPattern] = [
            path("", self.admin_view(self.index), name="index"),
            path("login/", self.login, name="login"),
            path("logout/", self.logout, name="logout"),
        ]
        return own + [
            path(f"{each.opts.app_label}/{each.opts.model_name}/", include(each.urls))
            for each in self._registry.values()
        ]

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Staff have one door, and it is not here."""
        return redirect(
            f"{reverse('staff_sign_in')}?{urlencode({'next': asked_for(request) or reverse('admin:index')})}"
        )

    def logout(  # type: ignore[override]
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return staff_signing.sign_out(request)

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """The ways in stand in `desk_nav` instead, in the order of the work."""
        return []

    def lists(self, request: HttpRequest) -> list[LookUp]:
        """What whoever asks may look at."""
        registered = (each for each in self._registry.values() if isinstance(each, LookUp))
        return sorted((each for each in registered if each.has_view_permission(request)), key=lambda each: each.order)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        ways = [
            {
                "label": each.name,
                "href": each.address,
                "icon": each.icon,
                "current": request.path.startswith(each.address),
            }
            for each in self.lists(request)
        ]
        desk = {"label": _("Communities' desks"), "href": reverse("desk"), "icon": "building", "current": False}
        return {**super().each_context(request), "desk_nav": [*ways, desk]}

    @method_decorator(require_safe)
    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """What waits, and what can be looked up."""
        lists = [{"list": each, "waiting": each.waiting(request)} for each in self.lists(request)]
        context = {**self.each_context(request), "title": DESK, "lists": lists}
        return TemplateResponse(request, "admin/index.html", context)
