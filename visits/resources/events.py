"""What people and vehicles tell the floors above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ResourceChanged:
    """Skills, languages, seats or absences changed; `kind` is "person" or "vehicle"."""

    kind: str
    id: int
