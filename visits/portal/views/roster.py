"""What the liaison does with the roster by their own link; the office's twins lie in delegations."""

from dataclasses import dataclass
from typing import Any, ClassVar

from flask import Response, g, url_for
from flask.typing import ResponseReturnValue

from visits.access.guard import by_token
from visits.access.rules import Channel, LinkKind
from visits.delegations.forms.importing import OwnPreviewForm, PreviewForm
from visits.delegations.forms.people import (
    DelegateForm,
    LinkedForm,
    OwnDelegateForm,
    OwnPlaceForm,
    PlaceForm,
)
from visits.delegations.models import Delegation
from visits.delegations.rules import LIVING, Told
from visits.delegations.views import importing, keeping
from visits.delegations.views.desk import Desk
from visits.delegations.views.shared import today
from visits.kit.clock import now
from visits.kit.db import db, reads_only
from visits.kit.errors import Refused
from visits.kit.forms import BaseForm
from visits.portal import queries
from visits.portal.views.blueprint import portal
from visits.portal.views.shared import default_language_url

ENDPOINTS = {"roster": "liaison"}
"""Steps whose page is called otherwise here."""


@dataclass(frozen=True)
class LiaisonDesk(Desk):
    """The liaison's side: one delegation, by the secret link of this request."""

    lang: str
    token: str
    is_office: ClassVar[bool] = False
    frame: ClassVar[str] = "portal/part.html"
    delegate_form: ClassVar[type[DelegateForm]] = OwnDelegateForm
    place_form: ClassVar[type[PlaceForm]] = OwnPlaceForm
    act_form: ClassVar[type[BaseForm]] = LinkedForm
    preview_form: ClassVar[type[PreviewForm]] = OwnPreviewForm

    def delegation(self) -> Delegation:
        """Raises Refused when the visit is over or does not take place."""
        delegation = queries.the_delegation(db.session, g.link.subject_id)
        if delegation.state not in LIVING:
            raise Refused("roster_closed")
        return delegation

    def url(self, step: str, **values: Any) -> str:
        endpoint = f"portal.{ENDPOINTS.get(step, step)}"
        return url_for(endpoint, lang=self.lang, token=self.token, **values)

    def told(self, form: BaseForm) -> Told | None:  # noqa: ARG002 (the link says it all)
        return Told(channel=Channel.LINK, told_on=today(), at=now())

    def around(self) -> dict[str, Any]:
        return {
            **super().around(),
            "visit": queries.the_visit(db.session, g.link.subject_id),
            "home_page": self.url("roster"),
            "fallback_url": default_language_url("portal.liaison", self.token),
        }


@portal.route("/<lang:lang>/liaison/<token>/delegates/new", methods=["GET", "POST"])
@by_token(LinkKind.LIAISON)
def add_delegate(lang: str, token: str) -> ResponseReturnValue:
    return keeping.add(LiaisonDesk(lang, token))


@portal.route("/<lang:lang>/liaison/<token>/delegates/<int:number>", methods=["GET", "POST"])
@by_token(LinkKind.LIAISON)
def edit_delegate(lang: str, token: str, number: int) -> ResponseReturnValue:
    return keeping.edit(LiaisonDesk(lang, token), number)


@portal.route(
    "/<lang:lang>/liaison/<token>/delegates/<int:number>/replace", methods=["GET", "POST"]
)
@by_token(LinkKind.LIAISON)
def replace_delegate(lang: str, token: str, number: int) -> ResponseReturnValue:
    return keeping.replace(LiaisonDesk(lang, token), number)


@portal.route("/<lang:lang>/liaison/<token>/delegates/<int:number>/remove", methods=["GET", "POST"])
@by_token(LinkKind.LIAISON)
def remove_delegate(lang: str, token: str, number: int) -> ResponseReturnValue:
    return keeping.remove(LiaisonDesk(lang, token), number)


@portal.route("/<lang:lang>/liaison/<token>/delegates/<int:number>/return", methods=["GET", "POST"])
@by_token(LinkKind.LIAISON)
def return_delegate(lang: str, token: str, number: int) -> ResponseReturnValue:
    return keeping.take_in_again(LiaisonDesk(lang, token), number)


@portal.get("/<lang:lang>/liaison/<token>/delegates/order")
@by_token(LinkKind.LIAISON)
def order(lang: str, token: str) -> str:
    return keeping.order(LiaisonDesk(lang, token))


@portal.route("/<lang:lang>/liaison/<token>/delegates/<int:number>/place", methods=["GET", "POST"])
@by_token(LinkKind.LIAISON)
def place(lang: str, token: str, number: int) -> ResponseReturnValue:
    return keeping.place(LiaisonDesk(lang, token), number)


@portal.route("/<lang:lang>/liaison/<token>/delegates/table", methods=["GET", "POST"])
@by_token(LinkKind.LIAISON)
@reads_only
def import_roster(lang: str, token: str) -> ResponseReturnValue:
    return importing.bring(LiaisonDesk(lang, token))


@portal.get("/<lang:lang>/liaison/<token>/delegates/template.<any(xlsx,csv):kind>")
@by_token(LinkKind.LIAISON)
def roster_template(lang: str, token: str, kind: str) -> Response:
    return importing.template(LiaisonDesk(lang, token), kind)


@portal.post("/<lang:lang>/liaison/<token>/delegates/export.<any(xlsx,csv):kind>")
@by_token(LinkKind.LIAISON)
def export_roster(lang: str, token: str, kind: str) -> Response:
    return importing.export(LiaisonDesk(lang, token), kind)
