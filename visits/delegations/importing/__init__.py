"""A table of people becomes a roster: an engine that knows neither the web nor the database.

Words: a *field* is a column of a delegate that tables may bring; a *vocabulary* is how its words
are written in every language of ours; a *fault* is a cell that cannot be taken as it is; a *plan*
says of each row whether it is a new delegate, a change of a known one, or nothing new. What looks
like a passport number is blotted out before anything else. Start in `plan.py`.
"""
