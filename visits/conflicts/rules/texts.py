"""Whether what is written of a programme agrees with itself and can be read by its guests."""

from collections.abc import Iterator

from visits.conflicts.rules.catalogue import SEVERITY, Code
from visits.conflicts.rules.civil_days import Calendar
from visits.conflicts.rules.finding import Finding
from visits.conflicts.rules.judging import about
from visits.conflicts.rules.values import DelegationFacts, Programme, StopFacts, World


def text_findings(programme: Programme, world: World) -> Iterator[Finding]:
    """Counts that disagree, names that lists lack, titles that some guests cannot read."""
    yield from roster_differs(programme.delegation)
    yield from uncertified(programme.delegation)
    for stop in programme.stops:
        if stop.is_planned:
            yield from headcount_differs(stop, programme.delegation, world.calendar)
            yield from unlisted(stop, programme.delegation, world)
            yield from untranslated(stop, programme.delegation, world.calendar)


def roster_differs(delegation: DelegationFacts) -> Iterator[Finding]:
    """The roster, once begun, holds other than the planned number."""
    if delegation.planned and delegation.delegates not in {0, delegation.planned}:
        yield Finding(
            code=Code.COUNT_MISMATCH,
            severity=SEVERITY[Code.COUNT_MISMATCH],
            facts={
                "about": "delegation",
                "stated": delegation.planned,
                "counted": delegation.delegates,
            },
        )


def headcount_differs(
    stop: StopFacts, delegation: DelegationFacts, calendar: Calendar
) -> Iterator[Finding]:
    """The number stated at a stop is not that of its party."""
    everybody = delegation.delegates or delegation.planned
    counted = everybody if stop.party is None else len(stop.party)
    if stop.headcount is not None and counted and stop.headcount != counted:
        yield about(
            stop,
            Code.COUNT_MISMATCH,
            calendar,
            about="stop",
            stated=stop.headcount,
            counted=counted,
        )


def uncertified(delegation: DelegationFacts) -> Iterator[Finding]:
    """Certificates are to bear names as in the passport, which are not known of everybody."""
    if delegation.gets_certificates and delegation.unnamed:
        yield Finding(
            code=Code.DOCUMENT_NAME_MISSING,
            severity=SEVERITY[Code.DOCUMENT_NAME_MISSING],
            facts={"about": "certificates", "delegates": delegation.unnamed},
        )


def unlisted(stop: StopFacts, delegation: DelegationFacts, world: World) -> Iterator[Finding]:
    """The site asks for a list of names as in the passport, which some of the party lack."""
    site = world.sites[stop.site] if stop.site is not None else None
    party = delegation.unnamed if stop.party is None else stop.party & delegation.unnamed
    if site is not None and site.asks_for_names and party:
        yield about(
            stop,
            Code.DOCUMENT_NAME_MISSING,
            world.calendar,
            about="stop",
            site=site.id,
            delegates=party,
        )


def untranslated(
    stop: StopFacts, delegation: DelegationFacts, calendar: Calendar
) -> Iterator[Finding]:
    """The title lacks languages of the delegation, named in the delegation's order."""
    missing = tuple(tag for tag in delegation.languages if tag not in stop.title_languages)
    if missing:
        yield about(stop, Code.TRANSLATION_MISSING, calendar, languages=missing)
