"""The demo. Its runner (`manage.py demo`) knows no Django: what needs Django runs in children it starts."""
