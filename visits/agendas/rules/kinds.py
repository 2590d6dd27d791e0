"""What kind of stop a line tells of, by its words in the languages in which agendas come."""

import re
from collections.abc import Mapping
from functools import lru_cache

from visits.conflicts.rules import StopKind
from visits.kit.text import search_key

K = StopKind


def keys(*words: str) -> tuple[str, ...]:
    return tuple(search_key(word) for word in words)


WORDS: tuple[tuple[StopKind, tuple[str, ...]], ...] = (
    (K.REST, (
        "coffee", "coffee break", "tea break", "short break", "health break", "break", "refreshments", "rest",
        "prayer", "휴식", "다과", "기도", "티타임", "커피브레이크", "pause café", "pause", "descanso",
        "receso", "pausa", "استراحة", "صلاة", "សម្រាក",
    )),
    (K.MEAL, (
        "lunch", "luncheon", "dinner", "breakfast", "brunch", "supper", "banquet", "working lunch", "buffet",
        "오찬", "만찬", "조찬", "중식", "석식", "조식", "점심", "저녁식사", "아침식사", "식사", "환영연", "환송연",
        "déjeuner", "dîner", "petit déjeuner", "almuerzo", "cena", "desayuno", "almoço", "jantar", "makan",
        "غداء", "الغداء", "عشاء", "العشاء", "فطور", "الإفطار", "អាហារ",
    )),
    (K.COURTESY_CALL, (
        "courtesy call", "courtesy visit", "audience with", "예방", "접견", "visite de courtoisie",
        "visita de cortesía", "visita de cortesia", "زيارة مجاملة",
    )),
    (K.DEPARTURE, (
        "departure for home", "departure from korea", "departure flight", "flight departure", "depart for home",
        "fly home", "출국", "귀국", "환송", "retour au pays", "مغادرة البلاد", "depart korea", "leave korea",
        "departure from seoul", "departure from incheon", "vol retour",
    )),
    (K.ARRIVAL, (
        "arrival", "arrivals", "arrive", "arrives", "pick up at airport", "airport pick up", "입국", "도착", "영접", "체크인",
        "check in", "checkin", "arrivée", "accueil à l aéroport", "llegada", "chegada", "وصول", "الوصول", "ការមកដល់",
    )),
    (K.TRANSFER, (
        "transfer", "move to", "moving to", "moving", "travel", "travel to", "drive to", "bus to", "depart", "departs",
        "departure", "leave", "leave for", "return to", "back to", "transportation", "transport", "ktx", "train to", "pick up",
        "pickup", "drop off", "check out", "board the bus", "boarding", "assemble at", "집결", "이동", "출발", "복귀",
        "귀환", "체크아웃", "탑승", "승차", "환승", "transfert", "trajet", "départ", "retour", "déplacement",
        "traslado", "salida", "saída", "deslocamento", "انتقال", "الانتقال", "مغادرة", "عودة", "ធ្វើដំណើរ",
    )),
    (K.FREE, (
        "free time", "free evening", "leisure", "at leisure", "free programme", "free program", "자유시간", "자유일정", "개인시간",
        "자유", "개별일정", "temps libre", "soirée libre", "tiempo libre", "tempo livre", "وقت حر", "وقت حرّ",
    )),
    (K.CEREMONY, (
        "ceremony", "signing", "signing of mou", "mou signing", "opening remarks", "welcome remarks", "closing remarks",
        "welcoming remarks", "opening", "closing", "group photo", "photo session", "photo", "exchange of gifts", "inauguration",
        "welcome address", "congratulatory", "체결", "체결식", "협약식", "개회", "개회식", "폐회", "폐회식", "수료식", "입교식",
        "개강식", "환영식", "기념촬영", "기념식", "축사", "환영사", "조인식", "개막식", "폐막식", "기념품 교환", "방명록",
        "cérémonie", "signature", "allocution", "ouverture", "clôture", "photo de groupe", "ceremonia", "firma",
        "apertura", "clausura", "cerimônia", "abertura", "encerramento", "مراسم", "توقيع", "افتتاح", "اختتام", "حفل",
    )),
    (K.WORKSHOP, (
        "workshop", "group work", "working group", "working groups", "work group", "action plan", "exercise", "hands on", "practice", "breakout", "group discussion",
        "워크숍", "워크샵", "실습", "분임토의", "조별", "액션플랜", "atelier", "travaux de groupe", "taller", "oficina",
        "ورشة", "ورشة عمل",
    )),
    (K.LECTURE, (
        "lecture", "presentation", "seminar", "orientation", "keynote", "briefing", "session", "course", "class", "overview",
        "introduction to", "강의", "강연", "특강", "세미나", "발표", "교육", "설명", "설명회", "오리엔테이션", "브리핑", "소개",
        "conférence", "exposé", "présentation", "séminaire", "conferencia", "presentación", "palestra",
        "apresentação", "محاضرة", "عرض", "ندوة",
    )),
    (K.CULTURAL, (
        "cultural", "culture tour", "sightseeing", "city tour", "museum", "palace", "temple", "traditional", "performance",
        "concert", "문화", "관광", "공연", "체험", "유적", "관람", "culturel", "culturelle", "tourisme", "excursion", "cultural tour",
        "turismo", "ثقافي", "ثقافية", "جولة سياحية",
    )),
    (K.SITE_VISIT, (
        "site visit", "study visit", "field visit", "field trip", "visit", "visits", "tour", "guided tour", "ride", "견학", "방문",
        "시찰", "탐방", "현장", "투어", "시승", "visite", "visite de terrain", "visita", "visita de campo", "زيارة", "جولة",
        "ទស្សនកិច្ច",
    )),
    (K.MEETING, (
        "meeting", "debriefing", "registration", "등록", "접수", "discussion", "talks", "dialogue", "roundtable", "panel", "q a", "consultation", "interview", "wrap up",
        "면담", "회의", "간담회", "환담", "협의", "토의", "토론", "질의응답", "réunion", "entretien", "échanges", "débat",
        "reunión", "reunião", "اجتماع", "لقاء", "مناقشة",
    )),
)  # fmt: skip
"""Of several the first is meant: a visit after which one drives on is a transfer only by its beginning."""
FOLDED = tuple((kind, keys(*words)) for kind, words in WORDS)
LEAVING = keys("departure", "depart", "출발", "départ")
FLIGHT = re.compile(r"(?<!\w)[a-z]{2}\s?\d{3,4}(?!\w)")
"""KE 671: whoever leaves by it does not come back."""
SYLLABLES = "가", "힣"
AWAY = keys(
    "airport", "flight", "공항", "aéroport", "aeropuerto", "aeroporto", "مطار", "المطار", "terminal"
)
FIRST_WORDS = frozenset({K.TRANSFER, K.ARRIVAL, K.DEPARTURE})
"""Kinds that agendas name with their first or their last words; within a sentence they say nothing."""
EDGE = 2
EVENING = keys(
    "dinner",
    "supper",
    "banquet",
    "만찬",
    "석식",
    "저녁",
    "dîner",
    "cena",
    "jantar",
    "عشاء",
    "evening",
)
CANCELLED = re.compile(
    r"^\W*(?:cancell?ed|취소(?:됨)?|annulée?|cancelad[oa]|ملغ[ىي]|삭제)(?=\W|$)"
    r"|[(\[<【]\s*(?:cancell?ed|취소(?:됨)?|annulée?|cancelad[oa]|ملغ[ىي]|삭제)\s*[)\]>】]"
    r"|(?<=\W)(?:cancell?ed|취소(?:됨)?|annulée?)\W*$",
    re.IGNORECASE,
)


def kind_of(
    title: str, *, has_site: bool, said: str = "", names: Mapping[str, StopKind]
) -> StopKind:
    """By the words of the line's own column for it, else by its title, else by its place.

    *names* are what kinds are called in our tables, folded.
    """
    for text in (said, title):
        found = names.get(search_key(text)) or by_words(text)
        if found is not None:
            return found
    return K.SITE_VISIT if has_site else K.MEETING


@lru_cache(maxsize=4096)
def by_words(text: str) -> StopKind | None:
    key = search_key(text)
    for kind, words in FOLDED:
        if any(holds(key, word, at_edge=kind in FIRST_WORDS) for word in words):
            return K.DEPARTURE if kind is K.TRANSFER and is_way_out(key) else kind
    return None


def is_way_out(key: str) -> bool:
    """Setting out for an airport: the visit is over."""
    leaves = any(holds(key, word, at_edge=True) for word in LEAVING)
    return leaves and (any(word in key for word in AWAY) or FLIGHT.search(key) is not None)


def holds(key: str, word: str, *, at_edge: bool) -> bool:
    """Whether the words stand there: whole ones, but Korean ones within longer ones too."""
    if word not in key:
        return False
    if is_korean(word):
        return key.startswith(word) or key.endswith(word) or not at_edge
    found = f" {key} ".find(f" {word} ")
    if found < 0 or not at_edge:
        return found >= 0
    return found == 0 or len(key[:found].split()) < EDGE


def is_korean(word: str) -> bool:
    return any(SYLLABLES[0] <= sign <= SYLLABLES[1] for sign in word)


def is_of_the_evening(title: str) -> bool:
    """Whether nobody does this before noon."""
    key = search_key(title)
    return any(holds(key, word, at_edge=False) for word in EVENING)


def is_cancelled(text: str) -> bool:
    """Whether the line says of itself that it does not take place."""
    return CANCELLED.search(text) is not None
