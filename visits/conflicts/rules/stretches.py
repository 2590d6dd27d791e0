"""How long something goes on without a pause."""

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta

from visits.kit.interval import Interval


def stretches(
    spans: Iterable[Interval], *, pause: timedelta, breaks: Collection[Interval] = ()
) -> Iterator[Interval]:
    """Spans joined over every gap that is shorter than a pause and holds no break, in order."""
    current: Interval | None = None
    for span in sorted(spans):
        if current is None:
            current = span
        elif span.start - current.end < pause and not _is_broken(current, span, breaks):
            current = Interval(current.start, max(current.end, span.end))
        else:
            yield current
            current = span
    if current is not None:
        yield current


def _is_broken(before: Interval, after: Interval, breaks: Collection[Interval]) -> bool:
    return any(before.end <= one.start and one.end <= after.start for one in breaks)
