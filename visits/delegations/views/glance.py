"""A delegation at a glance: when, who, how many, who receives them, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template, url_for

from visits.access import queries as access
from visits.access.guard import requires, the_user
from visits.access.models import SecretLink
from visits.access.rules import Permission
from visits.delegations import queries
from visits.delegations.models import Delegate, Delegation
from visits.delegations.rules import (
    DelegateRole,
    DelegationMove,
    DelegationState,
    moves_from,
)
from visits.delegations.rules.standing import (
    Gap,
    Missing,
    Standing,
    countdown,
    gaps,
)
from visits.delegations.views.blueprint import delegations
from visits.delegations.views.links import link_form
from visits.delegations.views.shared import country_labels, today
from visits.delegations.words import BUTTONS, TONES
from visits.history import queries as history
from visits.hosting import queries as hosting
from visits.intake import queries as intake
from visits.itineraries import queries as itineraries
from visits.kit.db import db
from visits.notifications import queries as letters
from visits.outcomes import queries as outcomes
from visits.papers import queries as papers
from visits.papers.models import OfficialPaper


@delegations.get("/<code>")
@requires(Permission.READ_DELEGATIONS)
def show(code: str) -> str:
    delegation = queries.the_delegation(db.session, code)
    subject = ("delegation", delegation.id)
    delegates = queries.roster(db.session, delegation)
    head = next((one for one in delegates if one.role is DelegateRole.HEAD), None)
    programme = itineraries.glance(db.session, delegation.id)
    own_papers = papers.papers_of(db.session, subject)
    standing = standing_of(delegation, delegates, programme, own_papers)
    return render_template(
        "delegations/show.html",
        delegation=delegation,
        head=head,
        roster_size=len(delegates),
        programme=programme,
        programme_url=address("itineraries.show", code=code),
        gaps=[Mending(gap, where_to_mend(gap, code)) for gap in gaps(standing, today())],
        until=countdown(delegation.starts_on, delegation.ends_on, today()),
        countries=country_labels(),
        tones=TONES,
        moves=offered_moves(delegation),
        papers=own_papers,
        outcomes=outcomes.counts_of(db.session, delegation.id, today()),
        past=ledger_entry(delegation),
        asked_for=intake.request_of_delegation(db.session, delegation.id),
        **outside(delegation),
    )


def offered_moves(delegation: Delegation) -> list[tuple[DelegationMove, Any]]:
    """What can be done with the delegation today, and what the button says."""
    state = delegation.state
    moves = moves_from(state, starts_on=delegation.starts_on, today=today())
    return [(move, BUTTONS[state, move]) for move in moves]


def ledger_entry(delegation: Delegation) -> Any:
    """Where a visit came from that is entered as closed: the ledger, perhaps."""
    if delegation.state is not DelegationState.CLOSED:
        return None
    return history.past_visit_of(db.session, delegation.id)


def outside(delegation: Delegation) -> dict[str, Any]:
    """Letters and links, as far as the reader may see them."""
    subject = ("delegation", delegation.id)
    may_link = the_user().can(Permission.MANAGE_LINKS)
    links: Sequence[SecretLink] = access.links_of(db.session, subject) if may_link else ()
    sent = letters.letters_about(db.session, subject, most=5)
    return {
        "links": links,
        "link_form": link_form(delegation) if may_link else None,
        "letters": sent,
        "last_letter": next((letter for letter in sent if letter.sent_at), None),
    }


@dataclass(frozen=True, slots=True)
class Mending:
    """Something that is missing, and the page on which it is settled."""

    gap: Gap
    url: str


PLACES: dict[Missing, tuple[str, str]] = {
    Missing.LIAISON: ("delegations.edit", "liaison"),
    Missing.LIAISON_EMAIL: ("delegations.edit", "liaison"),
    Missing.TITLES: ("delegations.edit", "title"),
    Missing.ACTUAL: ("delegations.edit", "countries"),
    Missing.HEAD: ("delegations.roster", "main"),
    Missing.NAMES: ("delegations.roster", "main"),
    Missing.DETAILS: ("delegations.roster", "completeness"),
    Missing.PAPER: ("delegations.show", "papers-panel"),
    Missing.PAPER_NUMBER: ("delegations.show", "papers-panel"),
    Missing.DECISION: ("delegations.show", "main"),
    Missing.CLOSING: ("delegations.show", "main"),
}
"""Page and place on it; the rest is settled in the programme."""


def where_to_mend(gap: Gap, code: str) -> str:
    endpoint, anchor = PLACES.get(gap.what, ("itineraries.show", "main"))
    return address(endpoint, code=code, _anchor=anchor)


def address(endpoint: str, **values: Any) -> str:
    """The page's address; empty where there is no such page."""
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def standing_of(
    delegation: Delegation,
    delegates: Sequence[Delegate],
    programme: itineraries.Glance,
    own_papers: Sequence[OfficialPaper],
) -> Standing:
    """What is known of the visit, as plain values."""
    return Standing(
        state=delegation.state,
        ends_on=delegation.ends_on,
        has_liaison=bool(delegation.liaison_name),
        has_liaison_email=bool(delegation.liaison_email),
        has_head=any(one.role is DelegateRole.HEAD for one in delegates),
        people=delegation.people,
        names=len(delegates),
        incomplete=sum(bool(one.lacking) for one in delegates),
        title_gaps=len(untitled(delegation)),
        has_actual=all(row.actual is not None for row in delegation.countries),
        needs_interpreter="ko" not in delegation.languages and not delegation.own_interpreter,
        stops=programme.stops,
        waiting=programme.waiting,
        proposals=len(hosting.proposals(db.session, delegation.id)),
        refused=programme.refused,
        has_interpreter=programme.has_interpreter,
        has_ride=programme.has_ride,
        hindering=programme.hindering,
        is_released=programme.release is not None,
        has_news=programme.is_changed,
        papers=len(own_papers),
        unnumbered=sum(not paper.number for paper in own_papers),
    )


def untitled(delegation: Delegation) -> list[str]:
    """Languages of the delegation in which we offer pages, but have no title."""
    offered = {language.tag for language in current_app.extensions["languages"]}
    return [tag for tag in delegation.languages if tag in offered and not delegation.title.has(tag)]
