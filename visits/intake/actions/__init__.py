"""Acts on requests: what requesters do, what the office does, decisions, and what tends itself.

By link and by its staff twin, the same action: `confirm`, `answer`, `correct`, `change_consents`, `withdraw`,
`send_link`, each with `by`, `at` and how it was told; the twin of `submit` is `type_in`.
"""

from visits.intake.actions.asking import (
    DRAFT,
    agree,
    answer,
    begin,
    change_consents,
    confirm,
    correct,
    save_step,
    send_link,
    submit,
    withdraw,
)
from visits.intake.actions.deciding import (
    accept,
    approve,
    count_uses,
    decline,
    lacks_approval,
    on_delegation_deleted,
    on_organisations_merged,
    on_rows_asked,
    redirect,
    seek_approval,
    send_back,
    waitlist,
)
from visits.intake.actions.handling import (
    ask,
    assign,
    attach,
    comment,
    mark_duplicate,
    may,
    remove_file,
    reopen,
    revise,
    take,
    type_in,
)
from visits.intake.actions.purging import on_purging
from visits.intake.actions.steps import SUBJECT, today
from visits.intake.actions.tending import tend
from visits.intake.actions.writing import AS_COMPOSED, Wording

__all__ = [
    "AS_COMPOSED",
    "DRAFT",
    "SUBJECT",
    "Wording",
    "accept",
    "agree",
    "answer",
    "approve",
    "ask",
    "assign",
    "attach",
    "begin",
    "change_consents",
    "comment",
    "confirm",
    "correct",
    "count_uses",
    "decline",
    "lacks_approval",
    "mark_duplicate",
    "may",
    "on_delegation_deleted",
    "on_organisations_merged",
    "on_purging",
    "on_rows_asked",
    "redirect",
    "remove_file",
    "reopen",
    "revise",
    "save_step",
    "seek_approval",
    "send_back",
    "send_link",
    "submit",
    "take",
    "tend",
    "today",
    "type_in",
    "waitlist",
    "withdraw",
]
