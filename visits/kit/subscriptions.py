"""The address of a calendar, and how the common programs are told to subscribe to it."""

from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit


@dataclass(frozen=True, slots=True)
class Subscription:
    """One address in the forms that programs understand."""

    address: str
    webcal: str
    google: str
    outlook: str


def subscription(address: str, name: str) -> Subscription:
    webcal = f"webcal://{urlsplit(address).netloc}{urlsplit(address).path}"
    google, outlook = {"cid": webcal}, {"url": address, "name": name}
    return Subscription(
        address=address,
        webcal=webcal,
        google=f"https://calendar.google.com/calendar/render?{urlencode(google)}",
        outlook="https://outlook.live.com/calendar/0/addfromweb?"
        + urlencode(outlook, quote_via=quote),
    )
