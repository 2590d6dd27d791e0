"""The words of rosters in every language that is offered, and those of the reader."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from babel.core import get_global
from flask import current_app
from flask_babel import force_locale

from visits.delegations.importing.fields import COLUMNS
from visits.delegations.importing.vocabulary import KINDS, Vocabulary, vocabulary
from visits.delegations.importing.words import FIELDS
from visits.delegations.views.shared import country_labels
from visits.kit import words
from visits.kit.db import db
from visits.languages.catalogue import language
from visits.languages.names import codes_by_name, languages_by_name
from visits.languages.routing import wanted_language
from visits.organisations import queries as organisations

Pairs = Iterable[tuple[str, str]]
CHINESE = ("zh", "zh-Hans")


def the_vocabulary() -> Vocabulary:
    """For reading what people wrote in any of our languages, and for writing in the reader's."""
    tags = tuple(one.tag for one in current_app.extensions["languages"])
    headings, choices = said_in(tags)
    countries = country_labels()
    spoken = languages_by_name(wanted_language().tag)
    return vocabulary(
        headings=headings,
        words={
            **choices,
            "nationality": tuple(country_words(countries)),
            "languages": tuple(language_words(tags)),
        },
        labels={
            **{name: labels_of(name) for name in KINDS},
            "nationality": countries,
            "languages": spoken,
        },
    )


def labels_of(name: str) -> dict[str, str]:
    """The words of an enum for the reader of this request."""
    return {member.value: str(words.label(member)) for member in KINDS[name]}


@lru_cache(maxsize=8)
def said_in(tags: tuple[str, ...]) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Pairs]]:
    """Headers of our tables and words of our enums, in each of these languages."""
    headings: dict[str, list[str]] = {name: [] for name in COLUMNS}
    choices: dict[str, list[tuple[str, str]]] = {name: [] for name in KINDS}
    for locale in dict.fromkeys(language(tag).interface.locale for tag in tags):
        with force_locale(locale):
            for name in COLUMNS:
                headings[name].append(str(FIELDS[name]))
            for name in KINDS:
                choices[name] += [(code, label) for code, label in labels_of(name).items()]
    told: Mapping[str, Pairs] = {name: tuple(pairs) for name, pairs in choices.items()}
    return {name: tuple(found) for name, found in headings.items()}, told


def country_words(countries: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Codes with two and three letters, and names in every language that we know; ours last."""
    yield from ((code, word) for word, code in codes_by_name().items())
    for long, codes in get_global("territory_aliases").items():
        if len(long) == len("KOR") and long.isalpha():
            yield codes[0], long
    yield from ((code, code) for code in countries)
    for code, named in organisations.country_words(db.session, wanted_language().tag).items():
        yield from ((code, word) for word in named)
    yield from countries.items()


def language_words(tags: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Tags, and what the readers of our languages call each language."""
    yield CHINESE[1], CHINESE[0]
    for tag in dict.fromkeys((*tags, wanted_language().tag)):
        for code, name in languages_by_name(tag).items():
            yield code, name
            yield code, code
