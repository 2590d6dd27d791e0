"""Reading sites."""

from collections.abc import Iterable

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.kit.errors import NotThere
from visits.kit.pages import Page, page_of
from visits.kit.search import matching
from visits.sites.models import Closure, Site, SiteContact, TravelTime
from visits.sites.rules import Category


def the_site(session: Session, slug: str) -> Site:
    """A site with all that belongs to it. Raises NotThere."""
    rows = (
        select(Site)
        .where(Site.slug == slug)
        .options(
            joinedload(Site.end_site),
            selectinload(Site.spaces),
            selectinload(Site.windows),
            selectinload(Site.closures),
            selectinload(Site.contacts),
        )
    )
    return found(session.scalar(rows))


def found(site: Site | None) -> Site:
    if site is None:
        raise NotThere("site")
    return site


def sites(
    words: str = "", category: Category | None = None, *, retired: bool = False
) -> Select[Site]:
    """Sites by the beginnings of words, in the order of their names."""
    rows = select(Site).where(Site.is_retired.is_(retired))
    if category is not None:
        rows = rows.where(Site.category == category)
    ids = matching(Site, words)
    return rows if ids is None else rows.where(Site.id.in_(ids))


def page_of_sites(session: Session, rows: Select[Site], cursor: str | None) -> Page[Site]:
    return page_of(session, rows, by=(Site.sort_key, Site.id), cursor=cursor)


def all_sites(session: Session) -> list[Site]:
    """Every site in use, for choices: a city has some dozens."""
    return list(session.scalars(sites().order_by(Site.sort_key, Site.id)))


def sites_by_id(session: Session, ids: Iterable[int]) -> dict[int, Site]:
    rows = select(Site).where(Site.id.in_(set(ids)))
    return {site.id: site for site in session.scalars(rows)}


def is_slug_taken(session: Session, slug: str) -> bool:
    return session.scalar(select(Site.id).where(Site.slug == slug)) is not None


def the_closure(session: Session, site: Site, closure_id: int) -> Closure:
    """A closure of this very site. Raises NotThere."""
    closure = session.get(Closure, closure_id)
    if closure is None or closure.site_id != site.id:
        raise NotThere("closure")
    return closure


def the_contact(session: Session, site: Site, contact_id: int) -> SiteContact:
    """A contact of this very site. Raises NotThere."""
    contact = session.get(SiteContact, contact_id)
    if contact is None or contact.site_id != site.id:
        raise NotThere("contact")
    return contact


def travel_times_of(session: Session, site: Site) -> list[TravelTime]:
    """Travel times from and to the site, both ends loaded."""
    rows = (
        select(TravelTime)
        .where(or_(TravelTime.from_id == site.id, TravelTime.to_id == site.id))
        .options(joinedload(TravelTime.start), joinedload(TravelTime.end))
        .order_by(TravelTime.minutes, TravelTime.id)
    )
    return list(session.scalars(rows))


def the_travel_time(session: Session, site: Site, travel_id: int) -> TravelTime:
    """A travel time from or to this very site. Raises NotThere."""
    travel = session.get(TravelTime, travel_id)
    if travel is None or site.id not in {travel.from_id, travel.to_id}:
        raise NotThere("travel time")
    return travel


def sites_ending_at(session: Session, site_id: int) -> int:
    return len(session.scalars(select(Site.id).where(Site.end_site_id == site_id)).all())
