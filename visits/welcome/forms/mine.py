"""What a requester does with a request that was sent."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import EmailField, TextAreaField
from wtforms.validators import Length

from visits.intake.rules import FREE, Purpose, read_days
from visits.kit.forms import BaseForm, EmailAddress, Required, VersionedForm
from visits.papers.forms import UploadsField
from visits.welcome.forms.steps import (
    LONGEST_TEXT,
    SLOTS,
    DatesFields,
    DelegationFields,
    FreeConsents,
    NeedsFields,
    Offered,
    WishesFields,
    YouFields,
    check_slots,
    facts_of,
    fill_choices,
)


class CorrectForm(
    VersionedForm, YouFields, DelegationFields, DatesFields, WishesFields, NeedsFields
):
    """Everything that may be corrected by link, on one page. Sites are slugs."""

    def __init__(self, *args: Any, offered: Offered, asks_needs: bool, **kwargs: Any) -> None:
        """*asks_needs*: is what they say of mobility and health consented to?"""
        self.offered, self.asks_needs = offered, asks_needs
        super().__init__(*args, **kwargs)
        fill_choices(self, offered)
        if not asks_needs:
            del self.accessibility

    def read(self, row: Any) -> None:
        """Slots and sites as the form asks for them; days that only the words say are not shown."""
        self.sites.data = tuple(wish.site.slug for wish in row.sites)
        for name, slot in zip(SLOTS, row.slots, strict=False):
            lines = self[name].form
            is_day = slot.first is not None and slot.said == slot.first.isoformat()
            lines.said.data = "" if is_day else slot.said
            lines.half.data = slot.half.value
            if is_day or (slot.first and read_days(slot.said, today=slot.first) is None):
                lines.first.data = slot.first
                lines.last.data = slot.last if slot.last != slot.first else None

    def opened_by(self, row: Any) -> "CorrectForm":
        return type(self)(formdata=None, obj=row, offered=self.offered, asks_needs=self.asks_needs)

    def validate(self, extra_validators: Any = None) -> bool:
        for name, slot in zip(SLOTS, self.row.slots, strict=False):
            self[name].form.wished = (slot.first, slot.last)
        return check_slots(self, is_good=super().validate(extra_validators))

    def facts(self) -> dict[str, Any]:
        return facts_of(self)


class ConsentsForm(BaseForm, FreeConsents):
    """The purposes that may be refused, as they stand now."""

    def __init__(self, *args: Any, given: Mapping[Purpose, bool], **kwargs: Any) -> None:
        data = {f"agree_{purpose.value}": given[purpose] for purpose in FREE}
        super().__init__(*args, data=data, **kwargs)

    def consents(self) -> dict[Purpose, bool]:
        return {purpose: bool(self[f"agree_{purpose.value}"].data) for purpose in FREE}


class AnswerForm(BaseForm):
    """The answer to one question of ours."""

    text = TextAreaField(
        _("Your answer"), [Required(), Length(max=LONGEST_TEXT)], render_kw={"rows": 4}
    )


class WithdrawForm(BaseForm):
    reason = TextAreaField(
        _("Why"),
        [Length(max=LONGEST_TEXT)],
        description=_("You need not say."),
        render_kw={"rows": 3},
    )


class MoreFilesForm(BaseForm):
    files = UploadsField(_("Files"), validators=[Required()])

    def __init__(self, *args: Any, most_megabytes: int, **kwargs: Any) -> None:
        self.most_megabytes = most_megabytes
        super().__init__(*args, **kwargs)


class LinkAgainForm(BaseForm):
    """Where shall the link go? The answer is the same for addresses that we know and do not know."""

    keeps = False
    email = EmailField(
        _("E-mail address"),
        [Required(), EmailAddress()],
        description=_("The one that you gave in your request."),
        render_kw={"autocomplete": "email"},
    )
