"""Asking hosts: whoever answers for a site is asked by their own channel, and answers by it.

Words: a *request* asks one contact of a site to receive one stop; a *reply* is yes, no, or yes but
otherwise (a *counter-proposal*: other times, fewer people, conditions), which the office takes over
or turns down. *My site* is the page that a contact's secret link opens. Whatever a host does by
link, an officer can enter on their behalf.

Start in `rules.py`. Requests follow the stops: `actions/asking.py` listens to every change of a
programme. `actions/replying.py` takes replies, `actions/writing.py` puts what is new for a contact
into one letter.
"""
