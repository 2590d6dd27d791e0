"""Calendars: what leaves as iCalendar, for a programme to be read where people plan their days.

Words. An *entry* is one event as a calendar shows it; a *feed* is a calendar that other programs
subscribe to under a secret address; a *download* is a file with one stop or a few.

Start with `ics`, the engine: frozen values in, bytes out. It knows neither the web nor the
database, nor what a stop is.
"""
