"""What the public meets: the city's home page, sites, typical programmes, and the request form.

Words: a *public site* is what everybody may know of a site (`rules.PublicSite` is the whole of it);
an *offer* a half of a weekday on which it receives, never whether it is taken; a *typical
programme* an idea of a visit that leads into the form; a *draft* a request that is being written,
step by step, behind its own secret address; what was sent is a visit request of `intake`, and every
act of its requester here is an action there. Start in `rules/`.
"""
