"""The days on which offices are closed, or on which we should think twice. Start in `rules.py`."""
