"""Where delegations go: sites with their offered windows, seasons, closures and contacts.

Words: a *site* is a place that receives (or a station, hotel, restaurant, airport); an *offered
window* is a round it offers, not its opening hours; a *closure* a span in which it does not
receive; a *contact* who answers for it; a *travel time* how long from one site to another.
Start in `models.py`; the pages in `views.py`.
"""
