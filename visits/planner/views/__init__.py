"""The pages of the planner, one module per gesture; the templates have pages of their own."""

from visits.planner.views import (
    copying,
    lines,
    proposing,
    shifting,
    slots,
    taking,
    templates,
)
from visits.planner.views.blueprint import planner

__all__ = [
    "copying",
    "lines",
    "planner",
    "proposing",
    "shifting",
    "slots",
    "taking",
    "templates",
]
