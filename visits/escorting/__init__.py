"""The day itself: whoever goes along taps what happens, and everybody concerned knows.

Words: a *tap* is one press of a big button (departed, arrived, started, ended, ten minutes more,
skipped, rain plan, so many heads), with the moment at which it happened: a phone without network
keeps its taps and sends them later. Of all taps of a day follows how each stop *stands*. A *ride*
is a way between two sites as it really took. Escorts without an account come by secret link;
whatever they tap, an officer can enter on their behalf.

Start in `rules/`: `taps.py` says when a tap happened and which count, `standing.py` what follows of
them. `actions/tapping.py` takes taps and keeps what follows of them for every page that shows it.
"""
