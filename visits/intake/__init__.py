"""Visit requests: who asks to come, by whatever channel, what we ask back, and what is decided.

Words: a *request* has a public code and goes from *unconfirmed* or *received* to a decision; what
the requester leaves open as words (`about 15`, `mid-May`) is kept as words, with numbers and days
beside them where these are certain. A *question* is what we need to know, with its answer; a
*comment* stays in the office. Whatever a requester can do by link, an officer can enter for them:
one action with `by`, `channel`, `told_on`, `person`, `document_number`, `at`.

Start with `rules/states.py` (the moves), then `models.py`, then `actions/`: `asking.py` holds what
requesters do, `handling.py` what the office does, `deciding.py` the decisions. Accepting opens a
delegation. `tending.py` reminds of an unconfirmed address and drops it in the end; `purging.py`
destroys what has served its purpose.
"""
