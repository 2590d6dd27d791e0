"""The log's filter."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, HiddenField, SearchField, SelectField
from wtforms.validators import Optional

from visits.audit.words import ACTIONS, KINDS
from visits.kit.forms import Choices, FilterForm, choices, optional


class AuditFilter(FilterForm):
    """Which entries the log shows. `id` belongs to `kind`: the history of one record."""

    words = SearchField(_("Record"))
    kind = SelectField(_("Kind of record"))
    action = SelectField(_("Action"), choices=optional(choices(ACTIONS.items()), _("All")))
    actor = SelectField(_("Who"))
    since = DateField(_("From"), [Optional()])
    until = DateField(_("Until"), [Optional()])
    id = HiddenField()

    def __init__(self, *args: Any, actors: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = choices(sorted(KINDS.items(), key=lambda pair: str(pair[1])))
        self.kind.choices = list(optional(kinds, _("All")))
        self.actor.choices = list(optional(actors, _("Everybody")))
