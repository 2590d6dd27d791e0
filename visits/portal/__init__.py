"""The delegation's own pages, opened by secret links: the guests' programme, the liaison's page.

Words: guests see the *current release* and of it what is meant for guests; `rules.GuestStop` is the
whole of what they may know of a stop. *News* is what a release changed against the one before. The
*liaison* is the one person of the delegation who settles things with the office, and sees its
roster. Nothing here changes anything. Start in `rules.py`.
"""
