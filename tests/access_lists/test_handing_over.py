"""Lists are handed over, again when something changes, and taken back."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from tests.factories import AT, a_delegate, wall
from tests.identity.cast import PASSPORT, recorded, told
from visits.access.models import SecretLink
from visits.access.rules import Channel, LinkState
from visits.access_lists import actions
from visits.access_lists.actions import Handed
from visits.access_lists.rules import Handing, ListState
from visits.delegations import actions as delegations
from visits.delegations.rules import DelegationMove
from visits.identity import actions as identity
from visits.identity.events import Purging
from visits.identity.rules import ConsentKind, Due
from visits.itineraries import actions as itineraries
from visits.itineraries.rules import StopMove
from visits.kit.clock import now
from visits.kit.errors import InUse, Refused
from visits.kit.uses import refuse_if_used
from visits.notifications.models import Letter
from visits.sites import actions as sites
from visits.sites.rules import IdentityField

DELIVERED, WITHDRAWN = "access_lists.delivered", "access_lists.withdrawn"


def test_the_desk_gets_a_link_that_works_until_the_stop_is_over(session: Session, delivered, desk):
    link = session.get_one(SecretLink, delivered.link_id)
    assert link.expires_at == delivered.opens_until == delivered.ends
    letter = session.query(Letter).one()
    assert (letter.kind, letter.recipient) == (DELIVERED, desk.email)
    assert letter.facts == {"version": delivered.id}


def test_a_version_keeps_numbers_and_no_names(delivered, visit):
    assert sorted(delivered.people) == sorted(str(one.id) for one in visit.delegates)
    assert (delivered.number, delivered.count, delivered.destroy_by) == (
        1,
        2,
        visit.ends_on + timedelta(days=5),
    )


def test_the_letter_names_nobody(app, session: Session, delivered):
    letter = session.query(Letter).one()
    with app.test_request_context():
        text = app.extensions["letters"].compose(session, letter).text
    assert "Control centre" in text
    assert "2 people" in text
    for secret in ("Noura", "Salem", PASSPORT):
        assert secret not in text


def test_a_moved_stop_sends_the_next_version_by_itself(
    session: Session, delivered, place, versions, kinds_of_letters
):
    stop = place().stop
    itineraries.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=AT)
    session.commit()
    first, second = versions()
    assert (second.number, second.has_moved, second.by_id) == (2, True, None)
    assert kinds_of_letters() == [(DELIVERED, "dropped"), (DELIVERED, "queued")]
    former = session.get_one(SecretLink, first.link_id)
    assert former.state(now()) is LinkState.REVOKED
    assert place().state is ListState.DELIVERED


def test_who_does_not_come_is_taken_off_by_itself(session: Session, delivered, visit, versions):
    delegations.remove_delegate(session, visit, visit.delegates[1], at=AT)
    session.commit()
    assert [(one.number, one.count, one.removed) for one in versions()] == [(1, 2, 0), (2, 1, 1)]


def test_a_withdrawn_consent_takes_the_person_off(
    session: Session, delivered, visit, site, versions
):
    purpose = (ConsentKind.THIRD_PARTY, site.id)
    identity.withdraw(session, visit.delegates[0], [purpose], told=told(), text_version="1", at=AT)
    session.commit()
    assert [(one.count, one.removed) for one in versions()] == [(2, 0), (1, 1)]


def test_new_people_and_other_values_wait_for_an_officer(
    session: Session, delivered, visit, site, place, versions
):
    newcomer = a_delegate(session, visit, given_name="Huda", family_name="", nationality="SA")
    recorded(session, newcomer, site)
    recorded(session, visit.delegates[0], site, **{IdentityField.PASSPORT_NUMBER: "N7777777"})
    session.commit()
    assert len(versions()) == 1
    found = place()
    assert found.state is ListState.OUTDATED
    assert found.difference.added == {newcomer.id}


def test_a_cancelled_stop_withdraws_the_list(
    session: Session, delivered, place, the_list, kinds_of_letters
):
    itineraries.cancel_stop(session, place().stop, at=AT)
    session.commit()
    assert the_list().withdrawn_at is not None
    assert kinds_of_letters() == [(DELIVERED, "dropped"), (WITHDRAWN, "queued")]
    assert session.get_one(SecretLink, delivered.link_id).revoked_at is not None


def test_a_cancelled_delegation_withdraws_its_lists(
    session: Session, delivered, visit, the_list, kinds_of_letters
):
    delegations.move(session, visit, DelegationMove.CANCEL, today=visit.starts_on)
    session.commit()
    assert the_list().withdrawn_at is not None
    assert kinds_of_letters()[-1] == (WITHDRAWN, "queued")


def test_of_a_stop_that_is_over_the_link_to_a_wrong_list_is_stopped_and_nobody_told(
    session: Session, delivered, visit, place, versions, kinds_of_letters
):
    stop, over = place().stop, now() - timedelta(hours=1)
    for row in (stop, versions()[0]):
        row.starts, row.ends = over - timedelta(hours=1), over
    session.commit()
    actions.bring_up_to_date(session, visit.id)
    assert session.get_one(SecretLink, delivered.link_id).state(now()) is LinkState.OPEN
    delegations.remove_delegate(session, visit, visit.delegates[1], at=AT)
    session.commit()
    assert session.get_one(SecretLink, delivered.link_id).state(now()) is LinkState.REVOKED
    assert len(versions()) == 1
    assert kinds_of_letters() == [(DELIVERED, "dropped")]


def test_a_stop_that_was_put_off_after_its_hour_is_told(
    session: Session, delivered, place, versions
):
    stop, over = place().stop, now() - timedelta(hours=1)
    for row in (stop, versions()[0]):
        row.starts, row.ends = over - timedelta(hours=1), over
    session.commit()
    itineraries.move_stop(session, stop, starts=wall("14:00"), ends=wall("15:00"), at=AT)
    session.commit()
    assert [one.has_moved for one in versions()] == [False, True]


def test_a_list_handed_over_again_after_its_purge_is_purged_again(
    app, session: Session, delivered, visit, desk, place, the_list, versions
):
    def purge() -> None:
        last = visit.starts_on - timedelta(days=60)
        due = Due(identity=last, needs=last, declined=last, names=last, looks=last)
        actions.on_purging(session, Purging(due, now(), removes=True))
        session.commit()

    delegations.move(session, visit, DelegationMove.CANCEL, today=visit.starts_on)
    purge()
    assert the_list().purged_at is not None
    delegations.move(session, visit, DelegationMove.REOPEN, today=visit.starts_on)
    itineraries.change_status(session, place().stop, StopMove.WITHDRAW, at=now())
    handed = Handed(handing=Handing.LINK, contact=desk)
    keeper = app.extensions["links"]
    actions.deliver(session, visit, place(), handed, plates="12가 3456", keeper=keeper, at=now())
    session.commit()
    assert (the_list().purged_at, len(versions()[-1].people)) == (None, 2)
    delegations.move(session, visit, DelegationMove.CANCEL, today=visit.starts_on)
    purge()
    assert (the_list().plates, versions()[-1].people) == ("", {})


def test_an_official_letter_is_noted_like_the_link(
    app, session: Session, visit, place, kinds_of_letters, people
):
    handed = Handed(
        handing=Handing.OFFICIAL_LETTER,
        person="Mr Han",
        told_on=AT.date(),
        document_number="2098-101",
        by=people["coordinator"],
    )
    keeper = app.extensions["links"]
    version = actions.deliver(session, visit, place(), handed, plates="", keeper=keeper, at=AT)
    assert (version.channel, version.document_number, version.person, version.link_id) == (
        Channel.OFFICIAL_LETTER,
        "2098-101",
        "Mr Han",
        None,
    )
    assert kinds_of_letters() == []
    assert place().state is ListState.DELIVERED


def test_what_went_by_letter_and_changed_waits_in_the_outbox_to_be_carried(
    app, session: Session, visit, place, kinds_of_letters
):
    handed = Handed(handing=Handing.OFFICIAL_LETTER, document_number="2098-101")
    keeper = app.extensions["links"]
    actions.deliver(session, visit, place(), handed, plates="", keeper=keeper, at=AT)
    itineraries.cancel_stop(session, place().stop, at=AT)
    assert kinds_of_letters() == [(WITHDRAWN, "for_hand")]


def test_an_empty_list_is_not_handed_over(app, session: Session, visit, place, desk):
    site = place().stop.site
    for delegate in visit.delegates:
        purpose = (ConsentKind.THIRD_PARTY, site.id)
        identity.withdraw(session, delegate, [purpose], told=told(), text_version="1", at=AT)
    with pytest.raises(Refused) as refused:
        actions.deliver(
            session,
            visit,
            place(),
            Handed(handing=Handing.LINK, contact=desk),
            plates="",
            keeper=app.extensions["links"],
            at=AT,
        )
    assert refused.value.reason == "list_empty"


def test_the_desk_and_the_stop_stay_while_a_list_is_out(session: Session, delivered, desk, place):
    with pytest.raises(InUse):
        sites.remove_contact(session, desk)
    with pytest.raises(InUse):
        refuse_if_used(session, "stop", place().stop.id)


def test_whom_a_list_names_is_kept_as_withdrawn(session: Session, delivered, visit):
    gone = visit.delegates[1]
    delegations.remove_delegate(session, visit, gone, at=AT)
    session.commit()
    assert gone.withdrawn_at is not None
