"""A list in the admin that is only looked at: nothing is added, changed or deleted there."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe
from django_filters import FilterSet

from communities.access import held_by
from communities.domain.roles import Permission
from renewal_portal.ledger.clock import now

PER_PAGE = 50
DESK = _("The offices' desk")
Words = Any


class LookUp(admin.ModelAdmin):  # type: ignore[type-arg]
    """Its rows are those whoever asks may see; what belongs to another office is not found.

    Each list says what it is called, who may look (``permission``), its ``columns`` and the row's ``cells``.
    """

    name: Words
    lead: Words = ""
    empty: Words = ""
    icon = "search"
    order = 100
    permission: Permission = Permission.SEE_REVIEW
    filters: type[FilterSet] | None = None
    columns: tuple[Any, ...] = ()
    template = "list"

    def scoped(self, request: HttpRequest) -> QuerySet[Any]:
        """The rows whoever asks may see, with all that a line of the list shows."""
        raise NotImplementedError

    def cells(self, row: Any, at: datetime) -> list[Any]:
        """A line of the list, its first cell a way to the row."""
        raise NotImplementedError

    def facts(self, row: Any, at: datetime) -> list[tuple[Words, Any]]:
        """What the page of one row says."""
        raise NotImplementedError

    def title_of(self, row: Any) -> Words:
        return str(row)

    def waiting(self, request: HttpRequest) -> int | None:
        """How many rows wait for somebody; None where nothing ever does."""
        return None

    @property
    def address(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def way_to(self, row: Any, label: Words) -> SafeString:
        return format_html('<a href="{}">{}</a>', self.address_of(row), label)

    def address_of(self, row: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[row.pk])

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.permission in held_by(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.permission in held_by(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.scoped(request)

    def get_urls(self) -> list[URLPattern]:
        """The list and its rows; there is no address for adding, deleting or the admin's own history."""
        base = f"{self.opts.app_label}_{self.opts.model_name}"
        return [
            path("", self.door(require_safe(self.list_view)), name=f"{base}_changelist"),
            path("<int:pk>/", self.door(require_safe(self.row_view)), name=f"{base}_change"),
        ]

    def door(self, view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        """Only for those who may look at this list; which rows are theirs, and what they may do, the view asks."""

        def look(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not self.has_view_permission(request):
                raise Http404
            return view(request, *args, **kwargs)

        return self.admin_site.admin_view(look)

    def list_view(self, request: HttpRequest) -> HttpResponse:
        """The rows, as many as the search leaves."""
        rows = self.get_queryset(request)
        search = self.filters(request.GET, rows, request=request) if self.filters else None
        page = Paginator(search.qs if search else rows, PER_PAGE).get_page(request.GET.get("page"))
        at = now()
        context = {
            "form": search.form if search else None,
            "rows": [self.cells(row, at) for row in page],
            "page": page,
        }
        return self.shown(request, self.template, title=self.name, lead=self.lead, **context)

    def row_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Everything about one row. Raises Http404 for a row of another office."""
        row = get_object_or_404(self.get_queryset(request), pk=pk)
        return self.shown(request, "row", row, facts=self.facts(row, now()))

    def shown(self, request: HttpRequest, template: str, row: Any = None, /, **context: Any) -> HttpResponse:
        """A page of this list, in the frame of the offices."""
        frame = {**self.admin_site.each_context(request), "look_up": self, "crumbs": self.crumbs()}
        if row is not None:
            title = self.title_of(row)
            frame |= {"title": title, "crumbs": self.crumbs((title, ""))}
        return TemplateResponse(request, f"admin/{template}.html", frame | context)

    def crumbs(self, *below: tuple[Words, str]) -> list[tuple[Words, str]]:
        """From the offices' desk to this list, and further down."""
        return [(DESK, reverse("admin:index")), (self.name, self.address if below else ""), *below]
