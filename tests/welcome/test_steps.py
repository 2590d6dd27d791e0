"""The order of the steps, what the way to the form answers, and which day a site does not offer."""

from dataclasses import replace
from datetime import date

import pytest

from tests.welcome.cast import a_public_site
from visits.intake.rules import Duration, Half
from visits.sites.rules import Category
from visits.welcome.programmes import PROGRAMMES
from visits.welcome.rules.programmes import Kind, sites_of
from visits.welcome.rules.sites import Offer, OfferedDate, Wanted, fits
from visits.welcome.rules.steps import ASKING, Step, duration_of, furthest, not_offered

TUESDAY = date(2099, 3, 3)


def test_steps_lead_on_and_back():
    assert [step.next for step in Step] == [*list(Step)[1:], Step.CHECK]
    assert [step.previous for step in Step] == [None, *list(Step)[:-1]]
    assert Step.CHECK not in ASKING


def test_the_furthest_step_is_the_latest_that_is_one():
    assert furthest("dates", "you", "nonsense") is Step.DATES
    assert furthest("") is Step.YOU


@pytest.mark.parametrize(
    ("days", "duration"),
    [
        ("0", Duration.HALF_DAY),
        ("1", Duration.ONE_DAY),
        ("2", Duration.TWO_DAYS),
        ("5", Duration.LONGER),
        ("", None),
        ("x", None),
        ("٣", None),
    ],
)
def test_a_programme_says_how_long(days, duration):
    assert duration_of(days) is duration


def test_a_day_that_a_site_does_not_offer_is_named():
    site = a_public_site(offers=(Offer(2, Half.MORNING),))
    assert not_offered([site], TUESDAY) == ()
    assert not_offered([site], TUESDAY, Half.AFTERNOON) == (site,)
    assert not_offered([site], date(2099, 3, 4)) == (site,)


def test_a_season_and_single_dates_count():
    summer = a_public_site(
        offers=(Offer(2, Half.MORNING, date(2099, 6, 1), date(2099, 8, 31)),),
        dates=(OfferedDate(TUESDAY, Half.AFTERNOON),),
    )
    assert not_offered([summer], TUESDAY, Half.MORNING) == (summer,)
    assert not_offered([summer], TUESDAY, Half.AFTERNOON) == ()


def test_a_site_by_agreement_is_no_reason_to_say_no():
    assert not_offered([a_public_site(offers=())], TUESDAY) == ()


def test_every_programme_is_told_in_five_languages():
    texts = [
        text
        for programme in PROGRAMMES
        for text in (
            programme.title,
            programme.summary,
            *(text for part in programme.parts for text in (part.when, part.what)),
        )
    ]
    assert {tuple(sorted(text)) for text in texts} == {("ar", "en", "fr", "km", "ko")}


def test_a_programme_takes_each_site_once_and_leaves_out_what_the_city_lacks():
    programme = replace(
        PROGRAMMES[0],
        kinds=(Kind(theme="water"), Kind(theme="water"), Kind(Category.NATURE), Kind(theme="snow")),
    )
    first = a_public_site(slug="a", themes=("water",))
    second = a_public_site(slug="b", themes=("water",))
    park = a_public_site(slug="c", themes=("water",), category=Category.NATURE)
    assert sites_of(programme, [first, second, park]) == (first, second, park)


def test_the_catalogue_is_searched_by_everything_at_once():
    site = a_public_site(themes=("water",), languages=("en", "ko"), min_group=5, max_group=20)
    asked = Wanted("arb", "water", Category.CULTURE, "en", 12)
    assert fits(site, asked)
    others = (
        replace(asked, words="zoo"),
        replace(asked, theme="snow"),
        replace(asked, category=Category.NATURE),
        replace(asked, language="fr"),
        replace(asked, people=21),
        replace(asked, people=4),
    )
    assert [fits(site, other) for other in others] == [False] * 6
