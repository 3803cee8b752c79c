"""The demonstration: invented people in communities that stand at every stage, made by the services alone.

What they are is data (``data/``, reviewed); the way they all go is one script (``script.py``). Nothing here writes a
row itself, and every step is taken at a past moment, so that no period is shorter than the law's.
"""
