"""The programme of a visit: days and stops, who serves at them, what is released.

Words: an *itinerary* is the one draft of a delegation; a *stop* is one item of it, known for ever
by its `uid`; an *assignment* a person or vehicle that serves there; a *booking* what a stop
occupies; a *release* a frozen, numbered copy; a *publication* the moment at which a stop's time,
place or state became known to somebody outside. Start in `models.py`, then `bookings.py`.
"""
