"""What cannot be, or should not be, in a programme: findings from plain values.

Nothing here reads the database, the clock or a language. A capability above turns its rows into
the values of `rules` (`Programme`, `World`), asks `rules.findings`, and lets a template word the
answer.
Start at `rules/__init__.py`; `rules/catalogue.py` lists every code with the facts that it carries.
"""
