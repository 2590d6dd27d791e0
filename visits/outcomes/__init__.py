"""What comes of a visit: what was said and decided, promised, given, photographed and printed.

The record is written stop by stop on the evening of the visit. Promises are follow-ups with somebody
responsible and a deadline; gifts stand in a register of their own, since the law asks for a report;
photographs say whether they may be shown. Other folders read all of it through `queries`.
"""
