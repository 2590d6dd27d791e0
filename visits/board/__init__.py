"""The planning board: a programme as days and lanes, moved by hand; the week over all visits.

A *lane* is a column of the board: the delegation itself, a site, one of our people, a vehicle. A
*gesture* is what an officer does there: drop, stretch, copy, split, take out. The server judges
each one; whatever it refuses goes back to where it was, in words. The *tray* holds what can be
dropped. A *mark* is what is painted behind the stops: rounds, closures, other bookings.

Begin with `rules.py` (what a drop means) and `views/gestures.py`.
"""
