"""Saving time while planning: shift, copy, take a template, find a slot, propose from wishes.

Words: to *shift* is to move the rest of a day, keeping its order and what is pinned; a *template* is
a typical programme whose stops stand relative to its first day, and a *version* of it never changes
once it is kept; a *draft* is the version that somebody is changing; a *layout* is what a template
or an earlier visit becomes on the days of a visit; a *slot* is a span in which everything that is
asked for is free; a *trial* is what a gesture would bring, found without saving it.

Start in `rules/`, which knows nothing but values; `trials.py` judges without saving, `actions/` does
each gesture inside one `changing`, so that it is judged once and kept whole or not at all.
"""
