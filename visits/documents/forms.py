"""Forms of documents."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from visits.documents.rules import FileKind
from visits.kit.forms import Required, choices_of
from visits.papers.forms import PaperForm


class RegisterForm(PaperForm):
    """What the register of papers asks for, and in which form the document is attached."""

    file = SelectField(_("Attached as"), [Required()], coerce=FileKind)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file.choices = choices_of(FileKind)

    def facts(self) -> dict[str, Any]:
        return {name: value for name, value in super().facts().items() if name != "file"}
