"""The addresses of calendars by the rules of HTTP, as programs ask for them every hour."""

import gzip
import hashlib
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from tests.calendars.published import AT, a_site, an_itinerary, publish
from visits.access import links
from visits.access.models import SecretLink
from visits.access.rules import LinkKind
from visits.calendars import actions, stamps
from visits.calendars.polls import SPAN, Polls
from visits.calendars.shelf import Copy, Shelf
from visits.itineraries.events import Published
from visits.kit.db import db
from visits.kit.errors import Busy
from visits.kit.write_lock import take_lock

CACHE = "private, max-age=300, must-revalidate"


@pytest.fixture
def site(session):
    return a_site(session)


@pytest.fixture
def itinerary(session, people, site):
    """Of a visit whose stop is asked of the site."""
    made = an_itinerary(session, people["coordinator"])
    publish(session, made, site)
    session.commit()
    return made


@pytest.fixture
def link(app, session, itinerary, site):
    """To the site's calendar, in Korean."""
    issue = app.extensions["links"].issue
    made = issue(session, LinkKind.SITE_FEED, ("site", site.id), language="ko", at=AT)
    session.commit()
    return made


@pytest.fixture
def path(app, link):
    return f"/calendars/{app.extensions['links'].token(link)}.ics"


@pytest.fixture
def ask(browser, path):
    return lambda method="GET", **headers: browser.fetch(
        method, path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


@pytest.fixture
def change(session, itinerary, site):
    """The stop is asked for anew, under another time."""

    def publish_again():
        later = {"at": AT + timedelta(hours=1), "sequence": 1}
        publish(session, itinerary, site, people=15, **later)
        actions.on_published(session, Published(itinerary.id, ("a@visits",)))
        session.commit()

    return publish_again


def test_the_tag_is_the_hash_of_the_bytes(ask):
    answer = ask()
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers["ETag"] == f'"{hashlib.sha256(answer.data).hexdigest()}"'
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert answer.headers["Content-Disposition"] == 'inline; filename="calendar.ics"'
    assert answer.headers["Cache-Control"] == CACHE


def test_the_packed_form_has_a_tag_of_its_own(ask):
    plain, packed = ask(), ask(Accept_Encoding="gzip")
    assert packed.headers["ETag"] == plain.headers["ETag"][:-1] + '-gzip"'
    assert (packed.headers["Content-Encoding"], packed.headers["Vary"]) == (
        "gzip",
        "Accept-Encoding",
    )
    assert gzip.decompress(packed.data) == plain.data
    refused = ask(Accept_Encoding="gzip;q=0")
    assert ("Content-Encoding" in refused.headers, refused.data) == (False, plain.data)


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
@pytest.mark.parametrize("known_in", ["gzip", "identity"])
def test_whoever_holds_either_form_is_sent_nothing(ask, known_in, encoding):
    tag = ask(Accept_Encoding=known_in).headers["ETag"]
    answer = ask(Accept_Encoding=encoding, If_None_Match=tag)
    assert (answer.status_code, answer.data) == (304, b"")
    assert [answer.headers[name] for name in ("ETag", "Cache-Control", "Vary")] == [
        tag,
        CACHE,
        "Accept-Encoding",
    ]


@pytest.mark.parametrize("named", ["{tag}", "W/{tag}", '"other", W/"x", {tag}', "*"])
def test_a_list_a_weak_tag_and_a_star_are_understood(ask, named):
    tag = ask().headers["ETag"]
    assert ask(If_None_Match=named.format(tag=tag)).status_code == 304


def test_the_tag_is_asked_before_the_date(ask):
    first = ask()
    date = first.headers["Last-Modified"]
    assert ask(If_Modified_Since=date).status_code == 304
    assert ask(If_Modified_Since=date, If_None_Match='"other"').status_code == 200
    past = "Thu, 01 Jan 2026 00:00:00 GMT"
    assert ask(If_Modified_Since=past).status_code == 200
    tag = first.headers["ETag"]
    assert ask(If_Modified_Since=past, If_None_Match=tag).status_code == 304


def test_head_tells_the_same_without_the_body(ask):
    full = ask()
    head = ask("HEAD")
    assert (head.status_code, head.data) == (200, b"")
    names = ("Content-Type", "Content-Length", "ETag", "Last-Modified", "Cache-Control", "Vary")
    assert [head.headers[name] for name in names] == [full.headers[name] for name in names]
    assert ask("HEAD", If_None_Match=full.headers["ETag"]).status_code == 304


def test_nothing_else_is_done_to_a_calendar(ask):
    answer = ask("POST")
    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD, OPTIONS"


def test_it_tells_nobody_and_knows_nobody(ask):
    answers = [ask(), ask(If_None_Match="*"), ask("HEAD")]
    for answer in answers:
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert "Set-Cookie" not in answer.headers
        assert "Location" not in answer.headers


def test_the_date_moves_with_the_bytes_alone(session, ask, change, site):
    """It is that of the calendar and not of an entry: one that leaves moves it, too."""
    first = ask()
    stamps.touch_all(session, {("site", site.id)})
    session.commit()
    same = ask()
    assert [same.headers[name] for name in ("ETag", "Last-Modified")] == [
        first.headers[name] for name in ("ETag", "Last-Modified")
    ]
    change()
    after = ask(If_None_Match=first.headers["ETag"])
    assert after.status_code == 200
    assert after.headers["ETag"] != first.headers["ETag"]


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_every_poll_of_an_unchanged_calendar_is_one_query(ask, queries_of, encoding):
    tag = ask().headers["ETag"]
    headers = {"Accept_Encoding": encoding}
    assert queries_of(lambda: ask(**headers)) == 1
    assert queries_of(lambda: ask("HEAD", **headers)) == 1
    assert queries_of(lambda: ask(If_None_Match=tag, **headers)) == 1
    assert queries_of(lambda: ask(If_None_Match='"other"', **headers)) == 1


def test_another_process_reads_what_the_first_one_built(app, make_app, ask, path, queries_of):
    first = ask()
    app.extensions["calendars"].shelf.copies.clear()
    seen = []
    assert queries_of(lambda: seen.append(ask())) == 1
    assert (seen[0].data, seen[0].headers["ETag"]) == (first.data, first.headers["ETag"])


def test_of_eight_who_come_at_once_one_builds(app, ask, path, change):
    """The others wait for it, and are sent what it built."""
    before = ask()
    change()
    built = []

    def note(_c, _k, statement, *_rest):
        if "publications.title" in statement:
            built.append(statement)

    answers = []

    def fetch():
        answer = app.test_client().get(path)
        answers.append((answer.status_code, answer.data))
        answer.close()

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    threads = [threading.Thread(target=fetch) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    event.remove(engine, "before_cursor_execute", note)
    assert Counter(answers).most_common() == [((200, ask().data), 8)]
    assert answers[0][1] != before.data
    assert len(built) == 1


def test_nobody_waits_for_ever_for_whoever_builds(app, ask, path, change, monkeypatch):
    """Another one took its turn and does not end it: the calendar is built all the same."""
    monkeypatch.setattr("visits.calendars.views.serving.WAIT_SECONDS", 0.05)
    before = ask()
    change()
    token = path.rpartition("/")[2]
    lock = app.config["SETTINGS"].DATA_DIR / f"feed-{token[0]}.lock"
    with open(take_lock(str(lock)), "rb"):  # noqa: PTH123 (a handle)
        answer = ask()
    assert answer.status_code == 200
    assert answer.headers["ETag"] != before.headers["ETag"]


def test_what_cannot_be_read_now_is_told_to_come_again(app, ask):
    """Never an empty calendar, which would take everything away from those who subscribe."""
    ask()

    def refuse(*_):
        raise Busy

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", refuse)
    answer = ask()
    event.remove(engine, "before_cursor_execute", refuse)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert (answer.mimetype, answer.text) == ("text/plain", "Service Unavailable\n")


def test_a_stopped_address_stops_at_the_next_request(session, ask, link):
    tag = ask().headers["ETag"]
    links.revoke(link, at=AT)
    session.commit()
    answer = ask(If_None_Match=tag)
    assert (answer.status_code, answer.text) == (410, "Gone\n")
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_renewed_address_opens_and_the_former_does_not(app, session, browser, ask, link):
    ask()
    keeper = app.extensions["links"]
    keeper.renew(link)
    session.commit()
    assert [ask(method).status_code for method in ("GET", "HEAD")] == [410, 410]
    assert browser.fetch("GET", f"/calendars/{keeper.token(link)}.ics").status_code == 200


# -- counting --------------------------------------------------------------------------------------


def test_every_fetch_is_counted_some_time_after_it(session, ask, link):
    for number in range(5):
        ask(User_Agent=f"Thunderbird/{number}")
    session.refresh(link)
    assert (link.use_count, link.used_by) == (1, "Thunderbird/0")
    session.get_one(SecretLink, link.id).used_at = AT
    session.commit()
    ask(User_Agent="Thunderbird/5")
    session.refresh(link)
    assert (link.use_count, link.used_by) == (6, "Thunderbird/5")


def test_a_program_that_asks_without_pause_is_told_to_wait(app, make_app, path):
    app = make_app(FEED_REQUESTS=3)
    found = []
    for _ in range(4):
        answer = app.test_client().get(path)
        found.append(answer.status_code)
        answer.close()
    assert found == [200, 200, 200, 429]
    assert 0 < int(answer.headers["Retry-After"]) <= 900
    assert answer.text == "Too Many Requests\n"


def test_each_calendar_is_counted_for_itself_and_anew_each_quarter_hour():
    polls, at = Polls(), datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert [polls.wait("a", most=1, at=at) for _ in range(2)] == [None, SPAN]
    assert polls.wait("b", most=1, at=at) is None
    assert polls.wait("a", most=1, at=at + SPAN) is None
    assert [polls.take("a"), polls.take("a"), polls.take("none")] == [3, 0, 0]


def test_the_shelf_keeps_what_was_asked_for_last():
    shelf = Shelf(most=10)
    one, two, three = (Copy(name, b"12", b"34") for name in ("one", "two", "three"))
    shelf.put("a", one)
    shelf.put("b", two)
    assert shelf.get("a") is one
    shelf.put("c", three)
    assert [shelf.get(key) for key in "abc"] == [one, None, three]
    shelf.put("c", Copy("more", b"123456", b"78"))
    assert [shelf.get(key) is None for key in "abc"] == [True, True, False]
    assert shelf.octets == 8


def test_what_a_program_may_ask_is_told_without_looking_at_the_address(ask, browser):
    answer = ask("OPTIONS")
    assert (answer.status_code, answer.data) == (200, b"")
    assert set(answer.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert browser.fetch("OPTIONS", f"/calendars/{'a' * 52}.ics").status_code == 200
    assert ask("PROPFIND").status_code == 405
