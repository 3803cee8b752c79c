"""A register file's rows → register rows and findings, and what they change in the register that stands."""
