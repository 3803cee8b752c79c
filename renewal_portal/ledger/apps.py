from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "renewal_portal.ledger"
    label = "ledger"
