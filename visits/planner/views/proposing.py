"""Proposing a programme from what was wished: the best template without a finding, by one button."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from visits.access.guard import requires
from visits.access.rules import Permission
from visits.conflicts.rules import SEVERITY, Code, Finding
from visits.intake import queries as intake
from visits.intake.models import VisitRequest
from visits.intake.rules import Duration, Half
from visits.itineraries.models import Itinerary
from visits.itineraries.views.offers import site_rows
from visits.itineraries.views.shared import answer, attempt, the_draft
from visits.itineraries.worded import Told, told
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.forms import choices
from visits.languages.routing import wanted_language
from visits.planner import queries
from visits.planner.forms.finding import WishesFilter
from visits.planner.forms.keeping import KeepProposalForm
from visits.planner.layouts import Layout, layout_of
from visits.planner.models import TemplateVersion
from visits.planner.proposals import Proposal, proposal_for
from visits.planner.rules.proposing import Variant, Wishes, why_not
from visits.planner.rules.templates import Length
from visits.planner.views.blueprint import OF_PROGRAMME, planner
from visits.planner.views.shared import keep, preview, said, version_of
from visits.sites.models import Site

LENGTHS: Mapping[Duration | None, Length] = {
    Duration.TWO_HOURS: Length.HALF_DAY,
    Duration.HALF_DAY: Length.HALF_DAY,
    Duration.ONE_DAY: Length.ONE_DAY,
    Duration.TWO_DAYS: Length.TWO_DAYS,
    Duration.LONGER: Length.TWO_DAYS,
}
MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class ShownOther:
    """A template that was not taken: what is found where it comes nearest, or what it lacks."""

    version: TemplateVersion
    variant: Variant
    reasons: Sequence[Told]
    lacks: str


@planner.route(f"{OF_PROGRAMME}/propose", methods=["GET", "POST"])
@requires(Permission.EDIT_ITINERARIES)
def propose(code: str) -> ResponseReturnValue:
    itinerary = the_draft(code)
    sites = site_rows()
    options = options_of(itinerary, sites)
    versions = {one.id: one for one in queries.offers(db.session)}
    form = KeepProposalForm(data={"seen": str(version_of(itinerary))})
    if form.validate_on_submit() and form.is_of(version_of(itinerary)):
        layout = joined(versions, form.places())
        outcome = attempt(form, lambda: keep(itinerary, layout))
        if outcome.is_done:
            flash(said(layout), "success")
            db.session.commit()
            return redirect(url_for("itineraries.show", code=code))
        itinerary = the_draft(code)
    return page(itinerary, options, form, versions, sites)


def page(
    itinerary: Itinerary,
    options: WishesFilter,
    form: KeepProposalForm,
    versions: Mapping[int, TemplateVersion],
    sites: Sequence[Site],
) -> ResponseReturnValue:
    found, plan, others, left = None, None, [], []
    if "length" in request.args and options.validate():
        wishes = wishes_of(options)
        found = proposal_for(db.session, itinerary, wishes, list(versions.values()), at=now())
        form.show(found.parts)
        plan = preview(itinerary, joined(versions, form.places())) if found.parts else None
        others = shown_others(itinerary, found, wishes, versions)
        left = left_out(found, wishes, sites)
    return answer(
        "planner/propose.html",
        form,
        code=itinerary.delegation.code,
        itinerary=itinerary,
        options=options,
        found=found,
        parts=[versions[one.place.offer.version] for one in found.parts] if found else [],
        plan=plan,
        others=others,
        left=left,
    )


def left_out(found: Proposal, wishes: Wishes, sites: Iterable[Site]) -> list[Site]:
    """Wished sites that are in no part of what is proposed."""
    shown = {site for one in found.parts for site in one.place.offer.sites}
    wanted = wishes.sites - shown if found.parts else ()
    return [site for site in sites if site.id in wanted]


def joined(
    versions: Mapping[int, TemplateVersion], places: Sequence[tuple[int, date, int]]
) -> Layout:
    """The stops of every part that is still in the catalogue."""
    layouts = [
        layout_of(db.session, versions[number], first, later=later)
        for number, first, later in places
        if number in versions
    ]
    return Layout(
        tuple(one for layout in layouts for one in layout.laid),
        tuple(changes for layout in layouts for changes in layout.changes),
    )


# -- wishes ----------------------------------------------------------------------------------------


def options_of(itinerary: Itinerary, sites: Iterable[Site]) -> WishesFilter:
    """Filled in from the request of the visit, else from the visit itself."""
    tag = wanted_language().tag
    delegation = itinerary.delegation
    asked = intake.wishes_for(db.session, delegation.id)
    proposed: dict[str, Any] = {
        "first": delegation.starts_on,
        "last": delegation.ends_on,
        "themes": delegation.themes,
        "length": usual_length(delegation.starts_on, delegation.ends_on).value,
    }
    if asked is not None:
        proposed |= wished(asked)
    return WishesFilter(
        request.args, data=proposed, sites=choices((one.id, one.name.to(tag)) for one in sites)
    )


def wished(asked: VisitRequest) -> dict[str, Any]:
    """What the request says, as far as it says it."""
    halves = {slot.half for slot in asked.slots}
    said: dict[str, Any] = {"sites": [str(one.site_id) for one in asked.sites]}
    if asked.themes:
        said["themes"] = asked.themes
    if asked.duration in LENGTHS:
        said["length"] = LENGTHS[asked.duration].value
    if len(halves) == 1:
        said["half"] = next(iter(halves)).value
    return said


def usual_length(first: date, last: date) -> Length:
    return Length.HALF_DAY if first == last else Length.TWO_DAYS


def wishes_of(options: WishesFilter) -> Wishes:
    return Wishes(
        length=Length(options.chosen("length")),
        first=options.first.data,
        last=options.last.data,
        sites=frozenset(int(number) for number in options.sites.data or ()),
        themes=frozenset(options.themes.data or ()),
        half=Half(options.chosen("half")),
    )


# -- the others ------------------------------------------------------------------------------------


def shown_others(
    itinerary: Itinerary,
    found: Proposal,
    wishes: Wishes,
    versions: Mapping[int, TemplateVersion],
) -> list[ShownOther]:
    """What stands against each, in words; the gravest few of it."""
    gravest_of = [gravest(one) for one in found.others]
    in_words = iter(told(db.session, chain.from_iterable(gravest_of), itinerary))
    return [
        ShownOther(
            versions[one.place.offer.version],
            one,
            list(islice(in_words, len(findings))),
            lack_of(one, found, wishes),
        )
        for one, findings in zip(found.others, gravest_of, strict=True)
    ]


def gravest(variant: Variant) -> Sequence[Finding]:
    """The first of each code."""
    first: dict[Code, Finding] = {}
    for finding in variant.against:
        first.setdefault(finding.code, finding)
    return sorted(first.values(), key=lambda one: -SEVERITY[one.code])[:MOST_REASONS]


def lack_of(variant: Variant, found: Proposal, wishes: Wishes) -> str:
    if not variant.is_clean or not found.parts:
        return ""
    return str(words.label(why_not(variant, found.parts[0], wishes)))
