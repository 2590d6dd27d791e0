"""The programme of a visit: days and stops, who serves at them, what is released.

Words: an *itinerary* is the one draft of a delegation; a *stop* is one item of it, known for ever
by its `uid`; an *assignment* a person or vehicle that serves there; a *booking* what a stop
occupies; a *release* a frozen, numbered copy; a *publication* the moment at which a stop's time,
place or state became known to somebody outside; a *gesture* what an officer does in one go.

Start in `models.py`, then `actions/gestures.py`: every change of a draft goes through it. Rows
become the values that conflict rules look at in `programme.py` and `world.py`; `judging.py` asks
the rules and keeps the answer; `bookings.py` keeps what is occupied. What leaves the office is
decided in `sequence.py` (calendars) and `freezing.py` with `diff.py` (releases), both without a
database; `recipients.py` says who is written to.
"""
