"""Reading for the board: what is painted, what the tray holds, who is there."""

from visits.board.queries.marks import Mark, MarkKind, marks
from visits.board.queries.presence import Stamp, stamp
from visits.board.queries.tray import lanes_of, lanes_used, wished_sites
from visits.board.queries.undoable import Undoable, undoable
from visits.board.queries.week import WeekRow, week

__all__ = [
    "Mark",
    "MarkKind",
    "Stamp",
    "Undoable",
    "WeekRow",
    "lanes_of",
    "lanes_used",
    "marks",
    "stamp",
    "undoable",
    "week",
    "wished_sites",
]
