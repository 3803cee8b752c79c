"""Long lists of the public interface come in pages."""

from typing import Any

from rest_framework.pagination import PageNumberPagination

PAGE = {"type": ["string", "null"], "format": "uri"}


class Pages(PageNumberPagination):
    """A hundred rows a page, with the way to the next."""

    page_size = 100
    page_query_description = "Which page, from 1."

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "count": {"type": "integer", "description": "How many rows there are on all pages."},
                "next": PAGE | {"description": "Address of the next page; null on the last."},
                "previous": PAGE | {"description": "Address of the page before; null on the first."},
                "results": schema | {"description": "The rows of this page."},
            },
        }
