"""Search by the beginnings of words, in any script, over one indexed table."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from sqlalchemy import Select, String, delete, event, insert, select
from sqlalchemy.orm import Mapped, Session, UOWTransaction, mapped_column, sessionmaker

from visits.kit.tables import Base
from visits.kit.text import search_key

WORD = 60
LAST = "\U0010ffff"


class SearchWord(Base):
    """One folded word of one row."""

    __tablename__ = "search_words"

    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    word: Mapped[str] = mapped_column(
        String(WORD).with_variant(String(WORD, collation="C"), "postgresql"), primary_key=True
    )
    row_id: Mapped[int] = mapped_column(primary_key=True, index=True)


class Searchable:
    """Mix into a model that people look up by its words."""

    if TYPE_CHECKING:
        id: Mapped[int]

    def search_texts(self) -> Iterable[str]:
        """Every text by which people know this row."""
        raise NotImplementedError(type(self).__name__)


def words_of(texts: Iterable[str]) -> set[str]:
    return {word[:WORD] for text in texts for word in search_key(text).split()}


def matching(kind: type[Searchable], query: str) -> Select[int] | None:
    """Ids of the rows in which every word of *query* begins a word; None when it has no words."""
    found: Select[int] | None = None
    for word in sorted(words_of([query])):
        one = select(SearchWord.row_id).where(
            SearchWord.kind == kind.__name__, SearchWord.word >= word, SearchWord.word < word + LAST
        )
        found = one if found is None else found.where(SearchWord.row_id.in_(one))
    return found


def index_rows(session: Session, _: UOWTransaction) -> None:
    """After each flush: the words of new and changed rows anew, those of deleted rows away."""
    for row in session.deleted:
        if isinstance(row, Searchable):
            forget(session, row)
    fresh = [row for row in session.new if isinstance(row, Searchable)]
    changed = [
        row for row in session.dirty if isinstance(row, Searchable) and session.is_modified(row)
    ]
    for row in changed:
        forget(session, row)
    for kind in {type(row) for row in (*fresh, *changed)}:
        rows = (row for row in (*fresh, *changed) if type(row) is kind)
        add_words(session, kind, {row.id: row.search_texts() for row in rows})


def add_words(session: Session, kind: type[Searchable], texts: Mapping[int, Iterable[str]]) -> None:
    """The words of rows that have none yet, by the row's id."""
    words = [
        {"kind": kind.__name__, "word": word, "row_id": row_id}
        for row_id, lines in texts.items()
        for word in sorted(words_of(lines))
    ]
    if words:
        session.connection().execute(insert(SearchWord), words)


def forget(session: Session, row: Searchable) -> None:
    session.connection().execute(
        delete(SearchWord).where(SearchWord.kind == type(row).__name__, SearchWord.row_id == row.id)
    )


def install(sessions: sessionmaker[Session]) -> None:
    event.listen(sessions, "after_flush", index_rows)
