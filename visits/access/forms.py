"""Forms of sign-in."""

from flask_babel import lazy_gettext as _
from wtforms import EmailField, HiddenField, PasswordField

from visits.kit.forms import BaseForm, Required


class SignInForm(BaseForm):
    email = EmailField(_("E-mail address"), [Required()], render_kw={"autocomplete": "username"})
    password = PasswordField(
        _("Password"), [Required()], render_kw={"autocomplete": "current-password"}
    )
    next = HiddenField()
