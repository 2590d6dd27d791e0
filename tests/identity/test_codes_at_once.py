"""Many try codes of one link at the same moment: every try counts, one code is made."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from visits.access.models import SecretLink
from visits.access.rules import Channel
from visits.identity import actions
from visits.identity.codes import code_of
from visits.identity.models import IdentityCode
from visits.identity.rules import CODE_LASTS, MOST_CODES_A_DAY, MOST_TRIES
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Refused

ACTORS = 8

Act = Callable[[Session, SecretLink], object]


@pytest.fixture
def at_once(app, session, liaison) -> Callable[[Act], Counter[str]]:
    """Each with a session of their own, all at the same moment; what became of them."""
    with app.app_context():
        sessions = db.sessionmaker

    def one(act: Act, start: Barrier) -> str:
        start.wait()
        with sessions() as own:
            own.info["writes"] = True
            try:
                done = act(own, own.get_one(SecretLink, liaison.id))
                own.commit()
            except Refused as error:
                return error.reason
            return "opened" if isinstance(done, str) else type(done).__name__

    def run(act: Act) -> Counter[str]:
        session.commit()
        start = Barrier(ACTORS, timeout=20)
        with ThreadPoolExecutor(ACTORS) as pool:
            futures = [pool.submit(one, act, start) for _ in range(ACTORS)]
            found = Counter(future.result() for future in futures)
        session.expire_all()
        return found

    return run


def send(session: Session, link: SecretLink) -> IdentityCode:
    about = ("delegation", link.subject_id)
    return actions.send_code(session, link, to="a@b.example", about=about, language="en", at=now())


def test_every_one_of_many_wrong_tries_counts(app, session, liaison, at_once):
    key = app.extensions["links"].key
    code = send(session, liaison)

    def guess(own: Session, link: SecretLink) -> str | None:
        return actions.try_code(own, link, "no code", key=key, at=now())

    assert at_once(guess) == {"NoneType": ACTORS}
    assert code.tries == MOST_TRIES
    right = code_of(key, code.id, liaison.id, code.made_at)
    assert actions.try_code(session, liaison, right, key=key, at=now()) is None


def test_of_many_right_tries_one_opens(app, session, liaison, at_once):
    key = app.extensions["links"].key
    code = send(session, liaison)
    right = code_of(key, code.id, liaison.id, code.made_at)

    def open_it(own: Session, link: SecretLink) -> str | None:
        return actions.try_code(own, link, right, key=key, at=now())

    assert at_once(open_it) == {"opened": 1, "NoneType": ACTORS - 1}


def test_of_many_who_ask_for_a_code_one_gets_it(session, at_once):
    assert at_once(send) == {"IdentityCode": 1, "code_too_soon": ACTORS - 1}
    assert session.scalar(select(func.count(IdentityCode.id))) == 1


def test_twelve_codes_a_day_go_by_mail_and_then_an_officer_reads_one_out(session, people, liaison):
    at = now()
    for number in range(MOST_CODES_A_DAY):
        made = at - timedelta(hours=2 + number)
        session.add(
            IdentityCode(
                link_id=liaison.id,
                channel=Channel.EMAIL,
                made_at=made,
                expires_at=made + CODE_LASTS,
            )
        )
    session.flush()
    with pytest.raises(Refused) as refused:
        send(session, liaison)
    assert refused.value.reason == "code_too_many"
    code = actions.read_out(session, liaison, by=people["coordinator"], at=at)
    assert code.by_id == people["coordinator"].id
