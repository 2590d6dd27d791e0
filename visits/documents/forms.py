"""Forms of documents."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional

from visits.documents.rules import LANGUAGES, FileKind
from visits.kit.forms import Required, VersionedForm, WallTimeField, choices_of, instant
from visits.kit.translated import Translated
from visits.papers.forms import PaperForm


class RegisterForm(PaperForm):
    """What the register of papers asks for, and in which form the document is attached."""

    shown = HiddenField()
    """Fingerprint of the document as it was when the form was opened."""
    file = SelectField(_("Attached as"), [Required()], coerce=FileKind)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file.choices = choices_of(FileKind)

    def facts(self) -> dict[str, Any]:
        return {
            name: value for name, value in super().facts().items() if name not in {"file", "shown"}
        }


LONGEST = 10_000


class PressForm(VersionedForm):
    """What goes to the press, in Korean and English."""

    not_before_on = DateField(
        _("Not before"), [Optional()], description=_("Until then the press keeps it back.")
    )
    not_before_at = WallTimeField(_("Time"), [Optional()])
    headline_ko = StringField(
        _("Headline in Korean"), [Length(max=200)], render_kw={"lang": "ko", "dir": "ltr"}
    )
    body_ko = TextAreaField(
        _("Text in Korean"),
        [Length(max=LONGEST)],
        render_kw={"rows": 12, "lang": "ko", "dir": "ltr"},
    )
    headline_en = StringField(
        _("Headline in English"), [Length(max=200)], render_kw={"lang": "en", "dir": "ltr"}
    )
    body_en = TextAreaField(
        _("Text in English"),
        [Length(max=LONGEST)],
        render_kw={"rows": 12, "lang": "en", "dir": "ltr"},
    )
    is_checked = BooleanField(
        _("I checked: nobody is named."),
        description=_("A guest’s name may also be an ordinary word."),
    )

    def __init__(self, *args: Any, zone: ZoneInfo, **kwargs: Any) -> None:
        self.zone = zone
        super().__init__(*args, **kwargs)

    def opened_by(self, row: Any) -> "PressForm":
        return PressForm(None, obj=row, zone=self.zone)

    def read(self, row: Any) -> None:
        for tag in LANGUAGES:
            self[f"headline_{tag}"].data = row.headline.get(tag, "")
            self[f"body_{tag}"].data = row.body.get(tag, "")
        if row.not_before is not None:
            wall = row.not_before.astimezone(self.zone)
            self.not_before_on.data, self.not_before_at.data = wall.date(), wall.time()

    def facts(self) -> dict[str, Any]:
        return {
            "headline": Translated({tag: self[f"headline_{tag}"].data or "" for tag in LANGUAGES}),
            "body": Translated({tag: self[f"body_{tag}"].data or "" for tag in LANGUAGES}),
            "not_before": self.not_before,
        }

    @property
    def not_before(self) -> datetime | None:
        """The instant in the city's zone; midnight where no time was typed."""
        day = self.not_before_on.data
        return instant(day, self.not_before_at.data or time(0), self.zone) if day else None
