"""What delegations tell the floors above."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class DelegationChanged:
    """Languages, dates, state or announced people changed."""

    delegation_id: int


@dataclass(frozen=True)
class DelegationDeleted:
    """The delegation is about to be deleted, nothing points to it; what is empty goes with it."""

    delegation_id: int


@dataclass(frozen=True)
class HandedOver:
    """One officer took over from another what the other did for the delegation."""

    delegation_id: int
    giver_id: int
    taker_id: int


@dataclass(frozen=True)
class RosterChanged:
    """Delegates or parties changed: who and how many are at each stop."""

    delegation_id: int


@dataclass(frozen=True)
class ListsNaming:
    """Which lists that went out name this delegate? Listeners append (what it is, how many)."""

    delegate_id: int
    found: list[tuple[str, int]] = field(default_factory=list)
