"""Reading delegations. Every list says what it loads, so that its length costs no further query."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.access.models import User
from visits.access.rules import GRANTS, Permission
from visits.delegations.models import (
    Delegate,
    Delegation,
    DelegationBody,
    DelegationCountry,
    Party,
    PartyMember,
    RosterEntry,
)
from visits.delegations.rules import LIVING, DelegationState, Period
from visits.kit.errors import NotThere
from visits.kit.pages import Page, page_of
from visits.kit.search import Searchable, matching, words_of
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.organisations.models import CountryName, Organisation

# -- one delegation --------------------------------------------------------------------------------


def the_delegation(session: Session, code: str) -> Delegation:
    """A delegation with its countries, bodies and officers. Raises NotThere."""
    rows = select(Delegation).where(Delegation.code == code).options(*WHOLE)
    delegation = session.scalars(rows).unique().one_or_none()
    if delegation is None:
        raise NotThere("delegation")
    return delegation


LISTED = (
    joinedload(Delegation.lead),
    joinedload(Delegation.deputy),
    selectinload(Delegation.countries),
    selectinload(Delegation.bodies).joinedload(DelegationBody.organisation),
)
"""What a row of a list shows of a delegation."""

WHOLE = (
    joinedload(Delegation.lead),
    joinedload(Delegation.deputy),
    joinedload(Delegation.referrer),
    joinedload(Delegation.countries),
    joinedload(Delegation.bodies).joinedload(DelegationBody.organisation),
)
"""The same of a single one, and who referred it: few rows, so all in one statement."""


def roster(session: Session, delegation: Delegation) -> list[Delegate]:
    """Who comes, in the order of precedence."""
    rows = select(Delegate).where(
        Delegate.delegation_id == delegation.id, Delegate.withdrawn_at.is_(None)
    )
    return list(session.scalars(rows.order_by(Delegate.precedence, Delegate.id)))


def withdrawn(session: Session, delegation: Delegation) -> list[Delegate]:
    """Who was to come and does not, the latest first."""
    rows = select(Delegate).where(
        Delegate.delegation_id == delegation.id, Delegate.withdrawn_at.is_not(None)
    )
    return list(session.scalars(rows.order_by(Delegate.withdrawn_at.desc(), Delegate.id)))


def the_delegate(
    session: Session, delegation: Delegation, delegate_id: int, *, withdrawn: bool = False
) -> Delegate:
    """A delegate of this very delegation who comes, or who is *withdrawn*. Raises NotThere."""
    delegate = session.get(Delegate, delegate_id)
    is_there = delegate is not None and delegate.delegation_id == delegation.id
    if delegate is None or not is_there or (delegate.withdrawn_at is not None) != withdrawn:
        raise NotThere("delegate")
    return delegate


def entries(session: Session, delegation: Delegation, most: int = 50) -> list[RosterEntry]:
    """What the liaison did with the roster, the latest first."""
    rows = (
        select(RosterEntry)
        .where(RosterEntry.delegation_id == delegation.id)
        .options(joinedload(RosterEntry.by))
        .order_by(RosterEntry.id.desc())
        .limit(most)
    )
    return list(session.scalars(rows))


def parties(session: Session, delegation: Delegation) -> list[Party]:
    """The subgroups with the ids of their members."""
    rows = select(Party).where(Party.delegation_id == delegation.id)
    return list(session.scalars(rows.options(selectinload(Party.members)).order_by(Party.id)))


def the_party(session: Session, delegation: Delegation, party_id: int) -> Party:
    """A party of this very delegation. Raises NotThere."""
    party = session.get(Party, party_id, options=[selectinload(Party.members)])
    if party is None or party.delegation_id != delegation.id:
        raise NotThere("party")
    return party


def memberships(session: Session, delegate: Delegate) -> list[PartyMember]:
    """In which parties a delegate is."""
    rows = select(PartyMember).where(PartyMember.delegate_id == delegate.id)
    return list(session.scalars(rows))


def led_by(officer_id: int) -> Select[int]:
    """Ids of the delegations that somebody leads, or is deputy of."""
    mine = or_(Delegation.lead_id == officer_id, Delegation.deputy_id == officer_id)
    return select(Delegation.id).where(mine)


# -- lists -----------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a list shall show. `today` is the day in the city; `names` the countries' names by code."""

    today: date
    words: str = ""
    names: Mapping[str, Iterable[str]] | None = None
    period: str = Period.UPCOMING
    state: DelegationState | None = None
    officer_id: int | None = None
    country: str = ""

    @property
    def is_latest_first(self) -> bool:
        return self.period != Period.UPCOMING


def delegations(wanted: Wanted) -> Select[Delegation]:
    """The delegations that are wanted, with all that a row shows."""
    rows = select(Delegation).options(*LISTED).where(*in_period(wanted))
    if wanted.officer_id is not None:
        mine = (Delegation.lead_id == wanted.officer_id, Delegation.deputy_id == wanted.officer_id)
        rows = rows.where(or_(*mine))
    if wanted.country:
        rows = rows.where(comes_from({wanted.country}))
    for word in sorted(words_of([wanted.words])):
        rows = rows.where(has_word(word, wanted.names or {}))
    return rows


def in_period(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Conditions of period and state; without a state, what is upcoming is what still lives."""
    states = {wanted.state} if wanted.state else set()
    if wanted.period == Period.UPCOMING:
        is_ahead = or_(
            Delegation.ends_on >= wanted.today, Delegation.state == DelegationState.UNDER_WAY
        )
        return [Delegation.state.in_(states or LIVING), is_ahead]
    conditions: list[ColumnElement[bool]] = []
    if states:
        conditions.append(Delegation.state.in_(states))
    if wanted.period == Period.PAST:
        conditions.append(Delegation.ends_on < wanted.today)
    elif wanted.period.isdecimal():
        conditions.append(Delegation.year == int(wanted.period))
    return conditions


def comes_from(codes: Collection[str]) -> ColumnElement[bool]:
    return Delegation.id.in_(
        select(DelegationCountry.delegation_id).where(DelegationCountry.country.in_(codes))
    )


def has_word(word: str, names: Mapping[str, Iterable[str]]) -> ColumnElement[bool]:
    """The word begins one of the code, the title, the name of a body or of a country."""
    codes = {
        code
        for code, texts in names.items()
        if any(known.startswith(word) for known in words_of(texts))
    }
    bodies = select(DelegationBody.delegation_id).where(
        DelegationBody.organisation_id.in_(having(Organisation, word))
    )
    return or_(
        Delegation.id.in_(having(Delegation, word)),
        Delegation.id.in_(bodies),
        comes_from(codes),
    )


def having(kind: type[Searchable], word: str) -> Select[int]:
    """Ids of the rows in which the word, already folded, begins a word."""
    found = matching(kind, word)
    if found is None:
        raise ValueError("no word to look for")
    return found


def page_of_delegations(session: Session, wanted: Wanted, cursor: str | None) -> Page[Delegation]:
    """Soonest first when upcoming, else latest first."""
    return page_of(
        session,
        delegations(wanted),
        by=(Delegation.starts_on, Delegation.id),
        cursor=cursor,
        descending=wanted.is_latest_first,
    )


def years(session: Session) -> list[int]:
    """The years in which there are visits, latest first."""
    first, last = session.execute(
        select(func.min(Delegation.year), func.max(Delegation.year))
    ).one()
    return list(range(last, first - 1, -1)) if first else []


def latest_of_bodies(session: Session, ids: Collection[int], most: int) -> list[Delegation]:
    """The latest delegations that came from one of these bodies or were brought by it."""
    rows = select(Delegation).options(*LISTED).where(of_bodies(ids))
    order = (Delegation.starts_on.desc(), Delegation.id.desc())
    return list(session.scalars(rows.order_by(*order).limit(most)))


def days_of_visits(session: Session, body_ids: Collection[int]) -> list[tuple[int, date]]:
    """Visits that came from one of these bodies or were brought by it: id and first day."""
    rows = select(Delegation.id, Delegation.starts_on).where(of_bodies(body_ids))
    return [(number, day) for number, day in session.execute(rows)]


def delegations_by_id(session: Session, ids: Collection[int]) -> dict[int, Delegation]:
    rows = select(Delegation).options(*LISTED).where(Delegation.id.in_(ids))
    return {delegation.id: delegation for delegation in session.scalars(rows)}


def rosters(session: Session, ids: Collection[int]) -> dict[int, list[Delegate]]:
    """Who came, by delegation, each in the order of precedence."""
    rows = select(Delegate).where(Delegate.delegation_id.in_(ids))
    found: dict[int, list[Delegate]] = {number: [] for number in ids}
    for delegate in session.scalars(rows.order_by(Delegate.precedence, Delegate.id)):
        found[delegate.delegation_id].append(delegate)
    return found


def living_around(session: Session, first: date, last: date) -> list[Delegation]:
    """Delegations that are not over or cancelled, of which a day lies between these (inclusive)."""
    rows = (
        select(Delegation)
        .options(*LISTED)
        .where(
            Delegation.state.in_(LIVING),
            Delegation.starts_on <= last,
            Delegation.ends_on >= first,
        )
        .order_by(Delegation.starts_on, Delegation.id)
    )
    return list(session.scalars(rows))


def living(
    session: Session, officer_id: int | None = None, also: Collection[int] = ()
) -> list[Delegation]:
    """Delegations that are not over or cancelled, of one lead or deputy or of all, soonest first;
    and *also* those with these ids."""
    is_meant: ColumnElement[bool] = Delegation.state.in_(LIVING)
    if officer_id is not None:
        mine = (Delegation.lead_id == officer_id, Delegation.deputy_id == officer_id)
        is_meant = and_(is_meant, or_(*mine))
    rows = select(Delegation).options(*LISTED).where(or_(is_meant, Delegation.id.in_(also)))
    return list(session.scalars(rows.order_by(Delegation.starts_on, Delegation.id)))


def officers(session: Session) -> list[User]:
    """Who can lead a delegation: enabled users whose role edits delegations, by name."""
    roles = [role for role, granted in GRANTS.items() if Permission.EDIT_DELEGATIONS in granted]
    rows = select(User).where(User.role.in_(roles), User.is_enabled.is_(True))
    return list(session.scalars(rows.order_by(User.name, User.id)))


# -- uses ------------------------------------------------------------------------------------------


def of_bodies(ids: Collection[int]) -> ColumnElement[bool]:
    """They come from one of these bodies, or one of them brought them."""
    bodies = select(DelegationBody.delegation_id).where(DelegationBody.organisation_id.in_(ids))
    return or_(Delegation.referrer_id.in_(ids), Delegation.id.in_(bodies))


def uses_of_organisation(session: Session, organisation_id: int) -> int:
    """How many delegations come from this body or were brought by it."""
    rows = select(func.count(Delegation.id)).where(of_bodies([organisation_id]))
    return session.scalar(rows) or 0


def uses_of_country(session: Session, country_id: int) -> int:
    """How many delegations come from the country of this name, or have a delegate of it."""
    code = select(CountryName.code).where(CountryName.id == country_id).scalar_subquery()
    counted = select(DelegationCountry.delegation_id).where(DelegationCountry.country == code)
    named = select(Delegate.delegation_id).where(Delegate.nationality == code)
    rows = select(func.count(Delegation.id)).where(
        or_(Delegation.id.in_(counted), Delegation.id.in_(named))
    )
    return session.scalar(rows) or 0


def rows_of_body(session: Session, organisation_id: int) -> list[DelegationBody]:
    """Where a body is among those that came."""
    rows = select(DelegationBody).where(DelegationBody.organisation_id == organisation_id)
    loads = joinedload(DelegationBody.delegation).selectinload(Delegation.bodies)
    return list(session.scalars(rows.options(loads)))


def referred_by(session: Session, organisation_id: int) -> list[Delegation]:
    """Delegations that this body brought."""
    return list(
        session.scalars(select(Delegation).where(Delegation.referrer_id == organisation_id))
    )


def last_number(session: Session, year: int) -> int:
    """The highest number given in a year; 0 before the first."""
    rows = select(func.max(Delegation.number)).where(Delegation.year == year)
    return session.scalar(rows) or 0


def number_of_delegates(session: Session, delegation_id: int) -> int:
    rows = select(func.count(Delegate.id)).where(Delegate.delegation_id == delegation_id)
    return session.scalar(rows) or 0


def number_of_parties(session: Session, delegation_id: int) -> int:
    rows = select(func.count(Party.id)).where(Party.delegation_id == delegation_id)
    return session.scalar(rows) or 0


def organisation_called(session: Session, name: Translated, country: str) -> Organisation | None:
    """The organisation of a country that has one of these names, letter for letter when folded."""
    known = bodies_by_name(session, {country})
    keys = ((country, search_key(text)) for text in name.values())
    found = (known[key] for key in keys if key in known)
    return min(found, key=lambda body: body.id, default=None)


def bodies_by_name(
    session: Session, countries: Collection[str]
) -> dict[tuple[str, str], Organisation]:
    """Organisations by country and each of their folded names, the first that was entered.

    Former names count: a double that was merged is not opened again.
    """
    rows = select(Organisation).where(Organisation.country.in_(countries))
    rows = rows.options(selectinload(Organisation.aliases)).order_by(Organisation.id)
    found: dict[tuple[str, str], Organisation] = {}
    for body in session.scalars(rows):
        for text in body.names:
            found.setdefault((body.country, search_key(text)), body)
    return found
