"""What the public interface answers when it refuses: always the same shape, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext_lazy as _
from django.views import defaults
from rest_framework.response import Response
from rest_framework.views import exception_handler

INTERFACE = "/api/"
SENTENCES = {
    "invalid": _("This search cannot be made: look at its fields."),
    "read_only": _("Here one can only read."),
    "not_found": _("There is nothing at this address."),
    "not_acceptable": _("Answers come as JSON only."),
    "throttled": _("Too many requests. Please wait a little, then ask again."),
    "failed": _("Something went wrong on our side. Please try again in a few minutes."),
}
CODES = {
    400: "invalid",
    403: "read_only",
    404: "not_found",
    405: "read_only",
    406: "not_acceptable",
    429: "throttled",
    500: "failed",
}
SHAPE = {
    "type": "object",
    "description": "Why there is no answer.",
    "properties": {
        "code": {"type": "string", "enum": list(SENTENCES), "description": "Which refusal it is, for programs."},
        "sentence": {"type": "string", "description": "The same for people, in the language they ask for."},
        "fields": {
            "type": "object",
            "additionalProperties": {"type": "array", "items": {"type": "string"}},
            "description": "What is wrong with which part of a search; empty for every other refusal.",
        },
    },
    "required": ["code", "sentence", "fields"],
}


def refusal(status: int, fields: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """A refusal in its one shape."""
    code = CODES[status]
    return {"code": code, "sentence": str(SENTENCES[code]), "fields": fields or {}}


def in_one_shape(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """The framework's refusals, as it would answer them but for the shape."""
    response = exception_handler(error, dict(context))
    if response is not None:
        response.data = refusal(response.status_code, response.data if response.status_code == 400 else None)
    return response


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Addresses nobody answers: a page for people, the one shape below the interface."""
    if request.path.startswith(INTERFACE):
        return JsonResponse(refusal(404), status=404)
    return defaults.page_not_found(request, exception)


def failed(request: HttpRequest) -> HttpResponse:
    """What should not happen."""
    if request.path.startswith(INTERFACE):
        return JsonResponse(refusal(500), status=500)
    return defaults.server_error(request)


def describe(result: dict[str, Any], **_more: Any) -> dict[str, Any]:
    """Add the shape to the description of every address (a hook of drf-spectacular)."""
    result["components"]["schemas"]["Refusal"] = SHAPE
    content = {"application/json": {"schema": {"$ref": "#/components/schemas/Refusal"}}}
    for methods in result["paths"].values():
        for operation in methods.values():
            operation["responses"]["default"] = {"description": "Any refusal.", "content": content}
    return result
