"""The press text (보도자료): a first wording from what may be told, and the text that was written.

It names no guest: the head of delegation and our receiving officials stand there by their office.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from visits.conflicts.rules import FIRM, Role, StopKind
from visits.delegations import queries as delegations
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import DelegateRole
from visits.delegations.wording import position_of
from visits.documents import press_words
from visits.documents.models import PressText
from visits.documents.press_words import Told
from visits.documents.rules import LANGUAGES
from visits.itineraries import queries as itineraries
from visits.itineraries.models import Stop
from visits.itineraries.rules import Visibility
from visits.itineraries.wording import serving
from visits.kit.reports import Paragraph, Report, Section
from visits.kit.translated import Translated
from visits.languages import dates
from visits.organisations import queries as organisations

TOLD = frozenset(
    {
        StopKind.SITE_VISIT,
        StopKind.MEETING,
        StopKind.COURTESY_CALL,
        StopKind.LECTURE,
        StopKind.WORKSHOP,
        StopKind.CEREMONY,
        StopKind.CULTURAL,
    }
)
"""Kinds of stops that a press text mentions."""


@dataclass(frozen=True, slots=True)
class Story:
    """What may be told of a visit."""

    delegation: Delegation
    head: Delegate | None
    stops: Sequence[Stop]
    countries: Mapping[str, Mapping[str, str]]
    city: Translated
    today: date


def read(session: Session, delegation: Delegation, *, city: Translated, today: date) -> Story:
    """*today* is the day in the city: it decides whether they come, or came."""
    itinerary = itineraries.the_itinerary(session, delegation.code)
    roster = delegations.roster(session, delegation)
    return Story(
        delegation=delegation,
        head=next((one for one in roster if one.role is DelegateRole.HEAD), None),
        stops=[stop for stop in itinerary.stops if may_be_told(stop)],
        countries={tag: organisations.country_names(session, tag) for tag in LANGUAGES},
        city=city,
        today=today,
    )


def may_be_told(stop: Stop) -> bool:
    """What guests see, and is neither a thought nor called off."""
    return stop.kind in TOLD and stop.status in FIRM and stop.visibility is Visibility.GUESTS


def first_wording(story: Story) -> tuple[Translated, Translated]:
    """Headline and text in Korean and English, for an officer to go on from."""
    told = {tag: told_of(story, tag) for tag in LANGUAGES}
    return (
        Translated({tag: press_words.headline(one, tag) for tag, one in told.items()}),
        Translated({tag: press_words.body(one, tag) for tag, one in told.items()}),
    )


def told_of(story: Story, tag: str) -> Told:
    """What may be told, in one language."""
    one = story.delegation
    return Told(
        city=story.city.to(tag),
        bodies=whence(story, tag),
        people=one.people,
        first=one.starts_on,
        last=one.ends_on,
        is_over=one.ends_on < story.today,
        head=position_of(story.head, tag) if story.head else "",
        purpose=one.purpose.to(tag) if one.purpose else "",
        receivers=list(dict.fromkeys(receivers(story.stops, tag))),
        places=list(dict.fromkeys(stop.site.name.to(tag) for stop in story.stops if stop.site)),
    )


def whence(story: Story, tag: str) -> list[str]:
    """The bodies that come, or else their countries."""
    one, names = story.delegation, story.countries[tag]
    bodies = [row.organisation.name.to(tag) for row in one.bodies]
    return bodies or [names.get(row.country, row.country) for row in one.countries]


def receivers(stops: Sequence[Stop], tag: str) -> Iterator[str]:
    for stop in stops:
        for person in serving(stop, Role.RECEIVES):
            if person.position:
                yield person.position.to(tag)


def report_of(text: PressText, tag: str, *, zone: tzinfo, office: str, phone: str) -> Report:
    """The text as a paper of its own, in the language that is active."""
    head = []
    if text.not_before is not None:
        head.append((str(_("Not before")), dates.moment(text.not_before, tag, zone)))
    head.append((str(_("Contact")), f"{office}, {phone}"))
    return Report(
        title=text.headline.to(tag),
        language=tag,
        head=head,
        sections=[Section("", [Paragraph(one) for one in parts(text.body.to(tag))])],
        stamp=str(_("Press text")),
        made_at=text.written_at,
        ends=False,
    )


def parts(body: str) -> list[str]:
    """The paragraphs of a text, which blank lines part."""
    return [part.strip() for part in body.split("\n\n") if part.strip()]


def is_held_back(text: PressText, at: datetime) -> bool:
    return text.not_before is not None and text.not_before > at
