"""The pages of a calendar's addresses: the office's, for whatever has one, and everybody's own."""

import uuid
from collections.abc import Callable

from flask import current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from visits.access.guard import by_token, requires, the_keeper, the_user
from visits.access.links import revoke
from visits.access.models import SecretLink
from visits.access.rules import LinkKind, LinkState, Permission
from visits.calendars.forms import AddressForm, OwnAddressForm
from visits.calendars.rules import Scope
from visits.calendars.views import subjects
from visits.calendars.views.blueprint import calendars
from visits.calendars.views.subjects import SCOPES, OwnerKey, Subject
from visits.hosting import queries as hosting
from visits.hosting.views.around import around
from visits.hosting.views.link import my_contacts
from visits.kit.clock import now
from visits.kit.codes import code_of
from visits.kit.db import db
from visits.kit.errors import NotThere
from visits.kit.forms import Choices, choices
from visits.kit.subscriptions import Subscription, subscription
from visits.languages.html import plain
from visits.languages.routing import interface_language

OWN = "/office/my-calendar"


@calendars.route(f"/office/calendars/<any({SCOPES}):kind>/<key>", methods=["GET", "POST"])
@requires(Permission.MANAGE_LINKS)
def addresses(kind: str, key: str) -> ResponseReturnValue:
    """Who subscribes to this calendar; a new address for one more."""
    subject = subjects.of_key(db.session, Scope(kind), key)
    form = AddressForm(languages=languages())
    if form.validate_on_submit():
        make(subject, form.language.data, form.label.data)
        flash(_("The address was made."), "success")
        db.session.commit()
        return redirect(url_for("calendars.addresses", kind=kind, key=key))
    body = render_template(
        "calendars/addresses.html",
        form=form,
        links=subjects.links_of(db.session, subject),
        subject=subject,
        subscribed=subscribed(subject),
        file_url=url_for("calendars.file", kind=kind, key=key),
    )
    return body, 422 if form.errors else 200


@calendars.route(OWN, methods=["GET", "POST"])
@requires(Permission.OWN_ACCOUNT)
def own() -> ResponseReturnValue:
    """The calendars of whoever is signed in, and their own addresses of each."""
    mine = subjects.of_user(db.session, the_user())
    offered = choices((one.key, plain(one.name)) for one in mine)
    form = OwnAddressForm(
        calendars=offered, languages=languages(), language=interface_language().tag
    )
    if mine and form.validate_on_submit():
        subject = next(one for one in mine if one.key == form.calendar.data)
        make(subject, form.language.data, the_user().name, owner=subjects.account(the_user()))
        flash(_("The address was made."), "success")
        db.session.commit()
        return redirect(url_for("calendars.own"))
    body = render_template(
        "calendars/own.html",
        form=form,
        calendars=[(one, own_links(one), subscribed(one)) for one in mine],
        files=[(plain(one.name), url_for("calendars.own_file", key=one.key)) for one in mine],
        once=uuid.uuid4().hex,
    )
    return body, 422 if form.errors else 200


@calendars.post(f"{OWN}/<link_id>/renew")
@requires(Permission.OWN_ACCOUNT)
def renew_own(link_id: str) -> ResponseReturnValue:
    the_keeper().renew(own_link(link_id))
    flash(_("The calendar has a new address. The former one no longer works."), "success")
    db.session.commit()
    return redirect(url_for("calendars.own"))


@calendars.post(f"{OWN}/<link_id>/stop")
@requires(Permission.OWN_ACCOUNT)
def stop_own(link_id: str) -> ResponseReturnValue:
    revoke(own_link(link_id), at=now())
    flash(_("The address was stopped."), "success")
    db.session.commit()
    return redirect(url_for("calendars.own"))


@calendars.route("/<lang:lang>/host/<token>/calendar", methods=["GET", "POST"])
@by_token(LinkKind.HOST)
def of_host(lang: str, token: str) -> ResponseReturnValue:
    """The calendars of a contact's sites in the language of the page; a button makes an address."""
    contacts = my_contacts()
    mine = subjects.at_sites(contacts)
    form = OwnAddressForm(
        calendars=choices((one.key, plain(one.name)) for one in mine),
        languages=languages(),
        language=lang,
    )
    if mine and form.validate_on_submit():
        subject = next(one for one in mine if one.key == form.calendar.data)
        owner = subjects.contact(contacts[0])
        make(subject, form.language.data, contacts[0].name, owner=owner)
        db.session.commit()
        return redirect(url_for("calendars.of_host", lang=lang, token=token))
    body = render_template(
        "calendars/of_host.html",
        form=form,
        calendars=[
            (one, links_for(one, subjects.owners(contacts)), subscribed(one)) for one in mine
        ],
        files=[
            (
                plain(one.name),
                url_for("calendars.file_of_host", lang=lang, token=token, key=one.key),
            )
            for one in mine
        ],
        **around(lang, token),
    )
    return body, 422 if form.errors else 200


def make(
    subject: Subject, language: str, label: str, *, owner: OwnerKey | None = None
) -> SecretLink:
    """One more address, which opens what the others open, and is stopped alone."""
    return the_keeper().issue(
        db.session,
        subject.kind,
        subject.about,
        language=language,
        at=now(),
        label=label,
        owner=owner,
    )


def languages() -> Choices:
    return choices((one.tag, one.name) for one in current_app.extensions["languages"])


def subscribed(subject: Subject) -> Callable[[SecretLink], tuple[Subscription, Markup]]:
    """For a template: how programs subscribe to a link, and its code for cameras."""

    def of(link: SecretLink) -> tuple[Subscription, Markup]:
        found = subscription(the_keeper().address(link), plain(subject.name))
        return found, code_of(found.webcal, _("QR code with the address of the calendar"))

    return of


def links_for(subject: Subject, owners: set[OwnerKey]) -> list[SecretLink]:
    """The open addresses that are somebody's own, and those of all readers of a calendar."""
    return [
        link
        for link in subjects.links_of(db.session, subject)
        if link.state(now()) is LinkState.OPEN and is_theirs(subject, link, owners)
    ]


def is_theirs(subject: Subject, link: SecretLink, owners: set[OwnerKey]) -> bool:
    """A site's calendar is shared by its contacts; one of our people's is theirs alone."""
    is_shared = link.owner is None and not link.label
    return subject.scope is not Scope.SITE or is_shared or link.owner in owners


def own_links(subject: Subject) -> list[SecretLink]:
    contacts = hosting.contacts_of_user(db.session, the_user().id)
    return links_for(subject, {subjects.account(the_user()), *subjects.owners(contacts)})


def own_link(link_id: str) -> SecretLink:
    """One that may be renewed and stopped by its owner. Raises NotThere for any other."""
    for subject in subjects.of_user(db.session, the_user()):
        for link in own_links(subject):
            if link.id == link_id and (link.owner or subject.scope is not Scope.SITE):
                return link
    raise NotThere("link")
