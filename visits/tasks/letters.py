"""The letter of this capability: what is due, to whoever is to do it."""

from datetime import date, tzinfo

from flask_babel import lazy_gettext as _
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.notifications.compose import Contents, NothingToSay, labelled
from visits.notifications.models import Letter
from visits.tasks import queries
from visits.tasks.rules import TaskState


@labelled(_("Tasks that are due"), is_internal=True)
def reminder(session: Session, letter: Letter, links: LinkKeeper, _zone: tzinfo) -> Contents:
    """What is still to be done of what was due that day, when the letter is read or goes out.

    Raises NothingToSay when all of it was done meanwhile.
    """
    day = date.fromisoformat(letter.facts["day"])
    tasks = queries.tasks_by_id(session, letter.facts["tasks"])
    left = [task for task in tasks if task.state is TaskState.OPEN]
    if not left:
        raise NothingToSay
    return Contents(
        facts={
            "on": day,
            "overdue": [task for task in left if task.due_on < day],
            "due": [task for task in left if task.due_on >= day],
            "more": letter.facts.get("more", 0),
            "address": f"{links.base_url}/office/tasks/",
        }
    )
