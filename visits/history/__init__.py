"""Visits from before this program: the office's old ledger, brought in row by row.

Words: a *ledger* is a table with a row for each visit; a *past visit* is what a row became, a closed
delegation that the figures count, with the sites as far as we know them. A *fingerprint* knows a row
again, so that a ledger can be brought twice. Start in `rules/judging.py`.
"""
