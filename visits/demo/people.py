"""Who works here: the six accounts, receiving officials, interpreters, escorts, drivers, vehicles."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from visits.access import actions as access
from visits.access import passwords
from visits.access.models import User
from visits.access.rules import Role
from visits.demo.reading import INVENTED, rows_of, texts, words
from visits.resources import actions as resources
from visits.resources.models import Person, Vehicle
from visits.resources.rules import InterpretingMode, Proficiency

ACCOUNTS: tuple[tuple[Role, str, str], ...] = (
    (Role.ADMINISTRATOR, "관리자(시연)", "ko"),
    (Role.APPROVER, "결재권자(시연)", "ko"),
    (Role.COORDINATOR, "김하늘 Kim Haneul(시연)", "ko"),
    (Role.VIEWER, "열람자(시연)", "ko"),
    (Role.HOST, "윤관제(시연)", "ko"),
    (Role.INTERPRETER, "Amal Haddad (demo)", "en"),
)
"""Role, name and language of each account; the address is the role's."""


@dataclass(frozen=True, slots=True)
class Staff:
    """Everybody by the key of their row, vehicles likewise, accounts by role."""

    accounts: Mapping[Role, User]
    people: Mapping[str, Person]
    vehicles: Mapping[str, Vehicle]

    @property
    def officer(self) -> User:
        """Who leads every delegation."""
        return self.accounts[Role.COORDINATOR]

    @property
    def deputy(self) -> User:
        return self.accounts[Role.ADMINISTRATOR]


def address_of(role: Role) -> str:
    return f"{role.value}@example.org"


def add_staff(session: Session, *, password: str, at: datetime) -> Staff:
    """Accounts under one password, then the people and vehicles of the files."""
    accounts = {
        role: add_account(session, role, name, language, password=password, at=at)
        for role, name, language in ACCOUNTS
    }
    by_address = {user.email: user for user in accounts.values()}
    people = {row["key"]: add_person(session, row, by_address) for row in rows_of("people")}
    vehicles = {
        row["key"]: resources.add_vehicle(session, vehicle_of(row, people))
        for row in rows_of("vehicles")
    }
    return Staff(accounts, people, vehicles)


def add_account(
    session: Session, role: Role, name: str, language: str, *, password: str, at: datetime
) -> User:
    user = access.add_user(
        session, email=address_of(role), name=name, role=role, language=language, at=at
    )
    access.set_password(session, user, passwords.hashed(password), at=at)
    return user


def add_person(session: Session, row: Mapping[str, str], accounts: Mapping[str, User]) -> Person:
    person = resources.add_person(session, person_of(row, accounts))
    resources.interpret(session, person, list(pairs_of(row["pairs"])))
    return person


def person_of(row: Mapping[str, str], accounts: Mapping[str, User]) -> dict[str, Any]:
    """A person as their form would say it."""
    account = accounts.get(row["account"])
    return {
        "name": texts(row, "name"),
        "position": texts(row, "position"),
        "department": row["department"],
        "email": row["account"] or f"{row['key'].replace('_', '.')}@example.org",
        "phone": "+82-44-000-0000",
        "skills": words(row["skills"]),
        "rank_order": int(row["rank"]),
        "diary_office": row["diary_office"],
        "daily_hours": int(row["daily_hours"]) if row["daily_hours"] else None,
        "user_id": account.id if account else None,
        "notes": INVENTED,
    }


def pairs_of(text: str) -> Iterator[dict[str, Any]]:
    """`ko-ar:consecutive:fluent`, parted by blanks."""
    for word in words(text):
        languages, mode, level = word.split(":")
        first, second = languages.split("-")
        yield {
            "first": first,
            "second": second,
            "mode": InterpretingMode(mode),
            "level": Proficiency(level),
        }


def vehicle_of(row: Mapping[str, str], people: Mapping[str, Person]) -> dict[str, Any]:
    """A vehicle as its form would say it."""
    return {
        "name": texts(row, "name"),
        "plate": row["plate"],
        "seats": int(row["seats"]),
        "has_wheelchair_place": row["wheelchair"] == "1",
        "driver_id": people[row["driver"]].id,
        "notes": INVENTED,
    }
