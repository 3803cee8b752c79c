"""`manage.py demo`: the whole portal on one machine, from nothing. Knows no Django; what needs it runs in children."""
