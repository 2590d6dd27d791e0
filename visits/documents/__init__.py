"""Papers about a visit that write themselves: reception plan, result report, press text.

Plan and report are documents in versions; the press text (`press.py`) is written by an officer from
a first wording, kept as written, and has no versions.

Words: a *document* is gathered anew from what is known whenever it is opened; when it is *taken*
(HWPX, DOCX or PDF) that becomes a numbered *version*, and the next one marks what is other since
then. A version keeps ids and plain facts, of free words a fingerprint alone, and no names: they are
filled in when the document is opened. Start with `plan.py`, which shows how all are gathered.

A further document in versions: a `DocumentKind` and its word, a `PaperKind`, a module that reads and
gathers like `result.py`, and in `views` a `Document` given to `add_document`; no migration. One that
an officer writes goes like the press text.
"""
