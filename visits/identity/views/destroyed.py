"""The destruction record: what was destroyed, when, how and by whom; and what is due now."""

from flask import render_template, request

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.identity import actions, queries
from visits.identity.models import DestructionRecord
from visits.identity.rules import due_on
from visits.identity.views.blueprint import identity
from visits.identity.views.shared import retention, today
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.pager import linked
from visits.kit.pages import page_of


@identity.get("/office/identity/destroyed")
@requires(Permission.OVERSEE_PERSONAL_DATA)
def destroyed() -> str:
    page = page_of(
        db.session,
        queries.destruction_records(),
        by=(DestructionRecord.id,),
        cursor=request.args.get("page"),
        descending=True,
    )
    due = actions.count_due(db.session, due_on(today(), retention()), at=now())
    return render_template(
        "identity/destroyed.html",
        page=linked(page),
        records=page.rows,
        due=[(matter, count) for matter, count in sorted(due.items()) if count],
        keep=retention(),
        last=queries.last_purge(db.session),
        is_late=queries.purge_is_late(db.session, now()),
    )
