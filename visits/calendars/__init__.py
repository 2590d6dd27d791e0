"""Calendars: what leaves as iCalendar, for a programme to be read where people plan their days.

Words. An *entry* is one event as a calendar shows it; a *feed* is a calendar that other programs
subscribe to under a secret address; a *download* is a file with one stop or a few; a *stamp* says
which state of the data a feed was built from, so that an unchanged feed is not built again.

`ics` is the engine: frozen values in, bytes out. `entries` turns what was published into its
values, `feeds` puts a scope together and keeps its bytes.
"""
