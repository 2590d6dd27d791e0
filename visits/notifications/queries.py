"""Reading the outbox."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Select, and_, func, literal, or_, select
from sqlalchemy.orm import Session, selectinload

from visits.kit.errors import NotThere
from visits.kit.search import matching
from visits.kit.threads import Rows, rows_of
from visits.notifications.models import Letter
from visits.notifications.rules import GONE, ON_ITS_WAY, TO_DO, LetterState

VIEWS: dict[str, Sequence[LetterState]] = {
    "to-do": TO_DO,
    "waiting": ON_ITS_WAY,
    "gone": GONE,
    "dropped": (LetterState.DROPPED,),
}
"""The tabs of the outbox."""
MOST_COUNTED = 1_000


def the_letter(session: Session, number: int) -> Letter:
    """A letter with its delivery log. Raises NotThere."""
    letter = session.get(Letter, number, options=[selectinload(Letter.steps)])
    if letter is None:
        raise NotThere("letter")
    return letter


def letters(
    words: str = "", *, view: str = "", kind: str = "", among: Rows | None = None
) -> Select[Letter]:
    """Letters to recipients found by *words*, in the states of a tab, of a kind, about these rows."""
    rows = select(Letter)
    if (found := matching(Letter, words)) is not None:
        rows = rows.where(Letter.id.in_(found))
    if view in VIEWS:
        rows = rows.where(Letter.state.in_(VIEWS[view]))
    if kind:
        rows = rows.where(Letter.kind == kind)
    return rows if among is None else rows.where(is_about(among))


def is_about(rows: Rows) -> ColumnElement[bool]:
    return or_(*(and_(Letter.about_kind == kind, Letter.about_id.in_(ids)) for kind, ids in rows))


def thread(session: Session, about: tuple[str, int]) -> Rows:
    """The row itself; of a delegation also its stops, releases and whatever else belongs to it."""
    kind, number = about
    one = select(literal(number))
    return rows_of(session, one) if kind == "delegation" else [(kind, one)]


def letters_about(session: Session, about: tuple[str, int], *, most: int = 10) -> list[Letter]:
    """The newest letters of the row's thread, for its page."""
    rows = letters(among=thread(session, about)).order_by(Letter.id.desc()).limit(most)
    return list(session.scalars(rows))


def number_to_do(session: Session) -> int:
    """How many letters wait for a person; no more than MOST_COUNTED are counted."""
    some = letters(view="to-do").with_only_columns(Letter.id).limit(MOST_COUNTED).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def number_waiting(session: Session, among: Rows) -> int:
    """How many letters about these rows failed or are to be carried by hand; at most MOST_COUNTED."""
    states = (LetterState.FOR_HAND, LetterState.FAILED)
    rows = select(Letter.id).where(Letter.state.in_(states), is_about(among))
    counted = select(func.count()).select_from(rows.limit(MOST_COUNTED).subquery())
    return session.scalar(counted) or 0


def failed(session: Session) -> list[Letter]:
    """The letters that could not be sent, oldest first."""
    rows = select(Letter).where(Letter.state == LetterState.FAILED)
    return list(session.scalars(rows.order_by(Letter.id).limit(MOST_COUNTED)))


def drafts(session: Session, among: Rows) -> list[Letter]:
    """The drafts about these rows, oldest first."""
    rows = select(Letter).where(Letter.state == LetterState.DRAFT, is_about(among))
    return list(session.scalars(rows.order_by(Letter.id).limit(MOST_COUNTED)))
