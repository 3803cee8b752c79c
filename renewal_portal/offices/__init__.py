"""The Django admin as the offices use it: one door, lists to look at, and acts that go through services."""
