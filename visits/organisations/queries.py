"""Reading organisations and what countries are called."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from visits.kit.search import matching
from visits.kit.translated import Translated
from visits.languages.names import cldr_country, country_codes
from visits.organisations.models import CountryName, Organisation

SEARCHED = ("ko", "en")
"""Languages in which a country is found, besides the reader's."""


def organisations(words: str = "") -> Select[Organisation]:
    """Organisations by the beginnings of words."""
    ids = matching(Organisation, words)
    rows = select(Organisation)
    return rows if ids is None else rows.where(Organisation.id.in_(ids))


def all_organisations(session: Session) -> list[Organisation]:
    """Every organisation in the order of their names, for choices."""
    rows = select(Organisation).order_by(Organisation.sort_key, Organisation.id)
    return list(session.scalars(rows))


def own_country_names(session: Session) -> dict[str, Translated]:
    """The short names that the office gives to countries, by code."""
    rows = session.execute(select(CountryName.code, CountryName.short))
    return {code: short for code, short in rows if short}


def country_labels(session: Session, tag: str) -> dict[str, str]:
    """What a reader calls each country, by code: the office's own name over CLDR's; sorted by name."""
    own = own_country_names(session)
    labels = {code: cldr_country(code, tag) for code in country_codes()}
    labels |= {code: short.to(tag) for code, short in own.items()}
    return dict(sorted(labels.items(), key=lambda item: item[1].casefold()))


def country_words(session: Session, tag: str) -> dict[str, set[str]]:
    """All names under which a country may be searched for: Korean, English, the reader's, our own."""
    own = own_country_names(session)
    named = {
        code: {cldr_country(code, each) for each in (*SEARCHED, tag)} for code in country_codes()
    }
    for code, short in own.items():
        named.setdefault(code, set()).update(short.values())
    return named
