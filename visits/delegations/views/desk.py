"""From which side a roster is kept: by the office, or by the liaison through their own link.

What people do is the same (`keeping.py`); sides differ in where their pages lie, what frames them,
and what is noted of how the liaison told it.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from flask import url_for

from visits.access.guard import the_user
from visits.delegations import queries
from visits.delegations.forms.importing import PreviewForm
from visits.delegations.forms.people import DelegateForm, PlaceForm, ToldForm
from visits.delegations.models import Delegation
from visits.delegations.rules import Told
from visits.delegations.views.shared import today
from visits.kit import words
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import InUse, Refused
from visits.kit.forms import BaseForm


class Desk(ABC):
    """One side. *Steps* are called like the endpoints of both sides."""

    is_office: ClassVar[bool]
    frame: ClassVar[str]
    """The template that its pages extend."""
    delegate_form: ClassVar[type[DelegateForm]] = DelegateForm
    place_form: ClassVar[type[PlaceForm]] = PlaceForm
    act_form: ClassVar[type[BaseForm]] = ToldForm
    preview_form: ClassVar[type[PreviewForm]] = PreviewForm

    @abstractmethod
    def delegation(self) -> Delegation:
        """The delegation as it stands now, for changing its roster."""

    @abstractmethod
    def url(self, step: str, **values: Any) -> str:
        """Where this side does a step."""

    @abstractmethod
    def told(self, form: BaseForm) -> Told | None:
        """How the act reaches us: what goes into the roster's log."""

    def around(self) -> dict[str, Any]:
        """What the frame needs beside the page's own facts."""
        return {"desk": self, "frame": self.frame, "delegation": self.delegation()}

    def refuse(self, form: BaseForm, error: Refused, message: str) -> None:
        """Show what an action refused at the field that it concerns."""
        if error.reason == "second_head" and "role" in form:
            form.refuse("role", message)
        else:
            uses = words.users(error) if isinstance(error, InUse) else []
            form.form_errors = [*form.form_errors, message, *uses]


@dataclass(frozen=True)
class OfficeDesk(Desk):
    """The office, by what it knows or for the liaison who told it."""

    code: str
    is_office: ClassVar[bool] = True
    frame: ClassVar[str] = "delegations/part.html"

    def delegation(self) -> Delegation:
        return queries.the_delegation(db.session, self.code)

    def url(self, step: str, **values: Any) -> str:
        return url_for(f"delegations.{step}", code=self.code, **values)

    def told(self, form: BaseForm) -> Told | None:
        told: Told | None = form["told"].form.told(by_id=the_user().id, today=today(), at=now())
        return told

    def refuse(self, form: BaseForm, error: Refused, message: str) -> None:
        if error.reason == "told_in_future":
            field = form["told"].form.told_on
            field.errors = [*field.errors, message]
        else:
            super().refuse(form, error, message)
