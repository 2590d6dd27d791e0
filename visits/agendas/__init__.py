"""A programme that came as a table becomes stops; a programme of ours becomes a table.

Words: an *agenda* is such a table, as ministries, cities and banks send it; a *line* is one of its
rows as its reader counts them; an *item* is a line that has a time and becomes a stop; a *question*
is what cannot be read without guessing, with the answers that there are; a *remark* says how
something was understood. Nothing is guessed silently: start in `rules/reading.py`.
"""
