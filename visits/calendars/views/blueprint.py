"""One blueprint for what programs fetch and for the pages about it; what a worker remembers."""

from dataclasses import dataclass, field
from datetime import datetime, time

from flask import Blueprint, current_app
from flask.sansio.blueprints import BlueprintSetupState

from visits.calendars.feeds import Setting
from visits.calendars.kept import Kept
from visits.calendars.polls import Polls
from visits.calendars.shelf import Shelf
from visits.kit.clock import local, now
from visits.settings import Settings

calendars = Blueprint("calendars", __name__)


@dataclass(frozen=True, slots=True)
class Memory:
    """What this process knows without asking: bytes that it sent lately, entries that it wrote, and
    how often each feed was asked for. Nothing of it is needed to answer rightly."""

    shelf: Shelf = field(default_factory=Shelf)
    kept: Kept = field(default_factory=Kept)
    polls: Polls = field(default_factory=Polls)


@calendars.record_once
def remember(state: BlueprintSetupState) -> None:
    state.app.extensions["calendars"] = Memory()


def memory() -> Memory:
    found: Memory = current_app.extensions["calendars"]
    return found


def settings() -> Settings:
    found: Settings = current_app.config["SETTINGS"]
    return found


def setting() -> Setting:
    """What calendars say of the installation."""
    return Setting(
        zone=settings().TIME_ZONE,
        city=settings().CITY_NAME,
        office=settings().OFFICE_NAME,
        phone=settings().OFFICE_PHONE,
    )


def city_midnight() -> datetime:
    """The instant at which today began in the city."""
    zone = current_app.config["ZONE"]
    return local(now().astimezone(zone).date(), time(0), zone).astimezone(zone)
