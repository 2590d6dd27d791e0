"""The programme as plain text, to be pasted into a messenger, in the language of the page.

Isolates stand only where directions mix in a line: older programs show them as boxes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, tzinfo

from flask_babel import gettext as _

from visits.kit.text import isolate
from visits.kit.translated import Translated
from visits.languages import dates
from visits.portal.rules import GuestDay, GuestStop


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom a text is made: language, direction of its script, the city's zone."""

    tag: str
    direction: str
    zone: tzinfo

    def isolated(self, text: str) -> str:
        return isolate(text, self.direction)

    def to(self, text: Translated) -> str:
        """One line, isolated where it runs the other way."""
        return self.isolated(" ".join(text.to(self.tag).split()))


def programme_text(
    title: Translated, days: Iterable[GuestDay], reader: Reader, *, contact: str
) -> str:
    """Title, days with their stops, zone and contact."""
    zone = dates.zone_name(reader.zone, reader.tag)
    blocks = [
        reader.to(title),
        *(day_text(day, reader) for day in days),
        "\n".join((_("All times are in %(zone)s.", zone=zone), contact)),
    ]
    return "\n\n".join(blocks)


def invitation(
    title: Translated, starts_on: date, ends_on: date, reader: Reader, address: str
) -> str:
    """A word to the delegation with the address of its programme; the address on its own line."""
    lines = (
        reader.to(title),
        dates.days(starts_on, ends_on, reader.tag, official=False),
        _("Our programme, always up to date:"),
        address,
    )
    return "\n".join(lines)


def day_text(day: GuestDay, reader: Reader) -> str:
    heading = dates.day(day.day, reader.tag, official=False)
    lines = [f"■ {heading}", reader.to(day.texts.title), reader.to(day.texts.note)]
    return "\n".join([*(line for line in lines if line), *stop_lines(day.stops, reader)])


def stop_lines(stops: Iterable[GuestStop], reader: Reader) -> Iterator[str]:
    for stop in stops:
        hours = reader.isolated(dates.hours(stop.starts, stop.ends, reader.tag, reader.zone))
        title = reader.to(stop.title)
        if stop.is_cancelled:
            yield _("%(time)s CANCELLED: %(title)s", time=hours, title=title)
            continue
        yield f"{hours} {title}"
        yield from (f"  {line}" for line in details(stop, reader) if line)


def details(stop: GuestStop, reader: Reader) -> Iterator[str]:
    """Where, for whom, what to mind; the address in Korean, which drivers read."""
    yield " · ".join(part for part in (reader.to(stop.site_name), reader.to(stop.place)) if part)
    yield reader.isolated(stop.address_ko)
    if stop.end_place:
        yield _("Ends at: %(place)s", place=reader.to(stop.end_place))
    if stop.party_name:
        yield _("Only for: %(party)s", party=reader.to(stop.party_name))
    yield reader.to(stop.public_note)
    yield reader.to(stop.entrance_note)
