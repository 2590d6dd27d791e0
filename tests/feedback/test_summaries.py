"""What answers come to: for a visit, for sites and themes, over a period, for figures."""

from datetime import date

from tests.factories import TUESDAY
from tests.feedback.cast import ARABIC, BY_LINK, KHMER, a_visit, given
from visits.delegations.models import Delegation
from visits.delegations.rules import DelegationState
from visits.feedback import actions, queries
from visits.feedback.queries import Wanted
from visits.feedback.rules import HostWord, How, Question, Rating, Wish

YEAR = {"first": date(2099, 1, 1), "last": date(2099, 12, 31)}


def means(summaries):
    return {one.question: one.mean for one in summaries if one.mean is not None}


def test_a_visit_is_summed_up(session):
    delegation, (first, second) = a_visit(session)
    given(session, delegation, overall=5, care=4, best=first.uid)
    given(session, delegation, overall=4, best=first.uid, words={Wish.MOST_USEFUL: ARABIC})
    given(session, delegation, overall=4, best=second.uid, words={Wish.BETTER: KHMER})
    actions.report(session, first, HostWord(how=How.GOOD, held=True), told=BY_LINK)
    found = queries.summary_of(session, delegation.id)
    assert found.answers == 3
    assert means(found.summaries) == {Question.OVERALL: 4.3}
    assert found.summaries[0].counts[Rating.GOOD] == 2
    assert [one.answers for one in found.summaries] == [3, 0, 0, 0, 1]
    assert [(one.stop, one.guests) for one in found.best] == [(first, 2), (second, 1)]
    assert [(one.text, one.language) for one in found.words] == [(ARABIC, "ar"), (KHMER, "km")]
    assert [one.how for one in found.reports] == [How.GOOD]


def test_of_two_answers_neither_means_nor_the_best_stop_are_shown(session):
    delegation, (first, _) = a_visit(session)
    for _ in range(2):
        given(session, delegation, overall=5, best=first.uid)
    found = queries.summary_of(session, delegation.id)
    assert (found.answers, means(found.summaries), found.best) == (2, {}, ())


def test_sites_are_judged_by_the_visits_that_went_there(session):
    one, (control, _) = a_visit(session)
    for points in (5, 5, 3):
        given(session, one, overall=points, best=control.uid)
    other, (elsewhere, _) = a_visit(session)
    given(session, other, overall=1)
    actions.report(session, control, HostWord(how=How.MIXED, held=False), told=BY_LINK)
    ids = [control.site_id, elsewhere.site_id]
    found = queries.summary_of_sites(session, ids, TUESDAY)
    here, there = (found[number] for number in ids)
    assert (here.answers, here.visits, means(here.summaries)) == (3, 1, {Question.OVERALL: 4.3})
    assert (here.best, here.reports, here.not_held) == (3, {How.MIXED: 1}, 1)
    assert (there.answers, there.visits, means(there.summaries), there.best) == (1, 1, {}, 0)
    assert queries.summary_of_sites(session, ids, date(2099, 3, 4))[ids[0]].answers == 0


def test_a_period_is_filtered_by_theme_and_by_site(session):
    city, (stop, _) = a_visit(session, themes=("smart city", "mobility"))
    green, _ = a_visit(session, themes=("environment",))
    gone, _ = a_visit(session, themes=("smart city",))
    gone.state = DelegationState.CANCELLED
    session.flush()

    def ids(**wanted):
        rows = queries.visits_in(Wanted(**{**YEAR, **wanted}))
        return session.scalars(rows.order_by(Delegation.id)).all()

    assert ids() == [city.id, green.id]
    assert ids(theme="smart city") == [city.id]
    assert ids(theme="smart") == []
    assert ids(site_id=stop.site_id) == [city.id]
    assert ids(first=date(2099, 3, 4)) == []


def test_themes_are_told_apart(session):
    city, _ = a_visit(session, themes=("smart city", "mobility"))
    green, _ = a_visit(session, themes=("mobility",))
    for points in (5, 4):
        given(session, city, overall=points)
    given(session, green, overall=2)
    found = queries.themes_in(session, queries.visits_in(Wanted(**YEAR)))
    assert [(one.theme, one.answers, one.visits, means(one.summaries)) for one in found] == [
        ("mobility", 3, 2, {Question.OVERALL: 3.7}),
        ("smart city", 2, 1, {}),
    ]


def test_sites_of_a_period_are_those_of_which_something_was_said(session):
    said, (first, second) = a_visit(session)
    _, (reported, _) = a_visit(session)
    a_visit(session)
    given(session, said, overall=5)
    actions.report(session, reported, HostWord(how=How.GOOD), told=BY_LINK)
    found = queries.sites_with_feedback(session, queries.visits_in(Wanted(**YEAR)))
    assert {site.id for site in found} == {first.site_id, second.site_id, reported.site_id}
