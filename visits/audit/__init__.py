"""Who changed what, when: written with the change itself, in the same transaction.

Mix `Audited` into a model and its changes are recorded; columns with `info={"secret": True}` or
`{"personal": True}` are recorded as changed, without their values. Start in `recorder.py`.
"""
