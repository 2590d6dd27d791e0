"""Who may do what: users and their sessions, roles, secret links, and the mark on every view.

Words: a *permission* is one thing that exists to be done, a *role* is who has which (`GRANTS`), a
*mark* on each view says what it asks for: `@requires(Permission.X)`, `@public`, `@by_token(kind)`.
One `before_request` in `guard.py` enforces the marks; a view without one is not served.
"""
