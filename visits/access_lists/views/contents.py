"""A version with its names and values, for whoever opens it: as a page, a PDF or an XLSX file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from flask import Response, render_template
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from visits.access.guard import settings
from visits.access_lists import queries
from visits.access_lists.models import AccessListVersion
from visits.access_lists.queries import LOOKED_AT
from visits.delegations.models import Delegate, Delegation
from visits.identity import actions as identity
from visits.identity import queries as identities
from visits.identity.actions.looking import Looker
from visits.identity.rules import OF_PERSONS, SEALED, LookKind, Sex
from visits.kit import typeset, words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.downloads import download
from visits.kit.sealing import NotOpened
from visits.kit.sheets.writing import Sheet, workbook
from visits.languages import dates
from visits.languages.catalogue import language
from visits.organisations import queries as organisations
from visits.sites.rules import IdentityField

F = IdentityField
ORDER = (F.NATIONALITY, *SEALED)


@dataclass(frozen=True, slots=True)
class Line:
    """One visitor; `values` stand in the order of the list's fields, then what changed.

    `number` is None for somebody who was on the version before, of whom the name alone is told.
    """

    number: int | None
    name: str
    hangul_name: str
    values: tuple[str, ...]

    @property
    def is_removed(self) -> bool:
        return self.number is None

    @property
    def cells(self) -> tuple[str, ...]:
        """Everything in its order."""
        number = "–" if self.number is None else str(self.number)
        return (number, self.name, self.hangul_name, *self.values)


@dataclass(frozen=True, slots=True)
class Contents:
    """Everything that a version says, in one language."""

    version: AccessListVersion
    delegation: Delegation
    tag: str
    headers: tuple[str, ...]
    lines: Sequence[Line]

    @property
    def on(self) -> date:
        return self.version.starts.astimezone(settings().zone).date()

    @property
    def site(self) -> str:
        return self.version.list.site.name.to(self.tag)

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What stands above the table, each with its label."""
        version, zone = self.version, settings().zone
        hours = dates.hours(version.starts, version.ends, self.tag, zone)
        said = [
            (_("Site"), self.site),
            (_("Visit"), self.delegation.title.to(self.tag)),
            (_("When"), f"{self.day(self.on)} {hours}"),
            (_("People"), str(sum(not line.is_removed for line in self.lines))),
            (_("Number plates"), version.list.plates),
            (_("Version"), str(version.number)),
            (_("Destroy by"), self.day(version.destroy_by)),
        ]
        return [(str(label), value) for label, value in said if value]

    def day(self, value: date) -> str:
        return dates.day(value, self.tag, official=self.tag == "ko")


def open_version(
    version: AccessListVersion, looker: Looker, kind: LookKind, *, reason: str
) -> None:
    """The look, to be committed before anything is shown."""
    identity.note_look(
        db.session,
        looker,
        kind,
        delegation_id=version.list.delegation_id,
        delegate_ids=[int(number) for number in version.people],
        fields=[F(name) for name in version.fields],
        reason=reason,
        at=now(),
        about=(LOOKED_AT, version.id),
    )


def shown(
    version: AccessListVersion, delegation: Delegation, kind: LookKind, tag: str, template: str
) -> ResponseReturnValue:
    """The contents in this form, in the interface language of *tag*."""
    spoken = language(tag).interface
    with force_locale(spoken.locale):
        contents = contents_of(version, delegation, spoken.tag)
        if kind is LookKind.PDF:
            return download(as_pdf(contents), f"{file_name(contents)}.pdf")
        if kind is LookKind.XLSX:
            return download(as_workbook(contents), f"{file_name(contents)}.xlsx")
    page = render_template(template, contents=contents, version=version, delegation=delegation)
    return Response(page, headers={"Cache-Control": "private, no-store"})


def file_name(contents: Contents) -> str:
    """It tells nobody's name: the delegation's code, the day, the version."""
    return f"access-list-{contents.delegation.code}-{contents.on}-v{contents.version.number}"


def contents_of(version: AccessListVersion, delegation: Delegation, tag: str) -> Contents:
    fields = [field for field in ORDER if field.value in version.fields]
    countries = organisations.country_names(db.session, tag)
    people = queries.delegates_on(db.session, version)
    records = identities.records_of(db.session, delegation.id)
    lines = []
    for number, person in enumerate(people, 1):
        record = records.get(person.id)
        values: Mapping[F, str] = {}
        if record is not None:
            try:
                values = identity.opened(db.session, record, fields)
            except NotOpened:
                values = {}
        lines.append(line_of(number, person, fields=fields, values=values, countries=countries))
    headers = (str(_("No.")), str(_("Name")), str(_("Name in Hangul")))
    named = tuple(str(words.label(field)) for field in fields if field in OF_PERSONS)
    former = queries.known_to_desk(db.session, version)
    if former is None:
        return Contents(version, delegation, tag, (*headers, *named), lines)
    since = str(_("Since version %(number)s", number=former.number))
    off = queries.delegates_off(db.session, version, former)
    marked = with_changes(former, people, lines, off, width=len(named))
    return Contents(version, delegation, tag, (*headers, *named, since), marked)


def with_changes(
    former: AccessListVersion,
    people: Sequence[Delegate],
    lines: Sequence[Line],
    off: Sequence[Delegate],
    *,
    width: int,
) -> list[Line]:
    """Who was added is marked; who was taken off stands at the end, by name alone."""
    added, removed = str(_("Added")), str(_("Removed"))
    marked = [
        replace(line, values=(*line.values, "" if str(person.id) in former.people else added))
        for person, line in zip(people, lines, strict=True)
    ]
    blank = ("–",) * width
    return marked + [
        Line(None, person.passport_name, person.hangul_name, (*blank, removed)) for person in off
    ]


def line_of(
    number: int,
    person: Delegate,
    *,
    fields: Sequence[F],
    values: Mapping[F, str],
    countries: Mapping[str, str],
) -> Line:
    known = {**values, F.NATIONALITY: countries.get(person.nationality, person.nationality)}
    said = tuple(worded(field, known.get(field, "")) for field in fields)
    return Line(number, person.passport_name, person.hangul_name, said)


def worded(field: F, value: str) -> str:
    """Dates as year, month and day; a dash where a value cannot be opened any more."""
    if not value:
        return "–"
    return str(words.label(Sex(value))) if field is F.SEX else value


def as_pdf(contents: Contents) -> bytes:
    title = str(_("Access list"))
    return typeset.pdf(
        "access_lists/list.typ",
        {
            "heading": title,
            "facts": contents.facts,
            "headers": contents.headers,
            "rows": [list(line.cells) for line in contents.lines],
            "warning": str(warning(contents)),
        },
        language=contents.tag,
        title=title,
        stamp=str(_("Version %(number)s", number=contents.version.number)),
    )


def warning(contents: Contents) -> str:
    return str(
        _(
            "Personal data: for the desk alone. Destroy every copy by %(day)s.",
            day=contents.day(contents.version.destroy_by),
        )
    )


def as_workbook(contents: Contents) -> bytes:
    sheet = Sheet(
        title=str(_("Access list")),
        headers=contents.headers,
        rows=[
            [line.number or "–", line.name, line.hangul_name, *line.values]
            for line in contents.lines
        ],
        lead=[warning(contents), *(f"{label}: {value}" for label, value in contents.facts)],
        direction=language(contents.tag).interface.dir,
    )
    return workbook([sheet], title=sheet.title)
