"""Official papers: the register of what was received, sent and approved, with its files.

Words: a *paper* is an official letter or an approval, made in the government's own document system;
we keep its number, date, approver and a copy. It belongs to *subjects*, rows of any floor named by
(kind, id). A *file* lies under `<data>/files`; its row says what it is called and whose it is.
"""
