"""Reading organisations, and what countries are called."""

from collections.abc import Collection, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Select, func, literal, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from visits.kit.errors import NotThere
from visits.kit.pages import Page, page_in, page_of
from visits.kit.search import matching, words_of
from visits.kit.text import search_key
from visits.kit.translated import Translated
from visits.languages.names import cldr_countries, codes_by_name
from visits.organisations.models import CountryName, Organisation, OrganisationAlias, ToldApart
from visits.organisations.rules import (
    Naming,
    OrganisationKind,
    Relation,
    are_alike,
    folded,
    pairs_worth_comparing,
)

SEARCHED = ("ko", "en")
"""Languages in which a country is found, besides the reader's."""
DEEPEST = 20
"""Levels of bodies within bodies that we follow."""
BY_NAME = (Organisation.sort_key, Organisation.id)

# -- organisations ---------------------------------------------------------------------------------


def the_organisation(session: Session, organisation_id: int) -> Organisation:
    """A body with its parts and former names. Raises NotThere."""
    rows = select(Organisation).where(Organisation.id == organisation_id)
    loads = (selectinload(Organisation.parts), selectinload(Organisation.aliases))
    body = session.scalar(rows.options(*loads))
    if body is None:
        raise NotThere("organisation")
    return body


def organisations(
    words: str = "",
    *,
    country: str = "",
    kind: OrganisationKind | None = None,
    relation: Relation | None = None,
) -> Select[Organisation]:
    """Bodies by the beginnings of words, with the body that each belongs to."""
    rows = select(Organisation).options(joinedload(Organisation.parent))
    if country:
        rows = rows.where(Organisation.country == country)
    if kind is not None:
        rows = rows.where(Organisation.kind == kind)
    if relation is not None:
        rows = rows.where(Organisation.relation == relation)
    ids = matching(Organisation, words)
    return rows if ids is None else rows.where(Organisation.id.in_(ids))


def page_of_organisations(
    session: Session, rows: Select[Organisation], cursor: str | None
) -> Page[Organisation]:
    return page_of(session, rows, by=BY_NAME, cursor=cursor)


def all_organisations(session: Session) -> list[Organisation]:
    """Every body in the order of their names, for choices."""
    rows = select(Organisation).order_by(*BY_NAME)
    return list(session.scalars(rows))


def organisations_by_id(session: Session, ids: Iterable[int]) -> dict[int, Organisation]:
    rows = select(Organisation).where(Organisation.id.in_(set(ids)))
    return {body.id: body for body in session.scalars(rows)}


def successor_of(session: Session, former_id: int) -> int | None:
    """The body into which the one of this number was merged; None for a number nobody had."""
    rows = select(OrganisationAlias.organisation_id).where(OrganisationAlias.former_id == former_id)
    return session.scalar(rows.order_by(OrganisationAlias.id.desc()))


def probable_doubles(session: Session, body: Organisation) -> list[Organisation]:
    """Bodies of the same country whose names look like this one's, its own parts apart."""
    rows = select(Organisation).where(
        Organisation.country == body.country, Organisation.id != body.id
    )
    others = session.scalars(rows.options(selectinload(Organisation.aliases)).order_by(*BY_NAME))
    apart = told_apart(session)
    return [one for one in others if may_be_one(one, body, apart)]


def pairs_of_doubles(session: Session) -> list[tuple[Organisation, Organisation]]:
    """Every two bodies that look like one, country by country, in the order of their names."""
    rows = select(Organisation).options(selectinload(Organisation.aliases))
    found = session.scalars(rows.order_by(Organisation.country, *BY_NAME)).all()
    apart = told_apart(session)
    return [
        (one, other)
        for _, bodies in groupby(found, key=lambda body: body.country)
        for one, other in worth_comparing(list(bodies))
        if may_be_one(one, other, apart)
    ]


def worth_comparing(bodies: Sequence[Organisation]) -> list[tuple[Organisation, Organisation]]:
    """Every two of one country whose names could be alike; the others are far too many to compare."""
    pairs = pairs_worth_comparing([folded(body.names) for body in bodies])
    return [(bodies[one], bodies[other]) for one, other in pairs]


def told_apart(session: Session) -> set[tuple[int, int]]:
    """Pairs of which somebody said that they are two, the lower id first."""
    rows = select(ToldApart.first_id, ToldApart.second_id)
    return {(first, second) for first, second in session.execute(rows)}


def may_be_one(one: Organisation, other: Organisation, apart: Container[tuple[int, int]]) -> bool:
    """They look alike, nobody told them apart, and neither belongs to the other.

    A department is named like its ministry.
    """
    is_kin = one.parent_id == other.id or other.parent_id == one.id
    pair = (min(one.id, other.id), max(one.id, other.id))
    return not is_kin and pair not in apart and are_alike(one.names, other.names)


def lineage(session: Session, organisation_id: int) -> list[Organisation]:
    """The bodies that this one belongs to, the widest first, and itself as the last."""
    line = (
        select(Organisation.id, Organisation.parent_id, literal(0).label("height"))
        .where(Organisation.id == organisation_id)
        .cte("line", recursive=True)
    )
    line = line.union_all(
        select(Organisation.id, Organisation.parent_id, line.c.height + 1).where(
            Organisation.id == line.c.parent_id, line.c.height < DEEPEST
        )
    )
    rows = select(Organisation).join(line, line.c.id == Organisation.id)
    return list(session.scalars(rows.order_by(line.c.height.desc())))


def with_parts(organisation_ids: Collection[int]) -> Select[int]:
    """The ids of these bodies and of those that belong to them."""
    own, parent = (
        column.in_(organisation_ids) for column in (Organisation.id, Organisation.parent_id)
    )
    return select(Organisation.id).where(or_(own, parent))


def number_of_parts(session: Session, organisation_id: int) -> int:
    rows = select(func.count(Organisation.id)).where(Organisation.parent_id == organisation_id)
    return session.scalar(rows) or 0


def number_from(session: Session, country: str) -> int:
    """How many bodies come from a country."""
    rows = select(func.count(Organisation.id)).where(Organisation.country == country)
    return session.scalar(rows) or 0


# -- countries -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Country:
    """A country as one reader calls it; `official` is empty where the office gave none."""

    code: str
    short: str
    official: str = ""
    is_ours: bool = False
    is_reviewed: bool = False
    is_other: bool = False

    @property
    def sort_key(self) -> tuple[str, str]:
        return search_key(self.short), self.code


def own_names(session: Session) -> dict[str, CountryName]:
    """What the office itself says about countries, by code."""
    return {row.code: row for row in session.scalars(select(CountryName))}


def countries(session: Session, tag: str) -> list[Country]:
    """Every country and other participant, in the order of the reader's language. One query."""
    own = own_names(session)
    cldr = cldr_countries(tag)
    found = [country_of(code, own.get(code), cldr, tag) for code in {**cldr, **own}]
    return sorted(found, key=lambda country: country.sort_key)


def country_of(code: str, own: CountryName | None, cldr: Mapping[str, str], tag: str) -> Country:
    """Our name in the reader's language, else CLDR's, else ours in another language."""
    if own is None:
        return Country(code, cldr[code])
    return Country(
        code,
        short=own.short.get(tag) or cldr.get(code) or own.short.to(tag) or code,
        official=own.official.to(tag),
        is_ours=own.is_ours,
        is_reviewed=own.is_reviewed,
        is_other=own.is_other,
    )


def country_names(session: Session, tag: str) -> dict[str, str]:
    """What a reader calls each country, by code, in the order of these names. One query."""
    return {country.code: country.short for country in countries(session, tag)}


def country_words(session: Session, tag: str) -> dict[str, set[str]]:
    """All names under which people look for a country: Korean, English, the reader's, our own."""
    tables = [cldr_countries(each) for each in (*SEARCHED, tag)]
    named = {code: {table[code] for table in tables} for code in tables[0]}
    for code, own in own_names(session).items():
        named.setdefault(code, set()).update({code}, own.short.values(), own.official.values())
    return named


def countries_named(
    session: Session, tag: str, words: str = "", naming: Naming | None = None
) -> list[Country]:
    """Countries of which every word begins a word of one of their names; how far they are named."""
    wanted = words_of([words])
    found = [country for country in countries(session, tag) if is_named(country, naming)]
    if not wanted:
        return found
    known = country_words(session, tag)
    return [c for c in found if begin(wanted, words_of([c.code, *known[c.code]]))]


def is_named(country: Country, naming: Naming | None) -> bool:
    if naming is Naming.OURS:
        return country.is_ours
    return naming is None or country.is_reviewed == (naming is Naming.REVIEWED)


def begin(beginnings: set[str], known: set[str]) -> bool:
    """Does each beginning begin one of the known words?"""
    return all(any(word.startswith(start) for word in known) for start in beginnings)


def page_of_countries(rows: list[Country], cursor: str | None) -> Page[Country]:
    return page_in(rows, by=lambda country: country.sort_key, cursor=cursor)


def country_row(session: Session, code: str) -> CountryName:
    """What the office says about a country; a blank row, not yet kept, where it said nothing.

    Raises NotThere for a code that is neither ISO's nor ours.
    """
    row = session.scalar(select(CountryName).where(CountryName.code == code))
    if row is not None:
        return row
    if code not in cldr_countries("en"):
        raise NotThere("country")
    return CountryName(
        code=code, short=Translated(), official=Translated(), is_reviewed=False, is_other=False
    )


def the_participant(session: Session, code: str) -> CountryName:
    """A participant that ISO does not know. Raises NotThere, for countries too."""
    row = country_row(session, code)
    if not row.is_other:
        raise NotThere("participant")
    return row


def is_code_taken(session: Session, code: str) -> bool:
    return session.scalar(select(CountryName.id).where(CountryName.code == code)) is not None


def country_code_of(session: Session, text: str) -> str:
    """The code of a country named in any language that we know, or by its code. Raises NotThere."""
    code = codes_of_countries(session).get(search_key(text))
    if code is None:
        raise NotThere("country")
    return code


def codes_of_countries(session: Session) -> dict[str, str]:
    """Codes by every folded name that we know, the office's own before CLDR's, and by themselves."""
    own: dict[str, str] = {}
    for code, row in own_names(session).items():
        names = (*row.short.values(), *row.official.values(), code)
        own |= {search_key(name): code for name in names}
    by_code = {search_key(code): code for code in cldr_countries("en")}
    return {**by_code, **codes_by_name(), **own}
