"""Eight independent readers judge a calendar: our own from the bytes up, and seven foreign ones."""

import json
import subprocess
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
TOOLS = ROOT / ".cache" / "calendar-check"
PROGRAM = Path(__file__).parent / "calendar_check" / "check_ics.py"
READERS = ("icalendar", "vobject", "ics", "ical.js", "node-ical", "libical", "sabre")


def strict(
    calendar: bytes | str,
    *,
    kind: str = "feed",
    previous: bytes | None = None,
    today: date | None = None,
) -> list[str]:
    """What the readers have against a calendar, or against a feed's http address; [] is praise.

    A warning counts and a missing reader counts. With *previous*, an older state of the same feed,
    also what subscribers would see go wrong between the two; *today* says what is still to come.
    Raises FileNotFoundError when the readers have not been set up.
    """
    if not (TOOLS / "calharness.json").exists():
        raise FileNotFoundError(f"run tests/calendars/calendar_check/setup.sh {TOOLS}")
    with TemporaryDirectory() as folder:
        options = ["--kind", kind, "--json", f"{folder}/rows.json"]
        if previous is not None:
            options += ["--previous", _written(folder, "previous.ics", previous)]
        if today is not None:
            options += ["--now", today.isoformat()]
        address = (
            calendar if isinstance(calendar, str) else _written(folder, "calendar.ics", calendar)
        )
        return _judged(address, options, Path(folder) / "rows.json")


def followed(calendar: bytes, previous: bytes, *, today: date) -> list[str]:
    """What subscribers would see go wrong from one state of a feed to the next, by its bytes alone."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "rows.json"
        options = ["--kind", "feed", "--json", str(report), "--now", today.isoformat()]
        options += ["--previous", _written(folder, "previous.ics", previous)]
        options += ["--skip", ",".join(READERS), "--min-parsers", "0", "--strict"]
        found = _run(_written(folder, "calendar.ics", calendar), options, report)
        return [line for line in found if not line.startswith("SKIP")]


def _judged(address: str, options: list[str], report: Path) -> list[str]:
    demands = ["--strict", "--require", ",".join(READERS), "--min-parsers", str(len(READERS))]
    return _run(address, [*options, *demands], report)


def _run(address: str, options: list[str], report: Path) -> list[str]:
    python = json.loads((TOOLS / "calharness.json").read_text())["python"]
    done = subprocess.run(
        [python, PROGRAM, address, *options, "--tools", TOOLS],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    if not report.exists():
        return [f"the check itself broke: {done.stderr}"]
    return [
        f"{verdict} {code} {what} -- {detail}"
        for verdict, code, what, detail in json.loads(report.read_text())[address]
        if verdict not in {"PASS", "NOTE"}
    ]


def _written(folder: str, name: str, calendar: bytes) -> str:
    path = Path(folder) / name
    path.write_bytes(calendar)
    return str(path)
