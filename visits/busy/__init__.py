"""Busy times out of other people's calendars: when a site, a person or a vehicle is taken.

Words: a *source* is a calendar in a file or at an address; *reading* it gives *spans*, which is all
that is kept of it: no titles, no people. What could not be read is *left out*, counted and named.
Start at `reading/__init__.py`; it runs in a process of its own (`sandbox.py`), an address is
fetched by `fetching.py`.
"""
