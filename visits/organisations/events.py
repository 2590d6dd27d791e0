"""What organisations tell the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class OrganisationsMerged:
    """Two rows were one body: whatever points to the one that goes points to the one that is kept.

    The row that goes is deleted once everybody was told; whoever still points to it hinders that.
    """

    kept_id: int
    gone_id: int
