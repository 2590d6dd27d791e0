"""What WTForms and Flask-WTF say of their own accord, so that our catalogues hold it.

Their catalogues lack half of our languages: `kit.forms.OwnCatalogue` asks ours for these very
sentences, and the extraction of messages finds them here. `FileSize` writes its numbers into its
sentence before it asks: give it a message of ours.
"""


def _(message: str) -> str:
    """Marks a sentence for the catalogues; it is translated where it is shown."""
    return message


def ngettext(one: str, many: str, _count: int) -> tuple[str, str]:
    """Marks a sentence with its plural."""
    return one, many


SENTENCES: tuple[str, ...] = (
    # fields
    _("Choices cannot be None."),
    _("Invalid Choice: could not coerce."),
    _("Invalid choice(s): one or more data inputs could not be coerced."),
    _("Not a valid choice."),
    _("Not a valid date value."),
    _("Not a valid datetime value."),
    _("Not a valid decimal value."),
    _("Not a valid float value."),
    _("Not a valid integer value."),
    _("Not a valid time value."),
    _("Not a valid week value."),
    # validators
    _("Date must be at least %(min)s."),
    _("Date must be at most %(max)s."),
    _("Date must be between %(min)s and %(max)s."),
    _("Field must be between %(min)d and %(max)d characters long."),
    _("Field must be equal to %(other_name)s."),
    _("Invalid IP address."),
    _("Invalid Mac address."),
    _("Invalid URL."),
    _("Invalid UUID."),
    _("Invalid email address."),
    _("Invalid field name '%s'."),
    _("Invalid input."),
    _("Invalid value, can't be any of: %(values)s."),
    _("Invalid value, must be one of: %(values)s."),
    _("Number must be at least %(min)s."),
    _("Number must be at most %(max)s."),
    _("Number must be between %(min)s and %(max)s."),
    _("This field cannot be edited."),
    _("This field is disabled and cannot have a value."),
    _("This field is required."),
    # tokens
    _("CSRF failed."),
    _("CSRF token expired."),
    _("CSRF token missing."),
    _("Invalid CSRF Token."),
    # files
    _("File does not have an approved extension."),
    _("File does not have an approved extension: {extensions}"),
)
PLURALS: tuple[tuple[str, str], ...] = (
    ngettext(
        "'%(value)s' is not a valid choice for this field.",
        "'%(value)s' are not valid choices for this field.",
        2,
    ),
    ngettext(
        "Field cannot be longer than %(max)d character.",
        "Field cannot be longer than %(max)d characters.",
        2,
    ),
    ngettext(
        "Field must be at least %(min)d character long.",
        "Field must be at least %(min)d characters long.",
        2,
    ),
    ngettext(
        "Field must be exactly %(max)d character long.",
        "Field must be exactly %(max)d characters long.",
        2,
    ),
)
