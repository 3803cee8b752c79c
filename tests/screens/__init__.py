"""Pictures of the portal's pages, made from the demonstration: ``python -m tests.screens``."""
