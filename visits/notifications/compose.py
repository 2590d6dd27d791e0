"""Composing letters: the facts of a kind's composer, worded by its template, in the letter's language.

`visits/composers.py` says which function composes which kind. A composer is called with
(session, letter, links, zone), **only reads** (links are issued when the letter is queued), and
returns `Contents`. The template of the kind `itineraries.released` is
`itineraries/letters/released.txt`: its first line is the subject, then a blank line, then the text.
In the template stand the facts, and `day days clock hours moment zone_name text isolated` for the
letter's language and the city's zone, `recipient`, `office` (.name .phone .email), `city`.
"""

import importlib
import logging
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, tzinfo
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from flask import Flask, current_app
from flask_babel import force_locale
from jinja2 import Environment
from sqlalchemy.orm import Session

from visits.access.links import LinkKeeper
from visits.access.rules import Permission
from visits.kit.errors import NotThere
from visits.kit.phones import readers_phone
from visits.kit.text import clean, isolate
from visits.kit.tokens import mask_tokens
from visits.kit.translated import Translated
from visits.languages import dates
from visits.languages.catalogue import Language, language
from visits.notifications.addresses import show_tokens
from visits.notifications.models import Letter
from visits.notifications.rules import Failure, Setback

LONGEST_SUBJECT = 200
EXTENSION = "letters"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a letter; `type` is its media type, `parameters` go behind that."""

    name: str
    type: str
    content: bytes = field(repr=False)
    parameters: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contents:
    """What a composer knows: the facts for the template, and the files that go with the letter.

    *alternatives* say the same as the text in another form, for programs that prefer it.
    """

    facts: Mapping[str, Any]
    attachments: Sequence[Attachment] = ()
    alternatives: Sequence[Attachment] = ()


Composer = Callable[[Session, Letter, LinkKeeper, tzinfo], Contents]
SomeComposer = TypeVar("SomeComposer", bound=Composer)


def labelled(
    label: Any, *, seen_by: Permission = Permission.READ_LETTERS, is_internal: bool = False
) -> Callable[[SomeComposer], SomeComposer]:
    """What staff call letters of this kind: `@labelled(_("Programme released"))` on its composer.

    *seen_by* is what one must be allowed to do to read such a letter: one that lets its recipient
    set a password is not for everybody who reads letters. An *internal* one goes to colleagues and
    hosts: it need not exist in languages that are for people from outside alone.
    """

    def mark(composer: SomeComposer) -> SomeComposer:
        composer.label = label  # type: ignore[attr-defined]
        composer.seen_by = seen_by  # type: ignore[attr-defined]
        composer.is_internal = is_internal  # type: ignore[attr-defined]
        return composer

    return mark


@dataclass(frozen=True, slots=True)
class Composed:
    """A letter as its recipient will read it."""

    subject: str
    text: str
    language: Language
    attachments: Sequence[Attachment] = ()
    alternatives: Sequence[Attachment] = ()

    def masked(self) -> "Composed":
        """The same for somebody who may not know the secret addresses in it."""
        return replace(self, subject=mask_tokens(self.subject), text=mask_tokens(self.text))


class NothingToSay(Exception):
    """Raised by a composer when all that its letter speaks of was settled: it is not sent."""


class Uncomposable(Exception):
    """This letter cannot be written; `setback` says why."""

    def __init__(self, failure: Failure, detail: str = "") -> None:
        super().__init__(failure.value)
        self.setback = Setback(failure, detail)


@dataclass(frozen=True, slots=True)
class Office:
    """Who writes: what every letter says of the sender."""

    name: Translated
    city: Translated
    phone: str
    email: str
    base_url: str
    mail_from: str


@dataclass(slots=True)
class Writer:
    """Turns letters of all kinds into text."""

    environment: Environment
    composers: dict[str, Composer]
    links: LinkKeeper
    zone: ZoneInfo
    office: Office

    def compose(self, session: Session, letter: Letter, *, edited: bool = True) -> Composed:
        """The letter in its language; what an officer wrote stands over what the template says,
        unless it is asked for as it would be without their hand (*edited* = False).

        Raises Uncomposable, whatever goes wrong: one bad letter must not hinder the others.
        """
        composer = self.composers.get(letter.kind)
        if composer is None:
            raise Uncomposable(Failure.UNKNOWN_KIND, letter.kind)
        spoken = self.spoken(letter)
        try:
            with force_locale(spoken.locale):
                contents = composer(session, letter, self.links, self.zone)
                subject, text = self.worded(letter, contents.facts, spoken)
        except NothingToSay as error:
            raise Uncomposable(Failure.SETTLED) from error
        except NotThere as error:
            raise Uncomposable(Failure.SUBJECT_GONE, str(error)) from error
        except Uncomposable:
            raise
        except Exception as error:
            log.exception("letter %s (%s) cannot be composed", letter.id, letter.kind)
            raise Uncomposable(Failure.NOT_COMPOSED, type(error).__name__) from error
        if edited and letter.subject:
            subject = show_tokens(session, letter.subject, self.links)
        if edited and letter.text:
            text = show_tokens(session, letter.text, self.links)
        attached, others = tuple(contents.attachments), tuple(contents.alternatives)
        return Composed(subject, text, spoken, attached, others)

    def spoken(self, letter: Letter) -> Language:
        """The letter's language, or the one that stands in for it."""
        known = language(letter.language)
        is_internal = getattr(self.composers.get(letter.kind), "is_internal", False)
        return known.staff_interface if is_internal else known.interface

    def draft(self, letter: Letter, facts: Callable[[], Mapping[str, Any]]) -> Composed:
        """A letter that is in no outbox yet, in its language, from facts that are at hand."""
        spoken = self.spoken(letter)
        with force_locale(spoken.locale):
            subject, text = self.worded(letter, facts(), spoken)
        return Composed(subject, text, spoken)

    def worded(self, letter: Letter, facts: Mapping[str, Any], spoken: Language) -> tuple[str, str]:
        """Subject and text by the template of the kind."""
        capability, _, verb = letter.kind.partition(".")
        template = self.environment.get_template(f"{capability}/letters/{verb}.txt")
        words = template.render(**self.words_for(letter, spoken), **facts)
        return parted(words)

    def words_for(self, letter: Letter, spoken: Language) -> dict[str, Any]:
        """What every letter's template may use beside its own facts."""
        tag, official = spoken.tag, spoken.tag == "ko"

        def isolated(text: str) -> str:
            return isolate(text, spoken.dir)

        def text(value: Translated) -> str:
            return isolated(value.to(letter.language))

        def day(value: date) -> str:
            return dates.day(value, tag, official=official)

        def days(first: date, last: date) -> str:
            return dates.days(first, last, tag, official=official)

        def hours(start: datetime, end: datetime, zone: tzinfo = self.zone) -> str:
            return isolated(dates.hours(start, end, tag, zone))

        def clock(value: datetime, zone: tzinfo = self.zone) -> str:
            return isolated(dates.clock(value, zone))

        def moment(value: datetime, zone: tzinfo = self.zone) -> str:
            return dates.moment(value, tag, zone, official=official)

        return {
            "language": spoken,
            "recipient": isolated(letter.recipient_name),
            "office": {
                "name": isolated(self.office.name.to(tag)),
                "phone": isolated(readers_phone(self.office.phone)),
                "email": self.office.email,
            },
            "city": isolated(self.office.city.to(tag)),
            "zone_name": dates.zone_name(self.zone, tag),
            **{f.__name__: f for f in (isolated, text, day, days, hours, clock, moment)},
        }


def parted(words: str) -> tuple[str, str]:
    """Subject (the first line) and text. Raises ValueError when one of them is missing."""
    subject, _, text = clean(words, lines=True).partition("\n")
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
    if not subject.strip() or not text:
        raise ValueError("a letter has a subject, a blank line and a text")
    return clean(subject)[:LONGEST_SUBJECT], text


def label_of(kind: str) -> str:
    """What staff call letters of this kind; the kind itself when it has no name."""
    return str(getattr(writer().composers.get(kind), "label", kind))


def permission_of(kind: str) -> Permission:
    """What one must be allowed to do to read letters of this kind."""
    found: Permission = getattr(writer().composers.get(kind), "seen_by", Permission.READ_LETTERS)
    return found


def writer() -> Writer:
    """The app's writer of letters."""
    found: Writer = current_app.extensions[EXTENSION]
    return found


def load(path: str) -> Composer:
    """The function of `package.module:function`; a wrong name stops the start."""
    module, _, name = path.partition(":")
    composer: Composer = getattr(importlib.import_module(module), name)
    return composer


def init_app(
    app: Flask, composers: Mapping[str, str], *, links: LinkKeeper, zone: ZoneInfo, office: Office
) -> None:
    """Give the app its writer. Plain text is not escaped; block lines of templates leave no gap."""
    environment = app.jinja_env.overlay(autoescape=False, trim_blocks=True, lstrip_blocks=True)
    app.extensions[EXTENSION] = Writer(
        environment=environment,
        composers={kind: load(path) for kind, path in composers.items()},
        links=links,
        zone=zone,
        office=office,
    )
