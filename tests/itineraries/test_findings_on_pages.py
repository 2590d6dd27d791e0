"""Every finding is said in a sentence, with what would mend it where its facts say so."""

import pytest
from bs4 import BeautifulSoup
from flask import render_template_string

from tests.itineraries.facts import DAY, NAMES, OVERLAP, OWN
from tests.itineraries.reading import BEFORE_MARK
from tests.itineraries.told import SAID
from tests.pages import tidy
from visits.conflicts.rules import SEVERITY, Code, Finding
from visits.itineraries.worded import tell

pytestmark = pytest.mark.sqlite_alone

PAGE = """
{% from "conflicts/sentences.html" import sentence %}{% from "conflicts/mends.html" import mend %}
<p id="sentence">{{ sentence(told) }}</p><p id="mend">{{ mend(told) }}</p>
"""


def said(app, finding, language="en"):
    """Sentence and way out, as a page in that language shows them."""
    address = "/office/delegations/2026-004/itinerary"
    with app.test_request_context(address, headers={"Accept-Language": language}):
        told = tell(finding, NAMES, itinerary=OWN)
        soup = BeautifulSoup(render_template_string(PAGE, told=told), "html.parser")
    return tuple(BEFORE_MARK.sub("", tidy(soup.find(id=i))) for i in ("sentence", "mend"))


@pytest.mark.parametrize(("code", "facts", "sentence", "way_out"), SAID)
def test_a_finding_is_said(app, code, facts, sentence, way_out):
    finding = Finding(code=code, severity=SEVERITY[code], stop="here", day=DAY, facts=facts)
    assert said(app, finding) == (sentence, way_out)


def test_every_code_is_said():
    assert {code for code, *_ in SAID} == set(Code)


def test_the_stop_that_it_clashes_with_is_one_press_away(app):
    code = Code.VEHICLE_OVERLAP
    facts = {**OVERLAP, "resource": "vehicle", "id": 5}
    finding = Finding(code=code, severity=SEVERITY[code], stop="here", day=DAY, facts=facts)
    with app.test_request_context("/office/delegations/2026-004/itinerary"):
        told = tell(finding, NAMES, itinerary=OWN)
        soup = BeautifulSoup(render_template_string(PAGE, told=told), "html.parser")
    links = [(str(a["href"]), tidy(a)) for a in soup.select("a")]
    assert links == [("/office/delegations/2026-005/itinerary/stops/there", "Ride")]
