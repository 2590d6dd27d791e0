"""Public sites and requests for the tests of this folder."""

from typing import Any

from visits.intake.rules import Half
from visits.kit.translated import Translated
from visits.sites.rules import Category, Security
from visits.welcome.rules.sites import Offer, PublicSite

EMPTY = Translated()


def a_public_site(**facts: Any) -> PublicSite:
    """A place of culture that receives on Tuesday mornings."""
    given: dict[str, Any] = {
        "slug": "arboretum",
        "name": Translated(en="Arboretum"),
        "summary": EMPTY,
        "description": EMPTY,
        "photo_policy": EMPTY,
        "category": Category.CULTURE,
        "themes": (),
        "languages": ("ko",),
        "place": None,
        "min_group": 1,
        "max_group": 50,
        "minutes": 40,
        "lead_days": 10,
        "security": Security.OPEN,
        "is_accessible": True,
        "has_prayer_room": False,
        "is_outdoor": False,
        "offers": (Offer(2, Half.MORNING),),
        "dates": (),
    }
    return PublicSite(**{**given, **facts})
