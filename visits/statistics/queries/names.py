"""What the rows of a table are called, as far as the database knows."""

from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from visits.kit.translated import Translated
from visits.organisations.models import Organisation
from visits.resources.models import Person
from visits.sites.models import Site
from visits.statistics.rules import Dimension, Key

NAMED: dict[Dimension, type[Organisation] | type[Site] | type[Person]] = {
    Dimension.BODY: Organisation,
    Dimension.REFERRER: Organisation,
    Dimension.SITE: Site,
    Dimension.INTERPRETER: Person,
}


def names_of(
    session: Session, dimension: Dimension, keys: Collection[Key]
) -> dict[Key, Translated]:
    """Names by key of what has a row of its own; nothing of other dimensions."""
    if dimension not in NAMED:
        return {}
    kind = NAMED[dimension]
    ids = [key for key in keys if key is not None]
    rows = session.execute(select(kind.id, kind.name).where(kind.id.in_(ids)))
    return {number: name for number, name in rows}  # noqa: C416 (mypy: a row is no pair)
