"""A report on a page (templates/parts/report.html): the same lines, numbers and marks."""

from flask import render_template
from markupsafe import Markup

from visits.kit.reports.outline import Line, outline
from visits.kit.reports.scripts import runs_from_right
from visits.kit.reports.values import Picture, Report, Table


def html(report: Report) -> Markup:
    """An article with its title as second heading; for `{{ … }}` on a page of the app."""
    return Markup(  # noqa: S704 (the template escapes)
        render_template(
            "parts/report.html",
            report=report,
            blocks=[(kind_of(one), one) for one in outline(report)],
            direction="rtl" if runs_from_right(report.language) else "ltr",
        )
    )


def kind_of(written: Line | Table | Picture) -> str:
    return type(written).__name__.lower()
