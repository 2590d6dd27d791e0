"""What people read before they agree. Reviewed in Korean and English; nothing is translated by machine.

Each purpose says what is collected, why, for how long, and what follows from refusing (articles 15,
17, 22, 23 and 24 of the Personal Information Protection Act). Change VERSION with any text.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from visits.identity.rules import (
    UNIQUE,
    Asked,
    ConsentKind,
    Purpose,
)
from visits.kit.retention import Retention
from visits.kit.translated import Translated
from visits.sites.rules import IdentityField

VERSION = "2026-2"
REVIEWED = ("ko", "en")

FIELDS: dict[IdentityField, Translated] = {
    IdentityField.BIRTH_DATE: Translated(ko="생년월일", en="date of birth"),
    IdentityField.SEX: Translated(ko="성별", en="sex"),
    IdentityField.PASSPORT_NUMBER: Translated(ko="여권번호", en="passport number"),
    IdentityField.PASSPORT_EXPIRY: Translated(
        ko="여권 만료일", en="date of expiry of the passport"
    ),
}
NAME = Translated(ko="성명, 국적, 소속과 직위", en="name, nationality, organisation and position")

ITEMS = Translated(ko="수집 항목", en="What we collect")
GIVEN_ITEMS = Translated(ko="제공 항목", en="What we pass on")
PURPOSE = Translated(ko="목적", en="What for")
KEPT = Translated(ko="보유·이용 기간", en="How long it is kept")
RECIPIENT = Translated(ko="제공받는 자", en="Who receives it")
REFUSING = Translated(ko="동의하지 않을 경우", en="If you do not agree")

TITLES: dict[ConsentKind, Translated] = {
    ConsentKind.USE: Translated(
        ko="개인정보 수집·이용 동의", en="Consent to the collection and use of personal data"
    ),
    ConsentKind.UNIQUE: Translated(
        ko="고유식별정보 처리 동의",
        en="Consent to the processing of unique identifying information",
    ),
    ConsentKind.SENSITIVE: Translated(
        ko="민감정보 처리 동의", en="Consent to the processing of sensitive data"
    ),
    ConsentKind.THIRD_PARTY: Translated(
        ko="개인정보 제3자 제공 동의", en="Consent to passing personal data on to a third party"
    ),
}
AGREE: dict[ConsentKind, Translated] = {
    ConsentKind.USE: Translated(
        ko="위와 같이 개인정보를 수집·이용하는 데 동의합니다.",
        en="I agree to this collection and use of my personal data.",
    ),
    ConsentKind.UNIQUE: Translated(
        ko="위와 같이 고유식별정보(여권번호)를 처리하는 데 동의합니다.",
        en="I agree to this processing of my passport number.",
    ),
    ConsentKind.SENSITIVE: Translated(
        ko="위와 같이 민감정보를 처리하는 데 동의합니다.",
        en="I agree to this processing of my needs concerning meals, mobility, prayer and fasting.",
    ),
    ConsentKind.THIRD_PARTY: Translated(
        ko="위와 같이 {site}에 개인정보를 제공하는 데 동의합니다.",
        en="I agree that these data are passed on to {site}.",
    ),
}
ENTRY = Translated(
    ko="방문기관의 출입 확인과 출입자 명단 작성",
    en="Checking visitors at the entrance of the sites and drawing up their access lists",
)
AT_THE_DOOR = Translated(
    ko="{site} 출입 확인과 출입자 명단 작성",
    en="Checking visitors at the entrance of {site} and drawing up its access list",
)
COMFORT = Translated(
    ko="식사·이동·기도·금식에 관한 편의 준비",
    en="Preparing meals, help with moving about, and time to pray or break a fast during the visit",
)
NEEDS = Translated(
    ko="식사·이동·기도·금식에 관한 요청(건강 상태나 신념이 드러날 수 있음)",
    en="Needs concerning meals, mobility, prayer and fasting, which may tell of health or belief",
)
PASSPORT_NEEDED = Translated(
    ko="여권번호(신분 확인이 의무인 방문기관에 한함)",
    en="Passport number, only for sites that must check identities",
)
UNTIL_END = Translated(
    ko="방문 종료 후 {days}일까지 보관하며, 그 뒤 지체 없이 파기합니다.",
    en="Until {days} days after the visit; then it is destroyed without delay.",
)
RIGHT = Translated(
    ko="동의를 거부할 권리가 있으며, 동의한 뒤에도 언제든지 철회할 수 있습니다.",
    en="You have the right to refuse, and may withdraw your consent at any time.",
)
NO_ENTRY = Translated(
    ko="동의하지 않으면 {sites}에 입장할 수 없습니다. 그 밖의 일정에는 영향이 없습니다.",
    en="Without it you cannot enter {sites}. The rest of your programme is not affected.",
)
NO_COMFORT = Translated(
    ko="동의하지 않으면 식사와 이동 편의를 맞추어 준비하지 못할 수 있습니다. 방문에는 영향이 없습니다.",
    en="Without it we may be unable to prepare suitable meals or help. Your visit is not affected.",
)
DISAGREE = Translated(ko="동의하지 않습니다.", en="I do not agree.")
FORM = Translated(
    ko="방문자 개인정보 처리 동의서", en="Consent to the processing of a visitor’s personal data"
)
FORM_INTRO = Translated(
    ko="아래 각 항목을 읽고 동의 여부를 항목별로 표시한 뒤 서명해 주시기 바랍니다.",
    en="Please read each purpose, mark for each whether you agree, and sign.",
)
VISIT = Translated(ko="방문", en="Visit")
NO_COPIES = Translated(
    ko="여권 사본은 제출하지 마십시오.", en="Please do not hand in a copy of your passport."
)
DATE = Translated(ko="날짜", en="Date")
SIGNATURE = Translated(ko="성명과 서명", en="Name and signature")


@dataclass(frozen=True, slots=True)
class ConsentText:
    """One purpose as people read it; each row is a label and what it says."""

    purpose: Purpose
    title: Translated
    rows: tuple[tuple[Translated, Translated], ...]
    agree: Translated

    @property
    def field(self) -> str:
        """The name of its check box."""
        kind, site_id = self.purpose
        return f"agree_{kind.value}" if site_id is None else f"agree_{kind.value}_{site_id}"


def consent_texts(asked: Asked, keep: Retention, *, with_needs: bool) -> tuple[ConsentText, ...]:
    """What one person is asked to agree to, purpose by purpose. Sites are named one by one."""
    found = [use_of(asked, keep)] if asked.fields else []
    if asked.has_unique:
        found.append(unique(asked, keep))
    found += [third_party(site, asked, keep) for site in sorted(asked.sites)]
    if with_needs:
        found.append(sensitive(keep))
    return tuple(found)


def use_of(asked: Asked, keep: Retention) -> ConsentText:
    ordinary = [FIELDS[field] for field in asked.fields if field not in UNIQUE]
    return worded(
        (ConsentKind.USE, None),
        [
            (ITEMS, joined([NAME, *ordinary])),
            (PURPOSE, ENTRY),
            (KEPT, filled(UNTIL_END, days=keep.identity)),
            (REFUSING, refusal(asked)),
        ],
    )


def unique(asked: Asked, keep: Retention) -> ConsentText:
    return worded(
        (ConsentKind.UNIQUE, None),
        [
            (ITEMS, PASSPORT_NEEDED),
            (PURPOSE, ENTRY),
            (KEPT, filled(UNTIL_END, days=keep.identity)),
            (REFUSING, refusal(asked)),
        ],
    )


def third_party(site_id: int, asked: Asked, keep: Retention) -> ConsentText:
    site = asked.sites[site_id]
    return worded(
        (ConsentKind.THIRD_PARTY, site_id),
        [
            (RECIPIENT, both(site)),
            (GIVEN_ITEMS, joined([NAME, *(FIELDS[field] for field in asked.fields)])),
            (PURPOSE, filled(AT_THE_DOOR, site=site)),
            (KEPT, filled(UNTIL_END, days=keep.identity)),
            (REFUSING, after_right(filled(NO_ENTRY, sites=site))),
        ],
        site=site,
    )


def sensitive(keep: Retention) -> ConsentText:
    return worded(
        (ConsentKind.SENSITIVE, None),
        [
            (ITEMS, NEEDS),
            (PURPOSE, COMFORT),
            (KEPT, filled(UNTIL_END, days=keep.needs)),
            (REFUSING, after_right(NO_COMFORT)),
        ],
    )


def refusal(asked: Asked) -> Translated:
    return after_right(filled(NO_ENTRY, sites=joined(asked.sites.values())))


def after_right(consequence: Translated) -> Translated:
    """The right to refuse, then what follows from it."""
    return Translated({tag: f"{RIGHT.to(tag)} {consequence.to(tag)}" for tag in REVIEWED})


def worded(
    purpose: Purpose, rows: list[tuple[Translated, Translated]], site: Translated | None = None
) -> ConsentText:
    agree = AGREE[purpose[0]]
    if site is not None:
        agree = filled(agree, site=site)
    return ConsentText(purpose, TITLES[purpose[0]], tuple(rows), agree)


def filled(text: Translated, **values: object) -> Translated:
    """The text with its places filled, each in the text's own language."""
    return Translated(
        {
            tag: text.to(tag).format(
                **{
                    name: value.to(tag) if isinstance(value, Translated) else value
                    for name, value in values.items()
                }
            )
            for tag in REVIEWED
        }
    )


def both(text: Translated) -> Translated:
    return Translated({tag: text.to(tag) for tag in REVIEWED})


def joined(parts: Iterable[Translated]) -> Translated:
    known = list(parts)
    return Translated({tag: ", ".join(part.to(tag) for part in known) for tag in REVIEWED})
