"""What stops are called: by themselves, and for readers in whose language nobody wrote a title."""

from visits.conflicts.rules import StopKind
from visits.kit.translated import Translated


def titled(title: Translated, site_name: Translated, tag: str, kind: str) -> Translated:
    """The title; without one in the language *tag*, the *kind* in its words and the site's name.

    Where the site has no name in that language either, its English one stands in for a missing
    English title: more readers know the letters.
    """
    if title.has(tag) or title.has(tag.split("-", maxsplit=1)[0]):
        return title
    if site_name.has(tag):
        return title.merged({tag: f"{kind} · {site_name[tag]}"})
    if site_name.has("en") and not title.has("en"):
        return title.merged({"en": site_name["en"]})
    return title


USUAL_TITLES: dict[StopKind, Translated] = {
    StopKind.MEAL: Translated(
        ko="오찬",
        en="Lunch",
        ar="غداء",
        fr="Déjeuner",
        km="អាហារថ្ងៃត្រង់",
        es="Almuerzo",
        pt="Almoço",
        id="Makan siang",
        ms="Makan tengah hari",
        th="อาหารกลางวัน",
        lo="ອາຫານທ່ຽງ",
        mn="Өдрийн хоол",
    ),
    StopKind.REST: Translated(
        ko="휴식",
        en="Break",
        ar="استراحة",
        fr="Pause",
        km="សម្រាក",
        es="Pausa",
        pt="Pausa",
        id="Istirahat",
        ms="Rehat",
        th="พัก",
        lo="ພັກຜ່ອນ",
        mn="Завсарлага",
    ),
}
"""What stops are called that we add by ourselves, in every language that guests are offered."""
