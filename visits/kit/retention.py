"""How long personal data are kept."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Retention:
    """How many days something is kept: after the visit, the decision or the look."""

    identity: int = 5
    needs: int = 30
    declined: int = 365
    names: int = 1_095
    looks: int = 730
