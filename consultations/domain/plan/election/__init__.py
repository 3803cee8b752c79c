"""Participatory budgeting as the Pabulib archive knows it: projects, a budget, voices that approve of some projects."""
