"""`python -m bench [--large N] [--database sqlite|postgresql|both]`: figures with ratios, one run.

Nothing fails here: a figure beyond its aim is marked with `!`, for people to judge.
"""

import argparse
import resource
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench import feeds
from bench.agendas import bringing
from bench.checks import check
from bench.findings import sweep
from bench.installation import Installation, make
from bench.moves import moves
from bench.pages import addresses, cost
from bench.releasing import releasing
from bench.reports import costs
from tests.postgres import Cluster
from visits.conflicts.rules import StopStatus

MOST_QUERIES, MOST_RATIO = 15, 2.0
MOST_MS_OF_A_REPORT = 2_000
MOST_MS_OF_JUDGING, MOST_QUERIES_OF_JUDGING = 100, 8
MOST_MS_OF_A_SWEEP = 1_000
FIGURES_MS = 300
"""Figures count the whole archive, and so have a time instead of a ratio."""
RELEASE_MS = 500
"""Sixty stops with forty letters."""
AIMS_MS = {"sqlite": 2.0, "postgresql": 3.0}
FIRST_BUILD_MS, REBUILD_MS, MOST_QUERIES_OF_A_BUILD = 400, 65, 6
LEAST_OF_BLOB, MOST_OF_WORD = 0.7, 2.0
MOVE_MS = 50.0
"""A move on the board, at the median."""


def main() -> None:
    options = argparse.ArgumentParser(prog="bench")
    options.add_argument("--small", type=int, default=100, help="stops in the small archive")
    options.add_argument("--large", type=int, default=100_000, help="stops in the large archive")
    options.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    chosen = options.parse_args()
    kinds = ("sqlite", "postgresql") if chosen.database == "both" else (chosen.database,)
    for kind in kinds:
        with tempfile.TemporaryDirectory() as folder, databases(kind) as (one, two):
            print(f"\n== {kind} ==")
            small = make(Path(folder) / "small", one, chosen.small)
            large = make(Path(folder) / "large", two, chosen.large)
            print(
                f"filled: {small.stops} stops {small.seconds:.1f} s, {large.stops} stops {large.seconds:.1f} s"
            )
            compare_pages(small, large)
            tell_check(kind, large)
            tell_release(large)
            tell_sweeps(large)
            tell_moves(small, large)
            tell_agenda(large)
            tell_reports(large)
            tell_feeds(small)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"\npeak memory of this process: {peak:.0f} MB")


@contextmanager
def databases(kind: str) -> Iterator[tuple[str, str]]:
    """Addresses of two empty databases."""
    if kind == "sqlite":
        yield "", ""
        return
    cluster = Cluster.start()
    try:
        for name in ("small", "large"):
            cluster.create(name)
        yield cluster.url("small"), cluster.url("large")
    finally:
        cluster.stop()


def compare_pages(small: Installation, large: Installation) -> None:
    print(f"{'page':<24}{'queries':>16}{'ms small':>10}{'ms large':>10}{'ratio':>8}{'KB':>8}")
    paths = zip(addresses(small), addresses(large), strict=True)
    for (name, one), (_, two) in paths:
        before, after = cost(small, one), cost(large, two)
        if before is None or after is None:
            print(f"{name:<24}  does not answer 200  !")
            continue
        ratio = after.milliseconds / before.milliseconds
        is_slow = (
            after.milliseconds > FIGURES_MS if name.startswith("figures") else ratio > MOST_RATIO
        )
        over = after.queries > MOST_QUERIES or is_slow or after.queries > before.queries
        print(
            f"{name:<24}{before.queries:>8}{after.queries:>8}{before.milliseconds:>10.1f}"
            f"{after.milliseconds:>10.1f}{ratio:>8.2f}{after.kilobytes:>8.0f}{'  !' if over else ''}"
        )


def tell_check(kind: str, large: Installation) -> None:
    found = check(large)
    mark = "  !" if found.ours > AIMS_MS[kind] else ""
    print(
        f"checking one stop against {found.bookings:,} bookings: {found.ours:.3f} ms"
        f" (aim {AIMS_MS[kind]:.0f}), bare look-up {found.bare:.3f} ms,"
        f" ratio {found.ours / found.bare:.1f}{mark}"
    )


def tell_release(large: Installation) -> None:
    found = releasing(large)
    mark = "  !" if found.taken > RELEASE_MS else ""
    print(
        f"releasing {found.stops} stops with {found.letters} letters: {found.taken:.0f} ms"
        f" (aim {RELEASE_MS}){mark}"
    )


def tell_sweeps(large: Installation) -> None:
    found = sweep(large)
    slow = found.judging > MOST_MS_OF_JUDGING or found.queries > MOST_QUERIES_OF_JUDGING
    print(
        f"judging {found.stops:,} live stops anew: {found.judging:.0f} ms (aim"
        f" {MOST_MS_OF_JUDGING}), {found.queries} queries (aim {MOST_QUERIES_OF_JUDGING})"
        f"{'  !' if slow else ''}"
    )
    mark = "  !" if found.sweeping > MOST_MS_OF_A_SWEEP else ""
    print(
        f"sweeping {found.bookings:,} bookings for clashes: {found.sweeping:.0f} ms"
        f" (aim {MOST_MS_OF_A_SWEEP:,}){mark}"
    )


def tell_moves(small: Installation, large: Installation) -> None:
    """The aim is that of planning: whoever moves what was asked asks its host anew as well."""
    for status in (StopStatus.HOLD, StopStatus.ASKED):
        before, after = moves(small, status), moves(large, status)
        is_over = status is StopStatus.HOLD and after.milliseconds > MOVE_MS
        mark = "  !" if is_over or after.queries > before.queries else ""
        print(
            f"a move on the board ({status}) against {after.bookings:,} bookings:"
            f" {after.milliseconds:.1f} ms (aim {MOVE_MS:.0f}), {after.queries} statements;"
            f" against {before.bookings:,}: {before.milliseconds:.1f} ms, {before.queries}{mark}"
        )


def tell_agenda(large: Installation) -> None:
    found = bringing(large)
    print(
        f"an agenda of {found.rows} rows: read {found.read:.0f} ms, taken over {found.taken:.0f} ms"
    )


def tell_reports(large: Installation) -> None:
    print(f"{'paper':<24}{'ms gathered':>16}{'ms in all':>12}{'ratio':>8}")
    for one in costs(large):
        mark = "  !" if one.written > MOST_MS_OF_A_REPORT else ""
        ratio = one.written / one.gathered
        print(f"{one.name:<24}{one.gathered:>16.1f}{one.written:>12.1f}{ratio:>8.1f}{mark}")


def tell_feeds(of: Installation) -> None:
    """Of a site with 2,000 entries, beside a route that says a word and the same bytes in a row."""
    site = feeds.fill(of)
    built = feeds.building(of, site)
    over = built.first > FIRST_BUILD_MS or built.again > REBUILD_MS
    print(
        f"a calendar of {feeds.ENTRIES:,} entries, {built.kilobytes:.0f} KB: first built"
        f" {built.first:.0f} ms (aim {FIRST_BUILD_MS}), after one change {built.again:.0f} ms"
        f" (aim {REBUILD_MS}), queries {built.queries}{'  !' if over else ''}"
    )
    with feeds.served(of, site) as (port, tag):
        for clients in (1, 4):
            tell_rates(port, site.path, tag, clients)
        crowd = feeds.load(port, site.path, feeds.CROWD)
    print(
        f"{feeds.CROWD} clients at once: {crowd.rate:.0f}/s, slowest {crowd.slowest:.1f} s,"
        f" errors {crowd.failed}{'  !' if crowd.failed else ''}"
    )
    print(f"peak memory of the largest process that served: {feeds.peak_megabytes():.0f} MB")


def tell_rates(port: int, path: str, tag: str, clients: int) -> None:
    word, blob = (feeds.load(port, f"/least/{name}", clients) for name in ("word", "blob"))
    known = feeds.load(port, path, clients, f"If-None-Match: {tag}", expected=304)
    full = feeds.load(port, path, clients)
    packed = feeds.load(port, path, clients, "Accept-Encoding: gzip")
    slow = full.rate < LEAST_OF_BLOB * blob.rate or word.rate > MOST_OF_WORD * known.rate
    print(
        f"{clients} clients: a word {word.rate:.0f}/s, 304 {known.rate:.0f}/s (ratio"
        f" {word.rate / known.rate:.1f}, aim {MOST_OF_WORD:.0f}); the stored blob {blob.rate:.0f}/s,"
        f" full {full.rate:.0f}/s (ratio {full.rate / blob.rate:.2f}, aim {LEAST_OF_BLOB}), gzip"
        f" {packed.rate:.0f}/s; errors {full.failed + known.failed + packed.failed}"
        f"{'  !' if slow else ''}"
    )


if __name__ == "__main__":
    main()
