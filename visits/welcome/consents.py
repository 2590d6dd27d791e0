"""What a requester is asked to consent to, purpose by purpose, and what follows from a refusal.

These are texts of law (Personal Information Protection Act, Korea, articles 15, 17, 22 and 23): they
exist in the languages in which the office has reviewed them, and are shown in English, marked as
such, in all others. Who changes one must ask again.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from visits.intake.rules import Purpose
from visits.kit.retention import Retention
from visits.kit.translated import Translated

T = Translated
YEAR = 365
"""Days; so the settings count."""


@dataclass(frozen=True, slots=True)
class Consent:
    """One purpose as its reader is told of it."""

    question: Translated
    data: Translated
    kept: Translated
    refusal: Translated


@dataclass(frozen=True, slots=True)
class Period:
    """A number of days as both languages of the consents say it; whole years as years."""

    days: int

    @property
    def years(self) -> int:
        """0 unless they are whole years."""
        return 0 if self.days % YEAR else self.days // YEAR

    @property
    def ko(self) -> str:
        return f"{self.years}년" if self.years else f"{self.days}일"

    @property
    def en(self) -> str:
        number, unit = (self.years, "year") if self.years else (self.days, "day")
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def consents_for(keep: Retention) -> Mapping[Purpose, Consent]:
    """What is asked of a requester where personal data are kept so long."""
    names, declined, needs = Period(keep.names), Period(keep.declined), Period(keep.needs)
    return {
        Purpose.HANDLING: Consent(
            question=T(
                ko="방문 신청을 처리하기 위해 개인정보를 수집·이용하는 데 동의합니다.",
                en="I agree that my data are used to handle this request.",
            ),
            data=T(
                ko="수집 항목: 이름, 직위, 소속, 전자우편, 전화번호, 단장의 이름과 직위",
                en="Data: name, position, organisation, e-mail address and telephone number; name and position of the head of delegation.",
            ),
            kept=T(
                ko=f"보유 기간: 방문이 이루어지면 {names.ko}, 이루어지지 않으면 {declined.ko}",
                en=f"Kept for {names.en} after the visit, or for {declined.en} when there is none.",
            ),
            refusal=T(
                ko="동의하지 않을 수 있으나, 그 경우 이 양식으로는 신청을 받을 수 없습니다. 전화나 공문으로 문의해 주십시오.",
                en="You may refuse. Then we cannot take your request by this form: please call us or send a letter.",
            ),
        ),
        Purpose.HOSTS: Consent(
            question=T(
                ko="방문하려는 기관에 이름과 연락처를 제공하는 데 동의합니다.",
                en="I agree that names and contacts are passed on to the institutions that we wish to visit.",
            ),
            data=T(
                ko="제공 항목: 신청자와 단장의 이름, 직위, 소속",
                en="Data: names, positions and organisation of the requester and the head of delegation.",
            ),
            kept=T(
                ko="제공받는 기관의 보유 기간: 방문을 마친 뒤 30일",
                en="The institutions keep them for 30 days after the visit.",
            ),
            refusal=T(
                ko="동의하지 않으면 이름 없이 문의하며, 명단을 요구하는 기관은 방문할 수 없습니다.",
                en="If you refuse we ask them without names. Institutions that ask for a list cannot be visited then.",
            ),
        ),
        Purpose.ACCESSIBILITY: Consent(
            question=T(
                ko="이동과 건강에 관해 적은 내용을 방문 준비에 이용하는 데 동의합니다.",
                en="I agree that what I wrote about mobility and health is used to prepare the visit.",
            ),
            data=T(
                ko="이용 항목: 필요한 편의에 적은 내용(민감정보)",
                en="Data: what you wrote under accessibility (sensitive data).",
            ),
            kept=T(
                ko=f"보유 기간: 방문을 마친 뒤 {needs.ko}",
                en=f"Kept for {needs.en} after the visit.",
            ),
            refusal=T(
                ko="동의하지 않으면 그 내용은 저장하지 않으며, 방문 신청에는 영향이 없습니다.",
                en="If you refuse we do not keep it. Your request is handled all the same.",
            ),
        ),
        Purpose.NEWS: Consent(
            question=T(
                ko="앞으로의 행사와 연수 초청에 연락처를 이용하는 데 동의합니다.",
                en="I agree that my contact is used for later invitations to events and training.",
            ),
            data=T(
                ko="이용 항목: 이름, 소속, 전자우편",
                en="Data: name, organisation and e-mail address.",
            ),
            kept=T(
                ko=f"보유 기간: 동의를 거둘 때까지, 길어도 {names.ko}",
                en=f"Kept until you take your consent back, for {names.en} at most.",
            ),
            refusal=T(
                ko="동의하지 않아도 아무런 불이익이 없습니다.",
                en="If you refuse, nothing changes for you.",
            ),
        ),
    }
