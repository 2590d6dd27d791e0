"""One incoming group is one case: the delegation, the countries and people in it.

Words: the *lead officer* owns the case, the *deputy* stands in; the *referrer* brought the group
and is not the delegation; the *liaison* is whom we write to; a *party* is a named set of delegates.
Start in `models.py`.
"""
