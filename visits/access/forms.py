"""Forms of signing in, of one's own account, and of users."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import (
    EmailField,
    HiddenField,
    PasswordField,
    SearchField,
    SelectField,
    StringField,
    TelField,
)
from wtforms.validators import Length

from visits.access import words  # noqa: F401 (names the choices)
from visits.access.rules import Role
from visits.kit.forms import (
    BaseForm,
    Choices,
    EmailAddress,
    FilterForm,
    PhoneNumber,
    Required,
    VersionedForm,
    choices,
    choices_of,
    optional,
)
from visits.kit.phones import shown_phone

LONGEST = 200
NEW_PASSWORD = {"autocomplete": "new-password", "maxlength": LONGEST}
CODE = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 12, "dir": "ltr"}
WRITTEN_CODE = {"autocomplete": "off", "autocapitalize": "off", "spellcheck": "false", "dir": "ltr"}


class SignInForm(BaseForm):
    keeps = False
    email = EmailField(
        _("E-mail address"),
        [Required(), Length(max=LONGEST)],
        render_kw={"autocomplete": "username"},
    )
    password = PasswordField(
        _("Password"),
        [Required(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )
    next = HiddenField()


class CodeForm(BaseForm):
    """Six digits from the authenticator app."""

    keeps = False
    wrong = _("This code is not right, or it was used already. Wait for the next.")
    code = StringField(_("Code of six digits"), [Required(), Length(max=12)], render_kw=CODE)


class RecoveryForm(BaseForm):
    """One of the codes on paper."""

    keeps = False
    wrong = _("This code is not right, or it was used already.")
    code = StringField(_("Recovery code"), [Required(), Length(max=40)], render_kw=WRITTEN_CODE)


class NewPasswordForm(BaseForm):
    """A password set by its one-time address."""

    password = PasswordField(
        _("New password"),
        [Required(), Length(max=LONGEST)],
        description=_("At least 10 signs. A few words that belong together only for you are good."),
        render_kw=NEW_PASSWORD,
    )
    again = PasswordField(_("The same again"), [Required()], render_kw=NEW_PASSWORD)

    def validate(self, extra_validators: Any = None) -> bool:
        is_valid = bool(super().validate(extra_validators))
        if is_valid and self.password.data != self.again.data:
            self.refuse("again", str(_("The two passwords differ.")))
            return False
        return is_valid


class ChangePasswordForm(NewPasswordForm):
    current = PasswordField(
        _("Present password"),
        [Required(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class PasswordForm(BaseForm):
    """The present password, asked again before something that weakens the account."""

    current = PasswordField(
        _("Your password"),
        [Required(), Length(max=LONGEST)],
        render_kw={"autocomplete": "current-password"},
    )


class AccountForm(VersionedForm):
    """What people change of their own account."""

    name = StringField(_("Name"), [Required(), Length(max=LONGEST)])
    language = SelectField(_("Language"), description=_("Of your pages and of letters to you."))
    phone = TelField(
        _("Telephone"), [Length(max=40), PhoneNumber()], render_kw={"autocomplete": "tel"}
    )

    def __init__(self, *, languages: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.languages = languages
        self.language.choices = list(languages)

    def read(self, row: Any) -> None:
        self.phone.data = shown_phone(row.phone)

    def opened_by(self, row: Any) -> "AccountForm":
        return type(self)(languages=self.languages, formdata=None, obj=row)


class UserForm(AccountForm):
    """A user, as the administrator sees and changes them."""

    email = EmailField(_("E-mail address"), [Required(), Length(max=LONGEST), EmailAddress()])
    role = SelectField(_("Role"), choices=choices_of(Role), default=Role.VIEWER.value)


class UserFilter(FilterForm):
    """Which users the list shows."""

    words = SearchField(_("Name or e-mail address"))
    role = SelectField(_("Role"), choices=optional(choices_of(Role), _("All roles")))
    state = SelectField(
        _("State"),
        choices=choices([("", _("All")), ("on", _("Active")), ("off", _("Deactivated"))]),
    )
