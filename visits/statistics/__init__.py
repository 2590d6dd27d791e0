"""Figures: how many people came from how many countries, in any period against a year before.

The counting rule stands in `rules.py` and on the page: countries of delegations count, not names.
"""
