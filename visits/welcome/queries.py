"""Reading what is public: sites, projected before anything else sees them."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from visits.conflicts.rules import StopKind
from visits.conflicts.rules.parties import UNBOOKED_KINDS
from visits.kit.errors import NotThere
from visits.kit.translated import Translated
from visits.planner import queries as planner
from visits.planner.models import TemplateVersion
from visits.planner.rules.templates import Length, Line, days_of
from visits.sites.models import Site
from visits.sites.rules import NOT_VISITED, ContactRole
from visits.welcome.programmes import PROGRAMMES, at, day
from visits.welcome.rules import sites as rules
from visits.welcome.rules.programmes import Part, Programme, is_there
from visits.welcome.rules.sites import PublicSite, Round

TALKING = frozenset({ContactRole.COORDINATOR, ContactRole.DOCENT, ContactRole.SPEAKER})
"""Contacts whose languages are those of a visit."""


def public_sites(session: Session, *, today: date) -> list[PublicSite]:
    """Every site of the public catalogue in the order of names; a city has some dozens."""
    rows = (
        select(Site)
        .where(
            Site.is_public.is_(True),
            Site.is_retired.is_(False),
            Site.is_elsewhere.is_(False),
            Site.category.not_in(NOT_VISITED),
        )
        .options(selectinload(Site.windows), selectinload(Site.contacts))
        .order_by(Site.sort_key, Site.id)
    )
    return [projected(site, today=today) for site in session.scalars(rows)]


def the_public_site(session: Session, slug: str, *, today: date) -> PublicSite:
    """Raises NotThere, for a site that is not public as well."""
    for site in public_sites(session, today=today):
        if site.slug == slug:
            return site
    raise NotThere("site")


def projected(site: Site, *, today: date) -> PublicSite:
    """What the public may know, picked one by one."""
    rounds = [
        Round(one.weekday, one.day, one.opens, one.closes, one.first, one.last)
        for one in site.windows
    ]
    return PublicSite(
        slug=site.slug,
        name=site.name,
        summary=site.summary,
        description=site.description,
        photo_policy=site.photo_policy,
        category=site.category,
        themes=site.themes,
        languages=spoken_at(site),
        place=rules.place_of(
            site.exposure,
            address_ko=site.address_ko,
            address_roman=site.address_roman,
            lat=site.lat,
            lng=site.lng,
        ),
        min_group=site.min_group,
        max_group=site.max_group,
        minutes=site.minutes_typical,
        lead_days=site.lead_days,
        security=site.security,
        is_accessible=site.is_accessible,
        has_prayer_room=site.has_prayer_room,
        is_outdoor=site.is_outdoor,
        offers=rules.offers_of(
            rounds,
            closed=site.closed_weekdays,
            at_weekends=not site.closed_on_holidays,
            today=today,
        ),
        dates=rules.dates_of(rounds, today=today),
    )


def spoken_at(site: Site) -> tuple[str, ...]:
    """Languages in which somebody at the site speaks to guests, without interpretation."""
    given: list[Iterable[str]] = [window.languages for window in site.windows]
    given += [contact.languages for contact in site.contacts if contact.role in TALKING]
    return tuple(sorted({"ko", *(tag for tags in given for tag in tags)}))


def ids_of(session: Session, slugs: Iterable[str]) -> list[int]:
    """The rows of public sites by their slugs, in the order of names."""
    rows = select(Site.id).where(Site.slug.in_(set(slugs)), Site.is_public.is_(True))
    return list(session.scalars(rows.order_by(Site.sort_key, Site.id)))


def typical_programmes(session: Session, sites: Sequence[PublicSite]) -> Sequence[Programme]:
    """The templates that the office shows to everybody; without any, those that come with us.

    Only those whose sites are all among the public *sites*: nobody is offered what is not there.
    """
    shown = [programme_of(version) for version in planner.public_templates(session)]
    return [one for one in shown or PROGRAMMES if is_there(one, sites)]


def programme_of(version: TemplateVersion) -> Programme:
    """What everybody may know of a template: no notes, no ways, no meals of several days."""
    lines = [line for line in version.lines if line.kind not in UNBOOKED_KINDS]
    days = days_of(lines)
    slugs = dict.fromkeys(stop.site.slug for stop in version.stops if stop.site is not None)
    return Programme(
        key=f"programme-{version.template_id}",
        title=version.title,
        summary=version.summary,
        days=0 if version.length is Length.HALF_DAY else days,
        parts=tuple(
            Part(when_of(line, days), line.title)
            for line in lines
            if days == 1 or line.kind is not StopKind.MEAL
        ),
        slugs=tuple(slugs),
    )


def when_of(line: Line, days: int) -> Translated:
    clock = at(f"{line.starts:%H:%M}")
    if days == 1:
        return clock
    return Translated({tag: f"{text} · {clock.to(tag)}" for tag, text in day(line.day + 1).items()})
