"""The demonstration as it is after it was seeded."""
