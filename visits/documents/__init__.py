"""Papers about a visit that write themselves: reception plan, result report, press text.

Words: a *document* is gathered anew from what is known whenever it is opened; when it is *taken*
(HWPX, DOCX or PDF) that becomes a numbered *version*, and the next one marks what is other since
then. A version keeps ids and plain facts, of free words a fingerprint alone, and no names: they are
filled in when the document is opened. Start with `plan.py`, which shows how all are gathered.
"""
