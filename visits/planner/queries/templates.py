"""Reading programme templates: a catalogue has some dozens, so each is read whole."""

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from visits.kit.errors import NotThere
from visits.planner.models import ProgrammeTemplate, TemplateStop, TemplateVersion
from visits.planner.rules.templates import Length

STOPS = joinedload(TemplateVersion.stops).options(
    joinedload(TemplateStop.site), joinedload(TemplateStop.end_site)
)
WHOLE = joinedload(ProgrammeTemplate.versions).options(
    STOPS, joinedload(TemplateVersion.begun_by), joinedload(TemplateVersion.finished_by)
)
LENGTHS = tuple(Length)


def all_templates(session: Session) -> list[ProgrammeTemplate]:
    """Every template with its versions and their stops, the shortest first; one query."""
    rows = session.scalars(select(ProgrammeTemplate).options(WHOLE).order_by(ProgrammeTemplate.id))
    return sorted(rows.unique(), key=lambda one: (LENGTHS.index(one.shown.length), one.id))


def offers(session: Session) -> list[TemplateVersion]:
    """The version of each template that is applied, the shortest first."""
    return [one.current for one in all_templates(session) if one.current is not None]


def public_templates(session: Session) -> list[TemplateVersion]:
    """What everybody may see of the catalogue."""
    return [version for version in offers(session) if version.template.is_public]


def the_template(session: Session, number: int) -> ProgrammeTemplate:
    """Raises NotThere."""
    rows = select(ProgrammeTemplate).where(ProgrammeTemplate.id == number).options(WHOLE)
    found = session.scalars(rows).unique().one_or_none()
    if found is None:
        raise NotThere("template")
    return found


def the_version(template: ProgrammeTemplate, number: int) -> TemplateVersion:
    """A kept version of this very template. Raises NotThere."""
    for one in template.kept:
        if one.number == number:
            return one
    raise NotThere("version")


def the_draft(template: ProgrammeTemplate) -> TemplateVersion:
    """The version of it that is being changed. Raises NotThere."""
    if template.draft is None:
        raise NotThere("draft")
    return template.draft


def the_stop(version: TemplateVersion, number: int) -> TemplateStop:
    """A stop of this very version. Raises NotThere."""
    for one in version.stops:
        if one.id == number:
            return one
    raise NotThere("stop")


def uses_of_site(session: Session, site_id: int) -> int:
    """How many templates lead to the site, in any of their versions."""
    leads = or_(TemplateStop.site_id == site_id, TemplateStop.end_site_id == site_id)
    rows = (
        select(func.count(TemplateVersion.template_id.distinct()))
        .join(TemplateStop, TemplateStop.version_id == TemplateVersion.id)
        .where(leads)
    )
    return session.scalar(rows) or 0
