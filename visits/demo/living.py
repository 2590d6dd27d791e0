"""The four living visits, around today and on working days."""

from datetime import time

from sqlalchemy.orm import Session

from visits.delegations.rules import DelegationMove
from visits.demo.days import ONE_DAY, living_days
from visits.demo.identities import enter_identities
from visits.demo.planning import Setting, Visit
from visits.demo.reading import INVENTED, texts
from visits.itineraries import actions
from visits.kit.clock import local
from visits.kit.translated import Translated
from visits.papers import actions as papers
from visits.papers.rules import Direction, Disclosure, PaperKind
from visits.sites import actions as sites

OPENED, ASKED, HEARD = (30, time(9, 40)), (27, time(11, 10)), (22, time(15, 20))
"""How many working days ago, and when: released visits were opened, their hosts asked and heard."""
RELEASED, RELEASED_AGAIN = (5, time(16, 30)), (1, time(17, 10))
LATELY, YESTERDAY = (2, time(10, 30)), (1, time(13, 40))

RAIN_PLAN = Translated(
    ko="비가 오면 시승 대신 관제센터 홍보관에 더 머뭅니다.",
    en="In heavy rain the party stays longer in the exhibition hall instead of the ride.",
    ar="في حال هطول أمطار غزيرة يمتد البقاء في قاعة العرض بدلاً من الجولة بالحافلة.",
)
RAIN_WALK = Translated(
    ko="비, 미세먼지, 폭염에는 야외 일정 대신 실내 전시를 봅니다.",
    en="In rain, fine dust or heat an exhibition indoors takes the place of what is outdoors.",
    mn="Бороо, тоосонцор, халуунд гадаа үзэх зүйлийн оронд танхимын үзэсгэлэн үзнэ.",
)
DAY_TITLES = (
    Translated(
        ko="1일차: 스마트시티와 자율주행",
        en="Day 1: smart city and autonomous driving",
        ar="اليوم الأول: المدينة الذكية والقيادة الذاتية",
    ),
    Translated(
        ko="2일차: 시장 예방과 실무회의",
        en="Day 2: the Mayor and working meetings",
        ar="اليوم الثاني: لقاء العمدة واجتماعات العمل",
    ),
)
WHAT_CHANGED = Translated(
    ko="민원실 견학이 15분 당겨지고, 산책 대신 박람회 예정지를 방문합니다.",
    en="The Civil-affairs Office is 15 minutes earlier; the Expo site replaces the walk.",
    mn="Иргэдийн үйлчилгээний төв 15 минутаар эрт болж, зугаалгын оронд үзэсгэлэнгийн газар очно.",
)
WORKS = Translated(
    ko="투입구 정비 공사(시연용)",
    en="Works on the inlets (demonstration)",
    ar="أعمال صيانة المداخل (للعرض)",
)


def add_living(session: Session, setting: Setting) -> list[Visit]:
    """One under way or next, one of two days, one released twice, one in planning."""
    days = living_days(setting.at.astimezone(setting.zone), setting.holidays)
    return [
        half_day(Visit(session, setting, "kenya", days.kenya)),
        two_days(Visit(session, setting, "saudi", days.saudi)),
        released_twice(Visit(session, setting, "mongolia", days.mongolia)),
        in_planning(Visit(session, setting, "cambodia", days.cambodia)),
    ]


def open_and_plan(visit: Visit, *, days: int) -> None:
    """Weeks ago; every host has said yes."""
    visit.open(days=days, at=visit.setting.before(*OPENED))
    visit.plan(asked=visit.setting.before(*ASKED), heard=visit.setting.before(*HEARD))
    enter_identities(visit, at=visit.setting.before(*HEARD))


def release(visit: Visit) -> None:
    """Confirmed and released for the first time."""
    visit.move(DelegationMove.CONFIRM)
    visit.release(at=visit.setting.before(*RELEASED), note=texts(visit.row, "note"))


def prepare_for_rain(visit: Visit) -> None:
    """What takes the place of a walk."""
    actions.set_day(
        visit.session,
        visit.itinerary,
        visit.first,
        title=Translated(),
        note=Translated(),
        rain_plan=RAIN_WALK,
        at=visit.setting.before(*HEARD),
    )


def half_day(visit: Visit) -> Visit:
    """Nine people with their own bus, for an afternoon; it may have begun."""
    open_and_plan(visit, days=1)
    prepare_for_rain(visit)
    release(visit)
    if visit.stops["briefing"].starts <= visit.setting.at:
        visit.move(DelegationMove.BEGIN)
    return visit


def two_days(visit: Visit) -> Visit:
    """Fourteen people, eight stops, three languages, two parties; nothing is open."""
    open_and_plan(visit, days=2)
    for number, title in enumerate(DAY_TITLES):
        actions.set_day(
            visit.session,
            visit.itinerary,
            visit.first + number * ONE_DAY,
            title=title,
            note=Translated(),
            rain_plan=Translated() if number else RAIN_PLAN,
            at=visit.setting.before(*HEARD),
        )
    register_request(visit)
    release(visit)
    return visit


def register_request(visit: Visit) -> None:
    """The letter by which the embassy asked for the visit."""
    at = visit.setting.before(*OPENED)
    facts = {
        "direction": Direction.RECEIVED,
        "kind": PaperKind.REQUEST,
        "title": "사우디아라비아 대표단 방문 협조 요청",
        "number": "시연-0412",
        "dated_on": at.astimezone(visit.setting.zone).date(),
        "counterpart": "주한 사우디아라비아 대사관",
        "disclosure": Disclosure.OPEN,
        "notes": INVENTED,
    }
    subject = ("delegation", visit.delegation.id)
    by = visit.setting.staff.officer.name
    papers.register(visit.session, facts, subject=subject, files=(), by=by, at=at)


def released_twice(visit: Visit) -> Visit:
    """In the second release one stop is moved, one added, one cancelled."""
    open_and_plan(visit, days=1)
    prepare_for_rain(visit)
    release(visit)
    asked, at = visit.setting.before(*LATELY), visit.setting.before(*YESTERDAY)
    actions.cancel_stop(visit.session, visit.stops["bridge"], at=at)
    actions.move_stop(
        visit.session,
        visit.stops["civil"],
        starts=visit.instant(0, "15:15"),
        ends=visit.instant(0, "16:15"),
        at=at,
        host_agreed=True,
    )
    visit.plan(asked=asked, heard=at, rows="mongolia-second")
    visit.release(at=visit.setting.before(*RELEASED_AGAIN), note=WHAT_CHANGED)
    return visit


def in_planning(visit: Visit) -> Visit:
    """Much is still wrong; and one site closes after it was asked."""
    at = visit.setting.before(*LATELY)
    visit.open(days=2, at=at)
    visit.plan(asked=at, heard=at)
    zone = visit.setting.zone
    sites.close(
        visit.session,
        visit.setting.sites["clean-net"],
        starts=local(visit.first, time(0), zone),
        ends=local(visit.first + ONE_DAY, time(0), zone),
        reason=WORKS,
        source="유선: 자원순 소장",
    )
    return visit
