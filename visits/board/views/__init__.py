"""The pages of the board, and what its script asks for."""

from visits.board.views import gestures, pages, plan, splitting
from visits.board.views.blueprint import board

__all__ = ["board", "gestures", "pages", "plan", "splitting"]
