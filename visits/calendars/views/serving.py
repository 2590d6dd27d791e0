"""Feeds as calendar programs fetch them, every hour and often unchanged.

An unchanged feed is one query, which brings no bytes that the client or this process has already.
Of several who come when it has changed, one builds it and the others wait for that.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from datetime import datetime

from flask import Response, abort, after_this_request, request
from flask.typing import ResponseReturnValue

from visits.access import links
from visits.access.guard import admit, by_feed_token
from visits.calendars import actions, queries, rebuilding
from visits.calendars.queries import Found
from visits.calendars.rules import Window
from visits.calendars.shelf import Copy
from visits.calendars.views.blueprint import calendars, city_midnight, memory, setting, settings
from visits.kit.clock import now
from visits.kit.db import db
from visits.kit.errors import Busy, NotThere
from visits.kit.tokens import fingerprint
from visits.kit.write_lock import take_lock

MAX_AGE_SECONDS = 300
PACKED = "-gzip"
"""What the tag of the packed form ends with: other bytes have another tag (RFC 9110, 8.8.3)."""
WAIT_SECONDS = 3.0
"""How long a request waits for whoever builds the feed already; then it builds it as well."""


@calendars.get("/calendars/<token>.ics")
@by_feed_token(*queries.FEEDS)
def feed(token: str) -> ResponseReturnValue:
    """A subscription. It finds its link itself: an unchanged feed is one query."""
    key = fingerprint(token)
    at_hand = memory().shelf.get(key)
    try:
        found = queries.the_feed(db.session, token, known=known_tag(at_hand))
    except NotThere:
        if links.was_renewed(db.session, token):
            abort(410)
        raise
    polls = memory().polls
    waits = polls.wait(found.link.id, most=settings().FEED_REQUESTS, at=now())
    admit(found.link, uses=polls.take)
    if waits is not None:
        return too_many(int(waits.total_seconds()) + 1)
    midnight = city_midnight()
    if found.is_as_of(midnight):
        copy = at_hand if at_hand and at_hand.etag == found.etag else found.copy
    else:
        found = rebuilt(token, midnight)
        copy = found.copy
    if copy is not None and copy is not at_hand:
        memory().shelf.put(key, copy)
    return answered(found, copy)


def known_tag(at_hand: Copy | None) -> str:
    """The tag of bytes that this process or the client has: they need not be read."""
    named = (tag.removesuffix(PACKED) for tag in request.if_none_match.as_set(include_weak=True))
    return at_hand.etag if at_hand else next(named, "")


def too_many(seconds: int) -> Response:
    return Response(
        "Too Many Requests\n", 429, {"Retry-After": str(seconds)}, mimetype="text/plain"
    )


def rebuilt(token: str, midnight: datetime) -> Found:
    """What another request has built meanwhile, or what is built now.

    It is kept once it was sent: who reads does not wait for those who write.
    """
    with ExitStack() as turn:
        turn.enter_context(one_at_a_time(token))
        db.session.rollback()
        found = queries.the_feed(db.session, token)
        if found.is_as_of(midnight):
            return found
        window = Window.from_midnight(midnight)
        body = rebuilding.body_of(db.session, found.link, window, setting(), memory().kept)
        made = actions.built(found, found.stamp_on(midnight), body, at=now())
        db.write_briefly(lambda session: actions.keep(session, made))
        end_after_response(turn.pop_all())
    return found.with_cache(made)


@contextmanager
def one_at_a_time(token: str) -> Iterator[None]:
    """Among all workers of this machine, one builds a feed at a time; nobody waits for ever."""
    # A few files serve all feeds, so that none of them is left behind.
    path = settings().DATA_DIR / f"feed-{token[0]}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = None
    with suppress(Busy):
        handle = take_lock(str(path), seconds=WAIT_SECONDS)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)


def end_after_response(turn: ExitStack) -> None:
    @after_this_request
    def later(response: Response) -> Response:
        response.call_on_close(turn.close)
        return response


def answered(found: Found, copy: Copy | None) -> Response:
    """200 or 304 by the rules of HTTP; packed when the client takes it.

    Without a *copy* the client has told that it holds these bytes.
    """
    packs = request.accept_encodings.quality("gzip") > 0
    body = (copy.packed if packs else copy.body) if copy else b""
    response = Response(body, mimetype="text/calendar")
    if packs:
        response.headers["Content-Encoding"] = "gzip"
    response.set_etag(tag_for(found.etag, packs=packs))
    response.last_modified = found.changed_at
    response.headers["Cache-Control"] = f"private, max-age={MAX_AGE_SECONDS}, must-revalidate"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response.make_conditional(request)
    return response


def tag_for(etag: str, *, packs: bool) -> str:
    """The tag of the form that is sent, or of the other one when the client holds that."""
    tag, other = (etag + PACKED, etag) if packs else (etag, etag + PACKED)
    named = request.if_none_match
    return other if named.contains_weak(other) and not named.contains_weak(tag) else tag
