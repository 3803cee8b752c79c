"""Rows → domain values; the only crossing."""
