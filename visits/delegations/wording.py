"""How papers say who a guest is, in the paper's language."""

from flask_babel import gettext as _

from visits.delegations.models import Delegate
from visits.languages.scripts import language_of

KOREAN = "ko"


def delegate_name(delegate: Delegate, tag: str, *, addressed: bool = False) -> str:
    """As in the passport; in Korean papers behind the name in Hangul, where that was given.

    *addressed* puts the form of address to the name in whose script it is written: 누라 알하르비
    (Ms. Noura AL-HARBI). Who has neither name is called by the own script.
    """
    form = delegate.form_of_address if addressed else ""
    is_korean = language_of(form) == KOREAN
    hangul = f"{delegate.hangul_name} {form if is_korean else ''}".strip()
    passport = f"{'' if is_korean else form} {delegate.passport_name}".strip()
    if tag == KOREAN and delegate.hangul_name:
        return f"{hangul} ({passport})" if delegate.passport_name else hangul
    if delegate.passport_name:
        return passport
    return delegate.shown_name or str(_("(not known yet)"))


def position_of(delegate: Delegate, tag: str) -> str:
    ours, other = delegate.position_ko, delegate.position_en
    return (ours or other) if tag == KOREAN else (other or ours)


def with_position(name: str, position: str, tag: str) -> str:
    """The name before its position in Korean, 최민호 시장; parted by a comma elsewhere."""
    if not position:
        return name
    return f"{name} {position}" if tag == KOREAN else f"{name}, {position}"
