"""Forms about a whole day or the whole programme."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField

from visits.kit.asked import read_id
from visits.kit.forms import BaseForm, TranslatedField, VersionedForm


class DayForm(VersionedForm):
    """What is said of a day as such."""

    title = TranslatedField(_("Title of the day"))
    note = TranslatedField(_("Note for guests"), lines=3, longest=1000)
    rain_plan = TranslatedField(
        _("If it rains"), lines=3, longest=1000, description=_("What takes place instead.")
    )


class ReleaseForm(BaseForm):
    """What guests are told of the release. `seen` is the version of the draft that was read."""

    keeps = False
    note = TranslatedField(
        _("Note to the guests"),
        lines=3,
        longest=1000,
        description=_("Stands above the programme and in the letter."),
    )
    are_drafts = BooleanField(
        _("Keep the letters as drafts"),
        description=_("They wait in the outbox until somebody has changed and sent them."),
    )
    seen = HiddenField()

    @property
    def version(self) -> int:
        """0, which no draft has, for what is no number."""
        return read_id(self.seen.data or "") or 0
