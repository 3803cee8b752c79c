"""Addresses that exist only in the demo or while developing."""

urlpatterns: list = []
