"""The public interface changes nothing, whoever asks."""

from typing import Any

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request


class ReadOnly(BasePermission):
    """GET, HEAD and OPTIONS for everybody; nothing else for anybody."""

    def has_permission(self, request: Request, view: Any) -> bool:
        return request.method in SAFE_METHODS
