"""The open figures as files: CSV and JSON in schema 1, and their description in DCAT (JSON-LD).

The schema is a promise: columns and keys of version 1 keep their names, order and meaning; what
cannot be said in it becomes version 2 under other addresses (`docs/open-figures.md`).
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from visits.kit.sheets.writing import Value, csv_file
from visits.kit.translated import Translated
from visits.settings import Licence
from visits.statistics.queries.publishing import Publication
from visits.statistics.rules import FEWEST, Dimension, Named, OpenLine, Published, key_of

SCHEMA = "visits-open-figures/1"
COLUMNS = (
    "period",
    "first_day",
    "last_day",
    "dimension",
    "within",
    "code",
    "name_ko",
    "name_en",
    "measure",
    "value",
    "at_least",
)
TOTAL = "total"
Names = Callable[[Dimension, str], Translated]
"""What a row is called in `ko` and `en`, by its code."""


# -- CSV -------------------------------------------------------------------------------------------


def as_csv(shown: Publication, names: Names) -> bytes:
    """A row for each number; a half-year that is not told has none."""
    rows = (row for named, told in shown.periods.items() for row in rows_of(named, told, names))
    return csv_file(COLUMNS, rows)


def rows_of(named: Named, told: Published, names: Names) -> Iterator[Sequence[Value]]:
    days = (key_of(named), named.period.first, named.period.last)
    for measure, value, is_least in totals_of(told):
        yield *days, TOTAL, "", "", "", "", measure, value, int(is_least)
    for dimension, lines in told.tables.items():
        for line in lines:
            called = names(dimension, line.code)
            texts = (called.get("ko", ""), called.get("en", ""))
            row = (dimension.value, line.within, line.code, *texts, "people", line.people)
            yield *days, *row, int(line.is_at_least)


def totals_of(told: Published) -> list[tuple[str, int, bool]]:
    """Measure, number, and whether it may be more; nothing of a period that is not told."""
    if told.people is None:
        return []
    return [
        ("people", told.people, told.has_more_people),
        ("delegations", told.delegations or 0, told.has_more_people),
        ("countries", told.countries or 0, told.has_more_countries),
    ]


# -- JSON ------------------------------------------------------------------------------------------


def as_json(shown: Publication, names: Names, *, page: str, licence: Licence) -> bytes:
    """All of it as one object; a half-year that is not told has no totals and no tables."""
    return written(
        {
            "schema": SCHEMA,
            "page": page,
            "licence": {"name": licence.name.to("en"), "url": licence.url},
            "smallest_group": FEWEST,
            "periods": [period_of(named, told, names) for named, told in shown.periods.items()],
        }
    )


def period_of(named: Named, told: Published, names: Names) -> dict[str, Any]:
    return {
        "period": key_of(named),
        "first_day": named.period.first.isoformat(),
        "last_day": named.period.last.isoformat(),
        "totals": {
            measure: {"value": value, "at_least": is_least}
            for measure, value, is_least in totals_of(told)
        },
        "tables": {
            dimension.value: [line_of(line, names(dimension, line.code)) for line in lines]
            for dimension, lines in told.tables.items()
        },
    }


def line_of(line: OpenLine, called: Translated) -> dict[str, Any]:
    return {
        "within": line.within,
        "code": line.code,
        "name": {tag: called[tag] for tag in ("ko", "en") if tag in called},
        "people": line.people,
        "at_least": line.is_at_least,
    }


def written(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


# -- DCAT ------------------------------------------------------------------------------------------

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TWICE_A_YEAR = "http://publications.europa.eu/resource/authority/frequency/ANNUAL_2"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """What the description says of the installation; addresses are full ones."""

    title: Translated
    description: Translated
    publisher: Translated
    email: str
    page: str
    files: Mapping[str, str]
    """Address by media type."""
    licence: Licence


def as_dcat(shown: Publication, about: About) -> bytes:
    """A dcat:Dataset with a dcat:Distribution for each file (W3C, DCAT version 3)."""
    return written(
        {
            "@context": CONTEXT,
            "@id": about.page,
            "@type": "dcat:Dataset",
            "dct:title": in_languages(about.title),
            "dct:description": in_languages(about.description),
            "dct:publisher": {"@type": "foaf:Agent", "foaf:name": in_languages(about.publisher)},
            "dcat:contactPoint": {
                "@type": "vcard:Organization",
                "vcard:hasEmail": {"@id": f"mailto:{about.email}"},
            },
            "dcat:landingPage": {"@id": about.page},
            "dct:license": {"@id": about.licence.url},
            "dct:accrualPeriodicity": {"@id": TWICE_A_YEAR},
            "dct:conformsTo": SCHEMA,
            **temporal(shown.periods),
            "dcat:distribution": [
                distribution(media_type, url, about.licence)
                for media_type, url in about.files.items()
            ],
        }
    )


def in_languages(text: Translated) -> list[dict[str, str]]:
    return [{"@language": tag, "@value": text[tag]} for tag in text]


def temporal(periods: Iterable[Named]) -> dict[str, Any]:
    """From the first day of all periods to the last one; nothing before there is one."""
    spans = [named.period for named in periods]
    if not spans:
        return {}
    return {
        "dct:temporal": {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": day_of(min(span.first for span in spans)),
            "dcat:endDate": day_of(max(span.last for span in spans)),
        }
    }


def day_of(value: date) -> dict[str, str]:
    return {"@type": "xsd:date", "@value": value.isoformat()}


def distribution(media_type: str, url: str, licence: Licence) -> dict[str, Any]:
    return {
        "@type": "dcat:Distribution",
        "dcat:downloadURL": {"@id": url},
        "dcat:accessURL": {"@id": url},
        "dcat:mediaType": {"@id": f"{MEDIA_TYPES}{media_type}"},
        "dct:license": {"@id": licence.url},
    }
