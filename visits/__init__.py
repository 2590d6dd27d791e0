"""Visits: how a city receives international delegations.

One folder per capability, named after what the city's staff do; in each the same file names
(rules, models, queries, actions, forms, views). A capability uses the floors below it:

9  demo                                        data to look around in and to measure
8  invitations                                 what is sent into calendars, and what these answer
7  calendars, documents, home, portal, statistics, welcome   what people see of it all
6  agendas, board, planner                     programmes of others; planning by hand, and sooner
   access_lists, hosting, reception            lists; asking hosts; protocol and budget
   escorting, tasks                            the day itself, and what is to be done before
   feedback, history, outcomes                 what was said and became of it; the old ledger
5  intake, itineraries                         requests; days, stops, releases
4  conflicts, identity                         what cannot be true at once; what is sealed
3  delegations, busy                           one incoming group, one case; when others have taken us
2  organisations, sites, resources, holidays, papers   the registers
1  languages, access, audit, notifications     who, in which language, and what was written down
0  kit                                         tools that know nothing of visits

`app.py` is the only wiring, `cli.py` the commands, `settings.py` what differs between cities.
"""
