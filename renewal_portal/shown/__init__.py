"""How values are shown to people: money, areas, shares, times, stages. Pages use them through ``{% load portal %}``."""
