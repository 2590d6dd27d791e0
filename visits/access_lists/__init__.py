"""Access lists: who comes to a site that checks its visitors, for one stop, given to its security desk.

Words: a *list* belongs to a stop at a site; each time it is handed over it gets a *version*, which
keeps who was on it by number and never a name: names and identity data are filled in when somebody
opens it, and every opening is logged (`visits/identity`). A version goes by an expiring link, or by
official letter, which an officer notes. When the time changes or somebody does not come any more,
the next version goes out by itself; when the stop is off, the list is withdrawn. Start with `rules.py`.
"""
