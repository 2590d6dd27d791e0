"""What guests fill in, by their own link; officers fill in the same for them."""

import re
import secrets
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.validators import Length

from visits.feedback import words  # noqa: F401 (names the questions)
from visits.feedback.rules import LONGEST, Question, Rating, Said, Wish
from visits.kit.forms import BaseForm, Choices, Required, choices, number_or_none, optional
from visits.kit.words import label

SECRET = re.compile(r"[\w-]{43}", re.ASCII)
LONG = [Length(max=LONGEST)]
TALL = {"rows": 4, "maxlength": LONGEST}


def new_secret() -> str:
    return secrets.token_urlsafe(32)


class OpenChoice(RadioField):
    """Radio buttons of which none need be pressed."""

    def pre_validate(self, form: Any) -> None:
        if self.data is not None:
            super().pre_validate(form)


class RatingField(OpenChoice):
    """A question on the scale of words, the best first."""

    def __init__(self, question: Question, **kwargs: Any) -> None:
        scale = choices((int(rating), label(rating)) for rating in Rating)
        super().__init__(label(question), coerce=int, choices=scale, **kwargs)


class AnswerForm(BaseForm):
    """The five questions, the best stop, own words. Nothing must be answered.

    Saved as often as one likes: the same page has the same effect, so it carries no key.
    """

    once = None
    overall = RatingField(Question.OVERALL)
    programme = RatingField(Question.PROGRAMME)
    sites = RatingField(Question.SITES)
    interpretation = RatingField(Question.INTERPRETATION)
    care = RatingField(Question.CARE)
    best = OpenChoice(_("Which part of the programme was the best?"))
    most_useful = TextAreaField(label(Wish.MOST_USEFUL), LONG, render_kw=TALL)
    better = TextAreaField(label(Wish.BETTER), LONG, render_kw=TALL)

    def __init__(self, *args: Any, stops: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.best.choices = stops

    def said(self) -> Said:
        """What is filled in."""
        rated = {question: self[question.value].data for question in Question}
        return Said(
            ratings={question: value for question, value in rated.items() if value is not None},
            words={wish: self[wish.value].data or "" for wish in Wish},
            best=self.best.data or "",
        )


class OwnAnswerForm(AnswerForm):
    """By the guests' link: the page carries the secret of its browser."""

    secret = HiddenField()

    def __init__(self, *args: Any, secret: str, **kwargs: Any) -> None:
        super().__init__(*args, data={"secret": secret, **kwargs.pop("data", {})}, **kwargs)
        if not SECRET.fullmatch(self.secret.data or ""):
            self.secret.data = secret


class AskForm(BaseForm):
    """A question before the visit."""

    text = TextAreaField(_("What do you want to know?"), [Required(), *LONG], render_kw=TALL)
    site = SelectField(_("Where should it be answered?"), default="")

    def __init__(self, *args: Any, sites: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.site.choices = optional(sites, _("Anywhere"))

    @property
    def site_id(self) -> int | None:
        return number_or_none(self.site.data)
