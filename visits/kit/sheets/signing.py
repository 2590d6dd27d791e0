"""Drafts that travel through a browser and come back: signed by us, for a day."""

from typing import Protocol, Self, TypeVar

from flask import current_app
from itsdangerous import BadSignature, TimestampSigner

from visits.kit.sheets.refusals import BadSheet, Problem

A_DAY = 24 * 60 * 60
"""Seconds for which a preview can be gone on with."""


class Travelling(Protocol):
    """What can be written into a hidden field, and read back: raises Refused for what is none."""

    def packed(self) -> str: ...

    @classmethod
    def unpacked(cls, text: str) -> Self: ...


AnyDraft = TypeVar("AnyDraft", bound=Travelling)


def signer(purpose: str) -> TimestampSigner:
    return TimestampSigner(str(current_app.secret_key), salt=purpose)


def sealed(draft: Travelling, *, purpose: str) -> str:
    """The draft for a hidden field; a form with another *purpose* does not take it."""
    return signer(purpose).sign(draft.packed()).decode()


def opened(kind: type[AnyDraft], state: str, *, purpose: str) -> AnyDraft:
    """Raises BadSheet for what we did not sign for this purpose, or signed more than a day ago."""
    try:
        told = signer(purpose).unsign(state, max_age=A_DAY).decode()
    except BadSignature as error:
        raise BadSheet(Problem.DAMAGED) from error
    return kind.unpacked(told)
