"""Time zones as the tz database lists them by country, called as CLDR calls their cities.

Where a country has several, people live by default in the one of its capital.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from babel import Locale

from visits.kit.text import search_key
from visits.languages.catalogue import language

CAPITAL_ZONES = {
    "AR": "America/Argentina/Buenos_Aires",
    "AU": "Australia/Sydney",
    "BR": "America/Sao_Paulo",
    "CA": "America/Toronto",
    "CD": "Africa/Kinshasa",
    "CL": "America/Santiago",
    "CN": "Asia/Shanghai",
    "CY": "Asia/Nicosia",
    "DE": "Europe/Berlin",
    "EC": "America/Guayaquil",
    "ES": "Europe/Madrid",
    "FM": "Pacific/Pohnpei",
    "GL": "America/Nuuk",
    "ID": "Asia/Jakarta",
    "KI": "Pacific/Tarawa",
    "KZ": "Asia/Almaty",
    "MH": "Pacific/Majuro",
    "MN": "Asia/Ulaanbaatar",
    "MX": "America/Mexico_City",
    "MY": "Asia/Kuala_Lumpur",
    "NZ": "Pacific/Auckland",
    "PF": "Pacific/Tahiti",
    "PG": "Pacific/Port_Moresby",
    "PS": "Asia/Hebron",
    "PT": "Europe/Lisbon",
    "RU": "Europe/Moscow",
    "UA": "Europe/Kyiv",
    "US": "America/New_York",
    "UZ": "Asia/Tashkent",
}
NAME_IN_CLDR = {
    "Africa/Asmara": "Africa/Asmera",
    "America/Argentina/Buenos_Aires": "America/Buenos_Aires",
    "America/Argentina/Catamarca": "America/Catamarca",
    "America/Argentina/Cordoba": "America/Cordoba",
    "America/Argentina/Jujuy": "America/Jujuy",
    "America/Argentina/Mendoza": "America/Mendoza",
    "America/Atikokan": "America/Coral_Harbour",
    "America/Indiana/Indianapolis": "America/Indianapolis",
    "America/Kentucky/Louisville": "America/Louisville",
    "America/Nuuk": "America/Godthab",
    "Asia/Ho_Chi_Minh": "Asia/Saigon",
    "Asia/Kathmandu": "Asia/Katmandu",
    "Asia/Kolkata": "Asia/Calcutta",
    "Asia/Yangon": "Asia/Rangoon",
    "Atlantic/Faroe": "Atlantic/Faeroe",
    "Europe/Kyiv": "Europe/Kiev",
    "Pacific/Chuuk": "Pacific/Truk",
    "Pacific/Pohnpei": "Pacific/Ponape",
}
"""Zones that CLDR keeps under the name that they once had."""


@cache
def zones_by_country() -> Mapping[str, tuple[str, ...]]:
    """The zones of each ISO 3166 country by their present names, the most peopled first."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    found: dict[str, tuple[str, ...]] = {}
    for row in table.splitlines():
        if not row.startswith("#"):
            country, _place, zone = row.split("\t")[:3]
            found[country] = (*found.get(country, ()), zone)
    return found


def home_zone(country: str, default: str) -> str:
    """The zone in which people of a country live by default; *default* where we know none."""
    zones = zones_by_country().get(country, ())
    return CAPITAL_ZONES.get(country) or next(iter(zones), default)


@cache
def zone_names() -> tuple[str, ...]:
    """Every zone of a place in the world by its present name, sorted."""
    return tuple(sorted({zone for zones in zones_by_country().values() for zone in zones}))


def zone_city(zone: str, reader: str) -> str:
    """What *reader* calls the city that stands for a zone; else as the zone itself spells it."""
    known = Locale.parse(language(reader).interface.locale).time_zones
    names = known.get(NAME_IN_CLDR.get(zone, zone), {})
    return str(names.get("city") or zone.rpartition("/")[2].replace("_", " "))


@cache
def zones_by_city(reader: str) -> Mapping[str, str]:
    """City and name of every zone, by zone, in the order of the cities."""
    named = {zone: f"{zone_city(zone, reader)} ({zone})" for zone in zone_names()}
    return dict(sorted(named.items(), key=lambda pair: search_key(pair[1])))
