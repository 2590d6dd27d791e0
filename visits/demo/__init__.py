"""The demonstration: a city to look around in, and an archive to measure against.

Names of sites and countries are public; people, limits, times and every delegation that the press
did not name are invented, and say so. `actions.py` fills an empty database through the actions of
the capabilities, so that findings, bookings, releases and letters are real; `archive.py` writes
many rows at once. The data lie in `data/`, one file for each kind of thing.
"""
