"""What the ledger refuses: a code and its values; the sentence is made in `ledger.sentences`."""


class Refused(Exception):
    """Base of the ledger's refusals. `code` names the sentence, `values` fill its places."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        return " ".join([self.code, *(f"{key}={value}" for key, value in self.values.items())])


class NotCanonical(Refused):
    """The value has no single JSON form; `values["where"]` is its path inside the whole."""


class SettingRefused(Refused):
    """A district setting that is unknown, of the wrong type, or below what the law asks."""
