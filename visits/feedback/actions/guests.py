"""What guests say after a visit and ask before it: by their own link, or told to an officer."""

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState, Told
from visits.feedback import queries
from visits.feedback.models import GuestAnswer, GuestQuestion, GuestRating, GuestWords
from visits.feedback.rules import Said, Wish
from visits.kit.errors import NotThere, Refused
from visits.kit.tokens import fingerprint
from visits.kit.zone import zone_of
from visits.languages.scripts import language_written


def give(
    session: Session,
    delegation: Delegation,
    said: Said,
    *,
    told: Told,
    language: str,
    secret: str = "",
) -> GuestAnswer:
    """Keep what a guest said so far; the same *secret* goes on with the same answer.

    *language* is that of the page. Raises Refused (`visit_cancelled`, `nothing_said`,
    `told_in_future`, `not_a_stop_of_the_visit`).
    """
    check(session, delegation, told)
    answer = queries.answer_by_secret(session, delegation.id, secret, locked=True)
    if answer is None and said.is_empty:
        raise Refused("nothing_said")
    best = best_of(session, delegation, said)
    if answer is None:
        answer = begin(session, delegation, told=told, language=language, secret=secret)
    if best is not None:
        answer.best_stop_id = best
    rate(answer, said)
    for wish, text in said.words.items():
        write(answer, wish, text, (language, *delegation.languages))
    session.flush()
    return answer


def check(session: Session, delegation: Delegation, told: Told) -> None:
    if delegation.state is DelegationState.CANCELLED:
        raise Refused("visit_cancelled")
    check_day(session, told)


def check_day(session: Session, told: Told) -> None:
    """Raises Refused (`told_in_future`)."""
    if told.told_on > told.at.astimezone(zone_of(session)).date():
        raise Refused("told_in_future", told_on=told.told_on)


def best_of(session: Session, delegation: Delegation, said: Said) -> int | None:
    """The number of the stop that was best; None where that is not said."""
    if not said.best:
        return None
    try:
        return queries.stop_called(session, delegation.id, said.best).id
    except NotThere as error:
        raise Refused("not_a_stop_of_the_visit") from error


def begin(
    session: Session, delegation: Delegation, *, told: Told, language: str, secret: str
) -> GuestAnswer:
    """A new answer; of two that begin at once with one secret, the second goes on with the first's."""
    answer = GuestAnswer(
        delegation=delegation,
        browser=fingerprint(secret) if secret else None,
        language=language,
        channel=told.channel,
        person=told.person,
        told_on=told.told_on,
        document_number=told.document_number,
        by_id=told.by_id,
        begun_at=told.at,
    )
    try:
        with session.begin_nested():
            session.add(answer)
    except IntegrityError:
        found = queries.answer_by_secret(session, delegation.id, secret, locked=True)
        if found is None:
            raise
        return found
    return answer


def rate(answer: GuestAnswer, said: Said) -> None:
    known = {one.question: one for one in answer.ratings}
    for question, value in said.ratings.items():
        if question in known:
            known[question].value = value
        else:
            answer.ratings.append(GuestRating(question=question, value=value))


def write(answer: GuestAnswer, wish: Wish, text: str, spoken: tuple[str, ...]) -> None:
    """Words that were changed lose the translation of what they were; none at all are taken back."""
    known = next((one for one in answer.words if one.wish is wish), None)
    if known is None and text:
        language = language_written(text, spoken)
        answer.words.append(GuestWords(wish=wish, text=text, language=language))
    elif known is not None and not text:
        answer.words.remove(known)
    elif known is not None and known.text != text:
        known.text, known.language, known.korean = text, language_written(text, spoken), ""


def ask(
    session: Session,
    delegation: Delegation,
    text: str,
    *,
    site_id: int | None,
    told: Told,
    language: str,
    secret: str = "",
) -> GuestQuestion:
    """A question before the visit; hosts see it when an officer has passed it on.

    Raises Refused (`visit_cancelled`, `told_in_future`, `not_a_site_of_the_visit`).
    """
    check(session, delegation, told)
    if site_id is not None and site_id not in queries.sites_of(session, delegation.id):
        raise Refused("not_a_site_of_the_visit")
    question = GuestQuestion(
        delegation=delegation,
        site_id=site_id,
        text=text,
        language=language_written(text, (language, *delegation.languages)),
        browser=fingerprint(secret) if secret else None,
        channel=told.channel,
        person=told.person,
        told_on=told.told_on,
        document_number=told.document_number,
        by_id=told.by_id,
        asked_at=told.at,
    )
    session.add(question)
    session.flush()
    return question
