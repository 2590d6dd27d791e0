"""Reading users and sessions."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from visits.access.models import User
from visits.access.rules import Role
from visits.kit.errors import NotThere
from visits.kit.search import matching


def the_user(session: Session, user_id: int) -> User:
    """Raises NotThere."""
    user = session.get(User, user_id)
    if user is None:
        raise NotThere("user")
    return user


def user_by_email(session: Session, email: str) -> User | None:
    return session.scalar(select(User).where(User.email == email.strip().lower()))


def users(words: str = "") -> Select[User]:
    found = matching(User, words)
    rows = select(User)
    return rows if found is None else rows.where(User.id.in_(found))


def users_with_role(session: Session, *roles: Role) -> list[User]:
    """Enabled users of these roles, by name: for choices."""
    rows = select(User).where(User.role.in_(roles), User.is_enabled).order_by(User.name, User.id)
    return list(session.scalars(rows))
