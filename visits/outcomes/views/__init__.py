"""The pages of what comes of a visit, one module per thing that people do."""

from visits.outcomes.views import gifts, photos, press, promises, record
from visits.outcomes.views.blueprint import outcomes

__all__ = ["gifts", "outcomes", "photos", "press", "promises", "record"]
