"""What sites tell the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SiteChanged:
    """Windows, closures, limits or place of a site changed: findings that rest on it are old."""

    site_id: int


@dataclass(frozen=True)
class ContactMoved:
    """A contact has another e-mail address; who read *former* may be somebody else."""

    contact_id: int
    former: str


@dataclass(frozen=True)
class TravelTimeChanged:
    """Another time between two sites: legs between them are old."""

    from_id: int
    to_id: int
