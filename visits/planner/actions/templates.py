"""Keeping templates: a kept version never changes; whoever changes one opens a draft and keeps it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.itineraries.actions.planning import found
from visits.kit.errors import InUse, NotThere, Refused
from visits.kit.uses import UsesOf
from visits.planner import queries
from visits.planner.models import ProgrammeTemplate, TemplateStop, TemplateVersion
from visits.planner.rules.templates import Line
from visits.sites.models import Site

HEAD = ("title", "summary", "length", "themes")
LINE = tuple(one.name for one in fields(Line))


def add_template(
    session: Session, head: Mapping[str, Any], lines: Iterable[Line], *, by: User, at: datetime
) -> ProgrammeTemplate:
    """A template whose first version is kept at once when it has *lines*, else is open as a draft.

    *head* is title, summary, length and themes.
    """
    template = ProgrammeTemplate(created_at=at)
    version = TemplateVersion(number=1, begun_by=by, begun_at=at, **head)
    template.versions = [version]
    write_lines(session, version, lines)
    session.add(template)
    session.flush()
    if version.stops:
        keep_draft(session, template, note="", by=by, at=at)
    return template


def write_lines(session: Session, version: TemplateVersion, lines: Iterable[Line]) -> None:
    for line in lines:
        stop = TemplateStop()
        write_line(session, stop, line)
        version.stops.append(stop)


def write_line(session: Session, stop: TemplateStop, line: Line) -> None:
    line.checked()
    for name in LINE:
        setattr(stop, name, getattr(line, name))
    with session.no_autoflush:
        stop.site = found(session, Site, line.site_id)
        stop.end_site = found(session, Site, line.end_site_id)


# -- changing one ----------------------------------------------------------------------------------


def open_draft(
    session: Session,
    template: ProgrammeTemplate,
    origin: TemplateVersion,
    *,
    by: User,
    at: datetime,
) -> TemplateVersion:
    """A draft that begins as this kept version; until it is kept, the current one stays in use.

    Raises Refused (`draft_open`) while there is one.
    """
    lock(session, template)
    if template.draft is not None:
        raise Refused("draft_open")
    number = max(one.number for one in template.versions) + 1
    draft = TemplateVersion(
        number=number,
        begun_by=by,
        begun_at=at,
        **{name: getattr(origin, name) for name in HEAD},
    )
    write_lines(session, draft, origin.lines)
    template.versions.append(draft)
    session.flush()
    return draft


def lock(session: Session, template: ProgrammeTemplate) -> None:
    """Nobody else opens, changes or keeps a draft until we are done; its versions as they are now.

    Raises NotThere when it was deleted meanwhile.
    """
    rows = select(ProgrammeTemplate.id).where(ProgrammeTemplate.id == template.id)
    if session.scalar(rows.with_for_update(key_share=True)) is None:
        raise NotThere("template")
    session.refresh(template, ["versions"])


def lock_draft(session: Session, draft: TemplateVersion) -> None:
    """The draft and its stops as they are now, until we are done.

    Raises Refused for a version that is kept, NotThere for one that was discarded.
    """
    lock(session, draft.template)
    if draft not in draft.template.versions:
        raise NotThere("draft")
    session.refresh(draft, ["finished_at", "stops"])
    if draft.finished_at is not None:
        raise Refused("template_protected")


def revise_draft(session: Session, draft: TemplateVersion, head: Mapping[str, Any]) -> None:
    """What the draft is called, and how long it is. Raises Refused for a kept version."""
    lock_draft(session, draft)
    for name in HEAD:
        setattr(draft, name, head[name])
    session.flush()


def put_stop(
    session: Session, draft: TemplateVersion, line: Line, *, stop: TemplateStop | None = None
) -> TemplateStop:
    """Add a stop to the draft, or say one anew. Raises Refused; NotThere for a site that is gone."""
    lock_draft(session, draft)
    put = stop or TemplateStop()
    write_line(session, put, line)
    if stop is None:
        draft.stops.append(put)
    session.flush()
    return put


def remove_stop(session: Session, draft: TemplateVersion, stop: TemplateStop) -> None:
    """Raises Refused for a kept version."""
    lock_draft(session, draft)
    draft.stops.remove(stop)
    session.flush()


def keep_draft(
    session: Session, template: ProgrammeTemplate, *, note: str, by: User, at: datetime
) -> TemplateVersion:
    """From now on the draft is the version that is applied. Raises Refused (`draft_empty`)."""
    draft = queries.the_draft(template)
    lock_draft(session, draft)
    if not draft.stops:
        raise Refused("draft_empty")
    draft.note = note
    draft.finished_by, draft.finished_at = by, at
    session.flush()
    return draft


def discard_draft(session: Session, template: ProgrammeTemplate) -> bool:
    """Leave the kept versions as they are; a template without any goes with its draft: True."""
    draft = queries.the_draft(template)
    lock_draft(session, draft)
    if template.current is None:
        session.delete(template)
        session.flush()
        return True
    template.versions.remove(draft)
    session.flush()
    return False


# -- the template ----------------------------------------------------------------------------------


def show_to_public(session: Session, template: ProgrammeTemplate, *, is_public: bool) -> None:
    """Among the typical programmes that everybody sees, or no longer."""
    template.is_public = is_public
    session.flush()


def uses(template: ProgrammeTemplate) -> Sequence[tuple[str, int]]:
    """What keeps a template from being deleted: the public page, a draft of somebody."""
    known = (("public_programme", template.is_public), ("template_draft", template.draft))
    return [(what, 1) for what, there in known if there]


def delete_template(session: Session, template: ProgrammeTemplate) -> None:
    """With all its versions; programmes that were made of it stay. Raises InUse."""
    if used := uses(template):
        raise InUse(used)
    session.delete(template)
    session.flush()


def count_uses(session: Session, question: UsesOf) -> None:
    """How many templates lead to a site."""
    if question.kind == "site":
        number = queries.uses_of_site(session, question.id)
        question.found.append(("programme_template", number))
